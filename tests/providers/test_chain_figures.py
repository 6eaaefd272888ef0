"""mempool.space, blockchain.com and Coin Metrics: bitcoin's hash rate and active addresses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import Page, SmallMirror, ask, ask_mirror

from explainer.errors import (
    ProviderBlocked,
    ProviderEmpty,
    ProviderRefused,
    ProviderShapeError,
)
from explainer.providers import blockchain, coinmetrics, mempool
from explainer.series import Close

NOW = datetime(2026, 2, 18, 6, tzinfo=UTC)
MEMPOOL = "/mempool/api/v1/mining/hashrate/1m"
CHART = "/blockchain/charts/hash-rate"
ADDRESSES = "/blockchain/charts/n-unique-addresses"
METRICS = "/coinmetrics/v4/timeseries/asset-metrics"


def start(text: str) -> int:
    """The seconds at which a day starts."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_mempool_stamps_a_day_with_its_end() -> None:
    """The stamp of today's midnight is yesterday, which is over."""
    rows = [{"timestamp": start("2026-02-18"), "avgHashrate": 1.05e21}]
    told = ask(mempool.hash_rate, {MEMPOOL: {"hashrates": rows}}, NOW)
    assert told.figures == (Close(day=date(2026, 2, 17), value=1.05e21),)
    assert told.observed_at == datetime(2026, 2, 18, tzinfo=UTC)


def test_mempool_days_without_a_block_are_gaps() -> None:
    """It writes zero for a day that it has not counted."""
    rows = [
        None,
        {"timestamp": start("2026-02-18"), "avgHashrate": 0},
        {"timestamp": start("2026-02-17"), "avgHashrate": None},
        {"timestamp": start("2026-02-16"), "avgHashrate": 9e20},
    ]
    told = ask(mempool.hash_rate, {MEMPOOL: {"hashrates": rows}}, NOW)
    assert [each.day for each in told.figures] == [date(2026, 2, 15)]
    with pytest.raises(ProviderEmpty):
        ask(mempool.hash_rate, {MEMPOOL: {"hashrates": rows[:3]}}, NOW)


def chart(unit: str, *values: Any, **more: Any) -> Any:
    """A chart of blockchain.com."""
    points = [{"x": x, "y": y} for x, y in values]
    return {"status": "ok", "unit": unit, "period": "day", "values": points, **more}


def test_blockchain_has_trillions_of_hashes() -> None:
    """All hash rates come in hashes per second; the day that is not over is dropped."""
    body = chart(
        "Hash Rate TH/s",
        (start("2026-02-16"), 1_050_000_000.5),
        (start("2026-02-18"), 12.5),
        (start("2026-02-17"), None),
    )
    told = ask(blockchain.hash_rate, {CHART: body}, NOW)
    assert told.figures == (Close(day=date(2026, 2, 16), value=1.0500000005e21),)
    assert told.observed_at == datetime(2026, 2, 17, tzinfo=UTC)


def test_blockchain_counts_addresses_in_ones() -> None:
    """A number of addresses has no unit to convert."""
    body = chart("Unique Addresses", (start("2026-02-17"), 595_445))
    told = ask(blockchain.active_addresses, {ADDRESSES: body}, NOW)
    assert told.figures == (Close(day=date(2026, 2, 17), value=595_445.0),)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (chart("Hash Rate GH/s", (start("2026-02-17"), 1.0)), ProviderShapeError),
        (chart("Hash Rate TH/s", (start("2026-02-17"), 1.0), period="hour"), ProviderShapeError),
        ({"status": "not-found", "name": "hash-rate"}, ProviderRefused),
        (chart("Hash Rate TH/s"), ProviderEmpty),
    ],
)
def test_other_charts_are_refused_by_name(body: Any, error: type[Exception]) -> None:
    """Another unit would be a thousand times off."""
    with pytest.raises(error):
        ask(blockchain.hash_rate, {CHART: body}, NOW)


def row(day: str, **figures: Any) -> Any:
    """A day of Coin Metrics."""
    return {"asset": "btc", "time": f"{day}T00:00:00.000000000Z", **figures}


def test_coinmetrics_writes_text_and_nanoseconds() -> None:
    """Days come in any order, and the hash rate in trillions."""
    data = [row("2026-02-17", HashRate="1050000000.5"), row("2026-02-16", HashRate="1000000000")]
    told = ask(coinmetrics.hash_rate, {METRICS: {"data": data}}, NOW)
    assert told.figures == (
        Close(day=date(2026, 2, 16), value=1e21),
        Close(day=date(2026, 2, 17), value=1.0500000005e21),
    )


def test_coinmetrics_is_asked_for_one_metric_at_a_time() -> None:
    """One that has to be paid for would fail the call for all."""
    with SmallMirror({METRICS: {"data": [row("2026-02-17", AdrActCnt="595445")]}}) as mirror:
        ask_mirror(coinmetrics.active_addresses, mirror, NOW)
    assert [query["metrics"] for _, query in mirror.asked] == ["AdrActCnt"]


def test_coinmetrics_says_what_has_to_be_paid_for() -> None:
    """It refuses with a status, or with an error in the body."""
    error = {"error": {"type": "forbidden", "message": "not available"}}
    with pytest.raises(ProviderRefused):
        ask(coinmetrics.hash_rate, {METRICS: error}, NOW)
    with pytest.raises(ProviderBlocked):
        ask(coinmetrics.hash_rate, {METRICS: Page(status=403, body=b"{}")}, NOW)


@pytest.mark.parametrize("figure", [None, "", "NaN", "0"])
def test_coinmetrics_days_without_a_figure_are_gaps(figure: Any) -> None:
    """A figure that is not there yet is no zero."""
    with pytest.raises(ProviderEmpty):
        ask(coinmetrics.hash_rate, {METRICS: {"data": [row("2026-02-17", HashRate=figure)]}}, NOW)


@pytest.mark.parametrize("time", [None, "yesterday", 1771286400, ""])
def test_coinmetrics_time_that_is_none_is_a_changed_shape(time: Any) -> None:
    """A day that cannot be told is refused by name."""
    data = [{"asset": "btc", "time": time, "HashRate": "1"}]
    with pytest.raises(ProviderShapeError):
        ask(coinmetrics.hash_rate, {METRICS: {"data": data}}, NOW)
