"""What the catalogue's answers hold, entry by entry."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from explainer.assessment import Op, Role
from explainer.explanation import PackIdentity
from explainer.metric_spec import Kind
from explainer.pack.schema import RuleStatus, SignalRule


class DriverEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A driver in the list; `/v1/drivers/{id}` has all of its rule."""

    id: str
    code: str
    title: str
    role: Role
    status: RuleStatus
    version: int
    what_it_means: str
    why_it_hurts: str
    metrics: tuple[str, ...]
    leads_to: tuple[str, ...]
    watch: tuple[str, ...]


class DriverList(msgspec.Struct, frozen=True, kw_only=True):
    """Every driver of the rule pack, in its order."""

    rule_pack: PackIdentity
    drivers: tuple[DriverEntry, ...]


class SignalList(msgspec.Struct, frozen=True, kw_only=True):
    """Every signal of the rule pack, in its order."""

    rule_pack: PackIdentity
    signals: tuple[SignalRule, ...]


class MetricEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A metric: what may be sent (given, custom) and what is computed from it (derived).

    `low` and `high` bound what is plausible, in `unit`; after `max_age_hours` a reading is stale.
    A derived metric has `op` and `of` instead of a window.
    """

    id: str
    origin: Literal["given", "derived", "custom"]
    kind: Kind
    unit: str
    label: str
    description: str
    window: str | None = None
    sign: str | None = None
    low: float | None = None
    high: float | None = None
    max_age_hours: float | None = None
    choices: tuple[str, ...] = ()
    op: Op | None = None
    of: tuple[str, ...] = ()


class MetricList(msgspec.Struct, frozen=True, kw_only=True):
    """Every metric there is; `<SYM>` stands for the symbol of an asset."""

    rule_pack: PackIdentity
    metrics: tuple[MetricEntry, ...]


class EpisodeEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An episode in the list; `/v1/episodes/{id}` has its snapshot."""

    id: str
    title: str
    as_of: datetime
    direction: Literal["down", "up", "flat", "mixed"]
    drivers: tuple[str, ...]


class EpisodeList(msgspec.Struct, frozen=True, kw_only=True):
    """Every bundled episode, by date."""

    episodes: tuple[EpisodeEntry, ...]


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """That the server runs."""

    status: Literal["live"]


class RuleProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that keeps rules from loading; `code` and `path` are null for a defect of ours.

    `path` begins with the name of the rule folder. `line` and `column` count from 1; they are null
    for a problem of the file as a whole.
    """

    code: str | None = None
    path: str | None = None
    line: int | None = None
    column: int | None = None
    message: str
    hint: str | None = None


class Reload(msgspec.Struct, frozen=True, kw_only=True):
    """How the last reading of the rule folders went, and when that was.

    `failed`: what they hold does not load, and the rules from before answer. `off`: the folders
    are read at start alone. `problem_count` also counts problems that are not listed.
    """

    state: Literal["ok", "failed", "off"]
    at: datetime
    problems: tuple[RuleProblem, ...] = ()
    problem_count: int = 0


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """That the server can answer, with which rules, and since when with these."""

    status: Literal["ready"]
    engine_version: str
    rule_pack: PackIdentity
    since: datetime
    reload: Reload
    drivers: int
    signals: int
    metrics: int
    episodes: int
