"""Kraken Futures: open interest and funding of its perpetuals, all in one call."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused
from explainer.providers.client import Body, Client
from explainer.providers.codes import code_of
from explainer.providers.decoding import decoded, number, required
from explainer.providers.hours import over_eight_hours_pct
from explainer.providers.nouns import Funding, OpenInterest, Told
from explainer.providers.provider import Provider

KRAKEN_FUTURES = Provider(
    name="kraken_futures",
    title="Kraken Futures",
    link="https://futures.kraken.com",
    attribution="Futures data by Kraken",
    terms="No terms on redistribution found",
)
URL = "https://futures.kraken.com/derivatives/api/v3/tickers"
FRESH = 60.0
PERPETUALS = {"BTC": "PF_XBTUSD", "ETH": "PF_ETHUSD"}
"""Contracts of one coin each."""
SETTLED_HOURS = 1
"""Between two settlements of funding."""
BUSY = "apiLimitExceeded"


class _Status(msgspec.Struct, frozen=True, kw_only=True):
    result: str
    error: str = ""


class _Ticker(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    symbol: str
    mark_price: float | str | None = None
    open_interest: float | str | None = None
    funding_rate: float | str | None = None


class _Tickers(msgspec.Struct, frozen=True, kw_only=True):
    tickers: list[_Ticker]


async def open_interest(client: Client) -> Told[tuple[OpenInterest, ...]]:
    """Open contracts now, told in coins; it says nothing of a day before."""
    body, tickers = await _tickers(client)
    found: list[OpenInterest] = []
    for asset, symbol in PERPETUALS.items():
        ticker = tickers.get(symbol)
        if ticker is None:
            continue
        coins, price = number(ticker.open_interest), number(ticker.mark_price)
        if coins is not None and price is not None:
            found.append(
                OpenInterest(
                    venue=KRAKEN_FUTURES.title, asset=asset, now_usd=coins * price, coins=coins
                )
            )
    if not found:
        raise ProviderEmpty(KRAKEN_FUTURES.name, "it has no open interest of bitcoin or ether")
    return Told(
        figures=tuple(found), provider=KRAKEN_FUTURES, url=body.url, observed_at=body.fetched_at
    )


async def funding(client: Client) -> Told[Funding]:
    """What longs on bitcoin pay: told in dollars for a contract of one coin and an hour."""
    body, tickers = await _tickers(client)
    ticker = tickers.get(PERPETUALS["BTC"])
    if ticker is None:
        raise ProviderEmpty(KRAKEN_FUTURES.name, "it has no perpetual of bitcoin")
    dollars = required(KRAKEN_FUTURES, ticker.funding_rate, "its funding rate")
    price = required(KRAKEN_FUTURES, ticker.mark_price, "its mark price")
    if price <= 0:
        raise ProviderEmpty(KRAKEN_FUTURES.name, "its mark price is not above zero")
    pct = over_eight_hours_pct(KRAKEN_FUTURES, dollars / price, SETTLED_HOURS)
    return Told(
        figures=Funding(venue=KRAKEN_FUTURES.title, rate_8h_pct=pct),
        provider=KRAKEN_FUTURES,
        url=body.url,
        observed_at=body.fetched_at,
    )


async def _tickers(client: Client) -> tuple[Body, Mapping[str, _Ticker]]:
    body = await client.get(KRAKEN_FUTURES, URL, fresh=FRESH, check=_check)
    tickers = decoded(KRAKEN_FUTURES, body, _Tickers).tickers
    return body, {each.symbol: each for each in tickers}


def _check(body: Body) -> None:
    status = decoded(KRAKEN_FUTURES, body, _Status)
    if status.result == "success":
        return
    if status.error == BUSY:
        raise ProviderBusy(KRAKEN_FUTURES.name, f"it asks for fewer requests ({BUSY})")
    raise ProviderRefused(KRAKEN_FUTURES.name, f"it refuses the request ({code_of(status.error)})")
