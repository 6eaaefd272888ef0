"""What evaluation yields: the move, a finding for every driver, signals, the data's quality.

These nouns are written once by the engine and read by narrative and renderers; the same structs are
what an app receives as JSON, so a field name here is a field name of the API. They are trees of
plain values, so the garbage collector need not follow them (`gc=False`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, Protocol

import msgspec

from explainer.snapshot import CalendarEntry, Event, Record, Source

Value = float | str | bool | None
"""A reading as the snapshot gave it: a number, a choice, a truth, a text or a date as ISO text."""

Truth = Literal["true", "false", "unknown"]
Status = Literal["fired", "not_fired", "not_evaluated"]
Role = Literal["trigger", "amplifier", "condition", "symptom"]
Level = Literal["weak", "moderate", "strong", "severe"]
Direction = Literal["down", "up", "flat", "mixed", "unknown"]
Severity = Literal["dip", "pullback", "sell-off", "rout", "crash"]
Scope = Literal["bitcoin_led", "altcoin_led", "market_wide", "single_asset", "unknown"]
About = Literal["asset", "market", "others"]
Stage = Literal["building", "forced_selling", "unwinding", "stabilising", "recovering", "unknown"]
SignalState = Literal["beyond", "near", "clear", "unknown"]
Trend = Literal["worsening", "improving", "steady"]
Op = Literal[
    "difference",
    "ratio",
    "share_pct",
    "change_pct",
    "sum",
    "product",
    "median",
    "mean",
    "min",
    "max",
    "abs",
    "negate",
    "complement",
    "count",
    "days_between",
    "first",
    "weekday",
]


class Operand(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One reading that went into a computation.

    A given one has a *pointer*; one that is itself derived has *op* and *operands* instead.
    """

    value: Value
    pointer: str | None = None
    op: Op | None = None
    operands: tuple["Operand", ...] = ()


class Fact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A reading that passed the checks, with where it came from.

    A given fact has a *pointer*; a derived one has *op* and *operands* instead.
    """

    metric: str
    value: Value
    unit: str | None
    pointer: str | None = None
    op: Op | None = None
    operands: tuple[Operand, ...] = ()


# An answer holds more than a hundred of these and twenty findings, and keywords would take half of
# the time that making them takes: these two nouns alone may be written by position.
class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One condition of a driver, as it stood.

    *strength* is what is known (0..1, null while unknown), *possible* what it could be at most.
    *counted* says that it is the one its family counts. *shown* is the reading as prose shows it.
    """

    id: str
    status: Truth
    metric: str
    pointer: str | None
    value: Value
    strength: float | None
    possible: float
    family: str
    counted: bool = False
    asset: str | None = None
    decisive: bool = False
    shown: str | None = None


class Offset(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Evidence that argued the other way."""

    id: str
    driver: str
    metric: str
    asset: str | None = None
    pointer: str | None = None
    value: Value = None
    text: str | None = None


class DriverFinding(msgspec.Struct, frozen=True, gc=False):
    """What became of one driver.

    *strength* is the known value (0..1): a level of evidence, never a share of the move or a
    probability; *possible* is its value with every unknown at the maximum. *rank* counts from 1 and
    is null unless fired. *missing* names readings that were not usable; *could_decide* says that
    they could make the driver fire.

    *about* is null but for fired drivers where one asset is asked about: `asset` if evidence on
    that asset alone makes the driver fire, `others` if all that speaks for it is about bitcoin or
    another asset, else `market`.
    """

    id: str
    code: str
    title: str
    status: Status
    role: Role
    strength: float
    possible: float
    level: Level
    explains: bool
    rank: int | None
    evidence: tuple[Evidence, ...]
    offsets: tuple[Offset, ...]
    missing: tuple[str, ...]
    could_decide: bool
    signals: tuple[str, ...]
    families_known: int
    families: int
    version: int
    about: About | None = None


class Signal(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something to watch.

    *threshold* is where the reading would flip, in the metric's unit; *distance* is threshold minus
    value; *due* is the day of a scheduled event. *threshold_pointer* leads to a reading when the
    threshold is itself one; otherwise *rule_pointer* leads into the rule file.
    """

    id: str
    title: str
    metric: str | None = None
    pointer: str | None = None
    value: float | None = None
    threshold: float | None = None
    threshold_pointer: str | None = None
    rule_pointer: str | None = None
    distance: float | None = None
    unit: str | None = None
    state: SignalState
    trend: Trend | None = None
    due: str | None = None
    kind: str | None = None
    meaning: str


class Move(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Direction, severity, scope and stage of the market, or of the asset in *focus*.

    *change_pct* is the 24-hour change the direction was read from, in percent; *basis* names the
    metrics behind it; *severity_basis* is `volatility` or `published_bands`. The scope of an asset
    in focus other than bitcoin is `market_wide` where it moved with the market and `single_asset`
    where it moved on its own, whichever way.
    """

    direction: Direction
    severity: Severity | None
    severity_basis: Literal["volatility", "published_bands"] | None
    scope: Scope
    stage: Stage
    basis: tuple[str, ...]
    change_pct: float | None
    bitcoin_change_pct: float | None
    altcoin_change_pct: float | None
    focus: str | None = None


class Flaw(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A reading that was rejected or flagged, or one of several that contradict each other."""

    pointer: str
    reason: str
    code: str
    value: Value = None
    others: tuple[str, ...] = ()


class DataQuality(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What could not be used, and why. *missing* names the metrics that undecided drivers lack.

    *unobtained* are readings that were asked of a source and did not come.
    """

    missing: tuple[str, ...]
    stale: tuple[Flaw, ...]
    rejected: tuple[Flaw, ...]
    flagged: tuple[Flaw, ...]
    conflicts: tuple[Flaw, ...]
    unobtained: tuple[Flaw, ...] = ()


class FactsByMetric(Protocol):
    """Looks a metric id up. *values* holds the bare readings, without where they came from."""

    @property
    def values(self) -> Mapping[str, Value]:
        """The reading of every known metric."""

    def __getitem__(self, metric: str) -> Fact:
        """The fact; KeyError where the metric is not known."""

    def __contains__(self, metric: object) -> bool:
        """Whether the metric is known."""


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """One snapshot, judged: all that narrative and renderers need, and nothing they could change.

    *drivers* are ranked: fired ones first by rank, then undecided, then not fired, in pack order.
    *facts* looks a metric id up; *events*, *calendar*, *sources* and *records* are the
    snapshot's, in their order, so that a pointer such as `/events/2` leads to its title.
    """

    as_of: datetime
    move: Move
    drivers: tuple[DriverFinding, ...]
    offsets: tuple[Offset, ...]
    signals: tuple[Signal, ...]
    data_quality: DataQuality
    facts: FactsByMetric
    events: tuple[Event, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    sources: tuple[Source, ...] = ()
    records: tuple[Record, ...] = ()
