from __future__ import annotations

from typing import Any

import pytest

from explainer.errors import ProviderEmpty
from explainer.providers.books import measured
from explainer.providers.okx import OKX

BIDS = [["99.95", "10"], ["99.5", "20"], ["98", "1000"]]
ASKS = [["100.05", "10"], ["100.9", "5"], ["102", "1000"]]


def test_orders_within_one_percent_of_the_mid_price_count() -> None:
    """Both sides up to 1% from the mid price of 100, in dollars; the spread is over the mid."""
    found = measured(OKX, BIDS, ASKS, 400)
    assert found is not None
    assert found.within_1pct_usd == pytest.approx(999.5 + 1990 + 1000.5 + 504.5)
    assert found.spread_bp == pytest.approx(10.0)


@pytest.mark.parametrize(("bids", "asks"), [(BIDS[:2], ASKS), (BIDS, ASKS[:2])])
def test_book_that_was_cut_short_tells_no_depth(bids: Any, asks: Any) -> None:
    """With as many levels as were asked for and none beyond 1%, more may lie behind."""
    assert measured(OKX, bids, asks, 2) is None
    assert measured(OKX, bids, asks, 4) is not None


def test_book_that_reaches_beyond_is_whole_though_it_is_full() -> None:
    """A full answer that goes past 1% holds all that is asked for."""
    assert measured(OKX, BIDS, ASKS, 3) is not None


def test_order_of_levels_does_not_matter() -> None:
    """The best price is the best one, wherever it stands."""
    assert measured(OKX, BIDS[::-1], ASKS[::-1], 400) == measured(OKX, BIDS, ASKS, 400)


@pytest.mark.parametrize(
    "level", [["99.9", None], ["99.9"], [], ["", "5"], ["99.9", "-5"]], ids=str
)
def test_level_without_a_size_is_no_order(level: Any) -> None:
    """Missing is left out, and never zero or taken for another column."""
    assert measured(OKX, [*BIDS, level], ASKS, 400) == measured(OKX, BIDS, ASKS, 400)


@pytest.mark.parametrize(
    ("bids", "asks", "reason"),
    [
        ([], ASKS, "a side of its book is empty"),
        (BIDS, [[None, None]], "a side of its book is empty"),
        ([["100.05", "1"]], ASKS, "not below"),
        (ASKS, BIDS, "not below"),
    ],
)
def test_book_that_cannot_be_is_no_book(bids: Any, asks: Any, reason: str) -> None:
    """An empty side or crossed prices are an error of the venue."""
    with pytest.raises(ProviderEmpty, match=reason):
        measured(OKX, bids, asks, 400)
