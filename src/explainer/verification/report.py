"""What verification finds: a finding for every number, claim and word of advice in a text."""

from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from explainer.assessment import Value
from explainer.explanation import PackIdentity

Verdict = Literal["clean", "problems", "unjudged"]
NumberStatus = Literal["supported", "wrong", "unsupported", "unjudged"]
NumberProblem = Literal["sign", "unit", "magnitude", "date", "subject"]
ClaimStatus = Literal["within", "beyond", "against", "unjudged"]
ClaimKind = Literal["driver", "direction", "lower_bound"]
Severity = Literal["problem", "note"]


class NearestReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a number stands for, or comes closest to.

    *pointer* leads into the snapshot and is null where a reading was computed; *rule_pointer* leads
    into the rule pack. *shown* is the value as a sentence would show it.
    """

    metric: str
    label: str
    pointer: str | None
    rule_pointer: str | None
    value: Value
    unit: str | None
    shown: str


class NumberFinding(msgspec.Struct, frozen=True, kw_only=True):
    """One number, date or ordinal of the text; *start* and *end* count code points."""

    text: str
    start: int
    end: int
    status: NumberStatus
    problem: NumberProblem | None
    nearest: NearestReading | None
    detail: str


class ClaimFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What the text says of a driver, of the direction of prices, or of a lower bound.

    *said* is the rung of the ladder of certainty that its words stand on, *allowed* the one that
    the evidence permits; both are null where the ladder does not come into it.
    """

    text: str
    start: int
    end: int
    kind: ClaimKind
    status: ClaimStatus
    severity: Severity
    driver: str | None
    said: str | None
    allowed: str | None
    detail: str


class AdviceFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Words that advise a reader or foretell prices."""

    text: str
    start: int
    end: int
    detail: str


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many findings there are of each kind."""

    supported: int
    wrong: int
    unsupported: int
    within: int
    beyond: int
    against: int
    unjudged: int
    advice: int


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """A text, held against a snapshot.

    *verdict* is `problems` if anything but a note is wrong, unsupported, beyond, against, advice;
    `unjudged` if nothing is, and something could not be judged; else `clean`. *id* is a SHA-256
    over the text, the snapshot, the rules and the options.
    """

    id: str
    as_of: datetime
    engine_version: str
    rule_pack: PackIdentity
    verdict: Verdict
    counts: Counts
    numbers: tuple[NumberFinding, ...]
    claims: tuple[ClaimFinding, ...]
    advice: tuple[AdviceFinding, ...]


class Findings(NamedTuple):
    """All findings on one text, each kind in the order of the text."""

    numbers: tuple[NumberFinding, ...]
    claims: tuple[ClaimFinding, ...]
    advice: tuple[AdviceFinding, ...]


def summed(
    numbers: tuple[NumberFinding, ...],
    claims: tuple[ClaimFinding, ...],
    advice: tuple[AdviceFinding, ...],
) -> Counts:
    """The counts of some findings."""
    figures = [found.status for found in numbers]
    said = [found.status for found in claims]
    return Counts(
        supported=figures.count("supported"),
        wrong=figures.count("wrong"),
        unsupported=figures.count("unsupported"),
        within=said.count("within"),
        beyond=said.count("beyond"),
        against=said.count("against"),
        unjudged=figures.count("unjudged") + said.count("unjudged"),
        advice=len(advice),
    )


def verdict_of(counts: Counts, notes: int) -> Verdict:
    """The verdict on a text with these findings, of which so many are mere notes."""
    beyond = counts.beyond - notes
    if any((counts.wrong, counts.unsupported, beyond, counts.against, counts.advice)):
        return "problems"
    return "unjudged" if counts.unjudged else "clean"


def assembled(
    findings: Findings,
    *,
    identity: str,
    as_of: datetime,
    engine_version: str,
    rule_pack: PackIdentity,
) -> Verification:
    """The answer for one text: its findings, counted, and the verdict on it."""
    counts = summed(findings.numbers, findings.claims, findings.advice)
    return Verification(
        id=identity,
        as_of=as_of,
        engine_version=engine_version,
        rule_pack=rule_pack,
        verdict=verdict_of(counts, sum(one.severity == "note" for one in findings.claims)),
        counts=counts,
        numbers=findings.numbers,
        claims=findings.claims,
        advice=findings.advice,
    )
