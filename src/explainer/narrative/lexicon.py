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
from explainer.narrative.numbers import NumberWords

LEXICON_PATH = "lexicon/en.yaml"
LEXICON_CODE = "N001"
"""A lexicon that lacks a key, has one too many, or holds something else than words there."""

Wordings = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the lexicon; refuses keys it does not know."""


class Verb(Part, frozen=True):
    """Verbs for changes of at least *at* percent, in the past and in the headline's present."""

    at: float
    past: Wordings
    present: Wordings


class Unchanged(Part, frozen=True):
    """What a price does whose change is exactly zero."""

    past: str
    present: str


class Lists(Part, frozen=True):
    """What stands between the items of a list and between clauses."""

    comma: str
    last: str
    clauses: str
    clauses_pair: str


class Subjects(Part, frozen=True):
    """What moves, other than an asset."""

    market: str
    market_headline: str
    altcoins: str
    altcoins_headline: str
    stated_altcoins: str
    stated_altcoins_headline: str
    crypto: str


class Basis(Part, frozen=True):
    """A fall known from a level instead of a change. Slots: value, asset, metric ids."""

    headline: str
    past: str


class Headlines(Part, frozen=True):
    """Slots: moved, driver; first and second in *pairs*."""

    driven: Wordings
    undriven: Wordings
    not_falling: Wordings
    flat: Wordings
    mixed: Wordings
    unknown: Wordings
    pairs: Wordings


class Answers(Part, frozen=True):
    """Slots: moved, noun, nouns, clause, count, first, second."""

    over_a_day: str
    not_falling_up: Wordings
    not_falling_flat: Wordings
    mixed: Wordings
    contrast: str
    unknown: Wordings
    premise: Wordings
    pressure: Wordings
    calm: Wordings
    no_driver: Wordings
    no_driver_checked: Wordings
    more: Wordings


class Leads(Part, frozen=True):
    """How the leading driver is named, by level of evidence. Slots: moved, noun, clause.

    *hedged* is for evidence against which something argues, *coincided* for undated events.
    """

    moderate: Wordings
    strong: Wordings
    severe: Wordings
    hedged: Wordings
    coincided: Wordings


class Linked(Part, frozen=True):
    """How a driver is told that the driver before it leads to. Slots: noun, clauses."""

    moderate: Wordings
    strong: Wordings
    severe: Wordings


class Frames(Part, frozen=True):
    """How drivers of one role are told. Slots: noun, clauses, before.

    The *first* of them, each *further* one; one that the driver before leads to is *linked*, and
    *named* is the same where that driver was not told just before, so that its name must be said.
    """

    first: Leads
    further: Leads
    linked: Linked
    named: Linked


class Judged(Part, frozen=True):
    """Slots: severity, scope, stage."""

    volatility: Wordings
    published_bands: Wordings


class Moves(Part, frozen=True):
    """What moved. Slots: moved, fell, change, cap, value, severity, scope, stage."""

    rest: Wordings
    all: Wordings
    market_value: Wordings
    market_change: Wordings
    market_cap: Wordings
    cap_lost: Wordings
    judged: Judged
    unjudged: Wordings
    scope_only: Wordings
    stage_only: Wordings


class Sides(Part, frozen=True):
    """What argued the other way, was ruled out, or not checked.

    Slots: clauses, items, noun, clause, label, value, count.
    """

    offsets: Wordings
    offsets_present: Wordings
    ruled_out: Wordings
    ruled_out_item: str
    ruled_out_figure: str
    unchecked: Wordings
    unchecked_item: str
    events_label: str
    calendar_label: str


class Watch(Part, frozen=True):
    """Slots: title, value, trend, distance, threshold, meaning, entries, name, date."""

    heading: str
    beyond: str
    at_line: str
    near: str
    clear: str
    next: str
    entry: str
    today: str


class Quality(Part, frozen=True):
    """Slots: items, label, value, reason, title."""

    rejected: Wordings
    flagged: Wordings
    stale: Wordings
    item: str
    stale_item: str
    event_item: str


class Closing(Part, frozen=True):
    """Slots: moment, sources, pack, version."""

    as_of: str
    disclosure: str


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
    frames: Mapping[Role, Frames]
    present: Wordings
    event: str
    likewise: str
    moves: Moves
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
    if problems:
        raise PackError(tuple(problems))
    return lexicon


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
