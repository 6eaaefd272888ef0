"""The parts of a trace that episodes show too seldom: numbers fit to be read, changed snapshots."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from explainer.assessment import Value
from explainer.engine.tracing.axis import Axis, narrowed
from explainer.engine.tracing.changes import with_reading
from explainer.engine.wiring import Wiring
from explainer.explainer import default_explainer
from explainer.pack.own_metrics import CustomRule
from explainer.trace import Objection

TODAY = date(2026, 2, 4)
MADE = CustomRule(label="x", unit="pct", window="1d", low=-5, high=5, direction="neither")
WIRING = Wiring({}, {"made": MADE})
NOON = "2026-02-04T12:00:00Z"

ROUNDED = [
    ("etf.BTC.net_flow_usd", -90e6, -110e6, -110e6),
    ("etf.BTC.net_flow_usd", -90e6, -79_999_999.9, -79.9e6),
    ("market.change_24h_pct", -0.11, -0.5000001, -0.501),
    ("market.change_24h_pct", 4.0, -0.0000001, -0.01),
    ("assets.BTC.price_usd", 73000.0, 69123.456, 69100.0),
    ("etf.BTC.outflow_streak_days", 1.0, 2.4, 3.0),
    ("etf.BTC.outflow_streak_days", 9.0, 2.6, 2.0),
]


@pytest.mark.parametrize(("metric", "start", "exact", "shown"), ROUNDED)
def test_a_number_is_rounded_away_from_where_it_stands(
    metric: str, start: float, exact: float, shown: float
) -> None:
    """To the roundest one that still flips and goes hardly further; days and counts stay whole."""
    axis = Axis(metric, WIRING, TODAY)

    def flipped(x: float) -> bool:
        return x >= exact if exact > start else x <= exact

    assert axis.readable(exact, start, flipped) == shown


def test_a_number_leaves_its_range_never() -> None:
    """Where the only round number is beyond what is possible, a finer one is taken, or none."""
    axis = Axis("custom.made", WIRING, TODAY)
    assert (axis.low, axis.high) == (-5.0, 5.0)
    assert axis.readable(4.999, 1.0, lambda x: x >= 4.999) == 5.0
    assert axis.readable(5.2, 1.0, lambda x: x >= 5.2) is None


def test_a_date_moves_by_days() -> None:
    """Its line is the days from the snapshot to it."""
    axis = Axis("etf.BTC.streak_worst_since", WIRING, TODAY)
    assert axis.place("2026-01-05") == -30
    assert axis.value(-30.0) == "2026-01-05"
    assert axis.whole


def test_the_place_between_two_is_narrowed_down() -> None:
    """Also where one end is many times the other."""
    assert narrowed(0.0, 1e9, lambda x: x >= 123.456) == pytest.approx(123.456, rel=1e-6)
    assert narrowed(10.0, -10.0, lambda x: x <= -2) == pytest.approx(-2)


PUT: list[tuple[str, Value, dict[str, Any]]] = [
    ("market.rsi_14", 30.0, {"market": {"rsi_14": 30.0}}),
    ("assets.SOL.price_usd", 150.0, {"assets": {"SOL": {"price_usd": 150.0}}}),
    ("macro.fed_stance", "hawkish", {"macro": {"fed_stance": "hawkish"}}),
    (
        "etf.ETH.streak_worst_since",
        "2025-11-01",
        {"etf": {"ETH": {"streak_worst_since": "2025-11-01"}}},
    ),
    (
        "derivatives.liquidations_by_asset_usd.ETH",
        5e8,
        {"derivatives": {"liquidations_by_asset_usd": {"ETH": 5e8}}},
    ),
    ("custom.made", 2.0, {"custom": {"made": 2.0}}),
]


@pytest.mark.parametrize(("metric", "value", "sent"), PUT, ids=[each[0] for each in PUT])
def test_a_changed_snapshot_is_as_if_sent(metric: str, value: Value, sent: dict[str, Any]) -> None:
    """Groups, symbols and maps that were not there are made; all else stays as it was."""
    read = default_explainer().read
    assert with_reading(read({"as_of": NOON}), metric, value) == read({"as_of": NOON, **sent})


OBJECTIONS: list[tuple[Objection | None, float, dict[str, Any]]] = [
    (None, -4, {"date": "2026-02-03"}),
    (None, 4, {"impact": "negative"}),
    ("too_old", -4, {"date": "2026-01-01"}),
    ("after_as_of", -4, {"date": "2026-02-05"}),
    ("impact", -4, {"impact": "positive"}),
    ("not_falling", 4, {}),
]


@pytest.mark.parametrize(("objection", "change", "event"), OBJECTIONS)
def test_an_event_that_does_not_count_has_its_reason(
    objection: Objection | None, change: float, event: dict[str, Any]
) -> None:
    """One reason each; an event that counts has none."""
    told = {"kind": "regulation", "title": "A lawsuit", **event}
    snapshot = {"as_of": NOON, "market": {"change_24h_pct": change}, "events": [told]}
    (trace,) = default_explainer().trace(snapshot, driver="regulation")
    evidence = [one for one in trace.families[0].evidence if one.reads == "event"]
    (occasion,) = evidence[0].occasions
    assert occasion.objection == objection
    assert occasion.counts == (objection is None)


def test_only_one_of_several_events_counts() -> None:
    """The first of equals does; one with an id that came before is not looked at."""
    told = {"kind": "regulation", "title": "A lawsuit", "date": "2026-02-03"}
    events = [{**told, "id": "a"}, {**told, "id": "a"}, told]
    snapshot = {"as_of": NOON, "market": {"change_24h_pct": -4}, "events": events}
    (trace,) = default_explainer().trace(snapshot, driver="regulation")
    occasions = trace.families[0].evidence[0].occasions
    assert [each.objection for each in occasions] == [None, "repeated", "not_first"]
