"""Traces: why a driver fired or did not, condition by condition, and what would flip it.

A trace is made only when it is asked for. It holds what a finding rests on, with every number that
is needed to compute the finding again. What does not apply is left out of its JSON.
"""

from typing import Literal

import msgspec

from explainer.assessment import About, Direction, Fact, Offset, Role, Status, Truth, Value
from explainer.explanation import Explanation

Lacking = Literal["missing", "stale", "rejected", "undefined"]
Reads = Literal["reading", "event", "calendar"]
Objection = Literal[
    "too_old", "after_as_of", "repeated", "impact", "not_falling", "asset", "not_due", "not_first"
]
"""Why an event or a date does not count: older than the window, after the snapshot, an id that came
before, another impact, no stated impact while prices do not fall, another asset, outside the days
of the calendar, or another one counts."""
Unexplained = Literal["not_fired", "rising", "flat", "unknown_direction", "on_its_own"]
"""Why a driver explains nothing: it did not fire, prices did not fall, nothing tells whether they
did, or the asset asked about moved on its own and the driver is not about it."""


class BandPoint(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A point of the curve from reading to strength, as the rule has it."""

    at: float
    strength: float


class Lack(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A reading that a condition needs and does not have.

    It was never sent, is stale, was rejected, or is computed from readings that do not allow it
    (`undefined`). *value* is what was sent, *reason* what is wrong with it.
    """

    metric: str
    why: Lacking
    pointer: str | None = None
    value: Value = None
    reason: str | None = None


class GuardTrace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One test of a guard: the reading, its bound, whether it holds.

    *metric* is the one that is tested, *reading* where it came from. *miss* is how far a number is
    on the wrong side of its bound, in its unit. *lacks* says why the reading is unknown; with
    *any_of* one of them is enough.
    """

    metric: str
    holds: bool | None
    above: float | None = None
    below: float | None = None
    equals: str | bool | None = None
    reading: Fact | None = None
    miss: float | None = None
    lacks: tuple[Lack, ...] = ()
    any_of: bool = False


class Occasion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An event or a calendar entry of the kinds that evidence looks at.

    *days* lies before the snapshot for an event, after it for an entry; null where no date is
    given. *counts* says that it is the one the evidence rests on, else *objection* says why not.
    """

    pointer: str
    kind: str
    date: str | None = None
    days: float | None = None
    impact: str | None = None
    assets: tuple[str, ...] = ()
    size_usd: float | None = None
    counts: bool = False
    objection: Objection | None = None


class Need(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What evidence alone would have to come to so that the driver fires, all else as it is.

    *strength* is what its family would need, *at* the reading that comes to it and *distance* how
    far that is from the present one, in its unit. *choices* are the values of a choice that come to
    it. Both are empty where the bands do not reach so far.
    """

    strength: float
    at: float | None = None
    distance: float | None = None
    choices: tuple[str, ...] = ()


class EvidenceTrace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One condition of a driver as it stood, and why.

    Evidence looks at a reading (*metric*, *reading*), at events or at the calendar (*kinds*, which
    count *within_days* and *since_days*). *between* holds the points of the band on either side of
    the reading: one before the first point or after the last, none where there is no band. *values*
    is the table of a choice. *held_back* says that a guard keeps a strength of *unguarded* from
    counting. *rules_out* is said of decisive evidence that is known and absent.
    """

    id: str
    family: str
    status: Truth
    strength: float | None
    possible: float
    reads: Reads
    asset: str | None = None
    counted: bool = False
    decisive: bool = False
    rules_out: bool = False
    metric: str | None = None
    reading: Fact | None = None
    between: tuple[BandPoint, ...] = ()
    values: dict[str, float] = {}
    unguarded: float | None = None
    held_back: bool = False
    guard: tuple[GuardTrace, ...] = ()
    need: Need | None = None
    lacks: tuple[Lack, ...] = ()
    any_of: bool = False
    kinds: tuple[str, ...] = ()
    within_days: float | None = None
    since_days: float | None = None
    supplied: bool = True
    occasions: tuple[Occasion, ...] = ()


class FamilyTrace(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Evidence that tells one story: its strongest member counts, *strength* is that member's.

    *possible* is the strength with every unknown member at its greatest.
    """

    id: str
    strength: float
    possible: float
    evidence: tuple[EvidenceTrace, ...]


class Flip(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A change of one reading that flips a driver, verified by assessing the changed snapshot.

    *size* is what changes are compared by, so that dollars can stand beside percent: the change of
    what the evidence reads as a share of the distance from the first to the last point of its band.
    Where the reading only passes a guard there is no band, and the share is of the guard's bound
    (or of the present reading where that is larger). A choice that changes counts as 1. A reading
    that was not supplied is measured from the harmless end of the band, or from the guard's bound.

    *before* is null for a reading that was not usable; *evidence* is what the change works through;
    *status* and *strength* are what the driver comes to.
    """

    metric: str
    pointer: str
    unit: str | None
    before: Value
    after: Value
    size: float
    evidence: str
    asset: str | None
    status: Status
    strength: float


class Flips(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What would flip a driver: the smallest change of one reading, then up to three others.

    *to* is what is sought: `fired`, or `not_fired` for a driver that fired (it may also come to be
    not evaluated). Where no single reading flips it, *nearest* is the strength that comes closest,
    reached by *nearest_metric*; both null where no reading brings it closer at all.
    """

    to: Literal["fired", "not_fired"]
    changes: tuple[Flip, ...]
    nearest: float | None = None
    nearest_metric: str | None = None


class DriverTrace(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Why one driver came to what it did.

    *strength* is 1 - (1 - a)(1 - b)... over the strengths of the *families*, and *possible* the
    same over their possible ones, both rounded to four decimals. *fires_at* is the pack's threshold
    or, with *threshold_reason*, its own. *role_reason* is that of the circumstance that changed the
    usual role.
    """

    id: str
    title: str
    status: Status
    strength: float
    possible: float
    fires_at: float
    threshold_reason: str | None
    role: Role
    usual_role: Role
    role_reason: str | None
    direction: Direction
    explains: bool
    unexplained: Unexplained | None
    about: About | None
    families: tuple[FamilyTrace, ...]
    offsets: tuple[Offset, ...]
    missing: tuple[str, ...]
    flips: Flips


class TracedExplanation(Explanation, frozen=True, kw_only=True):
    """An explanation with the trace of every driver, in the order of its findings."""

    trace: tuple[DriverTrace, ...]
