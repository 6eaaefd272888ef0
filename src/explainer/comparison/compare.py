"""The one door: two judged snapshots in, what changed between them out."""

from hashlib import sha256

import msgspec

from explainer.assessment import Assessment, Operand
from explainer.comparison import answering, gaps, marks, moved, telling
from explainer.comparison.drivers import driver_changes
from explainer.comparison.ledger import Ledger
from explainer.comparison.refusing import swapped
from explainer.comparison.result import ComparedMoment, Comparison, SignalChange
from explainer.comparison.sides import Pair
from explainer.comparison.signals import reading_changes, signal_changes
from explainer.explanation import PackIdentity
from explainer.narrative import closing as endings
from explainer.narrative.composing import SPACE, compose
from explainer.narrative.desk import ALWAYS
from explainer.narrative.drafts import Draft
from explainer.narrative.fitting import vary, within
from explainer.narrative.plan import SECTION, Block, Plan, headed
from explainer.narrative.words import Words
from explainer.narrative.writing import Reading
from explainer.pack import RulePack

MOST_WORDS = 250


class Judged(msgspec.Struct, frozen=True):
    """One snapshot after evaluation: the *id* of its explanation, its *canonical* JSON."""

    id: str
    canonical: bytes
    assessment: Assessment


def compare(
    before: Judged,
    after: Judged,
    words: Words,
    *,
    pack: RulePack,
    identity: PackIdentity,
    language: str,
    engine_version: str,
) -> Comparison:
    """What changed from one snapshot to a later one, or to one of the same moment.

    Both were judged by *pack*, whose *words* these are and whose *identity* the answer carries.

    Raises SnapshotError if *before* is the later one, UnbackedNumberError for a number in the text
    that no receipt stands behind.
    """
    first, last = before.assessment, after.assessment
    if first.as_of > last.as_of:
        raise swapped()
    seed = sha256(before.canonical + after.canonical).hexdigest()
    pair = Pair(first, last, words, seed, pack)
    drivers, signals = driver_changes(first, last), signal_changes(first, last)
    ledger = Ledger(drivers, tuple(pair.before.findings))
    crossed = marks.crossed(signals)
    plan = _plan(pair, ledger, crossed, same=before.canonical == after.canonical)
    composed = compose(plan, words.numbers)
    return Comparison(
        id=sha256(f"{before.id} {after.id}".encode()).hexdigest(),
        language=language,
        engine_version=engine_version,
        rule_pack=identity,
        focus=last.move.focus,
        before=ComparedMoment(id=before.id, as_of=first.as_of, move=first.move),
        after=ComparedMoment(id=after.id, as_of=last.as_of, move=last.move),
        headline=plan.headline.text,
        answer=SPACE.join(draft.text for draft in plan.answer),
        drivers=drivers,
        signals=signals,
        readings=reading_changes(first, last, moved.symbols(pair.desk)),
        claims=composed.claims,
        parts=composed.parts,
        text=composed.text,
        disclosure=plan.disclosure.text,
    )


def _plan(pair: Pair, ledger: Ledger, crossed: list[SignalChange], *, same: bool) -> Plan:
    """The blocks of the text, within its limit."""
    signals = [change.id for change in crossed]
    headline = answering.headline(pair, ledger, signals, same=same)
    answer = answering.answer(pair, ledger, signals, same=same)
    disclosure = endings.disclosure(pair.desk)
    blocks: list[Block] = []
    if not same:
        came, went = telling.told(pair, ledger, signals)
        heading = pair.desk.words.lexicon.comparison.crossed_heading
        blocks = [
            Block("moved", moved.moved(pair)),
            Block("came", came),
            Block("went", went),
            Block("crossed", marks.items(pair, crossed), "list", heading, SECTION),
            Block("uncompared", [*gaps.uncompared(pair, ledger), *gaps.set_aside(pair)]),
        ]
    blocks.append(Block("closing", [_moments(pair, same=same), disclosure]))
    fixed = headline.words + sum(draft.words for draft in answer)
    blocks, spare = within(blocks, MOST_WORDS - fixed)
    vary(blocks, answer[-1].text, spare)
    return Plan(headline, answer, [headed(headline), Block("answer", answer), *blocks], disclosure)


def _moments(pair: Pair, *, same: bool) -> Draft:
    """The moments of both snapshots, and how many days lie between them."""
    first, last = (side.reading(endings.moment_of(side.desk)) for side in (pair.before, pair.after))
    moments = pair.before.desk.assessment.as_of, pair.after.desk.assessment.as_of
    days = (moments[1].date() - moments[0].date()).days
    key = "moments" if days > 1 else "moments_next_day" if days else "moments_same_day"
    if moments[0] == moments[1]:
        key = "moment_same" if same else "moments_equal"
    operands = tuple(Operand(value=each.value, pointer=each.pointer) for each in (first, last))
    gap = Reading(float(days), "days", "derived", op="days_between", operands=operands)
    draft = pair.sentence(key, ALWAYS, {"first": first, "last": last, "gap": gap})
    assert draft is not None
    return draft
