"""The words of one language that no driver, signal or move file supplies.

Every key of `lexicon/<language>.yaml` is required: a file that lacks one does not load. A tuple
holds wordings that mean the same, of which the snapshot's hash picks one. Slots in braces are
named beside each part.
"""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

from explainer.assessment import Role
from explainer.diagnostics import Diagnostic, Severity
from explainer.errors import PackError
from explainer.narrative.dates import DateWords
from explainer.narrative.lexicon_parts import (
    Answers,
    Basis,
    Closing,
    Focus,
    Frames,
    Headlines,
    Leads,
    Linked,
    Lists,
    Moves,
    Part,
    Quality,
    Sides,
    Subjects,
    Unchanged,
    Verb,
    Watch,
    Wordings,
)
from explainer.narrative.literals import Numbers
from explainer.narrative.numbers import NumberWords

LEXICON_PATH = "lexicon/en.yaml"
LEXICON_CODE = "N001"
"""A lexicon that lacks a key, has one too many, or holds something else than words there."""


class Lexicon(Part, frozen=True):
    """All words of one language."""

    language: str
    names: tuple[str, ...]
    assets: Mapping[str, str]
    majors: tuple[str, ...]
    lower_bounds: tuple[str, ...]
    at_least: str
    numbers: NumberWords
    number_words: tuple[str, ...]
    dates: DateWords
    lists: Lists
    falls: Annotated[tuple[Verb, ...], msgspec.Meta(min_length=1)]
    rises: Annotated[tuple[Verb, ...], msgspec.Meta(min_length=1)]
    unchanged: Unchanged
    subjects: Subjects
    bases: Mapping[str, Basis]
    headlines: Headlines
    answers: Answers
    leads: Mapping[Role, Leads]
    because: Linked
    frames: Mapping[Role, Frames]
    present: Wordings
    figure_first: Wordings
    event: str
    likewise: str
    moves: Moves
    focus: Focus
    severities: Mapping[str, str]
    scopes: Mapping[str, str]
    stages: Mapping[str, str]
    sides: Sides
    watch: Watch
    trends: Mapping[str, str]
    scheduled: Mapping[str, str]
    quality: Quality
    flaws: Mapping[str, str]
    closing: Closing


REQUIRED_KEYS: Mapping[str, tuple[str, ...]] = {
    "leads": ("trigger", "amplifier", "condition", "symptom"),
    "frames": ("trigger", "amplifier", "condition", "symptom"),
    "severities": ("dip", "pullback", "sell-off", "rout", "crash"),
    "scopes": ("bitcoin_led", "altcoin_led", "market_wide", "single_asset"),
    "stages": ("building", "forced_selling", "unwinding", "stabilising", "recovering"),
    "trends": ("worsening", "improving", "steady"),
    "scheduled": ("other",),
    "flaws": ("other",),
    "bases": (
        "market.cap_lost_usd",
        "market.support_lost_usd",
        "assets.{asset}.support_lost_usd",
        "assets.{asset}.drawdown_from_high_pct",
    ),
}
"""Keys that must be there in the parts that are tables."""


def read_lexicon(data: Mapping[str, object], path: str = LEXICON_PATH) -> Lexicon:
    """The lexicon of a language as loaded from YAML; PackError with every table key that lacks."""
    try:
        lexicon = msgspec.convert(_texts(data), Lexicon)
    except msgspec.ValidationError as error:
        raise PackError((_problem(path, str(error)),)) from None
    problems = [
        _problem(path, f"`{part}` lacks the key `{key}`")
        for part, keys in REQUIRED_KEYS.items()
        for key in keys
        if key not in getattr(lexicon, part)
    ]
    problems += _numbers_in_bare_words(lexicon, path)
    if problems:
        raise PackError(tuple(problems))
    return lexicon


def _numbers_in_bare_words(lexicon: Lexicon, path: str) -> list[Diagnostic]:
    """Words that are written without a receipt: a number among them could not be backed.

    Everything else is compiled, which gives every number in it a receipt. So no text can hold a
    number that nothing stands behind, spelled or in digits.
    """
    numbers = Numbers(lexicon.names, lexicon.number_words)
    bare = [
        *(
            word
            for verb in (*lexicon.falls, *lexicon.rises)
            for word in (*verb.past, *verb.present)
        ),
        *msgspec.structs.astuple(lexicon.unchanged),
        *msgspec.structs.astuple(lexicon.lists),
        *msgspec.structs.astuple(lexicon.subjects),
        *lexicon.severities.values(),
        *lexicon.scopes.values(),
        *lexicon.stages.values(),
        *lexicon.flaws.values(),
        *lexicon.assets.values(),
        lexicon.at_least,
        lexicon.watch.heading,
    ]
    return [
        _problem(path, f"`{words}` holds the number `{number}`, which could have no receipt")
        for words in bare
        if (number := numbers.first(words)) is not None
    ]


def _problem(path: str, message: str) -> Diagnostic:
    return Diagnostic(
        code=LEXICON_CODE,
        severity=Severity.ERROR,
        path=path,
        message=message,
        hint="every key of the built-in lexicon is needed, and no other",
    )


def _texts(value: Any) -> Any:
    """Mappings as plain dicts, which is what conversion reads; everything else as it is."""
    if isinstance(value, Mapping):
        return {str(key): _texts(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(inner) for inner in value]
    return value
