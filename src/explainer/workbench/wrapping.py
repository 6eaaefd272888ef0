"""Text for a terminal: nothing in it steers one, and it is broken between words alone."""

from __future__ import annotations

from textwrap import wrap

from explainer.diagnostics import visible


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text in lines of at most *width* columns, but for words that are longer.

    The first line begins with *first*, the others with *rest*, which is the same where it is None.
    """
    return wrap(
        visible(text),
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
