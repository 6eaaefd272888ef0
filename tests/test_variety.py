"""Two days do not read the same, and no text is hard to read."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
import textstat

from explainer import Explainer, load_pack
from explainer.episodes import load_episodes
from explainer.explanation import Explanation

OFTEN = 5
"""A sentence may stand in one of so many of the articles in which its driver fired."""
SHORT = 6
"""Sentences of so many words are everybody's."""
ALIKE = frozenset({"method", "sources", "disclosure", "check_list"})
"""Parts that are to be the same in every article."""
DEFINITIONS = ("/what_it_means",)
HARDEST = 11
"""The highest grade of Flesch and Kincaid that a brief may have."""


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


@pytest.fixture(scope="module")
def articles(explainer: Explainer) -> dict[str, Explanation]:
    """Return every episode's article."""
    return {
        episode.id: explainer.explain(episode.snapshot, length="article")
        for episode in load_episodes()
    }


def test_no_sentence_stands_in_more_than_a_fifth_of_its_drivers_articles(
    articles: dict[str, Explanation],
) -> None:
    """One article each is no repetition; where a driver fired in few, two are not either."""
    fired: Counter[str] = Counter()
    where: dict[str, set[str]] = defaultdict(set)
    drivers: dict[str, str] = {}
    for name, article in articles.items():
        fired.update(driver.id for driver in article.drivers if driver.status == "fired")
        for part in article.parts:
            if part.name in ALIKE:
                continue
            for claim in article.claims[part.first : part.last]:
                if len(claim.text.split()) > SHORT:
                    where[claim.text].add(name)
                    drivers[claim.text] = claim.rule.partition("@")[0]
    often = {
        text: sorted(found)
        for text, found in where.items()
        if len(found) > max(2, fired.get(drivers[text], len(articles)) / OFTEN)
    }
    assert often == {}


def test_no_article_says_a_sentence_twice(articles: dict[str, Explanation]) -> None:
    """Of more than six words, tables included."""
    for name, article in articles.items():
        told = Counter(claim.text for claim in article.claims if len(claim.text.split()) > SHORT)
        assert [text for text, times in told.items() if times > 1] == [], name


def test_a_brief_is_plain_reading(explainer: Explainer) -> None:
    """By the grade of Flesch and Kincaid."""
    for episode in load_episodes():
        brief = explainer.explain(episode.snapshot).text
        assert textstat.flesch_kincaid_grade(brief) <= HARDEST, episode.id


def test_the_wording_varies_with_the_snapshot_alone(explainer: Explainer) -> None:
    """The same drivers on another day are told in other words; the same day, in the same."""
    day = {"assets": {"BTC": {"change_24h_pct": -5.9}}, "sentiment": {"fear_greed": 12}}
    told = {
        explainer.explain({"as_of": f"2025-11-{date:02}T12:00:00Z", **day}).text.partition("\n")[2]
        for date in range(1, 21)
    }
    bodies = {text[: text.index("Figures as of")] for text in told}
    assert len(bodies) > 10
    again = explainer.explain({"as_of": "2025-11-01T12:00:00Z", **day}).text
    assert again == explainer.explain({"as_of": "2025-11-01T12:00:00Z", **day}).text
