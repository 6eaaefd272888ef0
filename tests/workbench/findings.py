"""Findings and rules for tests of what is told about them."""

from __future__ import annotations

from explainer.assessment import DriverFinding, Evidence, Status, Truth, Value
from explainer.pack.schema import Driver, EvidenceRule

FIRES_AT = 0.3


def rule(**evidence: EvidenceRule) -> Driver:
    """Return a driver with this evidence."""
    return Driver(
        id="etf_outflows",
        version=1,
        title="Spot ETF outflows",
        status="stable",
        role="trigger",
        code="FLOW-ETF-01",
        owner="flows desk",
        noun="outflows",
        headline="money leaves",
        evidence=evidence,
        what_it_means=("Money leaves.",),
        why_it_hurts=("Coins are sold.",),
        references=(),
        false_positives=(),
    )


def finding(
    *evidence: Evidence, status: Status = "not_fired", missing: tuple[str, ...] = ()
) -> DriverFinding:
    """Return what became of that driver."""
    return DriverFinding(
        id="etf_outflows",
        code="FLOW-ETF-01",
        title="Spot ETF outflows",
        status=status,
        role="trigger",
        strength=0.1,
        possible=0.25,
        level="weak",
        explains=False,
        rank=1 if status == "fired" else None,
        evidence=evidence,
        offsets=(),
        missing=missing,
        could_decide=False,
        signals=(),
        families_known=1,
        families=1,
        version=1,
    )


def known(value: Value, *, status: Truth = "false", strength: float = 0.0) -> Evidence:
    """Return evidence `session` that stood like this."""
    return Evidence(
        id="session",
        status=status,
        metric="etf.BTC.net_flow_usd",
        pointer=None,
        value=value,
        strength=strength,
        possible=strength,
        family="etf_flow",
    )
