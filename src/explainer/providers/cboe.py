"""Cboe: the VIX, session by session, from the exchange that computes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import msgspec

from explainer.providers import closes, several
from explainer.providers.client import Body, Client
from explainer.providers.decoding import decoded, number
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.sessions import STOCKS, VOLATILITY, session_before
from explainer.series import Close

CBOE = Provider(
    name="cboe",
    title="Cboe",
    link="https://www.cboe.com/tradable_products/vix/vix_historical_data/",
    attribution="VIX by Cboe Global Indices, delayed",
    terms="shown with a note of its delay; whether it may be passed on or kept is not stated",
)
BASE = "https://cdn.cboe.com/api/global"
HISTORY = f"{BASE}/us_indices/daily_prices/VIX_History.csv"
QUOTE = f"{BASE}/delayed_quotes/quotes/_VIX.json"
FRESH = 900.0
LAST_MINUTE = time(16, 14)
"""In New York; a quote is fifteen minutes late, and the last one of a session is its close."""

OLDEST = timedelta(days=7)


class _Quote(msgspec.Struct, frozen=True, kw_only=True):
    current_price: float | None = None
    prev_day_close: float | None = None
    last_trade_time: datetime | None = None


class _QuoteAnswer(msgspec.Struct, frozen=True, kw_only=True):
    data: _Quote


async def vix(client: Client) -> Told[tuple[Close, ...]]:
    """The VIX at the close of each session in New York.

    The table of all sessions may grow hours after a close; until then the delayed quote tells it,
    once the session is over. Each stands in for the other.
    """
    table, quote = await several.answers(
        client.get(CBOE, HISTORY, form="csv", fresh=FRESH),
        client.get(CBOE, QUOTE, fresh=FRESH),
    )
    now = client.clock()
    quoted = {} if quote is None else _quoted(quote, now)
    listed = {} if table is None else _listed(table)
    told = closes.told(CBOE, HISTORY, {**quoted, **listed}.items(), VOLATILITY, now)
    by_table = told.figures[-1].day in listed
    return told if by_table else msgspec.structs.replace(told, url=QUOTE)


@lru_cache(maxsize=1)  # the table reaches back to 1990, and is looked at every minute
def _listed(body: Body) -> Mapping[date, float]:
    """The closes of the table; a row without one leaves its session to the quote."""
    rows = closes.table(CBOE, body, ("DATE",), "CLOSE")
    return {day: close for day, close in rows if close is not None}


def _quoted(body: Body, now: datetime) -> Mapping[date, float | None]:
    """The close of the last session and of the one before it; nothing while it is traded."""
    quote = decoded(CBOE, body, _QuoteAnswer).data
    traded = quote.last_trade_time
    if traded is None or traded.time() < LAST_MINUTE:
        return {}
    day = traded.date()
    if abs(day - now.date()) > OLDEST:
        return {}
    before = session_before(day, STOCKS)
    return {before: number(quote.prev_day_close), day: number(quote.current_price)}
