from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, timedelta
from typing import Any

import pytest
import stamina
from tests.indicators.days import candles_of
from tests.providers.healthy import ANSWERS, NOW
from tests.providers.small_mirror import SmallMirror

from explainer.providers.assemble import assemble
from explainer.providers.client import Client
from explainer.providers.coingecko import COINGECKO
from explainer.providers.coinpaprika import COINPAPRIKA
from explainer.providers.gather import Gathered, gather
from explainer.providers.kraken import KRAKEN
from explainer.providers.nouns import Price, Told, Totals
from explainer.providers.offers import OFFERED
from explainer.providers.part import Doubted
from explainer.providers.parts import prices
from explainer.providers.provider import Provider
from explainer.providers.rows import CANDLES, NASDAQ_100, PRICES, PRICES_CHECK, TOTALS, TOTALS_CHECK
from explainer.series import Close

TODAY = date(2026, 9, 8)


def told(provider: Provider, figures: Any) -> Told[Any]:
    """Figures of a source."""
    return Told(figures=figures, provider=provider, url="https://x.test/", observed_at=NOW)


def gathered(**rows: Told[Any]) -> Gathered:
    """What was told, by the id of its row."""
    return Gathered(told={row: (each,) for row, each in rows.items()}, attempts=())


def bitcoin(price: float) -> Mapping[str, Price]:
    """Bitcoin at that price."""
    return {"BTC": Price(price_usd=price)}


def test_readings_are_what_is_known() -> None:
    """A figure that is not known is not there, and the source covers what is."""
    price = Price(price_usd=60_520.0, change_24h_pct=-3.9)
    part = prices.prices(gathered(prices=told(COINGECKO, {"BTC": price})))
    assert part.readings == {
        "assets.BTC.price_usd": 60_520.0,
        "assets.BTC.change_24h_pct": -3.9,
    }
    (source,) = part.sources
    assert source.name == "CoinGecko"
    assert set(source.covers or ()) == set(part.readings)


@pytest.mark.parametrize("second", [61_700.0, 59_400.0, 60_520.0])
def test_sources_within_two_percent_agree(second: float) -> None:
    """Venues and minutes differ by so much."""
    both = gathered(
        prices=told(COINGECKO, bitcoin(60_520.0)), prices_check=told(KRAKEN, bitcoin(second))
    )
    assert prices.prices(both).doubted == ()


@pytest.mark.parametrize("second", [61_800.0, 59_200.0, 605.2])
def test_sources_beyond_two_percent_disagree(second: float) -> None:
    """The first one's figure is taken, and both are named."""
    both = gathered(
        prices=told(COINGECKO, bitcoin(60_520.0)), prices_check=told(KRAKEN, bitcoin(second))
    )
    part = prices.prices(both)
    assert part.readings["assets.BTC.price_usd"] == 60_520.0
    assert part.doubted == (
        Doubted(
            metric="assets.BTC.price_usd",
            first=60_520.0,
            second=second,
            sources=("CoinGecko", "Kraken"),
        ),
    )


def test_source_is_not_held_against_itself() -> None:
    """Where the second source had to be taken there is nothing to compare."""
    both = gathered(
        prices=told(KRAKEN, bitcoin(60_520.0)), prices_check=told(KRAKEN, bitcoin(50_000.0))
    )
    assert prices.prices(both).doubted == ()
    alone = gathered(prices=told(KRAKEN, bitcoin(60_520.0)))
    assert prices.prices(alone).doubted == ()


def test_totals_may_be_a_tenth_apart() -> None:
    """Sources count different coins."""
    first = told(COINGECKO, Totals(total_cap_usd=2.1e12))
    near, far = (told(COINPAPRIKA, Totals(total_cap_usd=cap)) for cap in (1.9e12, 1.8e12))
    assert prices.totals(gathered(totals=first, totals_check=near)).doubted == ()
    (apart,) = prices.totals(gathered(totals=first, totals_check=far)).doubted
    assert (apart.metric, apart.first, apart.second) == ("market.total_cap_usd", 2.1e12, 1.8e12)
    assert apart.sources == ("CoinGecko", "CoinPaprika")


def test_trends_need_a_price_and_candles() -> None:
    """Levels and distances are those of a price now."""
    candles = told(KRAKEN, tuple(candles_of([60_000.0 + day for day in range(250)])))
    assert list(prices.trends(gathered(candles_btc=candles))) == []
    (part,) = prices.trends(gathered(candles_btc=candles, prices=told(COINGECKO, bitcoin(59_000))))
    assert part.readings["assets.BTC.rsi_14"] == 100.0
    assert part.readings["assets.BTC.sma_50_usd"] == 60_224.5
    assert part.readings["assets.BTC.support_lost_usd"] == 60_000.0
    assert part.sources[0].name == "Kraken"


def test_trends_of_days_with_a_gap_begin_after_it() -> None:
    """What would need the days before it is not known."""
    days = candles_of([60_000.0 + day for day in range(250)])
    candles = told(KRAKEN, (*days[:150], *days[151:]))
    both = gathered(candles_btc=candles, prices=told(COINGECKO, bitcoin(59_000)))
    (part,) = prices.trends(both)
    assert "assets.BTC.sma_50_usd" in part.readings
    assert "assets.BTC.sma_200_usd" not in part.readings


def test_correlation_names_both_sources() -> None:
    """It is made of two markets."""
    closes = [60_000.0 + 100 * (day % 5) for day in range(60)]
    days = candles_of(closes, TODAY - timedelta(days=60))
    stocks = tuple(Close(day=each.day, value=each.close) for each in days if each.day.weekday() < 5)
    row = {CANDLES["BTC"].id: told(KRAKEN, tuple(days)), NASDAQ_100.id: told(COINGECKO, stocks)}
    (part,) = prices.correlations(gathered(**row))
    assert part.readings == {"macro.btc_nasdaq_correlation": pytest.approx(1.0)}
    assert [source.name for source in part.sources] == ["Kraken", "CoinGecko"]


ROWS = [PRICES, PRICES_CHECK, TOTALS, TOTALS_CHECK]


def round_of(answers: Mapping[str, Any]) -> Gathered:
    """What the sources of prices and totals tell in one round."""
    on = {"coingecko", "coinbase", "kraken", "coinpaprika", "coinlore"}
    rows = [each for each in OFFERED if each.row in ROWS]

    async def run(mirror: SmallMirror) -> Gathered:
        async with Client(clock=lambda: NOW, mirror=mirror.url) as client:
            return await gather(client, rows, on)

    with SmallMirror(answers) as mirror, stamina.set_testing(True, attempts=1):
        return asyncio.run(run(mirror))


def without(*sources: str) -> Mapping[str, Any]:
    """The healthy answers but those of some sources."""
    return {
        path: answer
        for path, answer in ANSWERS.items()
        if not path.startswith(tuple(f"/{source}/" for source in sources))
    }


def test_round_in_good_health_disagrees_about_nothing() -> None:
    """CoinGecko is taken, and the others agree with it."""
    found = round_of(ANSWERS)
    for part, name in ((prices.prices(found), "CoinGecko"), (prices.totals(found), "CoinGecko")):
        assert [source.name for source in part.sources] == [name]
        assert part.doubted == ()
    assert all(attempt.reason is None for attempt in found.attempts)


@pytest.mark.parametrize(
    ("down", "priced_by", "summed_by"),
    [
        (["coingecko"], "Coinbase Exchange", "CoinPaprika"),
        (["coingecko", "coinbase"], "Kraken", "CoinPaprika"),
        (["coingecko", "coinbase", "coinpaprika"], "Kraken", "CoinLore"),
        (["kraken", "coinpaprika", "coinlore"], "CoinGecko", "CoinGecko"),
    ],
)
def test_next_source_takes_over(down: list[str], priced_by: str, summed_by: str) -> None:
    """Each one down in turn: prices and totals come of the next, with the change of a day."""
    found = round_of(without(*down))
    priced, summed = prices.prices(found), prices.totals(found)
    assert [source.name for source in priced.sources] == [priced_by]
    assert [source.name for source in summed.sources] == [summed_by]
    assert -5 < float(priced.readings["assets.BTC.change_24h_pct"]) < -3
    assert -4 < float(summed.readings["market.change_24h_pct"]) < -3


def test_price_of_another_thing_is_told() -> None:
    """A first source that is a tenth off is held against the second."""
    rows = ANSWERS["/coingecko/api/v3/coins/markets"]
    wrong = [{**rows[0], "current_price": 66_000}]
    found = round_of({**ANSWERS, "/coingecko/api/v3/coins/markets": wrong})
    (apart,) = prices.prices(found).doubted
    assert (apart.first, apart.second) == (66_000.0, 60_520.0)
    assert apart.sources == ("CoinGecko", "Kraken")
    assert assemble(found, NOW).doubted == (apart,)


def test_old_price_is_no_price() -> None:
    """Figures of eleven minutes ago are passed over for the next source's."""
    late = NOW - timedelta(minutes=11)
    rows = ANSWERS["/coingecko/api/v3/coins/markets"]
    old = [{**rows[0], "last_updated": late.astimezone(UTC).isoformat()}]
    found = round_of({**ANSWERS, "/coingecko/api/v3/coins/markets": old})
    assert [source.name for source in prices.prices(found).sources] == ["Coinbase Exchange"]
    reasons = {(each.row, each.provider): each.reason for each in found.attempts}
    assert reasons["prices", "coingecko"] == "too_old"
