"""Every link in the documentation leads somewhere: files are there, and so are the anchors."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.conftest import REPOSITORY

READER = MarkdownIt("commonmark").enable("table")
PAGES = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md"), *REPOSITORY.glob("bench/*.md")]
ELSEWHERE = ("http://", "https://", "mailto:")


def tokens(path: Path) -> Iterator[Token]:
    """Yield every piece of a page, those inside paragraphs and cells included."""
    for token in READER.parse(path.read_text(encoding="utf-8")):
        yield token
        yield from token.children or ()


@functools.cache
def anchors(path: Path) -> frozenset[str]:
    """Return what links to a page may end in: its headings as GitHub names them, and its ids."""
    parsed = list(tokens(path))
    found: dict[str, int] = {}
    named: set[str] = set()
    for token, inside in pairwise(parsed):
        if token.type == "heading_open":
            shown = "".join(part.content for part in inside.children or ())
            slug = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
            named.add(f"{slug}-{found[slug]}" if slug in found else slug)
            found[slug] = found.get(slug, 0) + 1
        if token.type == "html_inline":
            named |= set(re.findall(r'\bid="([^"]+)"', token.content))
    return frozenset(named)


def targets(path: Path) -> Iterator[str]:
    """Yield where the links and pictures of a page lead."""
    for token in tokens(path):
        target = token.attrs.get("href") or token.attrs.get("src")
        if isinstance(target, str) and not target.startswith(ELSEWHERE):
            yield target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    """A link names a file of the repository, and a heading or an id in it."""
    broken = []
    for target in targets(page):
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(target)

    assert broken == []


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    """The test above can fail: files, headings and ids that are not there are told apart."""
    page = tmp_path / "page.md"
    page.write_text('# One & two\n\n# Same\n\n# Same\n\n<a id="x"></a> [a](#x) ![b](c.svg)\n')

    assert anchors(page) == {"one--two", "same", "same-1", "x"}
    assert list(targets(page)) == ["#x", "c.svg"]
