"""The parts of a lexicon: which words each needs, and the slots that they may hold.

A tuple holds wordings that mean the same, of which the snapshot's hash picks one.
"""

from typing import Annotated

import msgspec

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
    """Slots: moved, driver; first and second in *pairs*.

    *alternatives* and, where prices did not fall, *quiet* are for candidates beside the headline.
    """

    driven: Wordings
    alternatives: Wordings
    undriven: Wordings
    not_falling: Wordings
    flat: Wordings
    mixed: Wordings
    quiet: Wordings
    unknown: Wordings
    pairs: Wordings


class Answers(Part, frozen=True):
    """Slots: moved, noun, nouns, clause, count, first, second."""

    over_a_day: str
    not_falling_up: Wordings
    not_falling_flat: Wordings
    mixed: Wordings
    contrast: str
    mixed_pressure: Wordings
    unknown: Wordings
    premise: Wordings
    pressure: Wordings
    calm: Wordings
    unchecked: Wordings
    no_driver: Wordings
    short: Wordings
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

    Slots: clauses, items, noun, clause, count. *unchecked_one* is for one driver that is not named.
    """

    offsets: Wordings
    ruled_out: Wordings
    ruled_out_item: str
    unchecked: Wordings
    unchecked_one: Wordings


class Watch(Part, frozen=True):
    """Slots: title, value, trend, distance, threshold, meaning, entries, name, date.

    *one* is for a signal in a sentence of its own, *unread* for one without a reading.
    """

    heading: str
    beyond: str
    at_line: str
    near: str
    clear: str
    one: Wordings
    unread: Wordings
    next: str
    entry: str


class Quality(Part, frozen=True):
    """Slots: items, count, label, value, reason, title.

    *..._one* is for one reading that is not named, *..._only* for when none has a name.
    """

    rejected: Wordings
    rejected_one: Wordings
    rejected_only: Wordings
    rejected_only_one: Wordings
    flagged: Wordings
    flagged_one: Wordings
    flagged_only: Wordings
    flagged_only_one: Wordings
    stale: Wordings
    stale_one: Wordings
    stale_only: Wordings
    stale_only_one: Wordings
    unobtained: Wordings
    unobtained_one: Wordings
    unobtained_only: Wordings
    unobtained_only_one: Wordings
    item: str
    stale_item: str
    event_item: str


class Records(Part, frozen=True):
    """A reading such as there was none in a long time. Slots: label, days, first, since.

    *..._ever* is for one that is the farthest of all days on record.
    """

    highest: Wordings
    highest_ever: Wordings
    lowest: Wordings
    lowest_ever: Wordings


class Focus(Part, frozen=True):
    """Where one asset is asked about. Slots: name, moved, gaps, along, gap, other, nouns.

    *against* holds it against others; *headline_...* and *answer_...* open a text by the direction
    of the asset, or by whether its fall went with the market; *context* names what weighs on the
    market and does not explain what the asset did.
    """

    against: str
    worse: str
    better: str
    level: str
    market_wide: str
    single_asset: str
    headline_up: Wordings
    headline_flat: Wordings
    headline_unknown: Wordings
    headline_own: Wordings
    headline_market_wide: str
    answer_up: str
    answer_flat: Wordings
    answer_market_wide: Wordings
    answer_single_asset: Wordings
    unknown: str
    nothing_specific: Wordings
    no_driver: str
    context: Wordings


class Closing(Part, frozen=True):
    """Slots: moment, sources, count, pack, version. *chat* closes a text of a few sentences.

    *left_out* is for a channel without room for every driver; {drivers} stands for their titles.
    """

    as_of: str
    chat: str
    disclosure: str
    left_out: str
