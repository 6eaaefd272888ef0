"""Other markets share one session, and a reader is never told of a calm that is over.

In October 2026 the second is a Friday, the fifth a Monday; on the twelfth stocks trade, bonds rest.
"""

from __future__ import annotations

import pytest
from tests.providers.asking import utc
from tests.providers.parts.gathering import closes, gathered, series

from explainer.providers.parts.markets import MARKETS, markets
from explainer.providers.rows import (
    DOLLAR_INDEX,
    GOLD,
    NASDAQ_100,
    NIKKEI_225,
    OIL,
    SP500,
    US10Y,
    USDJPY,
    VIX,
)

FRIDAY_CLOSE = "2026-10-02T20:00"
MONDAY_CLOSE = "2026-10-05T20:00"
FRIDAY_FIXING = "2026-10-02T14:00"
MONDAY_FIXING = "2026-10-05T14:00"

STOCKS_OF_FRIDAY = {
    NASDAQ_100: closes(FRIDAY_CLOSE, d01=20000, d02=20200),
    SP500: closes(FRIDAY_CLOSE, d01=6000, d02=6030),
}


def test_nothing_told_is_nothing() -> None:
    """No session either."""
    part = markets(gathered({}))
    assert (part.readings, part.sources, part.dropped) == ({}, (), ())


def test_before_new_york_closes_the_last_full_session_is_told() -> None:
    """On Monday afternoon Frankfurt has fixed its rates; all figures are still Friday's."""
    part = markets(
        gathered(
            {
                **STOCKS_OF_FRIDAY,
                VIX: closes(FRIDAY_CLOSE, d01=16, d02=15.2),
                USDJPY: closes(MONDAY_FIXING, d01=150, d02=151.5, d05=147),
            }
        )
    )
    assert part.readings == {
        "macro.session_date": "2026-10-02",
        "macro.nasdaq_100_change_pct": pytest.approx(1.0),
        "macro.sp500_change_pct": pytest.approx(0.5),
        "macro.vix": 15.2,
        "macro.vix_change_pct": pytest.approx(-5.0),
        "macro.usdjpy_change_pct": pytest.approx(1.0),
    }
    assert part.dropped == ()
    by_metric = {metric: source for source in part.sources for metric in source.covers}
    # of the session that is told, not of the fixing after it
    assert by_metric["macro.usdjpy_change_pct"].observed_at == utc(FRIDAY_FIXING)
    assert by_metric["macro.vix"].observed_at == utc(FRIDAY_CLOSE)


def test_on_the_evening_of_a_crash_the_crash_is_told() -> None:
    """The VIX and the yield of Monday are there, the stocks are still Friday's.

    Friday's rise would name a calm that is over: it is dropped and named, and the jump of the VIX
    is told.
    """
    part = markets(
        gathered(
            {
                **STOCKS_OF_FRIDAY,
                VIX: closes(MONDAY_CLOSE, d01=16, d02=15.2, d05=38),
                US10Y: closes(MONDAY_CLOSE, d02=5.28, d05=5.08),
                DOLLAR_INDEX: closes(MONDAY_FIXING, d02=98, d05=98.98),
                USDJPY: closes(MONDAY_FIXING, d02=150, d05=147),
            }
        )
    )
    assert part.readings == {
        "macro.session_date": "2026-10-05",
        "macro.vix": 38,
        "macro.vix_change_pct": pytest.approx(150),
        "macro.us10y_yield_pct": 5.08,
        "macro.us10y_change_bp": pytest.approx(-20),
        "macro.dxy": 98.98,
        "macro.dxy_change_pct": pytest.approx(1.0),
        "macro.usdjpy_change_pct": pytest.approx(-2.0),
    }
    assert {each.metric: each.value for each in part.dropped} == pytest.approx(
        {"macro.nasdaq_100_change_pct": 1.0, "macro.sp500_change_pct": 0.5}
    )
    assert part.dropped[0].reason == (
        "it is of the session of 2026-10-02, and the others are of 2026-10-05"
    )


def test_stocks_join_as_soon_as_they_are_told() -> None:
    """All of Monday then."""
    part = markets(
        gathered(
            {
                NASDAQ_100: closes(MONDAY_CLOSE, d01=20000, d02=20200, d05=18786),
                VIX: closes(MONDAY_CLOSE, d02=15.2, d05=38),
            }
        )
    )
    assert part.readings["macro.session_date"] == "2026-10-05"
    assert part.readings["macro.nasdaq_100_change_pct"] == pytest.approx(-7.0)
    assert part.dropped == ()


def test_tokyo_is_a_session_ahead_and_starts_none() -> None:
    """Before New York has opened on Monday, its figures are Friday's and Tokyo's are Monday's."""
    part = markets(
        gathered(
            {
                **STOCKS_OF_FRIDAY,
                NIKKEI_225: closes("2026-10-05T06:30", d01=40000, d02=39000, d05=34000),
            }
        )
    )
    assert part.readings["macro.session_date"] == "2026-10-02"
    assert part.readings["macro.nasdaq_100_change_pct"] == pytest.approx(1.0)
    assert part.readings["macro.nikkei_225_change_pct"] == pytest.approx(100 * (34 / 39 - 1))
    observed = {metric: source.observed_at for source in part.sources for metric in source.covers}
    assert observed["macro.nikkei_225_change_pct"] == utc("2026-10-05T06:30")
    assert observed["macro.nasdaq_100_change_pct"] == utc(FRIDAY_CLOSE)


def test_tokyo_of_the_day_before_is_dropped() -> None:
    """On a holiday there, New York's session has no figure of Tokyo."""
    part = markets(
        gathered(
            {
                VIX: closes(MONDAY_CLOSE, d02=15.2, d05=38),
                NIKKEI_225: closes("2026-10-02T06:30", d01=40000, d02=39000),
            }
        )
    )
    assert part.readings["macro.session_date"] == "2026-10-05"
    assert [each.metric for each in part.dropped] == ["macro.nikkei_225_change_pct"]


def test_when_new_york_is_silent_the_others_decide() -> None:
    """Nothing of it, or nothing for more than a session: newer figures are not held back."""
    fixings = {USDJPY: closes("2026-10-06T14:00", d02=150, d05=147, d06=148.47)}
    part = markets(gathered(fixings))
    assert part.readings == {
        "macro.session_date": "2026-10-06",
        "macro.usdjpy_change_pct": pytest.approx(1.0),
    }
    part = markets(gathered({**STOCKS_OF_FRIDAY, **fixings}))
    assert part.readings["macro.session_date"] == "2026-10-06"
    assert {each.metric for each in part.dropped} == {
        "macro.nasdaq_100_change_pct",
        "macro.sp500_change_pct",
    }


def test_a_day_on_which_stocks_rest_is_no_session() -> None:
    """Gold trades on Labor Day, and the session stays that of the Friday before."""
    gold = series(
        "2026-09-07T21:00", {"2026-09-03": 4000.0, "2026-09-04": 4040.0, "2026-09-07": 4100.0}
    )
    part = markets(gathered({GOLD: gold}))
    assert part.readings == {
        "macro.session_date": "2026-09-04",
        "macro.gold_change_pct": pytest.approx(1.0),
    }
    assert part.sources[0].observed_at == utc("2026-09-04T21:00")


def test_bonds_may_rest_while_stocks_trade() -> None:
    """On Columbus Day there is no yield, and on the day after its change is that of one session."""
    stocks = closes("2026-10-12T20:00", d09=20000, d12=20200)
    bonds = closes("2026-10-09T20:00", d08=5.2, d09=5.3)
    part = markets(gathered({NASDAQ_100: stocks, US10Y: bonds}))
    assert part.readings["macro.session_date"] == "2026-10-12"
    assert "macro.us10y_yield_pct" not in part.readings
    part = markets(gathered({US10Y: closes("2026-10-13T20:00", d09=5.3, d13=5.35)}))
    assert part.readings["macro.us10y_change_bp"] == pytest.approx(5)


def test_a_change_over_a_missing_session_is_not_told() -> None:
    """A row without a value on Tuesday would make Wednesday's change that of two sessions."""
    part = markets(gathered({VIX: closes("2026-10-07T20:00", d05=16, d07=20)}))
    assert part.readings == {"macro.session_date": "2026-10-07", "macro.vix": 20}
    (dropped,) = part.dropped
    assert dropped.metric == "macro.vix_change_pct"
    assert dropped.value == pytest.approx(25)
    assert dropped.reason == "it is the change of 2 sessions: the one before is missing"


def test_a_market_with_one_session_has_a_level_and_no_change() -> None:
    """And one whose change is all that is told has nothing, not even a session."""
    part = markets(gathered({VIX: closes(FRIDAY_CLOSE, d02=20)}))
    assert part.readings == {"macro.session_date": "2026-10-02", "macro.vix": 20}
    part = markets(gathered({NASDAQ_100: closes(FRIDAY_CLOSE, d02=20000)}))
    assert part.readings == {}
    assert part.sources == ()


def test_a_change_from_below_zero_is_not_told() -> None:
    """Oil once cost less than nothing: a percentage of that means nothing."""
    part = markets(gathered({OIL: closes(FRIDAY_CLOSE, d01=-37.6, d02=10)}))
    assert part.readings == {}


def test_every_market_tells_metrics_that_its_row_covers() -> None:
    """So that what is missing can be named by its source."""
    for market in MARKETS:
        told = {market.change} | ({market.level} if market.level else set())
        assert told <= set(market.row.covers), market.row.id
