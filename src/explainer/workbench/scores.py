"""What a scorecard holds: shares and the counts behind them, per driver and overall."""

from __future__ import annotations

from typing import Literal

import msgspec

from explainer.workbench.cases import UnreadableCase
from explainer.workbench.firings import Backtest
from explainer.workbench.interval import Interval
from explainer.workbench.known_gaps import KnownGap

DisagreementKind = Literal["missed", "unnamed", "denied", "lead", "silent", "direction"]


class ScoredPack(msgspec.Struct, frozen=True, kw_only=True):
    """The rules that were scored; *hash* is null in a published scorecard."""

    name: str
    version: str
    hash: str | None


class DriverScore(msgspec.Struct, frozen=True, kw_only=True):
    """How one driver did over all falls.

    *observable*: named by the source and visible in the figures; *found*: of these, fired.
    *confirmed*: fired and named; *unnamed*: offered as a cause though not named. *led*: put first
    where the lead is judged; *led_agreed*: of these, a main cause by the source.
    A share is null where there is nothing to take it of; its interval holds it with 95%.
    """

    id: str
    title: str
    observable: int
    found: int
    confirmed: int
    unnamed: int
    led: int
    led_agreed: int
    recall: float | None
    recall_interval: Interval | None
    precision: float | None
    precision_interval: Interval | None
    lead: float | None
    lead_interval: Interval | None


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """One place where source and rules differ, and why.

    *reason* is for authors of rules, *told* the same in a sentence or two for everybody.

    *missed*: named and visible, not fired. *unnamed*: offered as a cause, not named. *denied*:
    offered though the source ruled it out. *lead*: another main cause. *silent*: nothing fired
    though something was visible. *direction*: another direction of the market.
    """

    case: str
    kind: DisagreementKind
    driver: str | None = None
    reason: str
    told: str


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """How the rules agree with published attributions.

    *recall* is the share of named, visible drivers that fired; *precision* the share of drivers
    offered as causes that were named; *lead* the share of falls whose first cause is a main cause
    by the source; *direction* the share of falls and rises read as such. *silent* counts falls with
    a visible cause and no fired driver, *denied* drivers offered though ruled out by the source.
    A share is null where there is nothing to take it of; its interval holds it with 95%.
    *known_gaps* are cases that the rules are known not to meet. *history* is what the rules make of
    a series of days, where one was given.
    """

    rule_pack: ScoredPack
    cases: int
    falls: int
    recall: float | None
    recall_interval: Interval | None
    precision: float | None
    precision_interval: Interval | None
    lead: float | None
    lead_interval: Interval | None
    direction: float | None
    direction_interval: Interval | None
    silent: int
    denied: int
    observable: int
    found: int
    offered: int
    confirmed: int
    lead_cases: int
    lead_agreed: int
    direction_cases: int
    direction_agreed: int
    drivers: tuple[DriverScore, ...]
    disagreements: tuple[Disagreement, ...]
    unreadable: tuple[UnreadableCase, ...]
    known_gaps: tuple[KnownGap, ...] = ()
    history: Backtest | None = None
