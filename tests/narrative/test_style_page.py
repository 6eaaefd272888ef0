"""The examples of docs/style.md are what the code writes; those it warns of are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.narrative.finished import draft, texts

from explainer.narrative import Words, compile_words
from explainer.narrative.referring import refer
from explainer.narrative.titles import quoted
from explainer.pack import load_pack
from explainer.pack.wording import Wording

PAGE = Path(__file__).parents[2] / "docs" / "style.md"
PACK = load_pack()
WORDS: Words = compile_words(PACK)
NUMERALS = WORDS.tongue.numerals
ROW = re.compile(r"^\| (.+) \|$", re.M)


def rows(*columns: str) -> list[tuple[str, ...]]:
    """Return the rows of every table of the page that has these columns."""
    found: list[tuple[str, ...]] = []
    for table in re.findall(r"(?:^\|.*\|\n)+", PAGE.read_text(encoding="utf-8"), re.M):
        head, _, *body = [tuple(row.split(" | ")) for row in ROW.findall(table)]
        if head == columns:
            found += body
    assert found, columns
    return found


def shown(value: float, unit: str, style: str) -> str:
    """Return a reading as the page says that it is shown."""
    if style == "bound":
        return NUMERALS.bound(value, unit)[0]
    verbs = NUMERALS.verbs(style)
    if verbs is not None and not value:
        return verbs.level
    words = NUMERALS.show(value, unit, None if style == "plain" else style)[0]  # type: ignore[arg-type]
    return words if verbs is None else f"{verbs.up if value > 0 else verbs.down} {words}"


@pytest.mark.parametrize(
    ("reading", "unit", "style", "good", "bad"),
    rows("Reading", "Unit", "Shown as", "We write", "Not"),
)
def test_numbers_are_written_as_the_page_says(
    reading: str, unit: str, style: str, good: str, bad: str
) -> None:
    """Each reading by its unit and filter."""
    assert shown(float(reading), unit, style) == good != bad


@pytest.mark.parametrize(
    ("reading", "mark", "unit", "good", "bad"),
    rows("Reading", "Mark", "Unit", "We write", "Not"),
)
def test_marks_are_kept_as_the_page_says(
    reading: str, mark: str, unit: str, good: str, bad: str
) -> None:
    """Each reading beside the mark that its sentence names."""
    value, threshold = float(reading), float(mark)
    line, extra = NUMERALS.mark(threshold, unit)
    words = NUMERALS.level(value, unit, extra)
    if words[0] == line[0]:
        words, line = NUMERALS.apart(value, threshold, unit)
    assert f"{words[0]} against {line[0]}" == good != bad


@pytest.mark.parametrize(("day", "as_of", "good", "bad"), rows("Date", "As of", "We write", "Not"))
def test_dates_are_written_as_the_page_says(day: str, as_of: str, good: str, bad: str) -> None:
    """Each date as seen from the year of the figures."""
    assert WORDS.tongue.calendar.show(day, int(as_of[:4]))[0] == good != bad


@pytest.mark.parametrize(("symbol", "good", "bad"), rows("Symbol", "We write", "Not"))
def test_names_are_written_as_the_page_says(symbol: str, good: str, bad: str) -> None:
    """Each asset by its name in the lexicon."""
    assert WORDS.lexicon.assets[symbol] == good != bad


@pytest.mark.parametrize(("title", "good", "bad"), rows("Title", "We write", "Not"))
def test_titles_are_quoted_as_the_page_says(title: str, good: str, bad: str) -> None:
    """Each title as it stands in a sentence."""
    assert quoted(title) == good != bad


@pytest.mark.parametrize(("before", "good"), rows("Before", "We write"))
def test_a_second_mention_is_as_the_page_says(before: str, good: str) -> None:
    """Each paragraph, sentence by sentence."""
    drafts = [draft(text) for text in before.split(" / ")]
    assert texts(refer(drafts, WORDS.referents)) == good.split(" / ")


@pytest.mark.parametrize(("never", "rather"), rows("Never", "Rather"))
def test_what_the_page_forbids_is_refused(never: str, rather: str) -> None:
    """The words of rules are held against the same lists."""
    wording = Wording(PACK.style)
    assert wording.advice(never) or wording.drama(never)
    assert not wording.advice(rather)
    assert not wording.drama(rather)
