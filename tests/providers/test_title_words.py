"""A headline as words: capitals, possessives, clauses and amounts."""

from __future__ import annotations

import pytest

from explainer.providers.title_words import Phrases, TitleWords

FOUND = [
    ("fed", "FED cuts rates", True),
    ("Fed", "Fed cuts rates", True),
    ("Fed", "fed up with rates", False),
    ("German government", "GERMAN GOVERNMENT sells", False),
    ("German government", "German Government sells", True),
    ("China", "China's central bank", True),
    ("China", "China\N{RIGHT SINGLE QUOTATION MARK}s central bank", True),
    ("U.S.", "in the U.S. today", True),
    ("US", "tell us more", False),
    ("Mt. Gox", "as Mt. Gox moves coins", True),
    ("hack", "Hackathon winners", False),
    ("files for", "files: for and against", False),
    ("51% attack", "hit by 51% attack", True),
]


@pytest.mark.parametrize(("phrase", "title", "found"), FOUND)
def test_phrases(phrase: str, title: str, found: bool) -> None:
    """Small letters stand for any case, capitals for themselves; whole words of one clause."""
    assert Phrases([phrase]).anywhere(TitleWords(title)) is found


def test_a_phrase_without_a_word() -> None:
    """It would be found nowhere, so it is a mistake."""
    with pytest.raises(ValueError, match="has no word"):
        Phrases(["?!"])


AMOUNTS = [
    ("$290M", [290e6]),
    ("$290m", [290e6]),
    ("$1.5 billion", [1.5e9]),
    ("$1.5 Billion", [1.5e9]),
    ("$12,500", [12_500.0]),
    ("$0", [0.0]),
    ("$3 and $4K", [3.0, 4e3]),
    ("$1.5 trillion", []),
    ("$290Q", []),
    ("$999999999999999", []),
    ("290 million", []),
    ("$", []),
    ("$M", []),
]


@pytest.mark.parametrize(("text", "amounts"), AMOUNTS)
def test_amounts(text: str, amounts: list[float]) -> None:
    """Dollars with their scale; what no event can be is no amount."""
    assert TitleWords(text).amounts == amounts
