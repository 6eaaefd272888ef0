"""The article: its sections, its tables, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explainer.assessment import Assessment
from explainer.narrative import Narrative

Snapshot = dict[str, Any]
Tell = Callable[..., tuple[Assessment, Narrative]]

FALL: Snapshot = {
    "as_of": "2025-11-05T02:00:00Z",
    "market": {"change_24h_pct": -6.2, "total_cap_usd": 3.4e12},
    "assets": {
        "BTC": {"change_24h_pct": -5.9, "drawdown_from_high_pct": -19.5},
        "ETH": {"change_24h_pct": -8.3},
        "SOL": {"change_24h_pct": -9.1},
    },
    "etf": {"BTC": {"net_flow_usd": -577_700_000, "session_date": "2025-11-04"}},
    "derivatives": {"liquidations_24h_usd": 2.1e9, "long_share_pct": 80, "funding_rate_8h_pct": 0},
    "macro": {"vix": 15, "session_date": "2025-11-04"},
    "sentiment": {"fear_greed": 20},
    "calendar": [{"kind": "cpi", "date": "2025-11-13"}],
    "onchain": {"hash_rate_change_pct": 1.5},
    "sources": [
        {
            "name": "Farside Investors",
            "url": "https://farside.co.uk/btc/",
            "observed_at": "2025-11-05T01:30:00Z",
            "covers": ["etf.*"],
        }
    ],
    "events": [{"kind": "regulation", "title": "A <b>title</b> | with bars"}],
}
QUIET: Snapshot = {
    "as_of": "2025-11-05T02:00:00Z",
    "assets": {"BTC": {"change_24h_pct": 0.1}},
    "events": [],
}


def names(told: Narrative) -> list[str]:
    """Return the names of an article's parts, each once, in order."""
    return list(dict.fromkeys(part.name for part in told.parts))


def section(told: Narrative, name: str) -> str:
    """Return the sentences of a part by its name."""
    return "\n".join(
        claim.text
        for part in told.parts
        if part.name == name
        for claim in told.claims[part.first : part.last]
    )


def test_an_article_has_its_sections_in_the_order_of_reading(tell: Tell) -> None:
    """From headline to check list."""
    _, told = tell(FALL, length="article")
    assert names(told) == [
        "headline",
        "standfirst",
        "answer",
        "drivers",
        "driver",
        "glance",
        "offsets",
        "unchecked",
        "watch",
        "means",
        "questions",
        "question",
        "method",
        "sources",
        "disclosure",
        "alternatives",
        "check_list",
    ]


def test_every_fired_driver_has_a_section_and_a_row(tell: Tell) -> None:
    """In the order of their rank; the heading is the driver's title."""
    assessment, told = tell(FALL, length="article")
    fired = [driver for driver in assessment.drivers if driver.status == "fired"]
    sections = [part for part in told.parts if part.name == "driver"]
    (table,) = [part for part in told.parts if part.name == "glance"]
    assert [part.driver for part in sections] == [driver.id for driver in fired]
    assert [part.heading for part in sections] == [driver.title for driver in fired]
    assert table.columns == ("Driver", "What it means", "Why it hurts", "Evidence")
    firsts = [told.text[row[0][0] : row[0][1]] for row in table.cells]
    assert firsts == [driver.title for driver in fired]


def test_the_table_of_signals_gives_reading_mark_distance_and_day(tell: Tell) -> None:
    """The day of a fund's flow is its session; a scheduled event has a date and no reading."""
    _, told = tell(FALL, length="article")
    (table,) = [part for part in told.parts if part.name == "watch"]
    rows = [[told.text[start:end] for start, end in row] for row in table.cells]
    assert table.columns == ("Signal", "Now", "Key level", "Distance", "Date")
    flows = [
        "Spot bitcoin ETF flows",
        "-$577.7 million",
        "-$110 million",
        "$467.7 million past",
        "Nov. 4",
    ]
    assert flows in rows
    assert ["U.S. consumer prices", "\u2013", "\u2013", "\u2013", "Nov. 13"] in rows


def test_the_context_uses_what_the_figures_say_of_the_networks(tell: Tell) -> None:
    """A measure of network use is named; without one the text says that the figures are silent."""
    _, told = tell(FALL, length="article")
    assert "1.5% over a week" in section(told, "means")
    _, without = tell({**FALL, "onchain": {}}, length="article")
    assert "%" not in section(without, "means")


def test_the_question_on_the_bull_market_gives_the_distance_from_the_high(tell: Tell) -> None:
    """And no forecast."""
    fewer = {key: FALL[key] for key in ("as_of", "market", "assets", "sentiment")}
    _, told = tell(fewer, length="article")
    assert "19.5% below its high" in section(told, "question")
    for word in ("will", "should", "expect prices"):
        assert f" {word} " not in section(told, "question")


def test_the_question_on_altcoins_is_left_out_where_they_did_not_fall_further(tell: Tell) -> None:
    """It would explain what did not happen."""
    milder = {"BTC": {"change_24h_pct": -5.9}, "ETH": {"change_24h_pct": -3.1}}
    _, told = tell({**FALL, "assets": milder}, length="article")
    asked = [part.heading for part in told.parts if part.name == "question"]
    assert asked
    assert "Why do altcoins fall more?" not in asked


def test_the_sources_are_listed_with_time_and_link(tell: Tell) -> None:
    """As they came with the snapshot."""
    _, told = tell(FALL, length="article")
    line = section(told, "sources")
    assert "Farside Investors" in line
    assert "01:30 UTC on Nov. 5, 2025" in line


def test_the_check_list_holds_what_these_figures_leave_to_see_to(tell: Tell) -> None:
    """Quoted titles and lower bounds are named only where the text has them."""
    _, told = tell(FALL, length="article")
    items = section(told, "check_list")
    assert "Liquidation totals are published minimums" in items
    assert "Nov. 4 session" in items
    _, quiet = tell(QUIET, length="article")
    assert "Liquidation totals" not in section(quiet, "check_list")


def test_a_thin_snapshot_gets_a_short_article(tell: Tell) -> None:
    """Nothing is explained that did not happen, and no section is empty."""
    _, told = tell(QUIET, length="article")
    assert len(told.text.split()) < 330
    assert not {"drivers", "driver", "glance", "means", "question"} & set(names(told))


@pytest.mark.parametrize("length", ["headline", "article"])
def test_editors_get_several_headlines(tell: Tell, length: str) -> None:
    """Each short enough, none twice, the headline first, every number with its receipt."""
    _, told = tell(FALL, length=length)
    texts = [claim.text for claim in told.headlines]
    assert len(texts) >= 3
    assert len(set(texts)) == len(texts)
    assert texts[0] == told.headline
    for claim in told.headlines:
        assert len(claim.text) <= 90
        for receipt in claim.receipts:
            assert claim.text[receipt.start : receipt.end] == receipt.shown


def test_a_chat_is_complete_in_itself(tell: Tell) -> None:
    """What moved, the leading driver with its figure, a thing to watch, the moment."""
    _, told = tell(FALL, length="chat")
    assert len(told.text) <= 600
    for part in ("5.9%", "$577.7 million", "against a key level of", "02:00 UTC on Nov. 5, 2025"):
        assert part in told.text


def test_a_list_tells_what_the_prose_tells(tell: Tell) -> None:
    """Item by item: no item points back to the one before."""
    _, prose = tell(FALL)
    _, listed = tell(FALL, style="list")
    (drivers,) = [part for part in listed.parts if part.name == "drivers"]
    assert drivers.kind == "list"
    for claim in listed.claims[drivers.first : drivers.last]:
        assert f"\n- {claim.text}\n" in listed.text or listed.text.endswith(claim.text)
        assert not claim.text.startswith(("That ", "From there "))
    assert prose.answer == listed.answer


def test_odds_of_a_rate_cut_are_of_their_own_day(tell: Tell) -> None:
    """Markets of bets never close: their odds are not those of the last session of stocks."""
    macro = {
        "session_date": "2025-11-03",
        "fed_cut_probability_pct": 30,
        "fed_cut_probability_change_pp": -20,
        "nasdaq_100_change_pct": -4,
    }
    _, told = tell(FALL | {"macro": macro}, length="article")
    rows = [line for line in told.text.splitlines() if line.startswith(("Odds of", "Daily Nasdaq"))]
    assert {row.split(" | ")[0]: row.split(" | ")[-1] for row in rows} == {
        "Odds of a U.S. rate cut": "Nov. 5",
        "Daily Nasdaq-100 change": "Nov. 3",
    }
