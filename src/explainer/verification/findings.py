"""Findings on claims, as they come back: each kind made from what its reader saw."""

from explainer.assessment import DriverFinding
from explainer.narrative.numbers import Numerals
from explainer.verification import saying
from explainer.verification.candidates import Candidate
from explainer.verification.claims import Said
from explainer.verification.edited import Edit
from explainer.verification.report import ClaimFinding, NumberFinding
from explainer.verification.trends import Trend
from explainer.verification.words import MARKET


def of_driver(
    text: str, said: Said, finding: DriverFinding, title: str, *, own: bool
) -> ClaimFinding:
    """What a sentence says of a driver; what the explanation says itself is within."""
    detail = saying.CLAIMS["own" if own else said.reason].format(
        said=said.said, allowed=said.allowed, title=title, role=saying.ROLES[finding.role]
    )
    return ClaimFinding(
        text=text[said.start : said.end],
        start=said.start,
        end=said.end,
        kind="driver",
        status="within" if own else said.status,
        severity="problem",
        driver=said.driver,
        said=said.said,
        allowed=said.allowed,
        detail=detail,
    )


def of_edit(text: str, edit: Edit, title: str) -> ClaimFinding:
    """A word that stands where the explanation has another."""
    return ClaimFinding(
        text=text[edit.start : edit.end],
        start=edit.start,
        end=edit.end,
        kind="driver" if edit.driver else "direction",
        status=edit.status,
        severity="problem",
        driver=edit.driver,
        said=None,
        allowed=None,
        detail=saying.CLAIMS[edit.reason].format(title=title, shown=edit.shown),
    )


def of_bound(
    finding: NumberFinding, candidate: Candidate, reason: str, numerals: Numerals
) -> ClaimFinding:
    """A lower bound told as the whole, which is a note, or as the most it may be."""
    shown = saying.shown(candidate.value, candidate.unit, numerals)
    return ClaimFinding(
        text=finding.text,
        start=finding.start,
        end=finding.end,
        kind="lower_bound",
        status="beyond",
        severity="problem" if reason == "most" else "note",
        driver=None,
        said=None,
        allowed=None,
        detail=saying.CLAIMS[reason].format(label=candidate.label, shown=shown),
    )


def of_trend(text: str, trend: Trend) -> ClaimFinding:
    """What a sentence says of the way that the market or an asset went."""
    whole = trend.asset == MARKET
    detail = saying.CLAIMS["market_direction" if whole else "direction"].format(
        label=f"the 24-hour change of {trend.asset}", shown=trend.shown
    )
    return ClaimFinding(
        text=text[trend.start : trend.end],
        start=trend.start,
        end=trend.end,
        kind="direction",
        status=trend.status,
        severity="problem",
        driver=None,
        said=None,
        allowed=None,
        detail=detail,
    )
