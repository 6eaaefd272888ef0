"""Why rules and a source differ, in figures."""

from __future__ import annotations

import pytest
from tests.workbench.findings import FIRES_AT, finding, known, rule

from explainer.pack.schema import Band, Condition, EventCondition, EvidenceRule
from explainer.workbench.reasons import why_fired, why_missed

OUTFLOW = (Band(at=-50e6, strength=0), Band(at=-200e6, strength=0.3), Band(at=-1e9, strength=0.9))
HEAT = (Band(at=5, strength=0), Band(at=15, strength=0.6))
WEAK = (Band(at=0, strength=0), Band(at=10, strength=0.2))


@pytest.mark.parametrize(
    ("bands", "value", "told"),
    [
        (OUTFLOW, -80e6, "session: etf.BTC.net_flow_usd -80M (0.10), 120M short of -200M"),
        (OUTFLOW, 30e6, "session: etf.BTC.net_flow_usd 30M (0.10), 230M short of -200M"),
        (HEAT, 6.0, "session: etf.BTC.net_flow_usd 6 (0.10), 4 short of 10"),
        (WEAK, 9.0, "session: etf.BTC.net_flow_usd 9 (0.10), at most 0.2 on its own"),
    ],
)
def test_figure_says_how_far_it_was(bands: tuple[Band, ...], value: float, told: str) -> None:
    """A reading comes with its distance from where it alone would make the driver fire."""
    session = EvidenceRule(family="etf_flow", bands=bands, say="money left")
    reason = why_missed(finding(known(value, strength=0.1)), rule(session=session), FIRES_AT)
    assert reason == f"not_fired, strength 0.10 of 0.3 (at most 0.25); {told}"


def test_conditions_that_hold_evidence_back_are_named() -> None:
    """A reading far enough beyond did not count because of its conditions, and so it is told."""
    held = EvidenceRule(
        family="etf_flow",
        bands=OUTFLOW,
        when=(Condition(metric="derived.market_change_pct", below=-1.5),),
        say="money left",
    )
    reason = why_missed(finding(known(-500e6)), rule(session=held), FIRES_AT)
    assert reason.endswith("-500M (0.00), beyond -200M but held back by its conditions")
    assert why_missed(finding(known(None)), rule(session=held), FIRES_AT).endswith(
        "session: its conditions do not hold"
    )


def test_absent_event_says_what_was_looked_for() -> None:
    """Where nothing of the kind happened, the kinds and the days are told."""
    event = EvidenceRule(
        family="news",
        event=EventCondition(kind=("regulation", "network"), within_days=3),
        strength=0.6,
        say="it happened",
    )
    reason = why_missed(finding(known(None)), rule(session=event), FIRES_AT)
    assert reason.endswith("session: none of regulation, network within 3 days")


def test_missing_readings_are_listed() -> None:
    """What was not given is named, and not mistaken for absent evidence."""
    session = EvidenceRule(family="etf_flow", bands=OUTFLOW, say="money left")
    unknown = known(None, status="unknown")
    told = finding(unknown, status="not_evaluated", missing=("etf.BTC.net_flow_usd",))
    reason = why_missed(told, rule(session=session), FIRES_AT)
    assert reason == (
        "not_evaluated, strength 0.10 of 0.3 (at most 0.25); not given: etf.BTC.net_flow_usd"
    )


def test_fired_driver_shows_its_evidence_strongest_first() -> None:
    """What made a driver fire is told with figures, the strongest first, absent evidence not."""
    weak = known(-210e6, status="true", strength=0.31)
    strong = known(-900e6, status="true", strength=0.8)
    absent = known(5e6)
    assert why_fired(finding(weak, absent, strong, status="fired")) == (
        "trigger, strength 0.10: session: etf.BTC.net_flow_usd -900M (0.80); "
        "session: etf.BTC.net_flow_usd -210M (0.31)"
    )
