"""The pages for people: no script and nothing from elsewhere, so they need no network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from explainer.api.answers import Document, document
from explainer.api.negotiate import HTML, JSON
from explainer.api.openapi import encode
from explainer.api.page.reference import reference
from explainer.episodes import Episode
from explainer.explainer import Explainer
from explainer.render import ARTICLE_STYLE, to_article

UNDER_HEADING = 2
"""Levels of headings that stand above those of the example."""
CURL = """\
curl -s $address/v1/explanations \\
  -H 'Content-Type: application/json' -H 'Accept: text/plain' \\
  -d '{"as_of": "2026-02-04T21:00:00Z",
       "assets": {"BTC": {"price_usd": 73000, "change_24h_pct": -6.1}},
       "etf": {"BTC": {"net_flow_usd": -540000000}},
       "derivatives": {"liquidations_24h_usd": 800000000}}'"""
"""A line to try, once `$address` is filled in."""


class Pages:
    """The landing page, the documentation and the OpenAPI document, made once for an edition."""

    def __init__(
        self, openapi: dict[str, Any], explainer: Explainer, episodes: Sequence[Episode]
    ) -> None:
        self.openapi = document(encode(openapi), JSON)
        self.docs = _page("The explainer's API", reference(openapi))
        self.landing = _page("Why are crypto prices falling?", _landing(explainer, episodes))


def curl_line(address: str) -> str:
    """Return a command to try against the server at this address."""
    return Template(CURL).substitute(address=address)


def _landing(explainer: Explainer, episodes: Sequence[Episode]) -> str:
    pack = explainer.pack
    return _part("landing.html").substitute(
        curl=escape(curl_line("http://127.0.0.1:8000")),
        example=_example(explainer, episodes),
        drivers=len(pack.drivers),
        signals=len(pack.signals),
        episodes=len(episodes),
        pack=escape(pack.name),
        version=escape(pack.version),
    )


def _example(explainer: Explainer, episodes: Sequence[Episode]) -> str:
    """The latest fall among the episodes, as an article; nothing if there is none."""
    falls = [episode for episode in episodes if episode.direction == "down"]
    if not falls:
        return ""
    latest = max(falls, key=lambda episode: episode.snapshot.as_of)
    explanation = explainer.explain(latest.snapshot, length="article")
    return _part("example.html").substitute(
        id=escape(latest.id),
        title=escape(latest.title),
        article=to_article(explanation, deeper=UNDER_HEADING),
    )


def _page(title: str, content: str) -> Document:
    text = _part("frame.html").substitute(
        title=escape(title), style=_text("page.css") + ARTICLE_STYLE, content=content
    )
    return document(text.encode(), HTML)


def _part(name: str) -> Template:
    return Template(_text(name))


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
