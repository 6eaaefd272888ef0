"""What a reader gets: two moments, and what changed between them."""

from datetime import datetime
from typing import Literal

import msgspec

from explainer.assessment import Level, Move, Role, SignalState, Status
from explainer.explanation import Claim, PackIdentity, Part

SideName = Literal["before", "after"]
Lacking = Literal["before", "after", "both"]
DriverChangeKind = Literal["entered", "left", "grew", "faded", "steady", "unknown"]
SignalChangeKind = Literal["crossed_into", "crossed_back", "nearer", "farther", "steady", "unknown"]


class ComparedMoment(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two snapshots: its moment, its move, and the id of its explanation.

    The explanation is the brief that the same snapshot, pack and focus give.
    """

    id: str
    as_of: datetime
    move: Move


class DriverSide(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A driver at one moment, as in its finding.

    *missing* names the readings that lacked there and kept the two moments from being compared.
    """

    status: Status
    strength: float
    level: Level
    role: Role
    explains: bool
    missing: tuple[str, ...] = ()


class DriverChange(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What became of one driver.

    `entered` and `left` say that it fired at one moment and was found absent at the other; `grew`
    and `faded` that it fired at both and its strength differs; `steady` that neither is so;
    `unknown` that it cannot be told for lack of readings, and *lacking* on which side.
    """

    id: str
    code: str
    title: str
    change: DriverChangeKind
    lacking: Lacking | None
    before: DriverSide
    after: DriverSide


class SignalSide(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A signal at one moment; *distance* is threshold minus value, in the metric's unit."""

    value: float | None
    threshold: float | None
    distance: float | None
    state: SignalState


class SignalChange(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How a signal moved against its mark.

    `crossed_into` and `crossed_back` say that it changed sides; `nearer` and `farther` that it
    moved toward the mark or away from it, on the same side.
    """

    id: str
    title: str
    metric: str | None
    unit: str | None
    change: SignalChangeKind
    lacking: Lacking | None
    before: SignalSide
    after: SignalSide


class ReadingChange(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A main reading that both snapshots hold; *change* is after minus before, in its unit."""

    metric: str
    unit: str | None
    before: float
    after: float
    change: float


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What changed from *before* to *after*.

    Pointers of receipts begin with `/before` or `/after`; spans count code points in *text*.
    """

    id: str
    language: str
    engine_version: str
    rule_pack: PackIdentity
    focus: str | None
    before: ComparedMoment
    after: ComparedMoment
    headline: str
    answer: str
    drivers: tuple[DriverChange, ...]
    signals: tuple[SignalChange, ...]
    readings: tuple[ReadingChange, ...]
    claims: tuple[Claim, ...]
    parts: tuple[Part, ...]
    text: str
    disclosure: str
