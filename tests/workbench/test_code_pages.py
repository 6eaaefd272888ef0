"""Every code has a page, written from the source."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from explainer.source import CODES as YAML_CODES
from explainer.workbench.code_meanings import MEANINGS
from explainer.workbench.code_pages import code_page, code_pages, words_of

PAGES = code_pages()
HEADINGS = ["What it finds", "Why it matters", "How to mend it"]
WITHOUT_EXAMPLE = {"R001", "R002", "R003", "R004", "R005", "R131", "N001", "S001"}
"""Codes that no broken rule shows: they come of a folder, or of other files than rules."""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_the_source_says(
    name: str, repository: Path, golden: Callable[[Path, str], str]
) -> None:
    """The pages in `docs/` are those that the checks and the broken rules make."""
    assert golden(repository / "docs" / name, PAGES[name]) == PAGES[name]


def test_no_page_is_left_of_a_code_that_is_gone(repository: Path) -> None:
    """`docs/lint/` holds the pages of the codes and nothing else."""
    there = {path.name for path in (repository / "docs" / "lint").iterdir()}
    assert there == {f"{code}.md" for code in MEANINGS}


@pytest.mark.parametrize("code", MEANINGS)
def test_a_page_has_its_headings_in_order(code: str) -> None:
    """Each page says what, why and how, and shows an example where there is one."""
    headings = re.findall(r"^## (.+)$", code_page(code), re.M)
    example = [] if code in WITHOUT_EXAMPLE or code in YAML_CODES else ["Example"]
    assert headings[:3] == HEADINGS
    assert headings[3:] == example or code in YAML_CODES


def test_the_index_links_every_page() -> None:
    """The index has each code once, with its meaning."""
    rows = re.findall(r"^\| \[(\w+)\]\(lint/(\w+)\.md\) \| (.+) \|$", PAGES["lint-codes.md"], re.M)
    assert all(code == page for code, page, _ in rows)
    assert {code: meaning for code, _, meaning in rows} == MEANINGS
    assert len(rows) == len(MEANINGS)


def test_a_code_that_does_not_exist_has_no_words() -> None:
    """Whoever asks for one gets an error, not an empty page."""
    with pytest.raises(KeyError):
        words_of("R999")
