"""How signals move against their marks: a row for each kind of change."""

from __future__ import annotations

from typing import Any

import pytest
from tests.comparison.conftest import Compare
from tests.comparison.days import changed, quiet

from explainer.comparison import Comparison
from explainer.comparison.result import SignalChange

QUIET = quiet()
FLOW = "etf__BTC__net_flow_usd"
PRICE, SUPPORT = "assets__BTC__price_usd", "assets__BTC__next_support_usd"


def signal(comparison: Comparison, name: str = "etf_flows") -> SignalChange:
    """Return how one signal moved."""
    return next(change for change in comparison.signals if change.id == name)


@pytest.mark.parametrize(
    ("before", "after", "change", "lacking"),
    [
        (-50e6, -150e6, "crossed_into", None),
        (-150e6, -50e6, "crossed_back", None),
        (-50e6, -110e6, "crossed_into", None),
        (-50e6, -60e6, "nearer", None),
        (-60e6, -50e6, "farther", None),
        (-150e6, -300e6, "farther", None),
        (-300e6, -150e6, "nearer", None),
        (-50e6, -50e6, "steady", None),
        (-50e6, None, "unknown", "after"),
        (None, -50e6, "unknown", "before"),
        (None, None, "unknown", "both"),
    ],
)
def test_a_signal_moves_in_one_of_six_ways(
    compare: Compare, before: float | None, after: float | None, change: str, lacking: str | None
) -> None:
    """The mark of fund flows is -$110 million; at the mark counts as past it."""
    comparison = compare(
        changed(QUIET, QUIET["as_of"], **{FLOW: before}), changed(QUIET, **{FLOW: after})
    )
    found = signal(comparison)
    assert (found.change, found.lacking) == (change, lacking)
    assert (found.before.value, found.after.value) == (before, after)
    told = "Spot bitcoin ETF flows:" in comparison.text
    assert told == change.startswith("crossed")


def test_a_crossing_is_told_with_both_readings_and_the_mark(compare: Compare) -> None:
    """As an item of a list under a heading of its own."""
    before = changed(QUIET, QUIET["as_of"], **{FLOW: -50e6})
    text = compare(before, changed(QUIET, **{FLOW: -150e6})).text
    assert (
        "Key levels crossed\n"
        "- Spot bitcoin ETF flows: -$150 million on Feb. 4, after -$50 million; "
        "now past the key level of -$110 million." in text
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (-50e6, -110e6, "-$110 million on Feb. 4, after -$50 million; now right at the key level."),
        (
            -110e6,
            -50e6,
            "-$50 million on Feb. 4, after -$110 million, which was right at the key level.",
        ),
    ],
)
def test_what_lies_at_its_mark_is_not_said_to_be_past_it(
    compare: Compare, before: float, after: float, told: str
) -> None:
    """It counts as having crossed all the same."""
    text = compare(
        changed(QUIET, QUIET["as_of"], **{FLOW: before}), changed(QUIET, **{FLOW: after})
    ).text
    assert f"- Spot bitcoin ETF flows: {told}" in text


def test_a_mark_that_moved_is_told_with_both_marks(compare: Compare) -> None:
    """A support is a reading itself: the price fell through one that had been raised."""
    before = changed(QUIET, QUIET["as_of"], **{PRICE: 100_000.0, SUPPORT: 95_000.0})
    after = changed(QUIET, **{PRICE: 96_000.0, SUPPORT: 97_000.0})
    comparison = compare(before, after)
    assert signal(comparison, "next_level").change == "crossed_into"
    assert (
        "Bitcoin's price: $96,000 on Feb. 4 against a key level of $97,000, "
        "after $100,000 against $95,000." in comparison.text
    )


def test_scheduled_dates_are_no_signals_to_compare(compare: Compare) -> None:
    """A date has no reading and no mark."""
    entry: dict[str, Any] = {"kind": "cpi", "date": "2026-02-11"}
    before = {**QUIET, "calendar": [entry]}
    comparison = compare(before, changed(before))
    assert not [change.id for change in comparison.signals if change.id.startswith("calendar")]


def test_main_readings_are_there_where_both_sides_have_them(compare: Compare) -> None:
    """With the difference in their unit."""
    before = changed(QUIET, QUIET["as_of"], sentiment__fear_greed=60.0)
    comparison = compare(before, changed(QUIET, **{"sentiment__fear_greed": 45.0, PRICE: None}))
    readings = {reading.metric: reading for reading in comparison.readings}
    assert readings["sentiment.fear_greed"].change == -15
    assert "assets.BTC.price_usd" not in readings
