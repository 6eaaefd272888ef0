from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import SmallMirror, ask, ask_mirror

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused
from explainer.providers import coinglass

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
THIS_HOUR = int(datetime(2026, 9, 8, 23, tzinfo=UTC).timestamp() * 1000)
LIQUIDATIONS = "/coinglass/api/futures/liquidation/aggregated-history"
FLOWS = "/coinglass/api/etf/bitcoin/flow-history"
KEY = {"COINGLASS_API_KEY": "a-secret"}


def ok(*rows: Any) -> dict[str, Any]:
    """A good answer."""
    return {"code": "0", "msg": "success", "data": list(rows)}


def hour(back: int, longs: Any = 100, shorts: Any = "10") -> dict[str, Any]:
    """An hour that began so many before the one under way; numbers may be texts."""
    return {
        "time": THIS_HOUR - 3_600_000 * back,
        "aggregated_long_liquidation_usd": longs,
        "aggregated_short_liquidation_usd": shorts,
    }


def test_liquidations_are_those_of_24_hours_that_are_over() -> None:
    """Coins are asked for by their own name: of a pair it has no row, and no error either."""
    hours = ok(*[hour(back) for back in range(26)])
    with SmallMirror({LIQUIDATIONS: hours}) as mirror:
        told = ask_mirror(coinglass.liquidations, mirror, NOW, **KEY)
    assert told.figures.by_asset_usd == {"BTC": 2_640.0, "ETH": 2_640.0, "SOL": 2_640.0}
    assert (told.figures.long_usd, told.figures.short_usd) == (7_200.0, 720.0)
    assert told.figures.of_many
    assert told.figures.whole
    assert {query["symbol"] for _, query in mirror.asked} == {"BTC", "ETH", "SOL"}
    assert all("Binance" in query["exchange_list"] for _, query in mirror.asked)
    assert mirror.headers[0]["CG-API-KEY"] == "a-secret"
    assert "a-secret" not in told.url


def test_no_row_is_not_zero() -> None:
    """Coins without rows are missing, and the sum is a part; without any there is no sum."""
    answers = {LIQUIDATIONS: ok(), f"{LIQUIDATIONS}?symbol=BTC": ok(hour(1))}
    figures = ask(coinglass.liquidations, answers, NOW, **KEY).figures
    assert (figures.by_asset_usd, figures.whole) == ({"BTC": 110.0}, False)
    for cell in (None, -5.0):
        with pytest.raises(ProviderEmpty, match="no liquidation"):
            ask(coinglass.liquidations, {LIQUIDATIONS: ok(hour(1, cell))}, NOW, **KEY)


def session(day: str, flow: Any, **funds: Any) -> dict[str, Any]:
    """A session of the funds."""
    return {
        "timestamp": int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000),
        "flow_usd": flow,
        "price_usd": 78_000,
        "etf_flows": [{"etf_ticker": name, "flow_usd": amount} for name, amount in funds.items()],
    }


WHOLE = session("2026-09-03", -50_000_000, IBIT=-30_000_000, FBTC=-20_000_000)
FRIDAY = session("2026-09-04", 10_000_000, IBIT=10_000_000, FBTC=0)


def test_sessions_are_whole_and_sorted() -> None:
    """Money by session and fund, the oldest first; a fund may have had none in or out."""
    told = ask(coinglass.fund_flows_btc, {FLOWS: ok(FRIDAY, WHOLE)}, NOW, **KEY)
    assert [(each.day, each.net_flow_usd) for each in told.figures] == [
        (date(2026, 9, 3), -50_000_000),
        (date(2026, 9, 4), 10_000_000),
    ]
    assert told.figures[1].by_fund == {"IBIT": 10_000_000, "FBTC": 0}


@pytest.mark.parametrize(
    "pending",
    [
        session("2026-09-08", 0, IBIT=None, FBTC=None),
        session("2026-09-08", 0),
        session("2026-09-08", None, IBIT=1, FBTC=1),
        session("2026-09-08", 5_000_000, IBIT=5_000_000, FBTC=None),
        session("2026-09-08", 5_000_000, IBIT=5_000_000),
        session("2026-09-09", 5_000_000, IBIT=5_000_000, FBTC=1),
    ],
    ids=["nulls", "no funds", "no total", "one is late", "one is absent", "not over"],
)
def test_session_that_is_pending_is_none(pending: Any) -> None:
    """A day that not all funds have reported of has no total yet."""
    told = ask(coinglass.fund_flows_btc, {FLOWS: ok(WHOLE, FRIDAY, pending)}, NOW, **KEY)
    assert told.figures[-1].day == date(2026, 9, 4)


def test_fund_that_closed_for_good_holds_up_nothing() -> None:
    """A fund that has not reported for some sessions is not waited for."""
    later = [session(f"2026-09-0{day}", day, IBIT=day) for day in (4, 8)]
    told = ask(coinglass.fund_flows_btc, {FLOWS: ok(WHOLE, *later)}, NOW, **KEY)
    assert told.figures[-1].day == date(2026, 9, 8)


def test_no_session_is_no_flow_of_zero() -> None:
    """Without a session that is whole there is nothing."""
    with pytest.raises(ProviderEmpty, match="no session"):
        ask(coinglass.fund_flows_btc, {FLOWS: ok()}, NOW, **KEY)


@pytest.mark.parametrize(
    ("code", "error"),
    [("400", ProviderRefused), (40001, ProviderRefused), ("429", ProviderBusy)],
)
def test_error_inside_a_good_status_is_an_error(code: Any, error: type[Exception]) -> None:
    """It says no with status 200."""
    body = {"code": code, "msg": "Upgrade plan"}
    with pytest.raises(error, match=str(code)):
        ask(coinglass.liquidations, {LIQUIDATIONS: body}, NOW, **KEY)


def test_refusal_does_not_repeat_the_key() -> None:
    """A source may say back what it was sent, in its code or in its words."""
    body = {"code": "a-secret is no key of ours, whatever you say", "msg": "no such key: a-secret"}
    with pytest.raises(ProviderRefused) as refusal:
        ask(coinglass.liquidations, {LIQUIDATIONS: body}, NOW, **KEY)
    assert "a-secret" not in str(refusal.value)
