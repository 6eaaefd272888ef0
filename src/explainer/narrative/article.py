"""The article: a draft for editors, from headline to check list, in at most 1,000 words."""

from msgspec import structs

from explainer.assessment import Signal
from explainer.narrative import (
    causes,
    closing,
    context,
    headlines,
    opening,
    provenance,
    rows,
    sides,
    telling,
    watching,
)
from explainer.narrative.chain import Section, general, hurt, sections
from explainer.narrative.desk import REQUIRED, Desk
from explainer.narrative.drafts import Draft
from explainer.narrative.fitting import vary, within
from explainer.narrative.plan import (
    SECTION,
    SUBSECTION,
    Block,
    Plan,
    headed,
    section,
)

ARTICLE_WORDS, SLACK = 1000, 15
"""The most words of an article, and how many of them are kept for longer wordings."""
MOST_SIGNALS = 6
MOST_NAMED = 4
"""Drivers that the standfirst names."""
MEANING, MEANING_STEP = 38.0, 4.0
"""The weight of what a driver means, and how much less each further one weighs."""
BACKGROUND = 18.0
"""The weight of what is generally known of a driver."""
MANY, FEWER_SIGNALS = 4, 4
"""From so many fired drivers on, the table of signals has fewer rows."""


def article(desk: Desk) -> tuple[Plan, sides.Findings]:
    """The answer, the drivers one by one, tables, both sides, context, questions, method."""
    headline, disclosure = headlines.headline(desk), closing.disclosure(desk)
    answer, answered = opening.answer(desk)
    offset_drafts, offsets = sides.offsets(desk)
    ruled_out_drafts, ruled_out = sides.ruled_out_items(desk)
    chosen = headlines.candidates(desk, headline)
    most = FEWER_SIGNALS if len(desk.fired) >= MANY else MOST_SIGNALS
    signals = watching.chosen(desk, most)
    words = desk.words.lexicon.article.headings
    told = [
        _with_meaning(desk, found, MEANING - MEANING_STEP * place)
        for place, found in enumerate(sections(desk, answered))
    ]
    blocks = [
        Block("standfirst", _standfirst(desk)),
        Block("answer", [*answer, *telling.moved(desk)]),
        *_drivers(desk, told),
        _glance(desk),
        section("offsets", words.offsets, offset_drafts),
        section("ruled_out", words.ruled_out, ruled_out_drafts, "list"),
        section(
            "unchecked",
            words.unchecked,
            [*sides.unchecked_with_readings(desk), *closing.unobtained(desk)],
        ),
        _watch(desk, signals),
        section("means", words.means, _means(desk, signals)),
        *_questions(desk, signals),
        section("quality", words.quality, closing.quality(desk)),
    ]
    drafts = [draft for block in blocks for draft in block.drafts]
    as_of = closing.as_of(desk)
    blocks += [
        section("method", words.method, [*([as_of] if as_of else []), *provenance.method(desk)]),
        section("sources", words.sources, provenance.sources(desk), "list"),
        Block("disclosure", [disclosure]),
        section("alternatives", words.alternatives, _beside(chosen), "list"),
        section("check_list", words.check_list, provenance.check_list(desk, drafts), "list"),
    ]
    blocks, spare = within(blocks, ARTICLE_WORDS - SLACK - headline.words)
    vary(blocks, headline.text, spare + SLACK)
    plan = Plan(headline, answer, [headed(headline), *blocks], disclosure, chosen)
    return plan, sides.Findings(offsets, ruled_out, sides.shown(desk))


def _standfirst(desk: Desk) -> list[Draft]:
    """The line under the headline: the drivers by name."""
    move = desk.assessment.move
    fired = desk.fired[:MOST_NAMED]
    filled: dict[str, object] = {
        "nouns": desk.names([causes.noun(desk, finding) for finding in fired]),
    }
    if move.direction == "down" and fired:
        key = "several"
        if len(fired) == 1:
            key = "single"
            filled["noun"] = causes.name(desk, fired[0])
    elif move.direction == "down":
        key = "none"
    elif fired:
        key = "present"
    elif causes.decided(desk):
        key = "calm"
    else:
        return []
    return desk.say(f"standfirst.{key}", filled, weight=REQUIRED)


def _with_meaning(desk: Desk, told: Section, weight: float) -> Section:
    """A section that begins with what its driver is, and ends with what is generally known of it.

    Where the driver explains no fall, it still says why such pressure can hurt.
    """
    finding, words = told.finding, causes.words_of(desk, told.finding)
    drafts = [*general(desk, words.meanings, words.rule, weight), *told.drafts]
    if not finding.explains:
        drafts += hurt(desk, finding, weight)
    if finding.id != causes.ALTCOINS:  # of altcoins, an answer to a question says it
        drafts += general(desk, words.background, words.rule, BACKGROUND)
    return Section(finding, drafts)


def _drivers(desk: Desk, told: list[Section]) -> list[Block]:
    """The drivers that explain a fall under one heading, what else there is under another."""
    words = desk.words.lexicon.article.headings
    explaining = [found for found in told if found.finding.explains]
    others = [found for found in told if not found.finding.explains]
    return [
        *_group(desk, "chain.several", words.drivers, explaining),
        *_group(desk, "chain.pressure", words.pressure, others),
    ]


def _group(desk: Desk, key: str, heading: str, told: list[Section]) -> list[Block]:
    """A heading with a line on how many drivers follow, then one section for each."""
    introduced: list[Draft] = []
    if len(told) > 1:
        introduced = desk.say(
            key, {"count": causes.count(desk, [found.finding for found in told])}, weight=MEANING
        )
    sections_of_them = [
        Block(
            "driver",
            found.drafts,
            heading=found.finding.title,
            level=SUBSECTION,
            driver=found.finding.id,
        )
        for found in told
    ]
    return [section("drivers", heading, introduced), *sections_of_them] if told else []


def _glance(desk: Desk) -> Block:
    words = desk.words.lexicon.article
    columns = words.columns
    drafts = [rows.driver_row(desk, finding, place) for place, finding in enumerate(desk.fired)]
    return Block(
        "glance",
        drafts,
        "table",
        words.headings.glance,
        SECTION,
        columns=(columns.driver, columns.means, columns.hurts, columns.evidence),
    )


def _watch(desk: Desk, signals: list[Signal]) -> Block:
    words = desk.words.lexicon.article
    columns = words.columns
    drafts: list[Draft] = []
    for signal in signals:
        row = rows.signal_row(desk, signal, len(drafts))
        if row is not None:
            drafts.append(row)
    for signal in watching.due_next(desk):
        drafts.append(rows.date_row(desk, signal, len(drafts)))
    return Block(
        "watch",
        drafts,
        "table",
        words.headings.watch,
        SECTION,
        columns=(columns.signal, columns.now, columns.threshold, columns.distance, columns.date),
    )


def _means(desk: Desk, signals: list[Signal]) -> list[Draft]:
    """Context, where there is a fall to put into it."""
    if desk.assessment.move.direction != "down" or not desk.fired:
        return []
    return context.means(desk, signals)


def _questions(desk: Desk, signals: list[Signal]) -> list[Block]:
    answered = context.questions(desk, signals)
    if not answered:
        return []
    words = desk.words.lexicon.article.headings
    return [
        section("questions", words.questions, []),
        *(Block("question", one.drafts, heading=one.ask, level=SUBSECTION) for one in answered),
    ]


def _beside(chosen: list[Draft]) -> list[Draft]:
    """The candidates other than the headline itself; as a list they may open alike."""
    return [structs.replace(draft, again=None) for draft in chosen[1:]]
