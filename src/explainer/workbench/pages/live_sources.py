"""The page of live sources: who they are, what they tell, and what their terms allow."""

from __future__ import annotations

from pathlib import Path
from string import Template

from explainer.providers.offers import OFFERED
from explainer.providers.provider import Provider
from explainer.workbench.pages.markdown import NOTICE, code, link, table, words

HEADS = (
    "source",
    "asked for",
    "asked",
    "may serve",
    "may store",
    "terms, as they were read",
    "credit",
)
PAGE = Path(__file__).parents[1] / "templates" / "sources.md"


def live_sources_page() -> str:
    """`docs/sources.md`: every source in the order in which its first row is asked."""
    told = table(HEADS, (_row(provider) for provider in _providers()))
    return Template(PAGE.read_text(encoding="utf-8")).substitute(notice=NOTICE, table=told)


def _providers() -> tuple[Provider, ...]:
    """Every source once; of one that is asked with a key for some rows, the one without."""
    found: dict[str, Provider] = {}
    for each in OFFERED:
        for offer in each.offers:
            held = found.get(offer.provider.name)
            if held is None or (held.key is not None and not held.optional):
                found[offer.provider.name] = offer.provider
    return tuple(found.values())


def _row(provider: Provider) -> tuple[str, ...]:
    rows = [
        each.row.id.replace("_", " ")
        for each in OFFERED
        if any(offer.provider.name == provider.name for offer in each.offers)
    ]
    return (
        f"{link(words(provider.title), provider.link)} {code(provider.name)}",
        ", ".join(rows),
        _asked(provider),
        "yes" if provider.may_serve else "no",
        "yes" if provider.may_store else "no",
        words(provider.terms),
        words(provider.attribution),
    )


def _asked(provider: Provider) -> str:
    """When the source is asked."""
    if provider.key is None:
        return "always" if provider.on else "when switched on"
    if provider.optional:
        return f"always; with {code(provider.key.variable)} more often"
    return f"with {code(provider.key.variable)}"
