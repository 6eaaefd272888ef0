"""Odds of a rate decision, from two markets of bets."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.providers.asking import ask, fixture, utc

from explainer.errors import ProviderEmpty, ProviderError, ProviderShapeError
from explainer.providers import kalshi, polymarket
from explainer.providers.odds import SIDES, Bet, scaled

NOW = "2026-10-06T12:00"


def fed_decision(**changes: Any) -> bytes:
    """Kalshi's answer about October, with a field of every bet changed."""
    answer = msgspec.json.decode(fixture("kalshi/fed_decision.json"))
    for event in answer["events"]:
        for market in event["markets"]:
            market.update(changes)
    return msgspec.json.encode(answer)


def search(**changes: Any) -> bytes:
    """Polymarket's answer about October, with a field of every bet changed."""
    answer = msgspec.json.decode(fixture("polymarket/search.json"))
    for event in answer["events"]:
        for market in event["markets"]:
            market.update(changes)
    return msgspec.json.encode(answer)


def test_kalshi_tells_of_the_next_meeting() -> None:
    """By the middles of the quotes: 0.005, 0.005, 0.835, 0.175 and 0.005, together 1.025.

    A closed bet and one of another size do not count. A day before, the middles were less by what
    the last prices rose: 0.795 for a hold and 0.205 for a hike, together 1.015.
    """
    told = ask(kalshi.rate_odds, {"*": fixture("kalshi/fed_decision.json")}, NOW)
    odds = told.figures
    assert odds.meeting == date(2026, 10, 28)
    assert odds.cut_pct == pytest.approx(100 * 0.01 / 1.025)
    assert odds.hold_pct == pytest.approx(100 * 0.835 / 1.025)
    assert odds.hike_pct == pytest.approx(100 * 0.18 / 1.025)
    assert odds.cut_before_pct == pytest.approx(100 * 0.01 / 1.015)
    assert told.observed_at == utc(NOW)


def test_a_meeting_that_is_over_is_not_the_next() -> None:
    """From the hour of the decision on, the next one is told of."""
    told = ask(kalshi.rate_odds, {"*": fixture("kalshi/fed_decision.json")}, "2026-10-28T18:00")
    assert told.figures.meeting == date(2026, 12, 9)
    assert told.figures.cut_pct == pytest.approx(100 * 0.025 / 1.03)
    with pytest.raises(ProviderEmpty, match="no decision ahead"):
        ask(kalshi.rate_odds, {"*": fixture("kalshi/fed_decision.json")}, "2026-12-09T19:00")


def test_an_empty_book_is_no_quote() -> None:
    """Zero and one stand for no bid and no ask; the last price is told instead, 1.05 in all."""
    body = fed_decision(yes_bid_dollars="0.0000", yes_ask_dollars="1.0000")
    odds = ask(kalshi.rate_odds, {"*": body}, NOW).figures
    assert odds.cut_pct == pytest.approx(100 * 0.02 / 1.05)


def test_a_bet_that_never_traded_has_no_price() -> None:
    """A last price of zero is none: not odds of zero."""
    body = fed_decision(yes_ask_dollars="1.0000", last_price_dollars="0.0000")
    with pytest.raises(ProviderEmpty):
        ask(kalshi.rate_odds, {"*": body}, NOW)


def test_without_a_price_of_a_day_ago_no_change_is_told() -> None:
    """The odds are told all the same."""
    odds = ask(kalshi.rate_odds, {"*": fed_decision(previous_price_dollars="0.0000")}, NOW).figures
    assert odds.cut_before_pct is None
    assert odds.cut_pct == pytest.approx(100 * 0.01 / 1.025)


# an answer of Kalshi's that is none, and what becomes of it
BAD_KALSHI: tuple[tuple[bytes, type[ProviderError]], ...] = (
    (b'{"events": []}', ProviderEmpty),
    (b"{}", ProviderShapeError),
    (b"[]", ProviderShapeError),
    (fed_decision(status="settled"), ProviderEmpty),
    (fed_decision(yes_bid_dollars=None, last_price_dollars=None), ProviderEmpty),
    (fed_decision(yes_bid_dollars="0.4000", yes_ask_dollars="0.4100"), ProviderEmpty),
    (fed_decision(yes_bid_dollars="84", yes_ask_dollars="84"), ProviderShapeError),
    (fed_decision(ticker=None), ProviderShapeError),
    (
        fixture("kalshi/fed_decision.json").replace(b"2026-10-28T18", b"tomorrow"),
        ProviderShapeError,
    ),
)


@pytest.mark.parametrize(("body", "error"), BAD_KALSHI)
def test_what_are_no_odds_of_kalshi_is_named(body: bytes, error: type[ProviderError]) -> None:
    """Nothing ahead, nothing traded, prices in cents, odds that do not add up."""
    with pytest.raises(error):
        ask(kalshi.rate_odds, {"*": body}, NOW)


def test_polymarket_tells_of_the_next_meeting() -> None:
    """Found by its title among others, last year's October too.

    A cut stands at 0.005 of 1.000; a day before it was 0.007 of 1.000.
    """
    told = ask(polymarket.rate_odds, {"*": fixture("polymarket/search.json")}, NOW)
    odds = told.figures
    assert odds.meeting == date(2026, 10, 28)
    assert odds.cut_pct == pytest.approx(0.5)
    assert odds.hold_pct == pytest.approx(80.5)
    assert odds.hike_pct == pytest.approx(19.0)
    assert odds.cut_before_pct == pytest.approx(0.7)


# an answer of Polymarket's that is none, when it is given, and what becomes of it
BAD_POLYMARKET: tuple[tuple[bytes, str, type[ProviderError]], ...] = (
    (b'{"events": []}', NOW, ProviderEmpty),
    (b"{}", NOW, ProviderEmpty),
    (b"[]", NOW, ProviderShapeError),
    (fixture("polymarket/search.json"), "2027-01-01T12:00", ProviderEmpty),
    (search(closed=True), NOW, ProviderEmpty),
    (search(outcomes="Yes, No"), NOW, ProviderShapeError),
    (search(outcomePrices='["2.5", "0"]'), NOW, ProviderShapeError),
    (search(outcomePrices='["", ""]'), NOW, ProviderEmpty),
    (search(outcomePrices="[]"), NOW, ProviderEmpty),
    (search(groupItemTitle="No change"), NOW, ProviderEmpty),
    (
        fixture("polymarket/search.json").replace(b"2026-10-29T03:59:00Z", b"soon"),
        NOW,
        ProviderShapeError,
    ),
)


@pytest.mark.parametrize(("body", "now", "error"), BAD_POLYMARKET)
def test_what_are_no_odds_of_polymarket_is_named(
    body: bytes, now: str, error: type[ProviderError]
) -> None:
    """Nothing ahead, nothing open, lists that are no lists, outcomes that are missing."""
    with pytest.raises(error):
        ask(polymarket.rate_odds, {"*": body}, now)


BETS = st.lists(
    st.builds(
        Bet,
        side=st.sampled_from(SIDES),
        price=st.floats(0, 1),
        rise=st.none() | st.floats(-1, 1),
    ),
    max_size=7,
)


@given(BETS)
def test_odds_add_up_or_are_refused(bets: list[Bet]) -> None:
    """Whatever the prices."""
    try:
        odds = scaled(kalshi.KALSHI, date(2026, 10, 28), bets)
    except ProviderEmpty:
        return
    assert odds.cut_pct + odds.hold_pct + odds.hike_pct == pytest.approx(100)
    assert odds.cut_before_pct is None or 0 <= odds.cut_before_pct <= 100 + 1e-9
