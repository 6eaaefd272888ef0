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


class SourceFailure(msgspec.Struct, frozen=True, kw_only=True):
    """What a source did not give when it was last asked for it, and why.

    `row` is the kind of figures, `reason` a word for programs.
    """

    row: str
    reason: str
    detail: str
    at: datetime


class SourceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A source of live data: when it last gave figures, how long ago that is, what fails now.

    `off`: it is not asked. `restricted`: its terms keep its figures from being served, and the
    operator drops those. `no_key`: it would be asked if its key were there. A source that stands
    behind others may never have been asked.
    """

    name: str
    title: str
    state: Literal["on", "off", "restricted", "no_key"]
    last_success: datetime | None = None
    age_seconds: float | None = None
    failures: tuple[SourceFailure, ...] = ()


class HeldFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of an earlier round that are served while their source is down."""

    row: str
    source: str
    observed_at: datetime


class LiveState(msgspec.Struct, frozen=True, kw_only=True):
    """Live data: whether there are any, how old they are, and how each source does.

    `starting`: the first round is not over. `ok`: there is a snapshot. `no_snapshot`: the last
    round gave too little for one. `lacking` names kinds of figures that no source gave.
    """

    state: Literal["off", "starting", "ok", "no_snapshot"]
    as_of: datetime | None = None
    age_seconds: float | None = None
    next_round: datetime | None = None
    held: tuple[HeldFigures, ...] = ()
    lacking: tuple[str, ...] = ()
    sources: tuple[SourceEntry, ...] = ()


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """That the server can answer, with which rules, and since when with these."""

    status: Literal["ready"]
    engine_version: str
    rule_pack: PackIdentity
    since: datetime
    reload: Reload
    live: LiveState
    drivers: int
    signals: int
    metrics: int
    episodes: int
