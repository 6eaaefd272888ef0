"""The HTML page: valid, accessible, sufficient to itself, and deaf to what titles hold."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.render.making import (
    EPISODES,
    HOSTILE,
    LENGTHS,
    Block,
    assert_in_order,
    made,
    said_in,
    titled,
    told,
)

from explainer.explanation import Citation, Explanation, Receipt
from explainer.render import to_article, to_html

VOID = {"meta", "link"}
PHRASING = {"a", "bdi", "data", "time"}
ONLY_WORDS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "td", "th", "title", *PHRASING}
"""Elements that hold words and phrasing alone."""
MARKUP = re.compile(r'<(?:!DOCTYPE html|/?[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")*)>')


class Page(HTMLParser):
    """Reads a page, and fails on what a validator would refuse of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.raw: dict[str, str] = {}
        self.under: dict[str, str] = {}
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that may stand here, each attribute once."""
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), attrs
        if self.open and self.open[-1] in ONLY_WORDS:
            assert tag in PHRASING, (self.open, tag)
        assert not (tag == "a" and "a" in self.open)
        self.found.append((tag, given))
        if tag in {"p", "li", "tr", "h1", "h2", "h3"}:
            self.words += "\n"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of the element that was begun last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words, or what a script or style holds."""
        if self.open and self.open[-1] in {"script", "style", "title"}:
            self.raw[self.open[-1]] = self.raw.get(self.open[-1], "") + data
        elif "article" in self.open:
            self.words += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of this name."""
        return [given for name, given in self.found if name == tag]


def page(explanation: Explanation) -> Page:
    """The page of an explanation, read and found valid."""
    text = to_html(explanation)
    assert text.startswith("<!DOCTYPE html>\n<html")
    read = Page(text)
    assert_sound(read)
    assert_bare(text)
    return read


def assert_bare(text: str) -> None:
    """Outside tags that we write, no character that would begin markup is left."""
    body = re.sub(r"<(script|style)[^<>]*>[^<]*</\1>", "", text)
    assert not set("<>") & set(MARKUP.sub("", body))


def assert_sound(read: Page) -> None:
    """Names are unique and found, headings go down step by step, tables have their heads."""
    ids = [attributes["id"] for _, attributes in read.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    labels = [each["aria-labelledby"] for _, each in read.found if "aria-labelledby" in each]
    assert labels == ids
    assert len(read.all("section")) == len(labels)
    for _, attributes in read.found:
        assert not {"src", "srcset", "onclick", "onload", "style"} & attributes.keys()
        assert attributes.get("href", "data:,").startswith(("https://", "http://", "data:,"))
    levels = [int(tag[1]) for tag, _ in read.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert read.all("html")[0]["lang"] == "en"
    assert len(read.all("title")) == len(read.all("style")) == len(read.all("main")) == 1
    assert [script["type"] for script in read.all("script")] == ["application/ld+json"]
    assert all(head["scope"] in {"col", "row"} for head in read.all("th"))


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("path", EPISODES, ids=lambda path: path.stem)
def test_an_episode_is_a_valid_page_with_every_word_of_its_text(path: Path, length: str) -> None:
    """Every part is in it, word for word, and every number of it has its receipt."""
    explanation = told(path, length)
    read = page(explanation)
    for part in explanation.parts:
        assert_in_order(said_in(explanation, part), read.words)
    figures = len(read.all("data")) + sum("title" in given for given in read.all("time"))
    assert figures == sum(len(claim.receipts) for claim in explanation.claims)


def test_parts_become_the_elements_that_they_are() -> None:
    """Header, sections named by their headings, lists, tables, footer and aside."""
    explanation = made(
        [
            Block(name="headline", said=["Bitcoin falls 5.9%"], level=1),
            Block(name="standfirst", said=["It fell."]),
            Block(name="answer", said=["Figures as of Nov. 5."]),
            Block(name="drivers", heading="Why", level=2),
            Block(name="driver", said=["Fear & gloom."], heading="Fear", level=3, driver="fear"),
            Block(
                name="watch",
                said=["Flows | Now 5.9%"],
                kind="table",
                heading="Watch",
                level=2,
                columns=("Signal", "Now"),
            ),
            Block(
                name="sources",
                said=["ETF data, https://e.org/?a&b."],
                kind="list",
                heading="From",
                level=2,
            ),
            Block(name="disclosure", said=["Not advice."]),
            Block(name="check_list", said=["Check."], kind="list", heading="Check", level=2),
        ],
        receipts=[
            Receipt("given", -5.9, "5.9%", pointer="/assets/BTC/change_24h_pct"),
            Receipt("given", "2025-11-05T02:00:00Z", "Nov. 5", pointer="/as_of"),
        ],
        citations=(Citation(name="ETF data", url="https://e.org/?a&b", pointer="/sources/0"),),
    )
    figure = '<data value="-5.9" title="/assets/BTC/change_24h_pct">5.9%</data>'
    assert to_article(explanation) == (
        '<article class="told">\n'
        f"<header>\n<h1>Bitcoin falls {figure}</h1>\n"
        '<p class="standfirst">It fell.</p>\n'
        '<p class="dateline"><time datetime="2025-11-05T02:00:00Z">Nov. 5</time></p>\n'
        "</header>\n"
        '<p class="answer">Figures as of '
        '<time datetime="2025-11-05T02:00:00Z" title="/as_of">Nov. 5</time>.</p>\n'
        '<section aria-labelledby="drivers">\n<h2 id="drivers">Why</h2>\n'
        '<section aria-labelledby="driver-fear">\n<h3 id="driver-fear">Fear</h3>\n'
        '<p class="driver">Fear &amp; gloom.</p>\n</section>\n</section>\n'
        '<section aria-labelledby="watch">\n'
        '<table class="watch" role="table">\n<caption><h2 id="watch">Watch</h2></caption>\n'
        '<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Signal</th>'
        '<th scope="col" role="columnheader">Now</th></tr></thead>\n<tbody role="rowgroup">\n'
        '<tr role="row"><th scope="row" role="rowheader">Flows</th>'
        f'<td role="cell" data-column="Now">Now {figure}</td></tr>\n'
        "</tbody>\n</table>\n</section>\n"
        '<footer>\n<section aria-labelledby="sources">\n<h2 id="sources">From</h2>\n'
        '<ul class="sources">\n'
        '<li>ETF data, <a href="https://e.org/?a&amp;b" rel="nofollow">'
        "<bdi>https://e.org/?a&amp;b</bdi></a>.</li>\n"
        "</ul>\n</section>\n"
        '<p class="disclosure">Not advice.</p>\n</footer>\n'
        '<aside>\n<section aria-labelledby="check_list">\n<h2 id="check_list">Check</h2>\n'
        '<ul class="check_list">\n<li>Check.</li>\n</ul>\n</section>\n</aside>\n'
        "</article>\n"
    )
    page(explanation)


def test_an_article_inside_a_page_has_deeper_headings() -> None:
    """So that the page keeps a single first heading."""
    explanation = made(
        [
            Block(name="headline", said=["Bitcoin falls"], level=1),
            Block(name="watch", said=["Flows."], kind="list", heading="Watch", level=2),
        ]
    )
    article = to_article(explanation, deeper=2)
    assert re.findall("<h[0-9]", article) == ["<h3", "<h4"]


def test_a_computed_number_shows_how_it_was_computed() -> None:
    """The operation with the pointers of what went into it, a few of many."""
    path = next(path for path in EPISODES if path.stem.startswith("2024-08-05"))
    titles = [given["title"] for given in page(told(path, "article")).all("data")]
    assert any(title.startswith("change_pct(") for title in titles)
    assert any(title.startswith("count(") and title.endswith(", \u2026)") for title in titles)


def test_search_engines_read_the_same_article() -> None:
    """Its JSON-LD names headline, figures' moment, sources, kind of source; nobody as creator."""
    explanation = titled("Tariffs announced")
    data = json.loads(page(explanation).raw["script"])
    assert data["@type"] == "AnalysisNewsArticle"
    assert data["headline"] == explanation.headline
    assert data["dateCreated"] == "2026-02-04T21:00:00Z"
    assert data["inLanguage"] == "en"
    assert data["digitalSourceType"].endswith("/dataDrivenMedia")
    assert data["citation"] == [
        {"@type": "CreativeWork", "name": "Tariffs announced", "url": "https://example.org/"},
        {
            "@type": "CreativeWork",
            "name": "Tariffs announced",
            "url": "https://example.org/a?b=1&c=2",
        },
    ]
    assert not {"creator", "author", "publisher"} & data.keys()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org"])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    """Wherever an explanation came from."""
    read = page(
        made(
            [
                Block(name="headline", said=["Bitcoin falls"], level=1),
                Block(name="sources", said=[f"X, {url}."], heading="From", level=2),
            ],
            citations=(Citation(name="X", url=url, pointer="/sources/0"),),
        )
    )
    assert not read.all("a")
    assert json.loads(read.raw["script"])["citation"] == [{"@type": "CreativeWork", "name": "X"}]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=80), min_size=1, max_size=4))
def test_a_title_stays_words(pieces: list[str]) -> None:
    """Nothing in it begins markup, ends an element, or turns the direction of our words."""
    explanation = titled("x " + " ".join(pieces))
    read = page(explanation)
    for part in explanation.parts:
        assert_in_order(said_in(explanation, part), read.words)
    assert len(read.all("bdi")) >= explanation.text.count("\u201cx ")
    assert json.loads(read.raw["script"])["headline"] == explanation.headline


def test_a_title_of_5000_characters_stays_words() -> None:
    """As the text cuts it."""
    assert page(titled("</script><b> & " * 350)).all("bdi")
