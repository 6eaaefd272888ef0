"""Finished sentences for tests of the steps: numbers are marked, quotations are exempt."""

from __future__ import annotations

import re

from explainer.narrative.drafts import Draft
from explainer.narrative.writing import Mark

NUMBER = re.compile(r"\$?\d[\d.,]*\d%?|\$?\d%?")
QUOTATION = re.compile("\u201c[^\u201d]*\u201d")


def draft(text: str) -> Draft:
    """Return a sentence whose numbers outside quotation marks have marks."""
    exempt = [found.span() for found in QUOTATION.finditer(text)]
    marks: list[Mark] = [
        (found.start(), found.group(), "", "given", None, None, None, None, None, ())
        for found in NUMBER.finditer(text)
        if not any(start <= found.start() < end for start, end in exempt)
    ]
    return Draft(text, "given", "test@1", marks, exempt, 1.0, None, text.count(" ") + 1)


def texts(drafts: list[Draft]) -> list[str]:
    """Return the sentences, having checked that every number and quotation is where it says."""
    for one in drafts:
        for mark in one.marks:
            assert one.text[mark[0] : mark[0] + len(mark[1])] == mark[1]
        assert one.exempt == [found.span() for found in QUOTATION.finditer(one.text)]
        assert one.words == one.text.count(" ") + 1
    return [one.text for one in drafts]
