"""What changed between two rule packs: their rules, and the answers that they give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from explainer.assessment import Direction, Truth, Value
from explainer.comparison.result import DriverSide
from explainer.pack.schema import Band
from explainer.workbench.cases import UnreadableCase

RuleKind = Literal["driver", "signal", "derived", "custom", "moves", "lexicon", "style", "pack"]
DriverKind = Literal["entered", "left", "undecided", "decided", "role", "strength"]
AnswerKind = Literal[
    "direction",
    "severity",
    "scope",
    "stage",
    "lead",
    "explained",
    "unexplained",
    "signal",
    "offset",
    "headline",
    "answer",
    "text",
]
ChangeKind = Literal[DriverKind, AnswerKind]


class PackSide(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two packs; *where* is its folder, or `built-in`."""

    where: str
    name: str
    version: str
    hash: str


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A thing with a name that differs; null on the side that lacks it."""

    name: str
    before: str | None
    after: str | None


class RuleChange(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that differs, with the keys that do; words and numbers as rule files write them.

    *answers* counts the snapshots on which the finding of a driver, the state of a signal, or a
    sentence that rests on it differs; a driver's include those of the signals that flip it. Null
    for rules that are not about one driver or signal.
    """

    kind: RuleKind
    id: str
    change: Literal["added", "removed", "changed"]
    keys: tuple[Changed, ...]
    answers: int | None = None


class BandsChange(msgspec.Struct, frozen=True, kw_only=True):
    """The bands of one evidence in both packs."""

    before: tuple[Band, ...]
    after: tuple[Band, ...]


class EvidenceChange(msgspec.Struct, frozen=True, kw_only=True):
    """One condition of a driver under both packs: the reading, and the strength it had.

    A status or strength is null where the pack has no such evidence, a strength also while the
    evidence is unknown. *bands* are null where both packs have the same, or
    one has none.
    """

    id: str
    asset: str | None
    metric: str
    value: Value
    status_before: Truth | None
    status_after: Truth | None
    before: float | None
    after: float | None
    bands: BandsChange | None


class FindingChange(msgspec.Struct, frozen=True, kw_only=True):
    """A driver whose finding differs; a side is null where the pack has no such driver.

    *entered*: it fires now. *left*: it fires no longer. *undecided*: it is not evaluated any more.
    *decided*: it was not evaluated and is found absent now. *role* and *strength*: they differ
    where the status is the same. *evidence* is what differs, else what spoke for it.
    """

    id: str
    kinds: tuple[DriverKind, ...]
    before: DriverSide | None
    after: DriverSide | None
    evidence: tuple[EvidenceChange, ...]

    @property
    def step(self) -> float:
        """By how much the strength differs; that of a driver that is not there is zero."""
        before = 0.0 if self.before is None else self.before.strength
        after = 0.0 if self.after is None else self.after.strength
        return abs(after - before)


class Reworded(msgspec.Struct, frozen=True, kw_only=True):
    """A text under both packs."""

    before: str
    after: str


class AnswerChange(msgspec.Struct, frozen=True, kw_only=True):
    """One snapshot whose answer differs; *direction* is what prices did under the first pack.

    *lead* is the first cause that the text offers. *explained* and *unexplained* in *kinds* say
    that a fall has a cause now, or has none any more. *retold* names drivers and signals of which
    the text says something else.
    """

    id: str
    as_of: datetime
    direction: Direction
    kinds: tuple[AnswerKind, ...]
    move: tuple[Changed, ...] = ()
    drivers: tuple[FindingChange, ...] = ()
    lead: Changed | None = None
    signals: tuple[Changed, ...] = ()
    offsets: tuple[Changed, ...] = ()
    headline: Reworded | None = None
    answer: Reworded | None = None
    text: Reworded | None = None
    retold: tuple[str, ...] = ()


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """Snapshots by what prices did: fell (or were mixed), rose, or neither."""

    falls: int
    rises: int
    others: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.falls + self.rises + self.others


class LargestStep(msgspec.Struct, frozen=True, kw_only=True):
    """The largest difference of strength of a driver whose status stayed, and where it was."""

    id: str
    before: float
    after: float


class DriverSummary(msgspec.Struct, frozen=True, kw_only=True):
    """How often the finding of one driver differs, by kind of change.

    *leads_gained* and *leads_lost* count the snapshots whose first cause it became or was.
    """

    id: str
    entered: Days
    left: Days
    undecided: int
    decided: int
    role: int
    strength: int
    largest: LargestStep | None
    leads_gained: int
    leads_lost: int


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One snapshot that shows a kind of change; *driver* where the change is of a driver."""

    kind: ChangeKind
    driver: str | None
    change: AnswerChange


class PackChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What changes from one rule pack to another, over the snapshots that both were asked about.

    *counts* tells how often each kind of change occurs, over all drivers and snapshots;
    *answers_changed* counts the snapshots with any. Strengths differ from *strength_step* on.
    Texts are those of one *length*. *unreadable* names what holds no usable snapshot.
    """

    before: PackSide
    after: PackSide
    length: str
    strength_step: float
    snapshots: int
    first: date | None
    last: date | None
    answers_changed: int
    counts: dict[ChangeKind, int]
    rules: tuple[RuleChange, ...]
    drivers: tuple[DriverSummary, ...]
    examples: tuple[Example, ...]
    unreadable: tuple[UnreadableCase, ...]
