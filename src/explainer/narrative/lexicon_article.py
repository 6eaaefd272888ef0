"""The part of a lexicon that the article alone needs.

A tuple holds wordings that mean the same, of which the snapshot's hash picks one.
"""

from collections.abc import Mapping

from explainer.narrative.lexicon_parts import Part, Wordings


class Headings(Part, frozen=True):
    """What stands over the sections; *pressure* in place of *drivers* where prices did not fall."""

    alternatives: str
    drivers: str
    pressure: str
    glance: str
    offsets: str
    ruled_out: str
    unchecked: str
    watch: str
    means: str
    questions: str
    quality: str
    method: str
    sources: str
    check_list: str


class Columns(Part, frozen=True):
    """What stands over the columns of the tables of drivers and of signals."""

    driver: str
    means: str
    hurts: str
    evidence: str
    signal: str
    now: str
    threshold: str
    distance: str
    date: str


class Standfirst(Part, frozen=True):
    """The line under the headline. Slots: nouns, noun.

    *none* is for a fall without a driver; *present* and *calm* are for days without a fall.
    """

    several: Wordings
    single: Wordings
    none: Wordings
    present: Wordings
    calm: Wordings


class Chain(Part, frozen=True):
    """What introduces the drivers; *pressure* where prices did not fall. Slot: count."""

    several: Wordings
    pressure: Wordings


class Lacking(Part, frozen=True):
    """Drivers that could not be checked, and what was missing. Slots: count, items, labels.

    A *reading* that was missing stands under its label.
    """

    several: Wordings
    single: Wordings
    reading: str
    lacking: Wordings


class Cells(Part, frozen=True):
    """What stands in cells of tables. Slots: label, value, distance."""

    evidence: str
    past: str
    away: str
    at_line: str
    nothing: str


class Stages(Part, frozen=True):
    """What the stage of a fall means."""

    building: Wordings
    forced_selling: Wordings
    unwinding: Wordings
    stabilising: Wordings
    recovering: Wordings


class Fundamentals(Part, frozen=True):
    """What the figures say of the networks themselves, *mixed* where one shrank. Slot: clauses."""

    known: Wordings
    mixed: Wordings
    unknown: Wordings


class Caused(Part, frozen=True):
    """Slots: noun, nouns. *coincided* where the timing of the leading driver is not known."""

    ask: str
    several: Wordings
    single: Wordings
    coincided: Wordings
    coincided_single: Wordings


class Altcoins(Part, frozen=True):
    """Slot: gap."""

    ask: str
    here: Wordings
    why: Wordings


class Rebound(Part, frozen=True):
    """Slots: items, name, threshold. *general* is for figures of which none is past its line."""

    ask: str
    answer: Wordings
    general: Wordings
    below: str
    above: str
    lasting: Wordings


class Over(Part, frozen=True):
    """Slots: value, fell."""

    ask: str
    drawdown: Wordings
    month: Wordings
    unknown: Wordings


class Risk(Part, frozen=True):
    """No slots. *second* follows where there is room."""

    ask: str
    answer: Wordings
    second: Wordings


class Questions(Part, frozen=True):
    """Questions that readers ask, with what answers them."""

    caused: Caused
    altcoins: Altcoins
    rebound: Rebound
    over: Over
    risk: Risk


class Method(Part, frozen=True):
    """How the text came about. Slots: drivers, known, name, moment, url, credit, names."""

    checked: str
    checked_none: str
    strength: str
    source: str
    more_sources: str
    no_sources: str


class CheckList(Part, frozen=True):
    """What an editor is still to see to. Slots: date, count, noun."""

    sources: str
    quotes: str
    undated: str
    lower_bounds: str
    session: str
    quality: str
    unchecked: str
    receipts: str


class Article(Part, frozen=True):
    """The words of the article. *network* says by metric what its measures did; slots: fell, value.

    *follows* is what usually comes after such a fall; slot: names. *leaders* is what becomes of
    leadership among coins.
    """

    headings: Headings
    columns: Columns
    standfirst: Standfirst
    chain: Chain
    unchecked: Lacking
    cells: Cells
    stages: Stages
    fundamentals: Fundamentals
    network: Mapping[str, str]
    follows: Wordings
    leaders: Wordings
    questions: Questions
    method: Method
    check_list: CheckList
