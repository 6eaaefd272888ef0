"""The words of numbers: scales, units, ordinals, shares, and verbs that carry a sign."""

from collections.abc import Mapping
from typing import Literal

import msgspec


class Plural(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words after a number: for exactly one, and for any other."""

    one: str
    other: str


class SignVerbs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs before a number: above zero, below zero, and what is said in place of a zero."""

    up: str
    down: str
    level: str


class Share(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A share that has words: its *percent*, and how people say it."""

    percent: float
    words: str


class NumberWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language of numbers. *scales* are those for a million, billion and trillion.

    *about* stands before a share that is not exact; *verbs* belong to the filters of their names.
    """

    scales: tuple[str, str, str]
    units: dict[str, Plural]
    cardinals: tuple[str, ...]
    ordinals: tuple[str, ...]
    ordinal_suffixes: dict[str, str]
    ordinal_suffix: str
    currency: str
    percent: str
    about: str
    shares: tuple[Share, ...]
    verbs: Mapping[Literal["moved", "flowed", "gained"], SignVerbs]
