from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import SmallMirror, ask, ask_mirror

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers import gate

NOW = datetime(2026, 9, 9, 4, 30, tzinfo=UTC)
UNFINISHED = int(datetime(2026, 9, 9, 4, tzinfo=UTC).timestamp())
STATS = "/gate/api/v4/futures/usdt/contract_stats"
CONTRACT = "/gate/api/v4/futures/usdt/contracts/BTC_USDT"


def hours(count: int = 26, **newest: Any) -> list[dict[str, Any]]:
    """Hours up to the unfinished one, oldest first; open interest grows by a million an hour."""
    rows: list[dict[str, Any]] = [
        {
            "time": UNFINISHED - 3600 * back,
            "long_liq_usd": 100,
            "short_liq_usd": 10.5,
            "open_interest_usd": 5_000_000_000 - 1_000_000 * back,
            "open_interest": 645689466,
            "mark_price": 78_000,
            "something_new": [],
        }
        for back in reversed(range(count))
    ]
    rows[-2] |= newest
    return rows


def test_liquidations_are_those_of_24_hours_that_are_over() -> None:
    """The hour that is under way does not count, nor does the 25th."""
    answers = {f"{STATS}?contract={asset}_USDT": hours() for asset in ("BTC", "ETH", "SOL")}
    with SmallMirror(answers) as mirror:
        told = ask_mirror(gate.liquidations, mirror, NOW)
    assert told.figures.long_usd == 3 * 2_400
    assert told.figures.short_usd == 3 * 252
    assert told.figures.by_asset_usd == {"BTC": 2_652, "ETH": 2_652, "SOL": 2_652}
    assert told.figures.whole
    assert told.observed_at == datetime(2026, 9, 9, 4, tzinfo=UTC)
    assert {query["interval"] for _, query in mirror.asked} == {"1h"}


@pytest.mark.parametrize("missing", [{"long_liq_usd": None}, {"short_liq_usd": ""}], ids=str)
def test_hour_without_a_figure_makes_the_sum_a_part(missing: dict[str, Any]) -> None:
    """A null is not zero: what is left is less than the whole."""
    answers = {
        f"{STATS}?contract={asset}_USDT": hours(**missing) for asset in ("BTC", "ETH", "SOL")
    }
    assert not ask(gate.liquidations, answers, NOW).figures.whole


@pytest.mark.parametrize("side", ["long_liq_usd", "short_liq_usd"])
def test_side_that_no_hour_tells_of_is_not_zero(side: str) -> None:
    """A column that was renamed leaves the asset out, and not with half of it."""
    renamed = [{name: cell for name, cell in row.items() if name != side} for row in hours()]
    answers = {f"{STATS}?contract=BTC_USDT": renamed, f"{STATS}?contract=ETH_USDT": hours()}
    figures = ask(gate.liquidations, answers, NOW).figures
    assert (figures.by_asset_usd, figures.whole) == ({"ETH": 2_652}, False)
    with pytest.raises(ProviderEmpty, match="no liquidations"):
        ask(gate.liquidations, {f"{STATS}?contract=BTC_USDT": renamed}, NOW)


def test_asset_without_hours_makes_the_sum_a_part() -> None:
    """Bitcoin alone is told, and said not to be all that was asked for."""
    figures = ask(gate.liquidations, {f"{STATS}?contract=BTC_USDT": hours()}, NOW).figures
    assert (list(figures.by_asset_usd), figures.whole) == (["BTC"], False)


def test_open_interest_is_that_of_hours_that_are_over() -> None:
    """Both times are ends of hours, 24 hours apart; coins come of the price of the same hour."""
    answers = {f"{STATS}?contract=BTC_USDT": hours(27), f"{STATS}?contract=ETH_USDT": hours(5)}
    bitcoin, ether = ask(gate.open_interest, answers, NOW).figures
    assert (bitcoin.now_usd, bitcoin.before_usd) == (4_999_000_000, 4_975_000_000)
    assert bitcoin.coins == pytest.approx(4_999_000_000 / 78_000)
    assert (ether.asset, ether.before_usd) == ("ETH", None)


@pytest.mark.parametrize("amount", [None, "", 0, -5])
def test_newest_hour_without_open_interest_is_none(amount: Any) -> None:
    """An older hour is not taken for the newest."""
    answers = {f"{STATS}?contract=BTC_USDT": hours(open_interest_usd=amount)}
    with pytest.raises(ProviderEmpty, match="no open interest"):
        ask(gate.open_interest, answers, NOW)


def test_hours_that_are_all_under_way_are_none() -> None:
    """A clock that runs behind the venue's makes no hour out of one that is not over."""
    with pytest.raises(ProviderEmpty, match="no hour of BTC"):
        ask(gate.open_interest, {STATS: hours(2)}, NOW.replace(hour=3))


@pytest.mark.parametrize(("seconds", "pct"), [(28_800, 0.01), (14_400, 0.02), (3_600, 0.08)])
def test_funding_is_brought_to_eight_hours(seconds: int, pct: float) -> None:
    """The contract says how often it is settled."""
    body = {"funding_rate": "0.0001", "funding_interval": seconds, "name": "BTC_USDT"}
    assert ask(gate.funding, {CONTRACT: body}, NOW).figures.rate_8h_pct == pytest.approx(pct)


@pytest.mark.parametrize(
    ("next_apply", "observed_at"),
    [
        (None, NOW),
        (UNFINISHED + 4 * 3600, NOW),
        (UNFINISHED - 20 * 3600, datetime(2026, 9, 8, 8, tzinfo=UTC)),
    ],
)
def test_rate_that_was_settled_is_no_younger_than_that(
    next_apply: int | None, observed_at: datetime
) -> None:
    """The contract has no time but that of its next settlement; one that is past is old."""
    body = {
        "funding_rate": "0.0001",
        "funding_interval": 28_800,
        "funding_next_apply": next_apply,
    }
    assert ask(gate.funding, {CONTRACT: body}, NOW).observed_at == observed_at


@pytest.mark.parametrize(
    "body",
    [
        {"funding_rate": "", "funding_interval": 28_800},
        {"funding_rate": "0.0001"},
        {"funding_rate": "0.0001", "funding_interval": 0},
    ],
    ids=str,
)
def test_rate_without_an_interval_is_no_rate(body: dict[str, Any]) -> None:
    """No interval is assumed."""
    with pytest.raises(ProviderShapeError, match="funding"):
        ask(gate.funding, {CONTRACT: body}, NOW)
