from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import Answer, Query, SmallMirror, ask, ask_mirror

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused, ProviderShapeError
from explainer.providers import okx
from explainer.providers.okx.liquidations import MOST_PAGES

NOW = datetime(2026, 8, 15, 20, tzinfo=UTC)
MINUTE, HOUR = 60_000, 3_600_000
NOW_MS = int(NOW.timestamp() * 1000)
INSTRUMENTS = "/okx/api/v5/public/instruments"
LISTS = "/okx/api/v5/public/liquidation-orders"
BUSY = {"code": "50011", "msg": "Too Many Requests", "data": []}


def contract(asset: str, coins: str, **others: str) -> dict[str, str]:
    """An instrument as OKX writes it, with the coins in one contract."""
    return {"instId": f"{asset}-USDT-SWAP", "ctVal": coins, "ctValCcy": asset, **others}


def ok(*data: Any) -> dict[str, Any]:
    """A good answer."""
    return {"code": "0", "msg": "", "data": list(data)}


def order(ago_ms: int, side: str = "sell", **others: Any) -> dict[str, Any]:
    """A liquidation of 100 contracts at 60,000, so long ago."""
    return {"ts": str(NOW_MS - ago_ms), "side": side, "sz": "100", "bkPx": "60000", **others}


def listed(*orders: Any, asset: str = "BTC") -> dict[str, Any]:
    """The list of an asset."""
    return ok({"instId": f"{asset}-USDT-SWAP", "details": list(orders)})


def answers(bitcoin: Answer, coins: str = "0.01", **others: Answer) -> Mapping[str, Answer]:
    """Instruments, and the list of bitcoin and of others; the lists of the rest are empty."""
    lists = {f"{LISTS}?instFamily={asset}-USDT": answer for asset, answer in others.items()}
    instruments = ok(contract("BTC", coins, ctMult="1"), contract("ETH", "0.1"))
    return {
        INSTRUMENTS: instruments,
        LISTS: ok(),
        f"{LISTS}?instFamily=BTC-USDT": bitcoin,
        **lists,
    }


def paged(orders: list[dict[str, Any]]) -> Answer:
    """The newest orders before `after`, 100 at a time."""

    def page(query: Query) -> Any:
        before = int(query.get("after", NOW_MS + 1))
        return listed(*[each for each in orders if int(each["ts"]) < before][:100])

    return page


@pytest.mark.parametrize(("coins", "usd"), [("0.01", 60_000.0), ("0.001", 6_000.0)])
def test_size_is_counted_by_what_a_contract_is_worth_today(coins: str, usd: float) -> None:
    """OKX changes how many coins are in a contract; what it says now is what counts."""
    told = ask(okx.liquidations, answers(listed(order(MINUTE)), coins), NOW)
    assert told.figures.long_usd == pytest.approx(usd)


@pytest.mark.parametrize(
    ("sides", "was_long"),
    [
        ({"side": "sell", "posSide": "long"}, True),
        ({"side": "buy", "posSide": "short"}, False),
        ({"side": "sell", "posSide": "net"}, True),
        ({"side": "buy", "posSide": "net"}, False),
        ({"side": "sell", "posSide": ""}, True),
        ({"side": "sell"}, True),
        ({"side": "buy"}, False),
    ],
    ids=str,
)
def test_side_of_a_netted_account_is_read_off_the_order(
    sides: dict[str, str], was_long: bool
) -> None:
    """Who had to sell was long, where the account keeps no sides apart."""
    told = ask(okx.liquidations, answers(listed(order(MINUTE, **sides))), NOW)
    assert (told.figures.long_usd > 0, told.figures.short_usd > 0) == (was_long, not was_long)


def test_list_is_paged_back_over_24_hours() -> None:
    """Pages follow until one reaches back a day; what is older does not count."""
    orders = [order(step * 10 * MINUTE) for step in range(250)]
    with SmallMirror(answers(paged(orders))) as mirror:
        told = ask_mirror(okx.liquidations, mirror, NOW)
    pages = [query for path, query in mirror.asked if query.get("instFamily") == "BTC-USDT"]
    assert told.figures.by_asset_usd["BTC"] == pytest.approx(144 * 60_000.0)
    assert [query.get("after") for query in pages] == [None, orders[99]["ts"]]
    assert {query["instType"] for query in pages} == {"SWAP"}


def test_all_lists_that_reach_back_make_a_whole() -> None:
    """Whole is what reaches back over 24 hours for every asset."""
    one_each: dict[str, Any] = {
        asset: listed(order(25 * HOUR), order(MINUTE), asset=asset) for asset in ("ETH", "SOL")
    }
    bitcoin = listed(order(MINUTE), order(25 * HOUR))
    assert ask(okx.liquidations, answers(bitcoin, **one_each), NOW).figures.whole
    one_each["SOL"] = listed(order(MINUTE), asset="SOL")
    assert not ask(okx.liquidations, answers(bitcoin, **one_each), NOW).figures.whole


def test_cascade_is_cut_and_said_to_be_so() -> None:
    """With more orders than any number of pages the figure is what was seen, and not whole."""
    orders = [order(step * 1000) for step in range(5_000)]
    with SmallMirror(answers(paged(orders))) as mirror:
        told = ask_mirror(okx.liquidations, mirror, NOW)
    pages = [query for _, query in mirror.asked if query.get("instFamily") == "BTC-USDT"]
    assert len(pages) == MOST_PAGES
    assert told.figures.by_asset_usd["BTC"] == pytest.approx(MOST_PAGES * 100 * 60_000.0)
    assert not told.figures.whole


def test_same_page_twice_is_counted_once() -> None:
    """A cache that ignores `after` sends the first page again."""
    bitcoin = listed(*[order(step * MINUTE) for step in range(100)])
    told = ask(okx.liquidations, answers(bitcoin), NOW)
    assert told.figures.by_asset_usd["BTC"] == pytest.approx(100 * 60_000.0)


def test_limit_on_a_later_page_leaves_the_first() -> None:
    """What came before the source had enough of us stands, and is not whole."""

    def page(query: Query) -> Any:
        return BUSY if "after" in query else listed(*[order(step) for step in range(100)])

    figures = ask(okx.liquidations, answers(page), NOW).figures
    assert figures.by_asset_usd["BTC"] == pytest.approx(100 * 60_000.0)
    assert not figures.whole


def test_assets_are_added_up_and_told_apart() -> None:
    """Each asset by its own contract; the largest one is of all."""
    ether = listed(order(MINUTE, bkPx="3000", side="buy"), asset="ETH")
    figures = ask(okx.liquidations, answers(listed(order(MINUTE)), ETH=ether), NOW).figures
    assert figures.by_asset_usd == {"BTC": 60_000.0, "ETH": 30_000.0}
    assert (figures.long_usd, figures.short_usd) == (60_000.0, 30_000.0)
    assert figures.largest_usd == 60_000.0


@pytest.mark.parametrize(
    "broken",
    [{"sz": ""}, {"sz": None}, {"bkPx": "-1"}, {"bkPx": "0"}, {"sz": "NaN"}],
    ids=str,
)
def test_order_without_a_size_or_price_is_left_out(broken: dict[str, Any]) -> None:
    """A null is no liquidation of zero."""
    told = ask(okx.liquidations, answers(listed(order(MINUTE), order(HOUR, **broken))), NOW)
    assert told.figures.by_asset_usd == {"BTC": 60_000.0}


def test_page_with_a_broken_order_is_still_a_full_page() -> None:
    """An order that is left out does not make the list look as if it ended."""
    orders = [order(step * 10 * MINUTE, sz="" if step == 5 else "100") for step in range(250)]
    told = ask(okx.liquidations, answers(paged(orders)), NOW)
    assert told.figures.by_asset_usd["BTC"] == pytest.approx(143 * 60_000.0)


def test_contract_that_is_not_counted_in_its_coin_is_left_out() -> None:
    """Contracts of 100 dollars each are another unit."""
    served = dict(answers(listed(order(MINUTE)), ETH=listed(order(MINUTE), asset="ETH")))
    served[INSTRUMENTS] = ok(
        contract("BTC", "0.01"), {"instId": "ETH-USDT-SWAP", "ctVal": "100", "ctValCcy": "USD"}
    )
    assert list(ask(okx.liquidations, served, NOW).figures.by_asset_usd) == ["BTC"]


@pytest.mark.parametrize("contracts", [[], [contract("BTC", "")], [contract("ETH", "0.1")]])
def test_without_the_worth_of_a_contract_there_is_no_figure(contracts: list[Any]) -> None:
    """The worth of a contract is never guessed."""
    served = {**answers(listed(order(MINUTE))), INSTRUMENTS: ok(*contracts)}
    with pytest.raises(ProviderShapeError, match="what a contract is worth"):
        ask(okx.liquidations, served, NOW)


def test_old_list_is_no_quiet_day() -> None:
    """A list that ends a day ago does not mean that nothing was liquidated."""
    with pytest.raises(ProviderEmpty, match="last 24 hours"):
        ask(okx.liquidations, answers(listed(order(25 * HOUR))), NOW)


@pytest.mark.parametrize(
    ("code", "error"),
    [("50011", ProviderBusy), ("50013", ProviderBusy), ("50015", ProviderRefused)],
)
def test_error_inside_a_good_status_is_an_error(code: str, error: type[Exception]) -> None:
    """OKX says no with status 200; which no it is tells whether to come back."""
    refusal = {"code": code, "msg": "Either parameter uly or instFamily is required", "data": []}
    with pytest.raises(error, match=code):
        ask(okx.liquidations, {**answers(refusal), LISTS: refusal}, NOW)
