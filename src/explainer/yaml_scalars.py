"""What an unquoted word of YAML means: the YAML 1.2 core schema, and where YAML 1.1 differed."""

import math
import re

import msgspec

from explainer.diagnostics import shortened

_DECIMAL = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_OCTAL = re.compile(r"[-+]?0[0-9]+")
_UNDERSCORED = re.compile(r"[-+]?[0-9][0-9.]*_[0-9_.]*")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_YES_OR_NO = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
_LONGEST_NUMBER = 400
"""Characters; no finite number needs more, and reading long ones takes long."""
_SHORT_WORD = 40
"""Characters of the word that a message repeats."""
_MAY_BEGIN_NUMBER = frozenset("+-.0123456789")

Scalar = str | int | float | bool | None


class Remark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is odd about an unquoted word; the codes are those of `explainer.source`."""

    code: str
    message: str
    hint: str
    fatal: bool = True


def plain_scalar(word: str) -> tuple[Scalar, Remark | None]:
    """What an unquoted word stands for, and what is odd about it, if anything is."""
    if word in _WORDS:
        return _WORDS[word], None
    if word[0] in _MAY_BEGIN_NUMBER:
        return _number_or_text(word)
    meant = _YES_OR_NO.get(word.lower()) if len(word) <= len("yes") + 1 else None
    if meant is None:
        return word, None
    hint = f'write `{meant}`, or "{word}" in quotes for the text'
    return word, _surprise(f"`{word}` is a truth value for some readers and text for others", hint)


def _number_or_text(word: str) -> tuple[Scalar, Remark | None]:
    """The same for a word that begins like a number."""
    if _OCTAL.fullmatch(word):
        hint = f'write `{_without_zeros(word)}`, or "{word}" in quotes for the text'
        return word, _surprise(f"`{word}` is octal for some readers and decimal for others", hint)
    if _DECIMAL.fullmatch(word) or _BASED.fullmatch(word):
        if len(word) > _LONGEST_NUMBER:
            return None, _not_finite("the number is too long")
        whole = int(word, 0) if word[1:2] in ("o", "x") else int(word)
        return _bounded(whole)
    if _FLOAT.fullmatch(word):
        number = float(word)
        if not math.isfinite(number):
            return None, _not_finite(f"`{_short(word)}` is beyond the range of numbers")
        return number, None
    if _NOT_FINITE.fullmatch(word):
        return None, _not_finite(f"`{word}` is not a finite number")
    if _UNDERSCORED.fullmatch(word):
        hint = f"write `{_short(word).replace('_', '')}`, or quote it for the text"
        problem = f"`{_short(word)}` is a number for some readers and text for others"
        return word, _surprise(problem, hint)
    if _SEXAGESIMAL.fullmatch(word):
        problem = f"`{_short(word)}` is a number in base 60 for some readers; it is read as text"
        return word, _surprise(problem, f'write "{_short(word)}" in quotes', fatal=False)
    return word, None


def _bounded(whole: int) -> tuple[Scalar, Remark | None]:
    """The number, unless a float could not hold its size."""
    try:
        float(whole)
    except OverflowError:
        return None, _not_finite(f"`{_short(str(whole))}` is beyond the range of numbers")
    return whole, None


def _surprise(message: str, hint: str, *, fatal: bool = True) -> Remark:
    return Remark(code="Y003", message=message, hint=hint, fatal=fatal)


def _not_finite(message: str) -> Remark:
    hint = "leave it out where there is no number, or quote it for the text"
    return Remark(code="Y004", message=message, hint=hint)


def _without_zeros(word: str) -> str:
    sign = word[0] if word[0] in "+-" else ""
    return sign + (word[len(sign) :].lstrip("0") or "0")


def _short(word: str) -> str:
    return shortened(word, _SHORT_WORD)
