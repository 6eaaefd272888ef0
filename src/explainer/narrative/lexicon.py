"""The words of one language that no driver, signal or move file supplies.

Every key of `lexicon/<language>.yaml` is required: a file that lacks one does not load. A tuple
holds wordings that mean the same, of which the snapshot's hash picks one. Slots in braces are
named beside each part.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import msgspec

from explainer.assessment import Role
from explainer.diagnostics import Diagnostic, Severity
from explainer.errors import PackError
from explainer.narrative.dates import DateWords
from explainer.narrative.lexicon_article import Article
from explainer.narrative.lexicon_comparison import Comparison
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
    Records,
    Sides,
    Subjects,
    Unchanged,
    Verb,
    Watch,
    Wordings,
)
from explainer.narrative.lexicon_referring import Referring
from explainer.narrative.literals import Numbers
from explainer.narrative.number_words import NumberWords
from explainer.pack.draft import RuleFile
from explainer.pack.shapes import fit
from explainer.pack.texts import walk
from explainer.source import Path

LEXICON_PATH = "lexicon/en.yaml"
LEXICON_CODE = "N001"
"""A lexicon that lacks a key, has one too many, or holds something else than words there."""
HINT = "every key of the built-in lexicon is needed, and no other"
BARE = (
    *("falls", "rises", "unchanged", "lists", "subjects", "severities", "scopes", "stages"),
    *("flaws", "assets", "at_least"),
)
"""Parts whose words are written without being compiled."""


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
    records: Records
    flaws: Mapping[str, str]
    article: Article
    closing: Closing
    referring: Referring
    comparison: Comparison


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
    problems = tuple(_problem(path, message) for _, message in _faults(lexicon))
    if problems:
        raise PackError(problems)
    return lexicon


def check_lexicon(file: RuleFile) -> tuple[Diagnostic, ...]:
    """Every problem of a lexicon's file that `read_lexicon` would refuse, with its place."""
    misfits = fit(file.data, Lexicon).misfits
    if misfits:
        return tuple(
            file.problem(LEXICON_CODE, each.path, each.message, each.hint, at_key=each.at_key)
            for each in misfits
        )
    try:
        lexicon = msgspec.convert(_texts(file.data), Lexicon)
    except msgspec.ValidationError as error:
        return (file.problem(LEXICON_CODE, (), str(error), HINT),)
    faults = _faults(lexicon)
    return tuple(file.problem(LEXICON_CODE, place, message, HINT) for place, message in faults)


def _faults(lexicon: Lexicon) -> Iterator[tuple[Path, str]]:
    """What is wrong with a lexicon whose shape is right, and where."""
    for part, keys in REQUIRED_KEYS.items():
        for key in keys:
            if key not in getattr(lexicon, part):
                yield (part,), f"`{part}` lacks the key `{key}`"
    yield from _numbers_in_bare_words(lexicon)


def _numbers_in_bare_words(lexicon: Lexicon) -> Iterator[tuple[Path, str]]:
    """Words that are written without a receipt: a number among them could not be backed.

    Everything else is compiled, which gives every number in it a receipt. So no text can hold a
    number that nothing stands behind, spelled or in digits.
    """
    numbers = Numbers(lexicon.names, lexicon.number_words)
    bare = {part: msgspec.to_builtins(getattr(lexicon, part)) for part in BARE}
    bare["watch"] = {"heading": lexicon.watch.heading}
    bare["comparison"] = {"crossed_heading": lexicon.comparison.crossed_heading}
    bare["numbers"] = {"verbs": msgspec.to_builtins(lexicon.numbers.verbs)}
    short = [{"short": name.short, "alone": name.alone} for name in lexicon.referring.names]
    bare["referring"] = {"names": short}
    for place, words in walk(bare):
        number = numbers.first(words) if isinstance(words, str) else None
        if number is not None:
            yield place, f"`{words}` holds the number `{number}`, which could have no receipt"


def _problem(path: str, message: str) -> Diagnostic:
    return Diagnostic(
        code=LEXICON_CODE,
        severity=Severity.ERROR,
        path=path,
        message=message,
        hint=HINT,
    )


def _texts(value: Any) -> Any:
    """Mappings as plain dicts, which is what conversion reads; everything else as it is."""
    if isinstance(value, Mapping):
        return {str(key): _texts(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(inner) for inner in value]
    return value
