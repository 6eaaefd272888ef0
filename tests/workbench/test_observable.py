"""What a snapshot's figures can show at all."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from explainer import load_pack
from explainer.metrics import CATALOGUE, SYMBOL_SLOT
from explainer.snapshot import CalendarKind, EventKind
from explainer.workbench.observable import SIGHTS, has_change, observable, reading_paths

WEDNESDAY = "2026-02-04T12:00:00Z"
SATURDAY = "2026-02-07T12:00:00Z"
SYMBOLS = ("BTC", "BTCB", "ETH", "USDT", "USDC", "UST", "DAI", "SOL")


@pytest.fixture(scope="module")
def yardstick(shared: Path) -> ModuleType:
    """Return score.py, the definition that ours must agree with."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def nested(path: str) -> dict[str, Any]:
    """Return a snapshot that holds one reading at this path."""
    tree: Any = 1.0
    for part in reversed(path.split(".")):
        tree = {part: tree}
    return {"as_of": WEDNESDAY, **tree}


def all_snapshots() -> list[dict[str, Any]]:
    """Return a snapshot for every metric and symbol, every kind of event and of scheduled entry."""
    paths = sorted({one.replace(SYMBOL_SLOT, symbol) for one in CATALOGUE for symbol in SYMBOLS})
    changes = [
        {"as_of": WEDNESDAY, "assets": {symbol: {"change_24h_pct": 1.0} for symbol in pair}}
        for pair in (("BTC", "ETH"), ("BTCB", "BTC"), ("ETH", "SOL"), ("ETH", "USDT"))
    ]
    return [
        *map(nested, paths),
        *({"as_of": WEDNESDAY, "events": [{"kind": kind}]} for kind in get_args(EventKind)),
        *({"as_of": WEDNESDAY, "calendar": [{"kind": kind}]} for kind in get_args(CalendarKind)),
        *changes,
        {"as_of": SATURDAY},
        {"as_of": "2026-02-08T23:30:00-05:00"},
        {"as_of": "2026-02-09T01:00:00+09:00"},
    ]


def test_table_agrees_with_the_yardstick(yardstick: ModuleType) -> None:
    """For every metric, event and date there is, our table sees what score.py sees."""
    differing = [
        (snapshot, sorted(observable(snapshot) ^ yardstick.seen(snapshot)))
        for snapshot in all_snapshots()
        if observable(snapshot) != yardstick.seen(snapshot)
    ]
    assert differing == []


def test_changes_are_those_of_the_yardstick(yardstick: ModuleType) -> None:
    """Whether a 24-hour change is given is judged as score.py judges it."""
    for snapshot in all_snapshots():
        assert has_change(snapshot) == yardstick.has_change(snapshot), snapshot


def test_every_driver_has_a_row() -> None:
    """The table knows the drivers of the pack, and seasonality, which only sources name."""
    assert set(SIGHTS) == {driver.id for driver in load_pack().drivers} | {"seasonality"}


@pytest.mark.parametrize(
    ("snapshot", "expected"),
    [
        ({"as_of": WEDNESDAY}, set()),
        ({"as_of": SATURDAY}, {"thin_liquidity"}),
        ({"as_of": WEDNESDAY, "etf": {"ETH": {"net_flow_usd": 5}}}, {"etf_outflows"}),
        ({"as_of": WEDNESDAY, "macro": {"vix": 15}}, {"risk_off_equities"}),
        ({"as_of": WEDNESDAY, "events": [{"kind": "outage"}]}, {"security_incident"}),
        ({"as_of": WEDNESDAY, "events": None, "calendar": []}, set()),
        ({"as_of": WEDNESDAY, "assets": {"USDC": {"price_usd": 0.9}}}, {"stablecoin_stress"}),
    ],
)
def test_figures_show_drivers_of_their_kind(snapshot: dict[str, Any], expected: set[str]) -> None:
    """A figure shows the drivers it could speak for, however small it is."""
    assert observable(snapshot) == expected


def test_two_altcoins_show_a_rotation() -> None:
    """One altcoin's change compares with nothing; two of them do."""
    one = {"as_of": WEDNESDAY, "assets": {"ETH": {"change_24h_pct": 1}}}
    two = {
        "as_of": WEDNESDAY,
        "assets": {"ETH": {"change_24h_pct": 1}, "SOL": {"change_24h_pct": 1}},
    }
    assert "altcoin_rotation" not in observable(one)
    assert "altcoin_rotation" in observable(two)


def test_every_reason_is_said() -> None:
    """Each row of the table says why it is there."""
    assert all(re.search(r"\w", sight.reason) for sight in SIGHTS.values())


def test_paths_are_those_of_readings() -> None:
    """Lists and the moment are no readings."""
    snapshot = {"as_of": WEDNESDAY, "events": [], "sources": [], "macro": {"vix": 15, "dxy": 100}}
    assert list(reading_paths(snapshot)) == ["macro.vix", "macro.dxy"]
