"""Numbers that several readings make together: a sum over assets, a gap between two of them."""

from collections.abc import Sequence

from explainer.verification.candidates import Candidate
from explainer.verification.hearing import About
from explainer.verification.listed import Heard
from explainer.verification.matching import fits, units_of
from explainer.verification.quantities import Quantity

MOST_AMOUNTS = 8
"""Amounts of a sentence between which shares are looked for."""
WHOLE = 100.0


def gap(
    quantity: Quantity, about: About, heard: Heard, candidates: Sequence[Candidate]
) -> Candidate | None:
    """How much further one asset of the sentence moved than another, in percentage points."""
    if quantity.unit not in ("pp", "point"):
        return None
    named = {found.means for found in heard.of("asset")}
    changes = [
        one for one in candidates if one.default and one.unit == "pct" and one.asset in named
    ]
    for one in changes:
        for other in changes:
            value = one.value - other.value
            if one.window == other.window and value and fits(quantity, value, about.hedges):
                label = f"{one.label} less {other.label}"
                return one._replace(
                    kind="derived", label=label, value=value, unit="pp", pointer=None
                )
    return None


def both(quantity: Quantity, about: About, candidates: Sequence[Candidate]) -> Candidate | None:
    """The readings of several assets together, as one candidate of which the first is shown."""
    by_metric: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.kind == "given" and one.asset is not None and one.unit in units_of(quantity):
            pattern = one.metric.replace(f".{one.asset}", ".*")
            by_metric.setdefault(pattern, []).append(one)
    for pattern, group in by_metric.items():
        total = sum(one.value for one in group)
        if len(group) > 1 and fits(quantity, total, about.hedges):
            return group[0]._replace(metric=pattern, value=total, kind="derived", pointer=None)
    return None


def is_share(quantity: Quantity, about: About, heard: Heard) -> bool:
    """Whether a percentage is the share that one amount of the sentence has in another."""
    if quantity.unit != "pct":
        return False
    amounts = [one.low for one in heard.quantities if one.unit == "usd" and one.low > 0]
    amounts = amounts[:MOST_AMOUNTS]
    return any(
        one < other and fits(quantity, WHOLE * one / other, about.hedges)
        for one in amounts
        for other in amounts
    )
