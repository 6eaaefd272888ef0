"""Claims about where prices went: "crypto rallied", "bitcoin fell", where no number is given."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from explainer.assessment import Assessment
from explainer.verification.listed import Heard
from explainer.verification.report import ClaimStatus
from explainer.verification.words import ALTCOINS, MARKET

REACH = 3
"""Words between what moved and its verb, at most."""
OPPOSITE = {"up": "down", "down": "up"}
CHANGE = "assets.{}.change_24h_pct"
NUMBER_REACH = 5


class Trend(NamedTuple):
    """What a sentence says of a direction, and the ruling; *asset* is null for the market."""

    start: int
    end: int
    asset: str | None
    status: ClaimStatus
    shown: str | float


def trends(
    heard: Heard,
    assessment: Assessment,
    flat_within: float,
    helpers: frozenset[str],
    negations: frozenset[str],
) -> Iterator[Trend]:
    """The claims of one sentence about the direction of the market or of single assets.

    Only *helpers* and *negations* may stand between what moved and its verb.
    """
    if heard.has("general") or heard.has("window"):
        return
    moves = [one for one in heard.of("direction") if one.means in OPPOSITE]
    taken: set[int] = set()
    for named in heard.of("asset"):
        if named.means == ALTCOINS:
            continue
        for move in moves:
            gap = heard.tokens[named.last : move.first]
            if not 0 <= move.first - named.last <= REACH or move.first in taken:
                continue
            if not all(t.same in helpers or t.same in negations for t in gap):
                continue
            taken.add(move.first)
            sharp = any(one.first == move.first for one in heard.of("sharp"))
            numbered = any(q.first - NUMBER_REACH <= move.last <= q.last for q in heard.quantities)
            if numbered and not sharp:
                continue
            denied = any(t.same in negations for t in gap)
            steady = sharp and not any(q.unit == "pct" for q in heard.quantities)
            ruling = _ruling(
                named.means, move.means, assessment, flat_within, denied=denied, sharp=steady
            )
            if ruling is not None:
                start, end = heard.tokens[named.first].start, heard.tokens[move.last - 1].end
                yield Trend(start, end, named.means, *ruling)


def _ruling(
    asset: str,
    said: str,
    assessment: Assessment,
    flat_within: float,
    *,
    denied: bool,
    sharp: bool,
) -> tuple[ClaimStatus, str | float] | None:
    if asset == MARKET:
        direction = assessment.move.direction
        if direction == "flat" and sharp and not denied:
            return "against", direction
        if direction not in OPPOSITE and not denied:
            return None
        agrees = (direction == said) is not denied
        against = direction == (said if denied else OPPOSITE[said])
        return ("within", direction) if agrees else ("against", direction) if against else None
    values: Mapping[str, object] = assessment.facts.values
    change = values.get(CHANGE.format(asset))
    if not isinstance(change, int | float):
        return None
    if abs(change) <= flat_within:
        return ("against", float(change)) if sharp and not denied else None
    agrees = ((change > 0) == (said == "up")) is not denied
    return ("within" if agrees else "against"), float(change)
