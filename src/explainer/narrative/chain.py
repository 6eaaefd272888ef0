"""The drivers told in order: trigger, what it set off, what made it worse, what showed it."""

from collections.abc import Iterator
from typing import NamedTuple

from explainer.assessment import DriverFinding
from explainer.narrative import causes, records
from explainer.narrative.desk import Desk
from explainer.narrative.drafts import Draft, finish
from explainer.narrative.variants import Wordings

DRIVER, RECORD, REST, HURT = 85.0, 45.0, 34.0, 40.0
"""Weights: drivers, how unusual a reading is, their further evidence, why they hurt."""
RANK_STEP = 3.0
"""Each rank weighs this much less than the one before."""
CLAUSES = 2
"""Pieces of evidence that one sentence on a driver holds, at most."""
FULLY_TOLD = 3
"""Up to so many drivers a brief tells with as many; of more, only the first is."""


class Manner(NamedTuple):
    """How much is told of a driver.

    *most* pieces of evidence go into its sentence, *rest* says whether more follow in another, and
    *addition* that a short addition to the sentence stands for the clauses where there is one.
    """

    most: int
    rest: bool
    addition: bool


FULL = Manner(most=CLAUSES, rest=True, addition=False)


class Section(NamedTuple):
    """A driver and the sentences on it."""

    finding: DriverFinding
    drafts: list[Draft]


def chain(desk: Desk, answered: list[str]) -> list[Draft]:
    """The fired drivers in the order of their rank; *answered* is the evidence the answer told."""
    fully = len(desk.fired) <= FULLY_TOLD
    first = Manner(CLAUSES, rest=fully, addition=False)
    later = first if fully else Manner(1, rest=False, addition=True)
    drafts: list[Draft] = []
    line = _Line(desk, answered)
    for place, finding in enumerate(desk.fired):
        drafts += line.next(finding, later if place else first)
        if place == 0:
            drafts += records.record(desk, finding, RECORD)
        if place == 0 and finding.explains:
            drafts += hurt(desk, finding)
    return drafts


def sections(desk: Desk, answered: list[str]) -> list[Section]:
    """The fired drivers in the order of their rank: what each is, its evidence, why it hurts."""
    told: list[Section] = []
    line = _Line(desk, answered, apart=True)
    for finding in desk.fired:
        drafts = line.next(finding, FULL)
        drafts += records.record(desk, finding, RECORD - RANK_STEP * len(told))
        if finding.explains:
            drafts += hurt(desk, finding, HURT - RANK_STEP * len(told))
        told.append(Section(finding, drafts))
    return told


class _Line:
    """Tells one driver after another, and remembers what the next one may follow from.

    *apart* says that no sentence may point to the one before, as each stands by itself.
    """

    def __init__(self, desk: Desk, answered: list[str], *, apart: bool = False) -> None:
        self.desk = desk
        self.answered = answered
        self.apart = apart or desk.listing
        self.before: DriverFinding | None = None
        self.follows = False
        self.roles: set[str] = set()
        self.place = 0

    def next(self, finding: DriverFinding, manner: Manner) -> list[Draft]:
        """The sentences on the next driver; none where all its evidence was told before."""
        desk = self.desk
        told = [
            one
            for one in causes.order(desk, finding)
            if f"{finding.id}.{one.evidence.id}" not in self.answered
            and not desk.told(one.evidence.metric, one.evidence.pointer)
        ]
        drafts = self._driver(finding, told, manner) if told else []
        self.before, self.follows = finding, bool(told) and not self.apart
        self.roles.add(finding.role)
        self.place += 1
        return drafts

    def _driver(
        self, finding: DriverFinding, told: list[causes.Told], manner: Manner
    ) -> list[Draft]:
        """A sentence with the strongest evidence, and perhaps one with the rest."""
        desk, weight = self.desk, DRIVER - RANK_STEP * self.place
        rule, most = causes.words_of(desk, finding).rule, manner.most
        drafts: list[Draft] = []
        caused = finding.explains and desk.assessment.move.direction != "unknown"
        if not caused or (self.place == 0 and self.answered):
            # named before, or not to be named as a cause: the evidence speaks for itself
            drafts += _plain(desk, told[:most], rule, weight)
        else:
            filled: dict[str, object] = {"noun": causes.name(desk, finding)}
            if self.before is not None:
                filled["before"] = causes.name(desk, self.before)
            wordings = self._frame(finding)
            fits = causes.fits_behind(desk, told[0])
            if manner.addition and fits and told[0].words.tail is not None:
                wordings = desk.words.shortened(wordings)
                filled["clauses"] = causes.tail(desk, told[0])
            else:
                filled["clauses"] = causes.clauses(desk, told[:most], framed=True)
            draft = desk.sentence(wordings, filled, rule, weight=weight)
            if draft is not None:
                drafts.append(draft)
        for one in told[:most]:
            for draft in drafts:
                desk.tell(one.evidence, draft)
        if manner.rest:
            rest = [
                one
                for one in told[most : most + CLAUSES]
                if not desk.told(one.evidence.metric, one.evidence.pointer)
            ]
            if rest:
                drafts += _plain(desk, rest, rule, weight - DRIVER + REST)
        return drafts

    def _frame(self, finding: DriverFinding) -> Wordings:
        """The wordings for a driver: by role, certainty, and what was told before it."""
        desk, before = self.desk, None if self.desk.listing else self.before
        frames = desk.words.frames[finding.role]
        certainty = causes.certainty(desk, finding)
        leads = before is not None and finding.id in causes.words_of(desk, before).leads_to
        if before is not None and leads and causes.certainty(desk, before) != causes.COINCIDED:
            linked = frames["linked" if self.follows else "named"].get(certainty)
            if linked is not None:
                return linked
        return frames["further" if finding.role in self.roles else "first"][certainty]


def _plain(desk: Desk, told: list[causes.Told], rule: str, weight: float) -> list[Draft]:
    """Evidence as a sentence of its own; in other words, it is told in another order."""
    ways = _ways(desk, told, rule, weight)
    first = next(ways, None)
    if first is None:
        return []
    rest: list[Draft] = []

    def again(turn: int) -> Draft | None:
        rest.extend(ways)
        return rest[turn - 1] if turn <= len(rest) else None

    first.again = again
    return [first]


def _ways(desk: Desk, told: list[causes.Told], rule: str, weight: float) -> Iterator[Draft]:
    """The evidence in each order in which it opens with a word, then with words put before it.

    No sentence opens with a figure.
    """
    for order in [told] if len(told) == 1 else [told, told[::-1]]:
        writer = desk.writer()
        if causes.clauses(desk, order)(writer) and not (writer.marks and writer.marks[0][0] == 0):
            yield finish(writer, rule, None, weight)
    filled: dict[str, object] = {"clauses": causes.clauses(desk, told)}
    draft = desk.sentence(desk.words.figure_first, filled, rule, weight=weight)
    if draft is not None:
        yield draft


def hurt(desk: Desk, finding: DriverFinding, weight: float = HURT) -> list[Draft]:
    """Why a driver weighs on prices."""
    words = causes.words_of(desk, finding)
    return general(desk, words.hurts, words.rule, weight)


def general(desk: Desk, wordings: Wordings, rule: str, weight: float) -> list[Draft]:
    """A sentence that holds on any day; none where there are no words for it."""
    if not wordings:
        return []
    draft = desk.settled(wordings, (), dict, rule, weight=weight, kind="background")
    return [] if draft is None else [draft]
