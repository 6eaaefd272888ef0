"""`explainer rules lint --explain CODE`: what a code means, why it matters, how to mend it."""

from __future__ import annotations

from explainer.cli.exits import FINE
from explainer.errors import OptionError
from explainer.slips import suggest
from explainer.workbench.code_meanings import MEANINGS


def explain(code: str) -> int:
    """Print the page of a code; OptionError if there is no such code."""
    from explainer.workbench.code_pages import code_page  # lint alone needs no pages

    name = code.upper()
    if name not in MEANINGS:
        near = suggest(name, MEANINGS)
        hint = "docs/lint-codes.md lists them" if near is None else f"did you mean {near}?"
        raise OptionError("code", code, hint)
    print(code_page(name))
    return FINE
