"""Texts of rule files that stand for several wordings: `<a|b|c>` is one of them.

`"Investors <take|pull> money out"` stands for two plain texts, which mean the same; the snapshot's
hash picks one. Alternatives stand side by side, never inside each other, and may be empty. The
bars and braces of a slot, as in `{session_date|date}`, belong to the slot.
"""

import itertools
import math
import re
from collections.abc import Iterable

import msgspec

from explainer.pack.templates import MOST_PROBLEMS, ProblemKind, TemplateProblem

MOST_WORDINGS = 128
"""Plain texts that one text may stand for: enough for seven choices between two."""

_TOKEN = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}|[<|>]")
_GAP = re.compile(r" +(?=[ ,.;:!?]|$)")


class Alternatives(msgspec.Struct, frozen=True, kw_only=True):
    """A text taken apart: in each step one of some wordings, or the only one.

    Only one without *problems* may be used.
    """

    steps: tuple[tuple[str, ...], ...]
    problems: tuple[TemplateProblem, ...] = ()

    def plain(self) -> tuple[str, ...]:
        """Every plain text that the steps stand for, the last choice changing first."""
        if len(self.steps) < 2:
            return tuple(itertools.chain.from_iterable(self.steps))
        return tuple(_folded("".join(chosen)) for chosen in itertools.product(*self.steps))

    def samples(self) -> tuple[str, ...]:
        """Enough plain texts for every two neighboring wordings to stand side by side in one."""
        first = [step[0] for step in self.steps]
        varied = [at for at, step in enumerate(self.steps) if len(step) > 1] or [0]
        found: dict[str, None] = {}
        for one, other in itertools.pairwise((varied[0], *varied)):
            for chosen in itertools.product(self.steps[one], self.steps[other]):
                first[one], first[other] = chosen
                found[_folded("".join(first))] = None
            first[one], first[other] = self.steps[one][0], self.steps[other][0]
        return tuple(found)


def parse_alternatives(text: str) -> Alternatives:
    """Take a text apart; what is wrong with it is in *problems*."""
    reader = _Reader(text)
    for token in _TOKEN.finditer(text):
        reader.take(token.group(), token.start())
    return reader.finish()


def expand(text: str) -> tuple[str, ...]:
    """Every plain text that a text stands for, in order; a text with problems as it stands."""
    parsed = parse_alternatives(text)
    return (text,) if parsed.problems else parsed.plain()


def wordings(texts: Iterable[str]) -> tuple[str, ...]:
    """Every plain text that any of the texts stands for, in order and each once."""
    return tuple(dict.fromkeys(plain for text in texts for plain in expand(text)))


def _folded(text: str) -> str:
    """The text without the gaps that an empty wording leaves."""
    return _GAP.sub("", text).strip(" ")


class _Reader:
    """Collects steps from left to right; `opened` is the offset of the `<` that is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done = 0
        self.steps: list[tuple[str, ...]] = []
        self.choices: list[str] = []
        self.opened: int | None = None
        self.problems: list[TemplateProblem] = []

    def take(self, token: str, start: int) -> None:
        if token == "<":
            self._open(start)
        elif token == ">":
            self._close(start)
        elif token == "|" and self.opened is not None:
            self.choices.append(self.text[self.done : start])
            self.done = start + 1

    def finish(self) -> Alternatives:
        if self.opened is not None:
            hint = "add the missing `>`, as in `<one|another>`"
            self._problem(self.opened, self.opened + 1, "`<` is never closed", hint)
        if self.done < len(self.text) or not self.steps:
            self.steps.append((self.text[self.done :],))
        if math.prod(map(len, self.steps)) > MOST_WORDINGS:
            message = f"the text stands for more than {MOST_WORDINGS} wordings"
            hint = "write it as a list of texts with fewer choices in each"
            self._problem(0, len(self.text), message, hint)
        varied = any(len(step) > 1 for step in self.steps)
        if varied and all(any(not plain.strip() for plain in step) for step in self.steps):
            hint = "add words outside the choices, or remove the empty wording"
            self._problem(0, len(self.text), "the text may come out empty", hint)
        return Alternatives(steps=tuple(self.steps), problems=tuple(self.problems))

    def _open(self, start: int) -> None:
        if self.opened is not None:
            hint = "close the first `<` before it, so that the two choices stand side by side"
            self._problem(start, start + 1, "a choice inside another", hint)
            return
        if start > self.done:
            self.steps.append((self.text[self.done : start],))
        self.opened, self.done = start, start + 1

    def _close(self, start: int) -> None:
        if self.opened is None:
            self._problem(start, start + 1, "`>` is never opened", "add the missing `<`")
            return
        choices = (*self.choices, self.text[self.done : start])
        if len(choices) == 1:
            hint = "write another wording after `|`, or remove `<` and `>`"
            self._problem(self.opened, start + 1, "a choice of one wording", hint)
        elif len(set(choices)) < len(choices):
            hint = "remove one of the two"
            self._problem(self.opened, start + 1, "the same wording twice in a choice", hint)
        self.steps.append(choices)
        self.choices = []
        self.opened, self.done = None, start + 1

    def _problem(self, start: int, end: int, message: str, hint: str) -> None:
        kind: ProblemKind = "choice"
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(
                TemplateProblem(kind=kind, start=start, end=end, message=message, hint=hint)
            )
