"""Farside Investors: flows of U.S. spot funds by session and fund, as a table on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec
import structlog
from selectolax.lexbor import LexborHTMLParser, LexborNode

from explainer.errors import ProviderShapeError
from explainer.providers.client import Client
from explainer.providers.decoding import number, text_of
from explainer.providers.fund_sessions import told_sessions
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.series import FundSession

log = structlog.get_logger()

FARSIDE = Provider(
    name="farside",
    title="Farside Investors",
    link="https://farside.co.uk",
    attribution="Fund flows by Farside Investors",
    terms="no written terms are known; all rights reserved, credit due, no redistribution",
    at_once=1,
)
BASE = "https://farside.co.uk"
FRESH = 3600.0
"""Seconds; funds report once a session."""
MILLION = 1_000_000.0
ROUNDING = 0.05
"""Millions: each cell is rounded to a tenth, so a row may be off by half of that for each."""
PENDING = frozenset({"", "-", "\N{EN DASH}", "\N{EM DASH}"})
"""What stands for a fund that has not reported."""
TOTAL = "total"
MOST_SPAN = 60
"""Columns that one cell may claim; no table of funds is as wide."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TICKER = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_DAY = re.compile(r"([0-9]{1,2})[ -]([A-Za-z]{3,9})[ -]([0-9]{4})")


class _Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Where the funds and the total stand."""

    funds: Mapping[int, str]
    total: int


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """One day: figures in millions by ticker, None where a fund has not reported."""

    day: date
    flows: Mapping[str, float | None]
    total: float

    @property
    def adds_up(self) -> bool:
        flows = [flow for flow in self.flows.values() if flow is not None]
        return abs(sum(flows) - self.total) <= ROUNDING * (len(flows) + 1) + 1e-6


async def fund_flows_btc(client: Client) -> Told[tuple[FundSession, ...]]:
    """Whole sessions of the funds on bitcoin, oldest first."""
    return await _fund_flows(client, "btc")


async def fund_flows_eth(client: Client) -> Told[tuple[FundSession, ...]]:
    """Whole sessions of the funds on ether, oldest first."""
    return await _fund_flows(client, "eth")


async def fund_flows_sol(client: Client) -> Told[tuple[FundSession, ...]]:
    """Whole sessions of the funds on solana, oldest first."""
    return await _fund_flows(client, "sol")


async def _fund_flows(client: Client, page: str) -> Told[tuple[FundSession, ...]]:
    body = await client.get(FARSIDE, f"{BASE}/{page}/", fresh=FRESH, form="html")
    days = _days(text_of(FARSIDE, body))
    good = [row for row in days if row is not None]
    broken = len(days) - len(good)
    if broken:
        log.warning("farside.rows_dropped", page=page, dropped=broken, kept=len(good))
    if not good:
        reason = f"none of its {broken} days adds up" if broken else "its table has no day"
        raise ProviderShapeError(FARSIDE.name, reason)
    whole = (
        FundSession(
            day=row.day,
            net_flow_usd=_dollars(row.total),
            by_fund={
                ticker: _dollars(flow) for ticker, flow in row.flows.items() if flow is not None
            },
        )
        for row in _reported(sorted(good, key=lambda row: row.day))
    )
    return told_sessions(FARSIDE, body, whole, client.clock())


def _dollars(millions: float) -> float:
    return float(round(millions * MILLION))


def _days(page: str) -> list[_Row | None]:
    """The days of the table as they stand; None for a row that cannot be read or does not add up.

    Rows that are no day, such as sums and averages, are passed over.
    """
    table = LexborHTMLParser(page).css_first("table.etf")
    if table is None:
        raise ProviderShapeError(FARSIDE.name, "the table of flows is not on its page")
    rows = [_cells(row) for row in table.css("tr")]
    days = [(day, cells) for cells in rows if (day := _day(cells[0] if cells else "")) is not None]
    head = [cells for cells in rows if all(cells is not row for _, row in days)]
    columns = _columns(head)
    return [_row(day, cells, columns) for day, cells in days]


def _cells(row: LexborNode) -> list[str]:
    """The text of every cell, repeated over the columns that it spans."""
    found: list[str] = []
    for cell in row.css("th, td"):
        span = number(cell.attributes.get("colspan")) or 1
        text = " ".join(cell.text().split())
        found.extend([text] * max(1, min(int(span), MOST_SPAN)))
    return found


def _day(text: str) -> date | None:
    """The day that a row begins with, as 06 Jul 2026 or 2026-07-06; None if it is none."""
    try:
        found = _DAY.fullmatch(text)
        if found is None:
            return date.fromisoformat(text)
        day, month, year = found.groups()
        return date(int(year), MONTHS.index(month[:3].lower()) + 1, int(day))
    except ValueError:
        return None


def _columns(head: Sequence[Sequence[str]]) -> _Columns:
    """Which column is whose, by tickers: funds come and go, and their places move."""
    totals = {place for row in head for place, text in enumerate(row) if text.lower() == TOTAL}
    totals.discard(0)  # the row of sums
    tickers = max(head, key=_tickers_in, default=[])
    funds = {place: text for place, text in enumerate(tickers) if _TICKER.fullmatch(text)}
    if len(totals) != 1 or not funds or len(set(funds.values())) < len(funds):
        raise ProviderShapeError(FARSIDE.name, "the head of its table changed")
    return _Columns(funds=funds, total=totals.pop())


def _tickers_in(row: Sequence[str]) -> int:
    return sum(_TICKER.fullmatch(text) is not None for text in row)


def _row(day: date, cells: Sequence[str], columns: _Columns) -> _Row | None:
    try:
        total = _figure(cells[columns.total])
        flows = {ticker: _figure(cells[place]) for place, ticker in columns.funds.items()}
    except (IndexError, ValueError):
        return None
    row = _Row(day=day, flows=flows, total=0.0 if total is None else total)
    waiting = any(flow is None for flow in flows.values())
    return row if waiting or (total is not None and row.adds_up) else None


def _figure(text: str) -> float | None:
    """Millions of dollars, negative in brackets; None where pending, ValueError for no figure."""
    if text in PENDING:
        return None
    inner = text.removeprefix("(").removesuffix(")")
    read = number(inner)
    if read is None or (inner != text and text != f"({inner})"):
        raise ValueError(text)
    return -read if inner != text else read


def _reported(rows: Iterable[_Row]) -> Iterator[_Row]:
    """The days on which every fund has reported, given the oldest first.

    A fund that is new has a dash on the days before its first; once it has reported, a dash says
    that its figure is due. In the first row the two cannot be told apart.
    """
    trading: set[str] = set()
    for row in rows:
        reported = {ticker for ticker, flow in row.flows.items() if flow is not None}
        waiting = row.flows.keys() - reported
        if reported and not waiting & (trading or row.flows.keys()) and row.adds_up:
            yield row
        trading |= reported
