"""Sentences of rule files and of the lexicon, compiled once into steps that a writer walks.

A step is a piece of plain text or a function that writes what a slot stands for and says whether
it could. Numbers that stand in the words themselves ("24 hours") are the rule's own, and leave a
receipt of the kind `background` that leads to the words; names such as "S&P 500" leave none.
"""

from collections.abc import Callable, Mapping

from explainer.assessment import Value
from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.metrics import pointer_to
from explainer.narrative.literals import Numbers, Step
from explainer.narrative.numbers import Numerals, Shown
from explainer.narrative.writing import DERIVED, STYLES, Reading, Scope, Writer
from explainer.pack.templates import Optional, Slot, Text, parse_template

Put = Callable[[Writer, Scope, Value, str, str | None], bool]
"""Writes a value, given its metric and its pointer (None where it was computed)."""
Units = Callable[[str], str | None]
"""The unit of a metric by its id, in which `{asset}` may stand."""

SCALE = "index"
"""The unit of readings on a scale, of which words name marks: "under 30 are called oversold"."""
EVENT_FIELDS = frozenset({"title", "size_usd", "date", "kind"})


class Phrase:
    """A sentence ready to be written. *figures* says whether a slot in it prints a number.

    *static* is the whole of it where it is nothing but words; *reads* says whether a slot looks
    into the snapshot, so that what fills the others does not settle what is written.
    """

    __slots__ = ("figures", "length", "reads", "source", "static", "steps")

    def __init__(
        self, source: str, steps: list[str | Step], figures: bool, reads: bool = True
    ) -> None:
        self.source = source
        self.length = len(source)
        self.steps = _paired(steps)
        self.figures = figures
        self.reads = reads
        self.static: str | None = None
        if len(self.steps) == 1 and self.steps[0][1] is None:
            self.static = self.steps[0][0]

    def write(self, writer: Writer, scope: Scope) -> bool:
        """Write the phrase; False, with only a part of it written, when a slot is unknown."""
        for words, step in self.steps:
            writer.text += words
            if step is not None and not step(writer, scope):
                return False
        return True

    def pieces(self) -> "list[str | Step]":
        """What the phrase is made of, to be put into another one."""
        return [piece for pair in self.steps for piece in pair if piece]


NOTHING: Mapping[str, Phrase | None] = {}


class PhraseCompiler:
    """Compiles the phrases of one pack in one language."""

    def __init__(
        self,
        numbers: Numbers,
        numerals: Numerals,
        units: Units,
        lower_bounds: frozenset[str],
        at_least: str,
    ) -> None:
        self._numbers = numbers
        self._numerals = numerals
        self._units = units
        self._lower_bounds = lower_bounds
        self._at_least = at_least

    def compile(
        self,
        source: str,
        rule_pointer: str,
        metric: str | None = None,
        known: Mapping[str, Phrase | None] = NOTHING,
    ) -> Phrase:
        """The phrase; *metric* is that of its evidence, with `{asset}` where an asset stands.

        Slots that are *known* are filled here for good; an optional part whose slot is known to be
        None is left out. Templates with problems are the loader's to report; here they are taken as
        they are.
        """
        steps: list[str | Step] = []
        template = parse_template(source)
        for part in template.parts:
            if isinstance(part, Optional):
                slots = [piece.name for piece in part.parts if isinstance(piece, Slot)]
                if any(name in known and known[name] is None for name in slots):
                    continue
                if not all(name in known for name in slots):
                    steps.append(self._optional(part, rule_pointer, metric))
                    continue
            for piece in part.parts if isinstance(part, Optional) else (part,):
                if isinstance(piece, Text):
                    steps.extend(self._numbers.steps(piece.text, rule_pointer))
                elif (filled := known.get(piece.name)) is not None:
                    steps.extend(filled.pieces())
                else:
                    steps.append(self._slot(piece, metric, source))
        names = [slot.name for slot in template.slots()]
        figures = any(name != "asset" and name != "title" for name in names)
        reads = any(metric is not None or "." in name for name in names)
        return Phrase(source, steps, figures, reads)

    def _optional(self, part: Optional, rule_pointer: str, metric: str | None) -> Step:
        inner: list[str | Step] = []
        for piece in part.parts:
            if isinstance(piece, Text):
                inner.extend(self._numbers.steps(piece.text, rule_pointer))
            else:
                inner.append(self._slot(piece, metric))
        steps = _paired(inner)

        def write(writer: Writer, scope: Scope) -> bool:
            place = writer.here()
            for words, step in steps:
                writer.text += words
                if step is not None and not step(writer, scope):
                    writer.back(place)
                    return True
            if writer.told and writer.repeats(place):
                writer.back(place)
            return True

        return write

    def _slot(self, slot: Slot, metric: str | None, source: str = "") -> Step:
        name, style = slot.name, slot.filter
        if name == "asset":
            return _asset_step
        if metric is None:
            return _filled_step(name, style) if "." not in name else self._metric(name, style)
        if name == "value":
            return _value_step(self._put(metric, style, self._numbers.figures(source)))
        if metric == "" and name in EVENT_FIELDS:
            return _event_step(name, style)
        return self._metric(name if "." in name else sibling(metric, name), style)

    def _is_lower_bound(self, metric: str) -> bool:
        return metric.replace(ASSET_SLOT, SYMBOL_SLOT) in self._lower_bounds

    def _metric(self, metric: str, style: str | None) -> Step:
        put = self._put(metric, style)
        before, slot, after = metric.partition(ASSET_SLOT)
        computed = metric.startswith(DERIVED)
        pointer = None if computed or slot else pointer_to(metric)

        def write(writer: Writer, scope: Scope) -> bool:
            concrete, place = metric, pointer
            if slot:
                if scope.asset is None:
                    return False
                concrete = before + scope.asset + after
                place = None if computed else pointer_to(concrete)
            value = scope.assessment.facts.values.get(concrete)
            return value is not None and put(writer, scope, value, concrete, place)

        return write

    def _put(self, metric: str, style: str | None, marks: tuple[float, ...] = ()) -> Put:
        """What writes a reading of a metric: everything that can be settled beforehand is.

        On a scale, *marks* are numbers that the words name, from which rounding keeps it apart.
        """
        unit = self._units(metric)
        bound = self._at_least if self._is_lower_bound(metric) else ""
        show = self._numerals.shower(unit, STYLES[style], bound=bool(bound))
        if marks and unit == SCALE:
            show = self._numerals.off(show, unit, marks)
        verbs = self._numerals.verbs(style)
        dated = style == "date"

        def put(writer: Writer, scope: Scope, value: Value, name: str, pointer: str | None) -> bool:
            shown: Shown
            if isinstance(value, float):
                if verbs is not None:
                    if not value:
                        return writer.say(verbs.level)
                    writer.text += (verbs.up if value > 0 else verbs.down) + " "
                shown = show(value)
            elif isinstance(value, str):
                if not dated:
                    return bool(value) and writer.outside(value)
                shown = writer.tongue.calendar.show(value, writer.year)
            else:
                return False
            if bound and not writer.text.endswith(bound):
                writer.text += bound
            if writer.quiet:
                writer.text += shown[0]
                return True
            if pointer is None:
                fact = scope.assessment.facts[name]
                if fact.op is not None:
                    writer.mark(shown, "derived", value, unit, None, None, fact.op, fact.operands)
                    return True
                pointer = fact.pointer
            writer.mark(shown, "given", value, unit, pointer)
            return True

        return put


def sibling(metric: str, name: str) -> str:
    """The id of the reading *name* that lies beside a metric."""
    parts = metric.split(".")
    if parts[0] in ("assets", "etf") or (len(parts) > 2 and parts[1] == ASSET_SLOT):
        return f"{parts[0]}.{parts[1]}.{name}"
    return f"{parts[0]}.{name}"


def _paired(steps: list[str | Step]) -> tuple[tuple[str, Step | None], ...]:
    """Each slot with the plain words before it; words after the last slot stand alone."""
    pairs: list[tuple[str, Step | None]] = []
    words = ""
    for step in steps:
        if isinstance(step, str):
            words += step
        else:
            pairs.append((words, step))
            words = ""
    if words or not pairs:
        pairs.append((words, None))
    return tuple(pairs)


def _asset_step(writer: Writer, scope: Scope) -> bool:
    return scope.asset is not None and writer.asset(scope.asset)


def _value_step(put: Put) -> Step:
    def write(writer: Writer, scope: Scope) -> bool:
        return scope.value is not None and put(
            writer, scope, scope.value, scope.metric, scope.pointer
        )

    return write


def _event_step(name: str, style: str | None) -> Step:
    """A slot of an event or a calendar entry, found by the evidence's pointer (`/events/2`)."""

    def write(writer: Writer, scope: Scope) -> bool:
        if scope.pointer is None:
            return False
        _, group, index = scope.pointer.split("/", 3)[:3]
        assessment = scope.assessment
        happened = (assessment.events if group == "events" else assessment.calendar)[int(index)]
        value = getattr(happened, name, None)
        if value is None:
            return False
        if name == "title":
            return writer.title(value)
        unit = "usd" if name == "size_usd" else None
        return writer.put(Reading(value, unit, "given", f"/{group}/{index}/{name}"), style)

    return write


def _filled_step(name: str, style: str | None) -> Step:
    """A slot of the lexicon, filled by the caller with words, a reading, or more writing."""

    def write(writer: Writer, scope: Scope) -> bool:
        item = scope.filled.get(name)
        kind = type(item)
        if kind is str:
            writer.text += item  # type: ignore[operator]
            return True
        if kind is Reading:
            return writer.put(item, style)  # type: ignore[arg-type]
        if kind is tuple:
            writer.mark(*item)  # type: ignore[misc]
            return True
        return item is not None and bool(item(writer))  # type: ignore[operator]

    return write
