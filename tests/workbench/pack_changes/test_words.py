"""Two texts in one line: what was removed, what was added, and enough around it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.workbench.pack_changes.words import marked

WORDS = st.lists(st.sampled_from("abcdefg"), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a b c", "a b c", "…"),
        ("it fell 2%", "it fell 3%", "it fell [-2%-] {+3%+}"),
        ("it fell", "it fell fast", "it fell {+fast+}"),
        ("", "new", "{+new+}"),
        ("gone", "", "[-gone-]"),
        ("1 2 3 4 5 6 7 8 x", "1 2 3 4 5 6 7 8 y", "… 5 6 7 8 [-x-] {+y+}"),
        ("x 1 2 3 4 5 6 7 8", "y 1 2 3 4 5 6 7 8", "[-x-] {+y+} 1 2 3 4 …"),
        (
            "x 1 2 3 4 5 6 7 8 9 10 z",
            "y 1 2 3 4 5 6 7 8 9 10 w",
            "[-x-] {+y+} 1 2 3 4 … 7 8 9 10 [-z-] {+w+}",
        ),
        ("a\nb", "a\nc", "a ¶ [-b-] {+c+}"),
        ("a\n\nb", "a\nb", "a ¶ [-¶-] b"),
        ("a \x1b[31mb", "a c", "a [-�[31mb-] {+c+}"),
    ],
)
def test_changes_are_marked(before: str, after: str, shown: str) -> None:
    """Removed and added words stand side by side; long stretches that are the same are cut."""
    assert marked(before, after) == shown


@given(WORDS, WORDS)
def test_both_texts_can_be_read_off(before: str, after: str) -> None:
    """Without what was added it is the first text, without what was removed the second."""
    shown = marked(before, after)
    if "…" not in shown:
        first = re.sub(r"\{\+.*?\+\}", "", shown)
        last = re.sub(r"\[-.*?-\]", "", shown)
        assert re.sub(r"\[-|-\]", "", first).split() == before.split()
        assert re.sub(r"\{\+|\+\}", "", last).split() == after.split()
