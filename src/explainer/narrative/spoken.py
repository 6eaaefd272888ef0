"""What drivers, their evidence and signals say, compiled."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from explainer.assessment import Operand
from explainer.narrative.numbers import Shown
from explainer.narrative.phrases import Phrase
from explainer.pack.schema import RulePack, SignalRule


class EvidenceWords(NamedTuple):
    """What one evidence says when it is there, as an addition to another, and when it is absent.

    *plain* says that the sentence prints the bare reading, so that another asset's can follow it
    in brackets; *level* shows a reading by itself.
    """

    say: Phrase
    tail: Phrase | None
    absent: Phrase | None
    metric: str
    unit: str | None
    plain: bool
    level: Callable[[float], str]


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


def metric_of(signal: SignalRule, pack: RulePack) -> str:
    """The metric that a signal reads, with `{asset}` where an asset stands."""
    if signal.metric is not None or signal.flips is None:
        return signal.metric or ""
    driver, _, evidence = signal.flips.partition(".evidence.")
    return next(
        (found.evidence[evidence].metric or "" for found in pack.drivers if found.id == driver), ""
    )
