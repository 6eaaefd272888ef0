"""Sentences of rule files and of the lexicon, compiled once into steps that a writer walks.

A step is a piece of plain text or a function that writes what a slot stands for and says whether
it could. Numbers that stand in the words themselves ("24 hours") are the rule's own, and leave a
receipt of the kind `background` that leads to the words; names such as "S&P 500" leave none.
"""

import re
from collections.abc import Callable, Mapping

from explainer.assessment import Value
from explainer.narrative.writing import Reading, Scope, Writer, read, reading_of
from explainer.pack.templates import Optional, Slot, Text, parse_template

Step = Callable[[Writer, Scope], bool]
Units = Callable[[str], str | None]
"""The unit of a metric by its id, in which `{asset}` may stand."""

EVENT_FIELDS = frozenset({"title", "size_usd", "date", "kind"})


class Phrase:
    """A sentence ready to be written. *figures* says whether a slot in it prints a number.

    *static* is the whole of it where it is nothing but words.
    """

    __slots__ = ("figures", "source", "static", "steps")

    def __init__(self, source: str, steps: list[str | Step], figures: bool) -> None:
        self.source = source
        self.steps = _paired(steps)
        self.figures = figures
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


class Numbers:
    """Finds numbers that stand in words, as digits or spelled out, and leaves names alone."""

    def __init__(self, names: tuple[str, ...], words: tuple[str, ...]) -> None:
        longest_first = sorted(names, key=len, reverse=True)
        named = "|".join(re.escape(name) for name in longest_first) or r"(?!)"
        spelled = "|".join(sorted(words, key=len, reverse=True))
        self._token = re.compile(
            rf"(?P<name>{named})|(?P<number>[-+]?\$?\d[\d,.]*\d%?|\$?\d%?|\b(?:{spelled})\b)",
            re.IGNORECASE,
        )
        self._digit = re.compile(r"\d")
        self._spelled = frozenset(word.lower() for word in words)
        self._name = re.compile(named)

    def steps(self, text: str, rule_pointer: str) -> list[str | Step]:
        """The text as plain pieces, names, and numbers with their receipts."""
        found: list[str | Step] = []
        done = 0
        for token in self._token.finditer(text):
            if token.start() > done:
                found.append(text[done : token.start()])
            done = token.end()
            if token.group("name"):
                found.append(_name_step(token.group()))
            else:
                found.append(_literal_step(token.group(), rule_pointer))
        if done < len(text):
            found.append(text[done:])
        return found

    def first(self, rest: str) -> str | None:
        """The first number in a text that ought to hold none; None if there is none.

        Cheap where there is nothing to find: one search for a digit and one look at the words.
        """
        plain = self._spelled.isdisjoint(rest.translate(_PLAIN).split())
        if plain and not self._digit.search(rest):
            return None
        for token in self._token.finditer(rest):
            if token.group("number"):
                return token.group()
        digit = self._digit.search(self._name.sub("", rest))
        return digit.group() if digit else None


_PLAIN = {ord(mark): " " for mark in ",.-:;()'/\u2014"} | {
    ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
}
"""Lower case, and spaces for the marks that may stand beside a word."""


def _name_step(name: str) -> Step:
    return lambda writer, _: writer.name(name)


def _literal_step(words: str, rule_pointer: str) -> Step:
    reading = Reading(
        words, None, "background", rule_pointer=rule_pointer, shown=(words, "as the rule says it")
    )
    return lambda writer, _: writer.put(reading)


class PhraseCompiler:
    """Compiles the phrases of one pack in one language."""

    def __init__(self, numbers: Numbers, units: Units, lower_bounds: frozenset[str]) -> None:
        self._numbers = numbers
        self._units = units
        self._lower_bounds = lower_bounds

    def compile(self, source: str, rule_pointer: str, metric: str | None = None) -> Phrase:
        """The phrase; *metric* is that of its evidence, with `{asset}` where an asset stands.

        Templates with problems are the loader's to report; here they are taken as they are.
        """
        steps: list[str | Step] = []
        template = parse_template(source)
        for part in template.parts:
            if isinstance(part, Text):
                steps.extend(self._numbers.steps(part.text, rule_pointer))
            elif isinstance(part, Slot):
                steps.append(self._slot(part, metric))
            else:
                steps.append(self._optional(part, rule_pointer, metric))
        figures = any(slot.name != "asset" and slot.name != "title" for slot in template.slots())
        return Phrase(source, steps, figures)

    def _optional(self, part: Optional, rule_pointer: str, metric: str | None) -> Step:
        inner: list[str | Step] = []
        for piece in part.parts:
            if isinstance(piece, Text):
                inner.extend(self._numbers.steps(piece.text, rule_pointer))
            else:
                inner.append(self._slot(piece, metric))
        phrase = Phrase("", inner, False)

        def write(writer: Writer, scope: Scope) -> bool:
            place = writer.here()
            if not phrase.write(writer, scope):
                writer.back(place)
            return True

        return write

    def _slot(self, slot: Slot, metric: str | None) -> Step:
        name, style = slot.name, slot.filter
        if name == "asset":
            return _asset_step
        if metric is None:
            return _filled_step(name, style) if "." not in name else self._metric(name, style)
        if name == "value":
            return _value_step(self._units(metric), style, self._is_lower_bound(metric))
        if metric == "" and name in EVENT_FIELDS:
            return _event_step(name, style)
        return self._metric(name if "." in name else sibling(metric, name), style)

    def _is_lower_bound(self, metric: str) -> bool:
        return metric.replace("{asset}", "<SYM>") in self._lower_bounds

    def _metric(self, metric: str, style: str | None) -> Step:
        unit = self._units(metric)
        lower_bound = self._is_lower_bound(metric)
        before, slot, after = metric.partition("{asset}")

        def write(writer: Writer, scope: Scope) -> bool:
            concrete = before
            if slot:
                if scope.asset is None:
                    return False
                concrete = before + scope.asset + after
            reading = read(scope.assessment.facts, concrete, unit, lower_bound)
            return reading is not None and writer.put(reading, style)

        return write


def sibling(metric: str, name: str) -> str:
    """The id of the reading *name* that lies beside a metric."""
    parts = metric.split(".")
    if parts[0] in ("assets", "etf") or (len(parts) > 2 and parts[1] == "{asset}"):
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


def _value_step(unit: str | None, style: str | None, lower_bound: bool) -> Step:
    def write(writer: Writer, scope: Scope) -> bool:
        value: Value = scope.value
        if value is None:
            return False
        pointer = scope.pointer
        if pointer is not None or writer.quiet:
            return writer.put(
                Reading(value, unit, "given", pointer, lower_bound=lower_bound), style
            )
        fact = scope.assessment.facts[scope.metric]
        return writer.put(reading_of(value, unit, pointer, fact, lower_bound), style)

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
        if isinstance(item, str):
            writer.text += item
            return True
        if isinstance(item, Reading):
            return writer.put(item, style)
        return callable(item) and bool(item(writer))

    return write


def compile_all(
    compiler: PhraseCompiler, sources: Mapping[str, str], pointer: str
) -> dict[str, Phrase]:
    """The phrases of one part of the lexicon by their keys."""
    return {key: compiler.compile(text, f"{pointer}/{key}") for key, text in sources.items()}
