"""What drivers, their evidence and signals say, compiled."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from explainer.assessment import Operand
from explainer.narrative.numbers import Shown
from explainer.narrative.phrases import Phrase
from explainer.pack.schema import EvidenceRule, RulePack, SignalRule


class EvidenceWords(NamedTuple):
    """What one evidence says when it is there, as an addition to another, and when it is absent.

    *plain* says that the sentence prints the bare reading, so that another asset's can follow it
    in brackets; *level* shows a reading by itself; *worse* is the side on which a reading is worse,
    None where it has no such side.
    """

    say: Phrase
    tail: Phrase | None
    absent: Phrase | None
    metric: str
    unit: str | None
    plain: bool
    level: Callable[[float], str]
    worse: Literal["highest", "lowest"] | None


class DriverWords(NamedTuple):
    """What one driver says. *rule* is its name and version, as claims carry it.

    *in_short* is what it means and why it hurts as cells of a table; *background* is what is
    generally known of it, and may be empty.
    """

    rule: str
    noun: Phrase
    headline: Phrase
    meanings: Sequence[Phrase]
    hurts: Sequence[Phrase]
    in_short: tuple[Phrase, Phrase] | None
    background: Sequence[Phrase]
    evidence: Mapping[str, EvidenceWords]
    offsets: Mapping[str, tuple[Phrase, str | None]]
    leads_to: frozenset[str]
    counted: Operand


class SignalWords(NamedTuple):
    """What one signal says; *name* is its title in the middle of a sentence.

    *signed* readings show a plus as well as a minus.
    """

    rule: str
    title: Phrase
    name: Phrase
    meaning: Phrase
    signed: bool
    level: Callable[[float], Shown]


def worse_side(rule: EvidenceRule) -> Literal["highest", "lowest"] | None:
    """The side on which a reading is worse for prices, by its bands; None where it has none."""
    if len(rule.bands) < 2:
        return None
    return "lowest" if rule.bands[-1].at < rule.bands[0].at else "highest"


def metric_of(signal: SignalRule, pack: RulePack) -> str:
    """The metric that a signal reads, with `{asset}` where an asset stands."""
    if signal.metric is not None or signal.flips is None:
        return signal.metric or ""
    driver, _, evidence = signal.flips.partition(".evidence.")
    return next(
        (found.evidence[evidence].metric or "" for found in pack.drivers if found.id == driver), ""
    )
