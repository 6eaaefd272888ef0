"""The sentences of rule files, parsed once: text, slots in braces, optional parts in brackets.

`"{asset} fell {value}[ in the {session_date|date} session]"` becomes a tuple of parts that
narrative walks for every answer without looking at the text again. A slot names `value`, `asset`,
`title`, `size_usd`, `date` or `kind`, a reading of the evidence's own group, or a whole metric id,
in which `{asset}` may stand; a filter after `|` says how it is shown.
"""

import re
from typing import Literal, cast, get_args

import msgspec

from explainer.diagnostics import shortened
from explainer.slips import suggest

Filter = Literal[
    "date", "ordinal", "signed", "count", "words", "share", "moved", "flowed", "gained"
]
FILTERS: tuple[Filter, ...] = get_args(Filter)

ProblemKind = Literal["bracket", "slot", "filter", "choice"]

MOST_PROBLEMS = 20
"""Of one sentence; who sees twenty writes it anew."""
SLOT_NAME = r"(?:[A-Za-z_][A-Za-z0-9_]*|\{asset\})(?:\.(?:[A-Za-z0-9_]+|\{asset\}))*"
"""How the name in a slot is written."""
LONGEST_SHOWN = 80
"""Characters of a slot that a message repeats."""

_TOKEN = re.compile(r"\{(?:[^{}]|\{asset\})*\}|[\[\]{}]")
_NAME = re.compile(SLOT_NAME)


class Text(msgspec.Struct, frozen=True, gc=False, tag=True):
    """Words that are printed as they stand."""

    text: str


class Slot(msgspec.Struct, frozen=True, gc=False, tag=True):
    """A place for a reading, the filter that shows it, and its offsets in the text."""

    name: str
    filter: Filter | None = None
    start: int = 0
    end: int = 0


class Optional(msgspec.Struct, frozen=True, tag=True):
    """A part that is dropped as a whole when any slot in it is unknown; never one in another."""

    parts: tuple[Text | Slot, ...]


Part = Text | Slot | Optional


class TemplateProblem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a template, from offset *start* to *end* of its text."""

    kind: ProblemKind
    start: int
    end: int
    message: str
    hint: str


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """A parsed sentence. Only one without *problems* may be used."""

    parts: tuple[Part, ...]
    problems: tuple[TemplateProblem, ...] = ()

    def slots(self) -> tuple[Slot, ...]:
        """Every slot in reading order, those of optional parts included."""
        found: list[Slot] = []
        for part in self.parts:
            if isinstance(part, Slot):
                found.append(part)
            elif isinstance(part, Optional):
                found.extend(inner for inner in part.parts if isinstance(inner, Slot))
        return tuple(found)

    def required(self) -> tuple[Slot, ...]:
        """The slots outside brackets: without them the sentence cannot be said."""
        return tuple(part for part in self.parts if isinstance(part, Slot))


def parse_template(text: str) -> Template:
    """Parse a sentence of a rule file; what is wrong with it is in the template's *problems*."""
    reader = _Reader(text)
    for token in _TOKEN.finditer(text):
        reader.take(token.group(), token.start(), token.end())
    return reader.finish()


class _Reader:
    """Collects parts from left to right; `opened` is the offset of the bracket that is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done = 0
        self.outer: list[Part] = []
        self.inner: list[Text | Slot] = []
        self.opened: int | None = None
        self.problems: list[TemplateProblem] = []

    def take(self, token: str, start: int, end: int) -> None:
        self._words(start)
        self.done = end
        if len(token) > 1:
            self._add(self._slot(token[1:-1], start, end))
        elif token == "[":
            self._open(start)
        elif token == "]":
            self._close(start)
        else:
            missing = "closed" if token == "{" else "opened"
            self._problem(
                "bracket", start, end, f"`{token}` is never {missing}", "write slots as `{value}`"
            )

    def finish(self) -> Template:
        self._words(len(self.text))
        if self.opened is not None:
            self._problem(
                "bracket",
                self.opened,
                self.opened + 1,
                "`[` is never closed",
                "add the missing `]`",
            )
            self.outer.append(Optional(tuple(self.inner)))
        return Template(parts=tuple(self.outer), problems=tuple(self.problems))

    def _words(self, end: int) -> None:
        if end > self.done:
            self._add(Text(self.text[self.done : end]))

    def _add(self, part: Text | Slot) -> None:
        if self.opened is None:
            self.outer.append(part)
        else:
            self.inner.append(part)

    def _open(self, start: int) -> None:
        if self.opened is not None:
            hint = "close the first bracket before it, so that the two parts stand side by side"
            self._problem("bracket", start, start + 1, "an optional part inside another", hint)
            return
        self.opened = start

    def _close(self, start: int) -> None:
        if self.opened is None:
            self._problem("bracket", start, start + 1, "`]` is never opened", "add the missing `[`")
            return
        if not any(isinstance(part, Slot) for part in self.inner):
            hint = "it would never be dropped: remove the brackets, or put a slot between them"
            self._problem(
                "bracket", self.opened, start + 1, "an optional part without a slot", hint
            )
        self.outer.append(Optional(tuple(self.inner)))
        self.inner = []
        self.opened = None

    def _slot(self, content: str, start: int, end: int) -> Slot:
        name, bar, shown_as = content.partition("|")
        if not _NAME.fullmatch(name):
            hint = (
                "a slot holds one name, as in `{value}` or `{session_date|date}`; words go outside"
            )
            shown = shortened(content, LONGEST_SHOWN)
            self._problem("slot", start, end, f"`{{{shown}}}` is not the name of a reading", hint)
            return Slot(name, None, start, end)
        if bar and shown_as not in FILTERS:
            near = suggest(shown_as, FILTERS)
            hint = "filters are " + ", ".join(f"`{known}`" for known in FILTERS)
            if near is not None:
                hint = f"did you mean `{near}`?"
            shown = shortened(shown_as, LONGEST_SHOWN)
            self._problem("filter", start, end, f"unknown filter `{shown}`", hint)
            return Slot(name, None, start, end)
        return Slot(name, cast("Filter", shown_as) if bar else None, start, end)

    def _problem(self, kind: ProblemKind, start: int, end: int, message: str, hint: str) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            return
        self.problems.append(
            TemplateProblem(kind=kind, start=start, end=end, message=message, hint=hint)
        )
