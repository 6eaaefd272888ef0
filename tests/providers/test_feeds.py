"""Feeds of headlines, and the decisions in that of the Federal Reserve."""

from __future__ import annotations

import pytest
from tests.providers.answering import ask, fixture, utc

from explainer.errors import ProviderShapeError
from explainer.providers import federalreserve

NOW = "2026-09-17T12:00"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<rss><channel><item><title>&b;</title></item></channel></rss>"
)


def test_a_decision_is_an_event() -> None:
    """With its title, time, link and source; minutes and the decision before it are none."""
    told = ask(federalreserve.headlines, {"*": fixture("federalreserve/press_monetary.xml")}, NOW)
    (event,) = told.figures.events
    assert event.kind == "monetary_policy"
    assert event.title == "Federal Reserve issues FOMC statement"
    assert event.date == "2026-09-16T18:00:00Z"
    assert event.source == "Federal Reserve"
    assert event.url is not None
    assert event.url.endswith("/newsevents/pressreleases/monetary20260916a.htm")
    assert told.observed_at == utc(NOW)


@pytest.mark.parametrize("now", ["2026-09-16T17:59", "2026-09-24T12:00"])
def test_only_a_decision_of_the_last_week_is_told(now: str) -> None:
    """None before it came, and none when it is old: that nothing was decided is an answer."""
    feed = {"*": fixture("federalreserve/press_monetary.xml")}
    assert ask(federalreserve.headlines, feed, now).figures.events == ()


def test_a_link_that_leads_nowhere_is_left_out() -> None:
    """The headline stays."""
    feed = fixture("federalreserve/press_monetary.xml").replace(b"https://www", b"javascript:www")
    (event,) = ask(federalreserve.headlines, {"*": feed}, NOW).figures.events
    assert event.url is None


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><body>News<br></body></html>",
        b"<html><body><p>News</p></body></html>",
        b"<rss><channel><item><title>Cut o",
        b"<rss><channel><item><title></title></item></channel></rss>",
        b"<rss><channel><item><title>A</title><pubDate>soon</pubDate></item></channel></rss>",
        b"<feed></feed>",
        BOMB,
        b'{"items": []}',
        b"",
    ],
)
def test_what_is_no_feed_is_named(body: bytes) -> None:
    """Pages, cut-off bodies, other forms of feed, entities."""
    with pytest.raises(ProviderShapeError):
        ask(federalreserve.headlines, {"*": body}, NOW)


def test_an_empty_feed_is_an_answer() -> None:
    """Of no decision."""
    feed = b"<rss><channel><title>News</title></channel></rss>"
    assert ask(federalreserve.headlines, {"*": feed}, NOW).figures.events == ()
