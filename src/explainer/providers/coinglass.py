"""Coinglass (with a paid key): liquidations of many venues, and money into bitcoin funds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused
from explainer.providers.assets import of_each
from explainer.providers.client import Body, Client, Parameters
from explainer.providers.codes import code_of
from explainer.providers.decoding import amount, decoded, moment_ms, number
from explainer.providers.hours import DAY
from explainer.providers.nouns import Liquidated, Told
from explainer.providers.provider import Key, Provider
from explainer.providers.sessions import is_over
from explainer.series import FundSession

COINGLASS = Provider(
    name="coinglass",
    title="Coinglass",
    link="https://www.coinglass.com",
    attribution="Data by Coinglass",
    terms="Paid; what may be passed on depends on the plan",
    key=Key(variable="COINGLASS_API_KEY", sent_as="header", name="CG-API-KEY"),
    at_once=4,
)
BASE = "https://open-api-v4.coinglass.com/api"
FRESH = 60.0
FLOWS_FRESH = 3600.0
VENUES = ("Binance", "OKX", "Bybit", "Bitget", "Gate", "HTX", "Hyperliquid")
"""It has no word for all of them."""
ASSETS = ("BTC", "ETH", "SOL")
"""Of a pair instead of a coin it answers no row, and no error."""
ASKED_HOURS = 26
BUSY = "429"


class _Status(msgspec.Struct, frozen=True, kw_only=True):
    code: str | int


class _Hour(msgspec.Struct, frozen=True, kw_only=True):
    time: float | str
    aggregated_long_liquidation_usd: float | str | None = None
    aggregated_short_liquidation_usd: float | str | None = None


class _Hours(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Hour]


class _Fund(msgspec.Struct, frozen=True, kw_only=True):
    etf_ticker: str
    flow_usd: float | str | None = None


class _Day(msgspec.Struct, frozen=True, kw_only=True):
    timestamp: float | str
    flow_usd: float | str | None = None
    etf_flows: list[_Fund] = []


class _Days(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Day]


async def liquidations(client: Client) -> Told[Liquidated]:
    """Longs and shorts closed by force on all of its venues in the last 24 hours that are over."""
    bodies = await of_each(ASSETS, lambda asset: _liquidations(client, asset))
    until = client.clock().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    long_usd = short_usd = 0.0
    by_asset: dict[str, float] = {}
    for asset, body in bodies.items():
        for hour in decoded(COINGLASS, body, _Hours).data:
            longs = amount(hour.aggregated_long_liquidation_usd)
            shorts = amount(hour.aggregated_short_liquidation_usd)
            starts = moment_ms(COINGLASS, hour.time, "an hour of liquidations")
            if longs is None or shorts is None or not until - DAY <= starts < until:
                continue
            long_usd, short_usd = long_usd + longs, short_usd + shorts
            by_asset[asset] = by_asset.get(asset, 0.0) + longs + shorts
    if not by_asset:
        raise ProviderEmpty(COINGLASS.name, "it has no liquidation of the last 24 hours")
    return Told(
        figures=Liquidated(
            venue=COINGLASS.title,
            long_usd=long_usd,
            short_usd=short_usd,
            by_asset_usd=by_asset,
            whole=len(by_asset) == len(ASSETS),
            of_many=True,
        ),
        provider=COINGLASS,
        url=next(iter(bodies.values())).url,
        observed_at=until,
    )


async def _liquidations(client: Client, asset: str) -> Body:
    return await _call(
        client,
        "/futures/liquidation/aggregated-history",
        {
            "exchange_list": ",".join(VENUES),
            "symbol": asset,
            "interval": "1h",
            "limit": ASKED_HOURS,
        },
        FRESH,
    )


async def fund_flows_btc(client: Client) -> Told[tuple[FundSession, ...]]:
    """Sessions of bitcoin funds that are over, and of which all funds have reported."""
    body = await _call(client, "/etf/bitcoin/flow-history", {}, FLOWS_FRESH)
    now = client.clock()
    days = {
        moment_ms(COINGLASS, day.timestamp, "a session").date(): day
        for day in decoded(COINGLASS, body, _Days).data
    }
    sessions: list[FundSession] = []
    for date in sorted(days):
        flow, by_fund = number(days[date].flow_usd), _reported(days[date])
        # a day of which no fund has reported has a total of zero
        if flow is not None and by_fund and is_over(date, now):
            sessions.append(FundSession(day=date, net_flow_usd=flow, by_fund=by_fund))
    if len(sessions) > 1 and sessions[-2].by_fund.keys() - sessions[-1].by_fund.keys():
        # who reported the session before is late now, and the total is not the day's
        sessions.pop()
    if not sessions:
        raise ProviderEmpty(COINGLASS.name, "it has no session that is whole")
    newest = sessions[-1].day
    return Told(
        figures=tuple(sessions),
        provider=COINGLASS,
        url=body.url,
        # a session is told in the evening of its day, before the UTC day is over
        observed_at=min(
            datetime(newest.year, newest.month, newest.day, tzinfo=UTC) + timedelta(days=1),
            body.fetched_at,
        ),
    )


def _reported(day: _Day) -> dict[str, float]:
    flows = ((fund.etf_ticker, number(fund.flow_usd)) for fund in day.etf_flows)
    return {ticker: flow for ticker, flow in flows if flow is not None}


async def _call(client: Client, path: str, parameters: Parameters, fresh: float) -> Body:
    return await client.get(COINGLASS, f"{BASE}{path}", parameters, fresh=fresh, check=_check)


def _check(body: Body) -> None:
    status = decoded(COINGLASS, body, _Status)
    if str(status.code) == BUSY:
        raise ProviderBusy(COINGLASS.name, f"it asks for fewer requests ({BUSY})")
    if str(status.code) != "0":
        # the words beside it may repeat the key
        raise ProviderRefused(COINGLASS.name, f"it refuses the request ({code_of(status.code)})")
