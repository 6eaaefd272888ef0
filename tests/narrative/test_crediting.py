"""Which sources a text names: those behind the answer first, none lost, credits whole."""

from __future__ import annotations

from typing import Any

import pytest

from explainer import Explainer, load_pack

EXPLAINER = Explainer(load_pack())
CREDIT = "Series from FRED, Federal Reserve Bank of St. Louis"


def told(names: list[str], length: str = "brief", **more: Any) -> str:
    """The text about a fall with outflows from funds, where Farside alone is behind both."""
    sources = [{"name": name, "covers": ["onchain.*"], **more} for name in names]
    sources.append({"name": "Farside", "covers": ["market.*", "etf.*"]})
    snapshot = {
        "as_of": "2026-02-04T21:00:00Z",
        "market": {"change_24h_pct": -5.2},
        "etf": {"BTC": {"net_flow_usd": -540_000_000}},
        "sources": sources,
    }
    return EXPLAINER.render(EXPLAINER.explain(snapshot, length=length), "text")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], "; sources: Farside."),
        (["Alpha"], "; sources: Farside and Alpha."),
        (["Alpha", "Beta"], "; sources: Farside, Alpha and Beta."),
        (["Alpha", "Beta", "Gamma"], "; sources: Farside, Alpha and two others."),
        (["Alpha", "Beta", "Alpha", "Farside"], "; sources: Farside, Alpha and Beta."),
    ],
)
def test_a_brief_names_those_behind_the_answer_and_counts_the_rest(
    names: list[str], sentence: str
) -> None:
    """Two names alone would say that all figures came from these."""
    assert sentence in told(names)


def test_an_article_names_every_source() -> None:
    """Beyond those with a link, the others stand in a line."""
    names = [f"Desk {letter}" for letter in "ABCDEFGHIJK"]
    text = told(names, "article")
    assert all(name in text for name in ["Farside", *names])
    assert "Also read: Desk H, Desk I, Desk J and Desk K." in text


def test_a_credit_is_not_cut() -> None:
    """What a source asks to be printed is printed whole."""
    assert CREDIT in told(["FRED"], "article", attribution=CREDIT)
