"""What a type cannot say about text: dates, links, lengths. One meaning for both paths."""

import re

from explainer.limits import Limits
from explainer.snapshot import Snapshot, read_when

_LINK = re.compile(
    r"https?://(?=[^/?#@:])"
    r"[^\s\x00-\x20\x7f<>\"\\^`{|}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+",
    re.IGNORECASE,
)
LONGEST_LINK = 2_048
LONGEST_PATTERN = 200
"""Characters of a path pattern; the longest metric has a quarter as many."""


def form_problem(form: str | None, text: str, limits: Limits) -> str | None:
    """What is wrong with the text of a field of this form ("when", "link", "title", None)."""
    if len(text) > limits.max_title_chars:
        return f"expected at most {limits.max_title_chars} characters, got {len(text)}"
    if form == "when" and not is_when(text):
        return "expected a date such as 2026-02-04, or an RFC 3339 time with an offset"
    if form == "link" and not is_link(text):
        return f"expected an http or https address of at most {LONGEST_LINK} characters"
    if form == "pattern" and len(text) > LONGEST_PATTERN:
        return f"expected a path pattern of at most {LONGEST_PATTERN} characters"
    if form == "title" and not text.strip():
        return "expected words, got blank text"
    return None


def is_when(text: str) -> bool:
    """Whether it is a date, or a time with an offset."""
    try:
        read_when(text)
    except ValueError:
        return False
    return True


def is_link(text: str) -> bool:
    """Whether it is an address that a reader may be sent to."""
    return len(text) <= LONGEST_LINK and _LINK.fullmatch(text) is not None


def sound(snapshot: Snapshot, limits: Limits) -> bool:
    """Whether every title, link and other text of the snapshot has its form and length.

    Dates are not looked at: the structs refuse wrong ones themselves.
    """

    def fine(form: str | None, text: str | None) -> bool:
        return text is None or form_problem(form, text, limits) is None

    return (
        all(
            fine("title", event.title)
            and fine("link", event.url)
            and fine(None, event.id)
            and fine(None, event.source)
            for event in snapshot.events or ()
        )
        and all(fine("title", entry.title) for entry in snapshot.calendar or ())
        and all(
            fine("title", source.name)
            and fine("title", source.attribution)
            and fine("link", source.url)
            and all(fine("pattern", pattern) for pattern in source.covers)
            for source in snapshot.sources
        )
        and all(
            fine("title", gap.source)
            and fine("pattern", gap.metric)
            and all(fine("pattern", pattern) for pattern in gap.covers)
            for gap in snapshot.gaps
        )
        and all(
            fine("title", doubt.source) and fine("pattern", doubt.metric)
            for doubt in snapshot.doubts
        )
        and all(fine(None, etf.largest_outflow_fund) for etf in snapshot.etf.values())
        and all(fine("pattern", record.metric) for record in snapshot.records)
    )
