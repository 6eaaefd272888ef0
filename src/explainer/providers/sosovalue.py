"""SoSoValue: flows of U.S. spot funds by session, with a key; its window is a month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

import msgspec

from explainer.errors import ProviderError, ProviderRefused, ProviderShapeError
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, number
from explainer.providers.fund_sessions import told_sessions
from explainer.providers.nouns import Told
from explainer.providers.provider import Key, Provider
from explainer.series import FundSession

SOSOVALUE = Provider(
    name="sosovalue",
    title="SoSoValue",
    link="https://sosovalue.com",
    attribution="Fund flows by SoSoValue",
    terms="no written terms are known",
    key=Key(variable="SOSOVALUE_API_KEY", sent_as="header", name="x-soso-api-key"),
)
BASE = "https://openapi.sosovalue.com/openapi/v1"
FRESH = 3600.0
"""Seconds; funds report once a session."""
SESSIONS = 22
"""Rows asked for: those of a month. It refuses what begins more than 30 days ago (400301)."""
FUND_SESSIONS = 3
"""Rows asked for of one fund: the newest may be pending."""
BITCOIN_FUNDS = (
    "IBIT",
    "FBTC",
    "GBTC",
    "ARKB",
    "BITB",
    "BTC",
    "HODL",
    "MSBT",
    "EZBC",
    "BTCW",
    "BRRR",
    "BTCO",
)
"""The largest first. Each costs a request of the twenty a minute, so other assets go without."""

Rows = TypeVar("Rows")


class _Summary(msgspec.Struct, frozen=True, kw_only=True):
    """One session; the older interface has the second name."""

    date: date
    total_net_inflow: float | str | None = None
    totalNetInflow: float | str | None = None  # noqa: N815 - its name


class _Fund(msgspec.Struct, frozen=True, kw_only=True):
    date: date
    net_inflow: float | str | None = None


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What wraps every answer; an error comes inside a good status, with no data or none due."""

    code: int | str
    data: msgspec.Raw = msgspec.Raw(b"null")


async def fund_flows_btc(client: Client) -> Told[tuple[FundSession, ...]]:
    """Sessions of the funds on bitcoin, oldest first; of the newest, the flow of each fund."""
    told = await _fund_flows(client, "BTC")
    *earlier, newest = told.figures
    by_fund = await _by_fund(client, newest.day)
    figures = (*earlier, msgspec.structs.replace(newest, by_fund=by_fund))
    return msgspec.structs.replace(told, figures=figures)


async def fund_flows_eth(client: Client) -> Told[tuple[FundSession, ...]]:
    """Sessions of the funds on ether, oldest first."""
    return await _fund_flows(client, "ETH")


async def fund_flows_sol(client: Client) -> Told[tuple[FundSession, ...]]:
    """Sessions of the funds on solana, oldest first."""
    return await _fund_flows(client, "SOL")


async def _fund_flows(client: Client, symbol: str) -> Told[tuple[FundSession, ...]]:
    body = await client.get(
        SOSOVALUE,
        f"{BASE}/etfs/summary-history",
        {"symbol": symbol, "country_code": "US", "limit": SESSIONS},
        fresh=FRESH,
    )
    rows = _data(decoded(SOSOVALUE, body, _Answer), list[_Summary])
    return told_sessions(SOSOVALUE, body, _sessions(rows), client.clock())


def _sessions(rows: list[_Summary]) -> Iterator[FundSession]:
    """The rows that have a figure; a row that has none is pending."""
    for row in rows:
        flow = number(row.total_net_inflow)
        if flow is None:
            flow = number(row.totalNetInflow)
        if flow is not None:
            yield FundSession(day=row.date, net_flow_usd=flow)


async def _by_fund(client: Client, day: date) -> Mapping[str, float]:
    """The flow of each fund on this day, as far as they can be had."""
    flows: dict[str, float] = {}
    for ticker in BITCOIN_FUNDS:
        try:
            body = await client.get(
                SOSOVALUE,
                f"{BASE}/etfs/{ticker}/history",
                {"limit": FUND_SESSIONS},
                fresh=FRESH,
            )
            rows = _data(decoded(SOSOVALUE, body, _Answer), list[_Fund])
        except ProviderError:
            # the sums stand without their parts, and who refuses one more request is left alone
            break
        flow = next((number(row.net_inflow) for row in rows if row.date == day), None)
        if flow is not None:
            flows[ticker] = flow
    return flows


def _data(answer: _Answer, shape: type[Rows]) -> Rows:
    """What the wrapper holds; ProviderRefused for an error inside it, by its number alone.

    Its words are not repeated: they may hold the key that was sent.
    """
    code = number(answer.code)
    if code != 0:
        known = "an unknown number" if code is None else f"number {code:.0f}"
        raise ProviderRefused(SOSOVALUE.name, f"it answers with an error, {known}")
    try:
        return msgspec.json.decode(answer.data, type=shape)
    except msgspec.DecodeError as error:
        raise ProviderShapeError(SOSOVALUE.name, f"its JSON changed: {error}") from None
