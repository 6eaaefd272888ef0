from __future__ import annotations

import pytest
from tests.engine.making import judge

from explainer.assessment import Signal

FLOW = """
evidence:
  session:
    metric: "etf.{asset}.net_flow_usd"
    over: [BTC, ETH]
    bands: [{at: -50, strength: 0}, {at: -200, strength: 0.3}, {at: -1000, strength: 0.9}]
"""
FLIP = """
- {id: flows, version: 1, title: Flows, flips: driver_1.evidence.session, near: 50,
   trend: etf.BTC.net_flow_7d_usd, meaning: a buyer is back, reason: test}
"""
LEVEL = """
- {id: level, version: 1, title: Level, metric: assets.BTC.price_usd, beyond: below, near: 3%,
   threshold: assets.BTC.next_support_usd, meaning: a level breaks, reason: test}
"""
DATES = """
- {id: dates, version: 1, title: Dates, calendar: [cpi, fomc], near: 0, meaning: inflation,
   reason: test}
"""


def only(signals: tuple[Signal, ...]) -> Signal:
    """Return the one signal."""
    assert len(signals) == 1
    return signals[0]


@pytest.mark.parametrize(
    ("value", "state", "distance"),
    [
        (-300.0, "beyond", 100.0),
        (-200.0, "beyond", 0.0),
        (-199.0, "near", -1.0),
        (-150.0, "near", -50.0),
        (-149.0, "clear", -51.0),
        (100.0, "clear", -300.0),
        (None, "unknown", None),
    ],
)
def test_a_signal_stands_where_its_evidence_flips(
    value: float | None, state: str, distance: float | None
) -> None:
    """The threshold is the reading at which the evidence alone makes its driver fire."""
    etf = {"BTC": {"net_flow_usd": value}}
    signal = only(judge(FLOW, signals=FLIP, etf=etf).signals)

    assert (signal.state, signal.threshold, signal.distance) == (state, -200.0, distance)
    assert signal.rule_pointer == "drivers/driver_1.yaml#/evidence/session/bands/1/at"


@pytest.mark.parametrize(
    ("week", "trend"), [(-900.0, "worsening"), (900.0, "improving"), (0.0, "steady"), (None, None)]
)
def test_a_trend_says_whether_the_reading_nears_its_threshold(
    week: float | None, trend: str | None
) -> None:
    """Read off the sign of the trend metric."""
    etf = {"BTC": {"net_flow_usd": -100.0, "net_flow_7d_usd": week}}

    assert only(judge(FLOW, signals=FLIP, etf=etf).signals).trend == trend


@pytest.mark.parametrize(
    ("bitcoin", "state"),
    [
        ({"price_usd": 100.0, "next_support_usd": 98.0}, "near"),
        ({"price_usd": 100.0, "next_support_usd": 90.0}, "clear"),
        ({"price_usd": 100.0, "next_support_usd": 101.0}, "beyond"),
        ({"price_usd": 100.0}, "unknown"),
        ({"next_support_usd": 98.0}, "unknown"),
    ],
)
def test_a_level_may_be_a_reading_itself(bitcoin: dict[str, float], state: str) -> None:
    """Its pointer leads to the snapshot, not to a rule."""
    signal = only(judge(signals=LEVEL, assets={"BTC": bitcoin}).signals)

    assert signal.state == state
    assert signal.rule_pointer is None
    expected = "/assets/BTC/next_support_usd" if "next_support_usd" in bitcoin else None
    assert signal.threshold_pointer == expected


@pytest.mark.parametrize(
    ("focus", "metric"), [(None, "assets.BTC.price_usd"), ("SOL", "assets.SOL.price_usd")]
)
def test_a_signal_of_the_focus_is_of_bitcoin_without_one(focus: str | None, metric: str) -> None:
    """As evidence over the focus does, it follows the asset that is asked about."""
    signals = """
- {id: price, version: 1, title: Price, metric: "assets.{asset}.price_usd", asset: focus,
   beyond: below, near: 3%, threshold: 100, meaning: a level breaks, reason: test}
"""
    assets = {"BTC": {"price_usd": 90.0}, "SOL": {"price_usd": 80.0}}
    signal = only(judge(FLOW, signals=signals, focus=focus, assets=assets).signals)

    assert (signal.metric, signal.state) == (metric, "beyond")


def test_scheduled_events_follow_by_date() -> None:
    """Today counts, yesterday is over; the signal that covers the kind gives its meaning."""
    signals = judge(
        signals=DATES,
        calendar=[
            {"kind": "jobs", "date": "2026-02-20"},
            {"kind": "cpi", "date": "2026-02-11", "title": "Consumer prices"},
            {"kind": "fomc", "date": "2026-02-04"},
            {"kind": "cpi", "date": "2026-02-03"},
            {"kind": "cpi", "date": "2026-02-04T11:00:00Z"},
        ],
    ).signals

    assert [(s.id, s.due, s.state, s.meaning) for s in signals] == [
        ("calendar.fomc", "2026-02-04", "near", "inflation"),
        ("calendar.cpi", "2026-02-11", "clear", "inflation"),
        ("calendar.jobs", "2026-02-20", "clear", ""),
    ]
