"""Findings for the numbers and dates of a sentence."""

from collections.abc import Iterator, Sequence
from datetime import date

from explainer.narrative.numbers import Numerals
from explainer.verification import saying
from explainer.verification.background import Background, content
from explainer.verification.candidates import Candidate
from explainer.verification.combined import both, gap, is_share
from explainer.verification.dated import DateRuling, judge_date
from explainer.verification.dates import Day, resolved
from explainer.verification.earlier import backward
from explainer.verification.hearing import About, Ear
from explainer.verification.judging import Ruling, judge
from explainer.verification.listed import Heard
from explainer.verification.matching import fits, slipped, units_of
from explainer.verification.nouns import Nouns
from explainer.verification.own import Item, OwnSentence, items_of
from explainer.verification.quantities import Quantity
from explainer.verification.report import NearestReading, NumberFinding, NumberProblem, NumberStatus
from explainer.verification.titles import in_title, is_size
from explainer.verification.told import Context, Told, numbers_of_drivers
from explainer.verification.words import Words

HOURS_OF_A_DAY = 24.0
UNRECEIPTED = frozenset({"duration", "counted"})
"""Units of numbers in sentences of ours that need no receipt."""


class Figures:
    """Makes findings of numbers and dates."""

    def __init__(
        self,
        ear: Ear,
        background: Background,
        numerals: Numerals,
        words: Words,
        nouns: Nouns,
    ) -> None:
        self._ear = ear
        self._background = background
        self._numerals = numerals
        self._spans = words.spans
        self._earlier = words.earlier
        self._nouns = nouns

    def read(
        self, text: str, heard: Heard, told: Told, own: Sequence[OwnSentence], before: Context
    ) -> Iterator[tuple[NumberFinding, Candidate | None]]:
        """A finding for each number and date of a sentence, with the candidate it stands for."""
        items = items_of(heard)
        resolutions = ((one, resolved(one, told.as_of)) for one in heard.days)
        meant = [(one, said) for one, said in resolutions if said is not None]
        ours = next((one for one in own if len(one.items) == len(items)), None)
        findings: list[tuple[Item, NumberFinding, Candidate | None]] = []
        for place, item in enumerate(items):
            found: tuple[NumberFinding, Candidate | None] | None = None
            if ours is not None:
                found = self._as_ours(text, item, place, ours, own)
            if found is None and isinstance(item, Day):
                found = self._day(text, heard, item, told, meant), None
            elif found is None and isinstance(item, Quantity):
                found = self._number(text, heard, item, told, before)
            if found is not None:
                findings.append((item, *found))
        late = backward(heard, findings, self._earlier)
        for item, finding, candidate in findings:
            if item is late and candidate is not None:
                near = saying.nearest(candidate, self._numerals)
                detail = saying.NUMBERS["earlier"].format(label=near.label, shown=near.shown)
                yield _finding(text, item, "wrong", "sign", near, detail), candidate
            else:
                yield finding, candidate

    def _as_ours(
        self, text: str, item: Item, place: int, ours: OwnSentence, own: Sequence[OwnSentence]
    ) -> tuple[NumberFinding, Candidate | None] | None:
        """The finding on a number of a sentence that is ours but for its numbers."""
        said = text[item.start : item.end]
        for sentence in own:
            receipt = sentence.receipts[place] if place < len(sentence.receipts) else None
            if place < len(sentence.written) and said == sentence.written[place]:
                near = None if receipt is None else saying.of_receipt(receipt)
                detail = saying.NUMBERS["own"].format(shown=said)
                return _finding(text, item, "supported", None, near, detail), None
        receipted = (one for one in own if place < len(one.receipts) and one.receipts[place])
        ours = next(receipted, ours)
        receipt = ours.receipts[place]
        other = ours.items[place]
        if receipt is None:
            return self._other_span(text, item, other)
        problem: NumberProblem = "date"
        if isinstance(item, Quantity):
            if not isinstance(other, Quantity) or not isinstance(receipt.value, int | float):
                problem = "magnitude"
            elif item.unit == other.unit and fits(item, receipt.value, frozenset()):
                if item.sign == other.sign:
                    return None
                problem = "sign"
            elif item.unit != other.unit or slipped(item, receipt.value):
                problem = "unit"
            else:
                problem = "magnitude"
        elif isinstance(other, Day) and item[4:] == other[4:]:
            return None
        detail = f"the explanation has {receipt.shown} here"
        return _finding(text, item, "wrong", problem, saying.of_receipt(receipt), detail), None

    def _other_span(
        self, text: str, item: Item, other: Item
    ) -> tuple[NumberFinding, Candidate | None] | None:
        """The finding on a span or a count that stands where the explanation has another."""
        if not (isinstance(item, Quantity) and isinstance(other, Quantity)):
            return None
        if item.unit != other.unit or item.unit not in UNRECEIPTED or item.low == other.low:
            return None
        detail = saying.NUMBERS[f"other_{item.unit}"]
        return _finding(text, item, "wrong", "magnitude", None, detail), None

    def _number(
        self, text: str, heard: Heard, quantity: Quantity, told: Told, before: Context
    ) -> tuple[NumberFinding, Candidate | None]:
        if quantity.malformed:
            return self._plain(text, quantity, "unjudged", "malformed"), None
        special = self._special(text, heard, quantity, told)
        if special is not None:
            return special, None
        place = heard.quantities.index(quantity)
        about = self._ear.about(heard, place, units_of(quantity))
        silent = not (about.topics or about.sentence or about.assets)
        inherited = about._replace(sentence=before.topics, assets=before.assets)
        ruling = judge(quantity, inherited if silent else about, told.candidates)
        carried = not silent and not about.sentence and before.paragraph
        if carried and ruling.status in ("wrong", "unsupported"):
            again = judge(quantity, about._replace(sentence=before.paragraph), told.candidates)
            ruling = again if again.status == "supported" else ruling
        if silent and ruling.status == "wrong":
            alone = judge(quantity, about, told.candidates)
            if alone.status == "supported":
                ruling = Ruling("unjudged", None, alone.nearest, "no_subject")
        if ruling.status != "supported" and ruling.problem != "sign":
            ruling = self._second_look(text, heard, quantity, about, told, ruling) or ruling
            if ruling.status == "unsupported" and self._nouns.counts(text, heard, quantity):
                ruling = Ruling("unjudged", None, None, "ordinal")
            elif ruling.status == "wrong" and self._nouns.own(heard, quantity):
                ruling = Ruling("unsupported", None, None, "nothing")
        return self._ruled(text, quantity, ruling), ruling.nearest

    def _second_look(
        self,
        text: str,
        heard: Heard,
        quantity: Quantity,
        about: About,
        told: Told,
        first: Ruling,
    ) -> Ruling | None:
        """What else may stand behind a number: sums, an event's title, the rules' own words."""
        if about.summed and (total := both(quantity, about, told.candidates)) is not None:
            return Ruling("supported", None, total, "sum")
        if (apart := gap(quantity, about, heard, told.candidates)) is not None:
            return Ruling("supported", None, apart, "reads")
        if is_share(quantity, about, heard):
            return Ruling("supported", None, None, "share")
        if in_title(text, heard, quantity, about.hedges, told.titles) or is_size(
            heard, quantity, about, told.sizes
        ):
            return Ruling("supported", None, None, "title")
        if heard.has("counted") and quantity.low in numbers_of_drivers(told):
            return Ruling("supported", None, None, "counted")
        if self._background.prints(heard, quantity, surely=first.status == "wrong"):
            return Ruling("supported", None, None, "background")
        return None

    def _special(
        self, text: str, heard: Heard, quantity: Quantity, told: Told
    ) -> NumberFinding | None:
        """Findings on what is no reading: spans of time, multiples, counts of drivers."""
        unit = quantity.unit
        if unit == "duration":
            return self._span(text, heard, quantity, told)
        if unit == "counted":
            return self._count(text, heard, quantity, told)
        if unit in ("times", "ordinal"):
            if self._background.prints(heard, quantity) or in_title(
                text, heard, quantity, frozenset(), told.titles
            ):
                return self._plain(text, quantity, "supported", "background")
            return self._plain(text, quantity, "unjudged", unit)
        return None

    def _span(self, text: str, heard: Heard, quantity: Quantity, told: Told) -> NumberFinding:
        hours = quantity.low
        if hours in told.windows:
            return self._plain(text, quantity, "supported", "window")
        days = hours / HOURS_OF_A_DAY
        topics = {found.means for found in heard.of("topic")}
        if any(hours in self._spans.get(topic, ()) for topic in topics):
            return self._plain(text, quantity, "supported", "window")
        for one in told.candidates:
            spoken = one.topic in topics or not topics
            if one.unit == "days" and spoken and one.value == days:
                return self._ruled(text, quantity, Ruling("supported", None, one, "reads"))
        if days in told.gaps or self._background.prints(heard, quantity):
            return self._plain(text, quantity, "supported", "span")
        if in_title(text, heard, quantity, frozenset(), told.titles):
            return self._plain(text, quantity, "supported", "title")
        for one in told.candidates:
            if one.unit == "days" and one.topic in topics and one.kind == "given":
                return self._ruled(text, quantity, Ruling("wrong", "magnitude", one, "magnitude"))
        return self._plain(text, quantity, "unsupported", "no_span")

    def _count(self, text: str, heard: Heard, quantity: Quantity, told: Told) -> NumberFinding:
        named = len({found.means for found in heard.of("driver")})
        fired, unchecked = told.counts["fired"], told.counts["not_evaluated"]
        right = {unchecked - named, unchecked, *numbers_of_drivers(told)}
        if heard.has("checked") and not heard.has("unchecked"):
            right = {sum(told.counts.values()) - unchecked}
        elif not heard.has("unchecked"):
            if any(one.first == quantity.last for one in heard.of("others")):
                absent = told.counts["not_fired"]
                right = {unchecked - named, absent - named, absent - 1}
            right |= {fired - 1, fired - named}
        if quantity.low in right:
            return self._plain(text, quantity, "supported", "counted")
        likely = unchecked - named if heard.has("unchecked") else max(fired - 1, 0)
        return self._plain(text, quantity, "wrong", "miscounted", problem="magnitude", shown=likely)

    def _day(
        self,
        text: str,
        heard: Heard,
        day: Day,
        told: Told,
        meant: Sequence[tuple[Day, date]],
    ) -> NumberFinding:
        """The finding on a date; *meant* are all dates of the sentence and what they stand for."""
        about = self._ear.beside(heard, day)
        spoken = {str(one.first): said for one, said in meant if one is not day}
        near = {
            str(one.first): said
            for one, said in meant
            if one is not day and abs(one.first - day.last) <= 2
        }
        ruling = judge_date(day, about, told.dates, near or spoken, told.as_of)
        if ruling.status != "supported" and self._in_dated_title(text, day, heard, told):
            ruling = DateRuling("supported", None, None, "reads")
        near_reading = None if ruling.nearest is None else saying.nearest_date(ruling.nearest)
        shown = text[day.start : day.end] if near_reading is None else near_reading.shown
        weekday = ""
        if ruling.nearest is not None:
            weekday = saying.WEEKDAYS[ruling.nearest.day.weekday()]
        detail = saying.DATES[ruling.reason].format(shown=shown, weekday=weekday)
        return _finding(text, day, ruling.status, ruling.problem, near_reading, detail)

    def _in_dated_title(self, text: str, day: Day, heard: Heard, told: Told) -> bool:
        said = text[day.start : day.end]
        words = content(heard.sentence.tokens)
        return any(said in title.text and len(title.words & words) > 1 for title in told.titles)

    def _ruled(self, text: str, quantity: Quantity, ruling: Ruling) -> NumberFinding:
        if ruling.nearest is None:
            return self._plain(text, quantity, ruling.status, ruling.reason, ruling.problem)
        near = saying.nearest(ruling.nearest, self._numerals)
        detail = saying.NUMBERS[ruling.reason].format(label=near.label, shown=near.shown)
        return _finding(text, quantity, ruling.status, ruling.problem, near, detail)

    def _plain(
        self,
        text: str,
        quantity: Quantity,
        status: NumberStatus,
        reason: str,
        problem: NumberProblem | None = None,
        shown: object = "",
    ) -> NumberFinding:
        detail = saying.NUMBERS[reason].format(shown=shown)
        return _finding(text, quantity, status, problem, None, detail)


def _finding(
    text: str,
    item: Item,
    status: NumberStatus,
    problem: NumberProblem | None,
    near: NearestReading | None,
    detail: str,
) -> NumberFinding:
    return NumberFinding(
        text=text[item.start : item.end],
        start=item.start,
        end=item.end,
        status=status,
        problem=problem,
        nearest=near,
        detail=detail,
    )
