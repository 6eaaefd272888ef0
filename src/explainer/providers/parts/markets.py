"""Stocks, rates, currencies and commodities, all in one session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from explainer.providers.gather import Gathered
from explainer.providers.nouns import Told
from explainer.providers.part import NOTHING, Dropped, Part, change_pct, known, source_of
from explainer.providers.rows import (
    DOLLAR_INDEX,
    DOW_JONES,
    GOLD,
    HANG_SENG,
    NASDAQ_100,
    NIKKEI_225,
    OIL,
    SP500,
    US10Y,
    USDJPY,
    VIX,
    Row,
)
from explainer.providers.sessions import (
    BONDS,
    FIXING,
    HONG_KONG,
    STOCKS,
    TOKYO,
    Exchange,
    is_new_york_session,
    sessions_between,
    sessions_in,
)
from explainer.series import Close

BASIS_POINTS = 100
NEW_YORK = (STOCKS, BONDS)
AHEAD = (TOKYO, HONG_KONG)
"""Their day is over before New York's begins."""
MOST_BEHIND = 1
"""Sessions of New York that it may lie behind the newest of other markets."""


class Market(msgspec.Struct, frozen=True, kw_only=True):
    """One market: the row of its figures, whose sessions it keeps, and the metrics told of it.

    The change is in percent, or of a yield (*in_bp*) in basis points.
    """

    row: Row[tuple[Close, ...]]
    exchange: Exchange
    change: str
    level: str | None = None
    in_bp: bool = False


MARKETS = (
    Market(row=NASDAQ_100, exchange=STOCKS, change="macro.nasdaq_100_change_pct"),
    Market(row=SP500, exchange=STOCKS, change="macro.sp500_change_pct"),
    Market(row=DOW_JONES, exchange=STOCKS, change="macro.dow_jones_change_pct"),
    Market(row=VIX, exchange=STOCKS, level="macro.vix", change="macro.vix_change_pct"),
    Market(
        row=US10Y,
        exchange=BONDS,
        level="macro.us10y_yield_pct",
        change="macro.us10y_change_bp",
        in_bp=True,
    ),
    Market(row=GOLD, exchange=STOCKS, change="macro.gold_change_pct"),
    Market(row=OIL, exchange=STOCKS, change="macro.oil_change_pct"),
    Market(row=DOLLAR_INDEX, exchange=FIXING, level="macro.dxy", change="macro.dxy_change_pct"),
    Market(row=USDJPY, exchange=FIXING, change="macro.usdjpy_change_pct"),
    Market(row=NIKKEI_225, exchange=TOKYO, change="macro.nikkei_225_change_pct"),
    Market(row=HANG_SENG, exchange=HONG_KONG, change="macro.hang_seng_change_pct"),
)


class _Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A market, and what was told of it."""

    market: Market
    told: Told[tuple[Close, ...]]

    @property
    def newest(self) -> date:
        return self.told.figures[-1].day

    def until(self, day: date) -> Sequence[Close]:
        """The sessions up to this day, if there was one on it; else none."""
        closes = [close for close in self.told.figures if close.day <= day]
        return closes if closes and closes[-1].day == day else ()

    def as_of(self, day: date) -> Told[tuple[Close, ...]]:
        """The same, observed when the session of *day* ended, to the hour."""
        earlier = self.told.observed_at - (self.newest - day)
        return msgspec.structs.replace(self.told, observed_at=earlier)


def markets(gathered: Gathered) -> Part:
    """Every market in one session, the newest of New York; who has not told of it is dropped.

    A snapshot has one session for these figures, so that none explains another day. Asian stocks
    alone may be a session ahead: when they crash on a Monday, New York's last session is Friday's
    for as long as fourteen hours, and their Monday is what prices of coins answer. Their source
    says when they were observed.
    """
    heard = [
        _Heard(market=market, told=told)
        for market in MARKETS
        if (told := gathered.first(market.row)) is not None
    ]
    if not heard:
        return NOTHING
    session = shared_session(heard)
    readings: dict[str, float | str] = {}
    sources = []
    dropped: list[Dropped] = []
    for each in heard:
        day = max(session, each.newest) if each.market.exchange in AHEAD else session
        closes = each.until(day)
        if not closes:
            dropped += _of_another(each, session)
            continue
        own = _readings(each.market, closes)
        if own:
            readings |= own
            sources.append(source_of(each.as_of(day), own))
        dropped += _of_several(each.market, closes)
    if readings:
        readings["macro.session_date"] = session.isoformat()
    return Part(readings=readings, sources=tuple(sources), dropped=tuple(dropped))


def shared_session(heard: Iterable[_Heard]) -> date:
    """The newest session of New York that any of its markets has told of, else the newest of all.

    Whoever tells of it first decides, not whoever tells most: on the evening of a day on which
    stocks crash, the VIX and the yield are there hours before the free figures of stocks. Then a
    reader is told of a VIX that jumped, and that the indices of that day are not known yet; the
    indices of the day before would name a calm, or a rise, that has nothing to do with the fall.
    What is published elsewhere before New York closes (fixings in Frankfurt, closes in Tokyo)
    starts no session: the last one of New York is told until then. Only if New York has told of
    nothing for more than a session do the others decide.
    """
    heard = list(heard)
    newest = max(each.newest for each in heard)
    of_new_york = [
        session
        for each in heard
        if each.market.exchange in NEW_YORK
        and (session := _newest_of_stocks(each.told.figures)) is not None
    ]
    if not of_new_york:
        return newest
    session = max(of_new_york)
    behind = sum(1 for _ in sessions_in(session, newest))
    return session if behind <= MOST_BEHIND else newest


def _newest_of_stocks(closes: Sequence[Close]) -> date | None:
    """The newest day on which stocks trade, too: gold and bonds do on some of their holidays."""
    days = (close.day for close in reversed(closes))
    return next((day for day in days if is_new_york_session(day)), None)


def _readings(market: Market, closes: Sequence[Close]) -> dict[str, float | str]:
    """Level and change of the last of these sessions.

    The change is not known where a session before it is missing: it would be that of two.
    """
    level = {} if market.level is None else {market.level: closes[-1].value}
    change = None if _missing(market, closes) else _change(market, closes)
    return known({**level, market.change: change})


def _change(market: Market, closes: Sequence[Close]) -> float | None:
    """From the last row but one to the last."""
    if len(closes) < 2:
        return None
    before, last = closes[-2].value, closes[-1].value
    return BASIS_POINTS * (last - before) if market.in_bp else change_pct(before, last)


def _missing(market: Market, closes: Sequence[Close]) -> int:
    """How many sessions are missing between the last two rows."""
    if len(closes) < 2:
        return 0
    return sessions_between(closes[-2].day, closes[-1].day, market.exchange)


def _of_several(market: Market, closes: Sequence[Close]) -> list[Dropped]:
    """The change that is not told since it is one of several sessions."""
    missing, change = _missing(market, closes), _change(market, closes)
    if not missing or change is None:
        return []
    reason = f"it is the change of {missing + 1} sessions: the one before is missing"
    return [Dropped(metric=market.change, value=change, reason=reason)]


def _of_another(each: _Heard, session: date) -> list[Dropped]:
    """The readings of its newest session, which is not the one that is told."""
    reason = f"it is of the session of {each.newest}, and the others are of {session}"
    own = _readings(each.market, each.told.figures)
    return [Dropped(metric=metric, value=value, reason=reason) for metric, value in own.items()]
