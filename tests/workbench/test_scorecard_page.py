"""The public page of the scorecard, and what is published beside it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace
from tests.conftest import Golden

from explainer import Explainer, load_pack
from explainer.pack.read_cases import load_cases
from explainer.workbench.backtest import backtest
from explainer.workbench.known_gaps import KnownGap, known_gaps
from explainer.workbench.scorecard import PUBLISHED, Scorecard, draw, draw_page, publish, score

GAP = KnownGap(driver="etf_outflows", case="a fund | of *one* coin", reason="no <record> yet")
DAYS = [
    {
        "as_of": f"2024-05-{day:02}T12:00:00Z",
        "assets": {"BTC": {"change_24h_pct": change}, "ETH": {"change_24h_pct": change - 1}},
        "sentiment": {"fear_greed": 50 + int(change) * 4},
    }
    for day, change in enumerate([-12, -8, -6, -3, -3, -2.5, -1, -1, 0, 0.2, 1, 1, 3, 4, 7] * 2, 1)
]


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


@pytest.fixture(scope="module")
def card(
    repository: Path, explainer: Explainer, tmp_path_factory: pytest.TempPathFactory
) -> Scorecard:
    """Return the scorecard of the bundled episodes and of a month that never was."""
    file = tmp_path_factory.mktemp("history") / "days.jsonl"
    file.write_text("\n".join([*map(json.dumps, DAYS), "no snapshot"]), encoding="utf-8")
    history = backtest(file, explainer)
    episodes = repository / "fixtures" / "episodes"
    return score(episodes, explainer, history=history, known_gaps=[GAP])


def test_the_public_scorecard_is_what_cases_and_history_say(
    repository: Path, shared: Path, explainer: Explainer, golden: Golden
) -> None:
    """`docs/scorecard.md` and its JSON are written from all cases and the history."""
    history = backtest(shared / "history" / "daily-2019-2024.jsonl", explainer)
    gaps = known_gaps(load_cases().cases)
    card = score(shared / "cases", explainer, history=history, known_gaps=gaps)
    for name, content in publish(card).items():
        assert golden(repository / "docs" / name, content) == content


def test_the_page_of_the_episodes(repository: Path, card: Scorecard, golden: Golden) -> None:
    """The whole page, from the bundled episodes and a month that never was."""
    content = draw_page(card)
    assert golden(repository / "tests" / "golden" / "scorecard" / "page.md", content) == content


def test_the_table_of_the_episodes(repository: Path, card: Scorecard, golden: Golden) -> None:
    """The same for a terminal, but for the hash of the rules."""
    public = replace(card, rule_pack=replace(card.rule_pack, hash=None))
    content = draw(public) + "\n"
    assert golden(repository / "tests" / "golden" / "scorecard" / "table.txt", content) == content
    assert not [line for line in content.splitlines() if line != line.rstrip()]


def test_every_table_of_the_page_is_one(card: Scorecard) -> None:
    """A Markdown reader finds each table, with as many cells in a row as in its head."""
    html = MarkdownIt("commonmark").enable("table").render(draw_page(card))
    tables = html.split("<table>")[1:]
    assert len(tables) > 10
    for table in tables:
        rows = table.split("</table>")[0].split("<tr>")[1:]
        assert {len(re.findall("<t[hd]", row)) for row in rows} == {rows[0].count("<th")}
    assert html.count("| ---") == 0


def test_other_peoples_words_are_no_markup(card: Scorecard) -> None:
    """A name with marks of Markdown in it reads as it was written."""
    html = MarkdownIt("commonmark").enable("table").render(draw_page(card))
    assert "<td>a fund | of *one* coin</td>" in html
    assert "<td>no &lt;record&gt; yet</td>" in html


def test_every_disagreement_and_driver_is_on_the_page(card: Scorecard) -> None:
    """Nothing that the scorecard holds is left out for readers."""
    html = MarkdownIt("commonmark").enable("table").render(draw_page(card))
    text = re.sub("<[^>]+>", "", html).replace("&amp;", "&")
    assert card.history is not None
    for one in card.disagreements:
        assert one.case in text
        assert one.told in text
    titles = {one.title for one in card.drivers} | {one.title for one in card.history.drivers}
    assert [title for title in titles if title not in text] == []


def test_a_driver_without_readings_does_not_look_silent(card: Scorecard) -> None:
    """What the history could not show is said, and has no share."""
    page = draw_page(card)
    assert "Not evaluated on 30 of 30 days" in page
    (row,) = re.findall(r"^\| Spot ETF outflows \| +\|.*$", page, re.M)
    assert "%" not in row


def test_a_page_without_a_history_tells_of_cases_alone(card: Scorecard) -> None:
    """The part on days is left out where no history was given."""
    page = draw_page(replace(card, history=None, known_gaps=()))
    assert "On a history of days" not in page
    assert "No case of the rules is marked" in page


def test_what_is_published_does_not_change_with_the_hash(card: Scorecard) -> None:
    """An edit of a sentence in the rules leaves the public files as they are."""
    other = replace(card, rule_pack=replace(card.rule_pack, hash="0" * 64))
    files = publish(card)
    assert publish(other) == files
    assert set(files) == set(PUBLISHED)
    read = msgspec.json.decode(files["scorecard.json"], type=Scorecard)
    assert read.rule_pack.hash is None
    assert read.drivers == card.drivers
