"""Feeds of headlines: what is taken from them, and what they may try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.providers.answering import Answer, told

from explainer.errors import ProviderBlocked, ProviderEmpty, ProviderShapeError
from explainer.intake.forms import is_link
from explainer.providers import coindesk, cointelegraph, sec
from explainer.providers.nouns import Headlines, Told
from explainer.providers.rss import MOST_ITEMS, plain_line
from explainer.snapshot import Event

NOW = datetime(2026, 9, 30, 18, 0, tzinfo=UTC)
PATH = "/coindesk/arc/outboundfeeds/rss"
XML = "application/rss+xml; charset=utf-8"
HACK = "Upbit hacked"
TODAY = "Wed, 30 Sep 2026 15:00:00 +0000"


def item(
    title: str = HACK, date: str = TODAY, link: str = "https://www.coindesk.com/a", more: str = ""
) -> str:
    """An item of a feed."""
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{more}</item>"


def feed(*items: str, before: str = "") -> bytes:
    """A feed of these items."""
    inner = "".join(items)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}{before}<rss version="2.0"><channel>{inner}</channel></rss>'.encode()


def read(body: bytes, now: datetime = NOW) -> Told[Headlines]:
    """What a desk that answers so tells."""
    return told(coindesk.headlines, {PATH: Answer(body, XML)}, now)


def events(*items: str) -> tuple[Event, ...]:
    """The events of a feed of these items."""
    return read(feed(*items)).figures.events


def test_the_recorded_feed(shared: Path) -> None:
    """coindesk/rss.xml: three headlines, none of an event; its newest is of 15:19:36 UTC."""
    found = read((shared / "providers/coindesk/rss.xml").read_bytes())
    assert found.figures.events == ()
    assert found.observed_at == datetime(2026, 9, 30, 15, 19, 36, tzinfo=UTC)


def test_the_own_feed(repository: Path) -> None:
    """One of three headlines tells of an event; a report on prices names it and is none."""
    found = read((repository / "fixtures/providers/coindesk/rss.xml").read_bytes())
    (event,) = found.figures.events
    assert event == Event(
        kind="security_breach",
        title="Hackers drain $120M in ether from a lending protocol",
        date="2026-09-30T09:00:00Z",
        assets=("ETH",),
        size_usd=120_000_000.0,
        source="CoinDesk",
        url="https://www.coindesk.com/tech/2026/09/30/hackers-drain-usd120m",
        impact="negative",
    )


TITLES = [
    pytest.param("<![CDATA[Upbit hacked]]>", "Upbit hacked", id="cdata"),
    pytest.param("<![CDATA[ Upbit \n\t hacked ]]>", "Upbit hacked", id="lines"),
    pytest.param("Upbit hacked &amp;amp; closed", "Upbit hacked & closed", id="entity-twice"),
    pytest.param("Upbit hacked &#8212; &#x202E;later reversed", None, id="later"),
    pytest.param("Upbit &#x202E;hacked&#x200B;", "Upbit hacked", id="direction-and-width"),
    pytest.param("Upbit hacked<b>!</b>", "Upbit hacked", id="markup-is-not-taken"),
    pytest.param("<![CDATA[<b>Upbit hacked</b>]]>", "<b>Upbit hacked</b>", id="markup-as-text"),
    pytest.param("Upbit hacked" + " x" * 200, None, id="too-long"),
    pytest.param("", None, id="empty"),
    pytest.param("<![CDATA[]]>", None, id="empty-cdata"),
]


@pytest.mark.parametrize(("written", "title"), TITLES)
def test_titles(written: str, title: str | None) -> None:
    """A title is one line of bounded length without control and formatting characters."""
    found = events(item(written), item("Nothing happened"))
    assert [event.title for event in found] == ([] if title is None else [title])


@given(st.text(max_size=300))
def test_plain_line(text: str) -> None:
    """One line, whatever comes, and no more is taken from it the second time it is read."""
    line = plain_line(text)
    assert line == line.strip()
    assert line.isprintable()


LINKS = [
    ("https://www.coindesk.com/a", True),
    (" http://www.coindesk.com/a\n", True),
    ("javascript:alert(1)", False),
    ("data:text/html,hello", False),
    ("//www.coindesk.com/a", False),
    ("https://", False),
    ("https://www.coindesk.com/" + "a" * 3000, False),
    ("", False),
]


@pytest.mark.parametrize(("link", "good"), LINKS)
def test_links(link: str, good: bool) -> None:
    """A link is one that a reader may be sent to, or there is none."""
    (event,) = events(item(link=link))
    assert event.url == (link.strip() if good else None)
    assert event.url is None or is_link(event.url)


DATES = [
    pytest.param("Wed, 30 Sep 2026 15:00:00 +0000", "2026-09-30T15:00:00Z", id="utc"),
    pytest.param("Wed, 30 Sep 2026 15:00:00 GMT", "2026-09-30T15:00:00Z", id="gmt"),
    pytest.param("Wed, 30 Sep 2026 11:00:00 -0400", "2026-09-30T15:00:00Z", id="offset"),
    pytest.param("Wed, 30 Sep 2026 11:00:00 EDT", "2026-09-30T15:00:00Z", id="new-york"),
    pytest.param("Wed, 30 Sep 2026 15:00:00 -0000", "2026-09-30T15:00:00Z", id="no-zone"),
    pytest.param("30 Sep 2026 15:00:00 +0000", "2026-09-30T15:00:00Z", id="no-weekday"),
    pytest.param("Sun, 27 Sep 2026 18:00:00 +0000", "2026-09-27T18:00:00Z", id="three-days"),
    pytest.param("Sun, 27 Sep 2026 17:59:59 +0000", None, id="older"),
    pytest.param("Wed, 30 Sep 2026 18:00:01 +0000", None, id="to-come"),
    pytest.param("2026-09-30T15:00:00Z", None, id="iso"),
    pytest.param("Wed, 31 Sep 2026 15:00:00 +0000", None, id="no-such-day"),
    pytest.param("Wed, 30 Sep 99999 15:00:00 +0000", None, id="no-such-year"),
    pytest.param("Mon, 01 Jan 0001 00:00:00 +1400", None, id="before-time"),
    pytest.param("yesterday", None, id="words"),
    pytest.param("", None, id="none"),
]


@pytest.mark.parametrize(("written", "date"), DATES)
def test_dates(written: str, date: str | None) -> None:
    """An event has the time of its headline in UTC, at most three days ago."""
    found = events(item(date=written), item("Nothing happened"))
    assert [event.date for event in found] == ([] if date is None else [date])


def test_newest_first() -> None:
    """Events are sorted by time, whatever the order of the feed."""
    early = item("Binance hacked", "Wed, 30 Sep 2026 09:00:00 +0000")
    late = item("Upbit hacked", "Wed, 30 Sep 2026 12:00:00 +0000")
    assert [event.title for event in events(early, late)] == ["Upbit hacked", "Binance hacked"]


def test_the_time_of_a_feed() -> None:
    """A desk's feed is as old as its newest headline; that of an office as its last look."""
    old = "Mon, 28 Sep 2026 15:00:00 +0000"
    desk = told(
        cointelegraph.headlines, {"/cointelegraph/rss": Answer(feed(item(date=old)), XML)}, NOW
    )
    office = told(
        sec.headlines, {"/sec/news/pressreleases.rss": Answer(feed(item(date=old)), XML)}, NOW
    )
    assert desk.observed_at == datetime(2026, 9, 28, 15, 0, tzinfo=UTC)
    assert office.observed_at == NOW
    assert desk.figures.events[0].source == "Cointelegraph"


def test_a_long_feed_is_cut() -> None:
    """More items than any desk has are not read."""
    others = [item("Nothing happened") for _ in range(MOST_ITEMS)]
    assert not events(*others, item())
    assert len(events(*others[1:], item())) == 1


BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
FILE = '<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
WRONG = [
    pytest.param(feed(item("&d;"), before=BOMB), "entities", id="entity-bomb"),
    pytest.param(feed(item("&file;"), before=FILE), "entities", id="a-file"),
    pytest.param(feed(item(), before="<!DOCTYPE rss>"), "entities", id="any-doctype"),
    pytest.param(feed(item("&undefined;")), "no XML", id="unknown-entity"),
    pytest.param(b"<html><body>Sorry</body></html>", "xml is due", id="page"),
    pytest.param(b"<html><body>Sorry<br></html>", "xml is due", id="page-that-is-no-xml"),
    pytest.param(b"<!doctype html><html></html>", "xml is due", id="page-with-doctype"),
    pytest.param(b'{"error": "no"}', "xml is due", id="json"),
    pytest.param(b"", "empty", id="nothing"),
    pytest.param(feed(item())[:-30], "no XML", id="cut-off"),
    pytest.param(b"<rss/>", "not an RSS feed", id="no-channel"),
    pytest.param(b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "not an RSS", id="atom"),
    pytest.param(b'<?xml version="1.0" encoding="x-none"?><rss/>', "no XML", id="encoding"),
    pytest.param(b"<rss><channel><item><title>\xff", "no XML", id="not-utf-8"),
    pytest.param(b"<rss>\x00</rss>", "no XML", id="null-byte"),
    pytest.param(b"<a>" * 200_000, "no XML", id="deep"),
]


@pytest.mark.parametrize(("body", "said"), WRONG)
def test_what_is_no_feed_is_named(body: bytes, said: str) -> None:
    """Bombs, pages and broken feeds are errors with a name."""
    with pytest.raises(ProviderShapeError, match=said):
        read(body)


@pytest.mark.parametrize(
    "items", [(), (item(date=""),), (item(date="Thu, 01 Oct 2026 00:00:00 Z"),)]
)
def test_a_feed_of_nothing(items: tuple[str, ...]) -> None:
    """A feed without a headline that has a time holds nothing that can be used."""
    with pytest.raises(ProviderEmpty):
        read(feed(*items))


def test_a_feed_that_is_too_large() -> None:
    """A body beyond all bounds is not read to its end."""
    with pytest.raises(ProviderShapeError, match="more than"):
        read(feed(item("x" * 8_100_000)))


def test_a_challenge_is_a_block() -> None:
    """A page that asks a browser to prove itself is left alone."""
    page = b"<html><title>Just a moment...</title></html>"
    with pytest.raises(ProviderBlocked):
        read(page)


def test_empty_parts_of_an_item() -> None:
    """Descriptions may be empty, and items may lack anything."""
    more = "<description/><content/><category domain='x'><![CDATA[Markets]]></category>"
    bare = "<item/><item><title>Upbit hacked</title></item>"
    assert len(events(item(more=more), bare)) == 1


def test_no_headline_is_older_than_three_days() -> None:
    """The limit runs from now, and not from the newest headline."""
    body = feed(item(date="Wed, 30 Sep 2026 15:00:00 +0000"))
    assert read(body, NOW + timedelta(days=2)).figures.events
    assert not read(body, NOW + timedelta(days=3)).figures.events
