"""Numbers that stand in the words of rules and lexicon: found once, when the words are loaded."""

import re
from collections.abc import Callable

from explainer.narrative.writing import Reading, Scope, Writer

Step = Callable[[Writer, Scope], bool]
"""Writes what a slot stands for, and says whether it could."""


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

    def figures(self, text: str) -> tuple[float, ...]:
        """The plain numbers that stand in a text in digits."""
        found = [token.group("number") for token in self._token.finditer(text)]
        return tuple(float(number) for number in found if number and number.isdigit())

    def first(self, rest: str) -> str | None:
        """The first number in a text that ought to hold none; None if there is none."""
        for token in self._token.finditer(rest):
            if token.group("number"):
                return token.group()
        digit = self._digit.search(self._name.sub("", rest))
        return digit.group() if digit else None

    def digits(self, text: str) -> int:
        """How many digits a text holds: a look at every answer that costs next to nothing.

        Spelled numbers need none, since words that hold one do not load without a receipt.
        """
        raw = text.encode("utf-8", "replace")
        return len(raw) - len(raw.translate(None, DIGITS))


DIGITS = b"0123456789"


def _name_step(name: str) -> Step:
    return lambda writer, _: writer.name(name)


def _literal_step(words: str, rule_pointer: str) -> Step:
    reading = Reading(
        words, None, "background", rule_pointer=rule_pointer, shown=(words, "as the rule says it")
    )
    return lambda writer, _: writer.put(reading)
