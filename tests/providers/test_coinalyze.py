from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import Page, SmallMirror, ask, ask_mirror

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused, ProviderShapeError
from explainer.providers import coinalyze

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
THIS_HOUR = int(datetime(2026, 9, 8, 23, tzinfo=UTC).timestamp())
LIQUIDATIONS, OPEN = "/coinalyze/v1/liquidation-history", "/coinalyze/v1/open-interest-history"
KEY = {"COINALYZE_API_KEY": "a-secret"}


def history(symbol: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """The hours of one perpetual."""
    return {"symbol": symbol, "history": list(rows)}


def hour(back: int, **figures: Any) -> dict[str, Any]:
    """An hour that began so many before the one under way."""
    return {"t": THIS_HOUR - 3600 * back, **figures}


def test_liquidations_are_added_up_over_venues() -> None:
    """The last 24 hours that are over, of all perpetuals that were asked for."""
    body = [
        history("BTCUSDT_PERP.A", *[hour(back, l=100.0, s=10.0) for back in range(26)]),
        history("BTCUSDT.6", hour(1, l=1.0, s=None), hour(2, l=7.0, s=3.0)),
        history("ETHUSDT_PERP.3", hour(24, l=5.0, s=0.0), hour(25, l=9e9, s=9e9)),
        history("PEPEUSDT_PERP.A", hour(1, l=9e9, s=9e9)),
    ]
    with SmallMirror({LIQUIDATIONS: body}) as mirror:
        told = ask_mirror(coinalyze.liquidations, mirror, NOW, **KEY)
    assert told.figures.long_usd == 2_400 + 7 + 5
    assert told.figures.short_usd == 240 + 3
    assert told.figures.by_asset_usd == {"BTC": 2_650.0, "ETH": 5.0}
    assert told.figures.of_many
    assert told.observed_at == datetime(2026, 9, 8, 23, tzinfo=UTC)
    query = mirror.asked[0][1]
    assert query["convert_to_usd"] == "true"
    assert len(query["symbols"].split(",")) == 9
    assert (query["from"], query["to"]) == (str(THIS_HOUR - 26 * 3600), str(THIS_HOUR))


@pytest.mark.parametrize(("left_out", "whole"), [(0, True), (1, False)])
def test_a_perpetual_that_is_missing_makes_a_day_less_than_whole(
    left_out: int, whole: bool
) -> None:
    """Then the sum is less than was asked for."""
    symbols = [
        f"{asset}{ending}"
        for asset in ("BTC", "ETH", "SOL")
        for ending in coinalyze.VENUES.values()
    ]
    body = [history(symbol, hour(1, l=1.0, s=1.0)) for symbol in symbols[left_out:]]
    told = ask(coinalyze.liquidations, {LIQUIDATIONS: body}, NOW, **KEY)
    assert told.figures.whole is whole


def test_no_amount_is_below_zero() -> None:
    """An hour with such an amount is not counted."""
    hours = [hour(1, l=-5.0, s=1.0), hour(2, l=2.0, s=1.0)]
    told = ask(coinalyze.liquidations, {LIQUIDATIONS: [history("BTCUSDT.6", *hours)]}, NOW, **KEY)
    assert told.figures.by_asset_usd == {"BTC": 3.0}


def test_key_is_sent_and_told_nobody() -> None:
    """It goes into a header, and stands in no address."""
    with SmallMirror({LIQUIDATIONS: [history("BTCUSDT.6", hour(1, l=1.0, s=1.0))]}) as mirror:
        told = ask_mirror(coinalyze.liquidations, mirror, NOW, **KEY)
    assert mirror.headers[0]["api_key"] == "a-secret"
    assert "a-secret" not in told.url


def test_open_interest_keeps_its_venues_apart() -> None:
    """Each venue by its own name, so that none is counted twice beside its own answer."""
    body = [
        history("BTCUSDT_PERP.A", hour(0, c=9e9), hour(1, c=8e9), hour(25, c=7e9)),
        history("ETHUSDT.6", hour(1, c=2e9)),
        history("SOLUSDT.6", hour(1, c=2e9)),
    ]
    told = ask(coinalyze.open_interest, {OPEN: body}, NOW, **KEY)
    assert [(each.venue, each.asset, each.now_usd, each.before_usd) for each in told.figures] == [
        ("Binance", "BTC", 8e9, 7e9),
        ("Bybit", "ETH", 2e9, None),
    ]


@pytest.mark.parametrize("body", [[], [history("BTCUSDT.6")], [history("BTCUSDT.6", hour(1))]])
def test_nothing_is_not_zero(body: Any) -> None:
    """An empty answer, such as one to a wrong time, does not mean that nothing happened."""
    with pytest.raises(ProviderEmpty, match="no liquidation"):
        ask(coinalyze.liquidations, {LIQUIDATIONS: body}, NOW, **KEY)
    with pytest.raises(ProviderEmpty, match="no hour"):
        ask(coinalyze.open_interest, {OPEN: body}, NOW, **KEY)


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (Page(status=401, body=b'{"message":"Invalid API key"}'), ProviderRefused),
        (Page(status=429, headers={"Retry-After": "60"}), ProviderBusy),
        (Page(body=b'{"message":"something else"}'), ProviderShapeError),
    ],
    ids=["no key", "too many", "another shape"],
)
def test_failures_have_their_names(page: Page, error: type[Exception]) -> None:
    """No key, too many calls, and an object in place of a list are different things."""
    with pytest.raises(error):
        ask(coinalyze.liquidations, {LIQUIDATIONS: page}, NOW, **KEY)
