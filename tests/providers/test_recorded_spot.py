"""Every recorded answer about prices, the mood and chains is read as the figure that it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.providers.small_mirror import Page, ask

from explainer.errors import ProviderEmpty
from explainer.providers import alternative_me, coingecko, coinmetrics, defillama, kraken, mempool
from explainer.providers.nouns import Mood, Price, Stablecoins, Totals
from explainer.providers.part import known
from explainer.series import Close


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """A file, the path it was recorded of, what is asked of it when, and what it tells.

    *observed_at* is the figures' own time; None where the answer holds none.
    """

    file: str
    path: str
    asked: Callable[..., Any]
    now: str
    observed_at: str | None
    figures: Any
    whole: bool = True
    """Whether our own small file has all that the figures are made of."""


BITCOIN = Price(
    price_usd=47837.0,
    change_1h_pct=0.6710498208319049,
    change_24h_pct=5.905567659134266,
    change_7d_pct=11.300810261072348,
    volume_24h_usd=39880465272.0,
    low_24h_usd=45169.0,
    high_24h_usd=48018.0,
    all_time_high_usd=69045.0,
)
TETHER = Price(
    price_usd=0.99968,
    change_1h_pct=-0.03410411144295528,
    change_24h_pct=-0.0013602245958486275,
    change_7d_pct=0.04320122208339042,
    volume_24h_usd=43097131363.0,
    low_24h_usd=0.996926,
    high_24h_usd=1.004,
    all_time_high_usd=1.32,
)
KRAKEN_BITCOIN = Price(price_usd=60520.0, low_24h_usd=60515.4, high_24h_usd=63138.7)
KRAKEN_ETHER = Price(price_usd=1624.64, low_24h_usd=1624.64, high_24h_usd=1689.37)
TABLE = [
    Recorded(
        file="coingecko/coins_markets.json",
        path="/coingecko/api/v3/coins/markets",
        asked=coingecko.prices,
        now="2024-02-09T18:43:00Z",
        observed_at="2024-02-09T18:40:19.135Z",  # tether was updated first
        figures={"BTC": BITCOIN, "USDT": TETHER},
    ),
    Recorded(
        file="coingecko/global.json",
        path="/coingecko/api/v3/global",
        asked=coingecko.totals,
        now="2025-04-07T11:30:00Z",
        observed_at="2025-04-07T11:28:53Z",
        figures=Totals(
            total_cap_usd=2515268352188.766,
            change_24h_pct=-9.999293796813587,
            volume_24h_usd=198293501804.3288,
            btc_dominance_pct=60.70858347681936,
        ),
    ),
    Recorded(
        file="kraken/ticker.json",
        path="/kraken/0/public/Ticker",
        asked=kraken.last_prices,
        now="2026-06-24T15:40:00Z",
        observed_at=None,
        figures={"BTC": KRAKEN_BITCOIN, "ETH": KRAKEN_ETHER},
    ),
    Recorded(
        file="alternative_me/fng.json",
        path="/alternative_me/fng/",
        asked=alternative_me.mood,
        now="2026-09-08T23:14:37Z",
        observed_at="2026-09-08T00:00:00Z",
        figures=Mood(now=69.0, before=71.0),
    ),
    Recorded(
        file="defillama/stablecoins.json",
        path="/defillama/stablecoins",
        asked=defillama.stablecoins,
        now="2026-09-08T23:00:00Z",
        observed_at=None,
        # eleven coins; BlackRock's fund is the twelfth
        figures=Stablecoins(total_usd=284844812610.6191, week_ago_usd=283325021122.6264),
        whole=False,
    ),
    Recorded(
        file="mempool/mining_hashrate_3d.json",
        path="/mempool/api/v1/mining/hashrate/1m",
        asked=mempool.hash_rate,
        now="2022-05-16T10:00:00Z",
        observed_at="2022-05-16T00:00:00Z",
        figures=(  # the stamp of 16 May is the end of the 15th
            Close(day=date(2022, 5, 13), value=236499762108771800000.0),
            Close(day=date(2022, 5, 14), value=217473276787331300000.0),
            Close(day=date(2022, 5, 15), value=189877203506913000000.0),
        ),
    ),
    Recorded(
        file="coinmetrics/timeseries_asset_metrics.json",
        path="/coinmetrics/v4/timeseries/asset-metrics",
        asked=coinmetrics.active_addresses,
        now="2026-02-18T06:00:00Z",
        observed_at="2026-02-18T00:00:00Z",
        figures=(Close(day=date(2026, 2, 17), value=595445.0),),
    ),
]


def moment(text: str) -> datetime:
    """The moment of a text."""
    return datetime.fromisoformat(text).astimezone(UTC)


def told_of(row: Recorded, folder: Path) -> Any:
    """What the source tells when the file is its answer."""
    served = {row.path: Page(body=(folder / row.file).read_bytes())}
    return ask(row.asked, served, moment(row.now))


def check(found: Any, expected: Any) -> None:
    """Compare figures to nine digits; of prices, those of the symbols that are expected."""
    if isinstance(expected, dict):
        for symbol, price in expected.items():
            check(found[symbol], price)
        return
    if isinstance(expected, tuple):
        assert found == expected
        return
    first, second = (known(msgspec.structs.asdict(each)) for each in (found, expected))
    assert first == pytest.approx(second, rel=1e-9)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.file)
def test_recorded_answer_is_read_right(row: Recorded, shared: Path) -> None:
    """A figure of a recorded answer is what stands in the file, in the unit of the noun."""
    told = told_of(row, shared / "providers")
    check(told.figures, row.figures)
    # an answer that has no time is as old as its fetching
    assert told.observed_at == moment(row.observed_at or row.now)


@pytest.mark.parametrize("row", [row for row in TABLE if row.whole], ids=lambda row: row.file)
def test_small_answer_is_read_right(row: Recorded, repository: Path) -> None:
    """The same figures are read from our own small answers of the same shape."""
    told = told_of(row, repository / "fixtures" / "providers")
    check(told.figures, row.figures)
    assert told.observed_at == moment(row.observed_at or row.now)


def test_fund_shares_are_no_stablecoins(repository: Path) -> None:
    """USDT and USDC count, BlackRock's fund of Treasury bills does not."""
    body = (repository / "fixtures/providers/defillama/stablecoins.json").read_bytes()
    served = {"/defillama/stablecoins": Page(body=body)}
    told = ask(defillama.stablecoins, served, datetime(2026, 9, 8, tzinfo=UTC))
    check(
        told.figures,
        Stablecoins(total_usd=257933237767.59052, week_ago_usd=256877460824.61723),
    )


def test_recorded_minute_rows_with_a_broken_one_are_refused(shared: Path) -> None:
    """Kraken's recorded rows are of another pair, so they are not taken for bitcoin's days."""
    body = (shared / "providers/kraken/ohlc.json").read_bytes()
    served = {"/kraken/0/public/OHLC": Page(body=body)}
    with pytest.raises(ProviderEmpty, match="no rows of BTC"):
        ask(kraken.candles_btc, served, datetime(2025, 11, 11, tzinfo=UTC))
