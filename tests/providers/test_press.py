"""What the Federal Reserve has decided, by its press releases."""

from __future__ import annotations

import pytest
from tests.providers.asking import ask, fixture, utc

from explainer.providers import federalreserve

FEED = {"*": fixture("federalreserve/press_monetary.xml")}


def test_a_decision_is_an_event() -> None:
    """With its title, time, link and source; minutes and the decision before it are none."""
    told = ask(federalreserve.headlines, FEED, "2026-09-17T12:00")
    (event,) = told.figures.events
    assert event.kind == "monetary_policy"
    assert event.title == "Federal Reserve issues FOMC statement"
    assert event.date == "2026-09-16T18:00:00Z"
    assert event.source == "Federal Reserve"
    assert event.url == (
        "https://www.federalreserve.gov/newsevents/pressreleases/monetary20260916a.htm"
    )
    assert told.observed_at == utc("2026-09-17T12:00")


@pytest.mark.parametrize("now", ["2026-09-16T17:59", "2026-10-08T12:00"])
def test_only_a_decision_of_the_last_days_is_told(now: str) -> None:
    """None before it came, and none when it is old: that nothing was decided is an answer."""
    assert ask(federalreserve.headlines, FEED, now).figures.events == ()
