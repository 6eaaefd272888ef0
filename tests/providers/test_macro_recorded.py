"""Recorded answers decode to the figures that stand in them, looked up by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.providers.asking import ask, utc

from explainer.errors import ProviderEmpty
from explainer.providers import (
    bls,
    cboe,
    federalreserve,
    fred,
    kalshi,
    polymarket,
    treasury,
    yahoo,
)

Ask = Callable[..., Any]
KEY = {"FRED_API_KEY": "0123456789abcdef0123456789abcdef"}

# file, what is asked, when, keys, its newest session, the value there, the one before it (or None),
# how many sessions, and when the newest ended
SERIES: tuple[tuple[str, Ask, str, dict[str, str], str, float, float | None, int, str], ...] = (
    (
        "fred/fredgraph_DGS10.csv",
        fred.us10y,
        "2026-03-03T12:00",
        {},
        "2026-03-02",
        4.05,
        3.97,
        30,
        "2026-03-02T21:00",
    ),
    (
        "fred/series_observations_DGS10.json",
        fred.us10y,
        "2026-10-04T12:00",
        KEY,
        "2026-10-02",
        5.28,
        5.24,
        4,
        "2026-10-02T20:00",
    ),
    (
        "treasury/daily_par_yield_curve.csv",
        treasury.us10y,
        "2026-10-03T12:00",
        {},
        "2026-10-02",
        5.28,
        5.24,
        4,
        "2026-10-02T20:00",
    ),
    (
        "cboe/vix_history_format.csv",
        cboe.vix,
        "2026-07-23T12:00",
        {},
        "2026-07-22",
        18.70,
        16.64,
        2,
        "2026-07-22T20:15",
    ),
    (
        "yahoo/chart_QQQ.json",
        yahoo.nasdaq_100,
        "2025-02-20T12:00",
        {},
        "2020-01-02",
        216.16000366210938,
        None,
        1,
        "2020-01-02T21:00",
    ),
    (
        "yahoo/chart_GC=F.json",
        yahoo.gold,
        "2025-02-20T12:00",
        {},
        "2020-01-02",
        1524.5,
        None,
        1,
        "2020-01-02T22:00",
    ),
    (
        "yahoo/chart_EURUSD=X.json",
        yahoo.usdjpy,
        "2025-02-20T12:00",
        {},
        "2020-01-03",
        1.1171437501907349,
        1.1220825910568237,
        3,
        "2020-01-03T23:59",
    ),
)


@pytest.mark.parametrize(
    ("file", "function", "now", "keys", "day", "last", "before", "count", "observed_at"),
    SERIES,
    ids=[row[0] for row in SERIES],
)
def test_a_series_holds_what_was_recorded(
    shared: Path,
    file: str,
    function: Ask,
    now: str,
    keys: dict[str, str],
    day: str,
    last: float,
    before: float | None,
    count: int,
    observed_at: str,
) -> None:
    """The newest session with its day, its value and the one before, and when it ended."""
    told = ask(function, {"*": (shared / "providers" / file).read_bytes()}, now, keys)
    assert told.figures[-1].day.isoformat() == day
    assert told.figures[-1].value == last
    assert (told.figures[-2].value if len(told.figures) > 1 else None) == before
    assert len(told.figures) == count
    assert told.observed_at == utc(observed_at)


def test_recorded_holidays_are_missing(shared: Path) -> None:
    """Empty in the table, a full stop in the API: neither is a session of zero."""
    table = (shared / "providers/fred/fredgraph_DGS10.csv").read_bytes()
    days = {each.day for each in ask(fred.us10y, {"*": table}, "2026-03-03T12:00").figures}
    assert date(2026, 1, 16) in days
    assert not days & {date(2026, 1, 19), date(2026, 2, 16)}
    observed = (shared / "providers/fred/series_observations_DGS10.json").read_bytes()
    told = ask(fred.us10y, {"*": observed}, "2026-10-04T12:00", KEY)
    assert date(2026, 9, 29) not in {each.day for each in told.figures}


# when, the meeting, and the odds of a cut, a hold and a hike, and of a cut a day before: the middle
# of bid and ask over the sum of all middles, and the same less what each last price rose
ODDS = (
    ("2026-10-06T12:00", date(2026, 10, 28), 0.97561, 81.46341, 17.56098, 0.98522),
    ("2026-11-01T12:00", date(2026, 12, 9), 2.42718, 25.72816, 71.84466, 1.47059),
)


@pytest.mark.parametrize(("now", "meeting", "cut", "hold", "hike", "before"), ODDS)
def test_recorded_odds(
    shared: Path, now: str, meeting: date, cut: float, hold: float, hike: float, before: float
) -> None:
    """Of the meeting that comes next, adding up to 100."""
    body = (shared / "providers/kalshi/events_KXFEDDECISION_nested.json").read_bytes()
    odds = ask(kalshi.rate_odds, {"*": body}, now).figures
    assert odds.meeting == meeting
    assert odds.cut_pct == pytest.approx(cut, abs=1e-5)
    assert odds.hold_pct == pytest.approx(hold, abs=1e-5)
    assert odds.hike_pct == pytest.approx(hike, abs=1e-5)
    assert odds.cut_before_pct == pytest.approx(before, abs=1e-5)


def test_recorded_odds_that_are_not_all_there_are_refused(shared: Path) -> None:
    """The recording lacks the outcomes of a rise: scaled up, the others would be wrong."""
    file = "polymarket/gamma_event_fed_decision_october_2026.json"
    events = msgspec.json.decode((shared / "providers" / file).read_bytes())
    with pytest.raises(ProviderEmpty, match="no price for a hike"):
        ask(
            polymarket.rate_odds,
            {"*": msgspec.json.encode({"events": events})},
            "2026-10-06T12:00",
        )


# file, what is asked, when, and its entries by kind and time
AGENDAS: tuple[tuple[str, Ask, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "federalreserve/calendar.json",
        federalreserve.agenda,
        "2026-10-02T12:00",
        (("fomc_minutes", "2026-10-07T18:00:00Z"), ("fomc", "2026-10-28T18:00:00Z")),
    ),
    (
        "bls/release_schedule.ics",
        bls.agenda,
        "2026-08-01T12:00",
        (("jobs", "2026-08-07T12:30:00Z"), ("cpi", "2026-08-12T12:30:00Z")),
    ),
)


@pytest.mark.parametrize(("file", "function", "now", "entries"), AGENDAS)
def test_recorded_calendars(
    shared: Path, file: str, function: Ask, now: str, entries: tuple[tuple[str, str], ...]
) -> None:
    """Kinds and times in UTC."""
    told = ask(function, {"*": (shared / "providers" / file).read_bytes()}, now)
    assert tuple((entry.kind, entry.date) for entry in told.figures.entries) == entries


def test_the_recorded_page_of_meetings(shared: Path) -> None:
    """The last day of each meeting; days of publication and a note of 2028 are none."""
    file = "federalreserve/fomccalendars_text_trimmed.html"
    page = (shared / "providers" / file).read_bytes()
    pages = {"/federalreserve/monetarypolicy/fomccalendars.htm": page}
    told = ask(federalreserve.agenda, pages, "2026-01-20T12:00")
    days = [entry.date for entry in told.figures.entries]
    assert days == ["2026-01-28", "2026-09-16", "2026-10-28"]
