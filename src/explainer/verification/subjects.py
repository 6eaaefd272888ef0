"""Subjects: the units of topics, what a pack calls its drivers, and which assets to look at."""

from collections.abc import Iterator

from explainer.assessment import Assessment
from explainer.metrics import CATALOGUE
from explainer.pack import RulePack
from explainer.verification.candidates import OTHER, split
from explainer.verification.words import Words

MOST_ASSETS = 60
"""A snapshot with more of them lists a market, and only those that a text names are looked at."""


def topic_units(words: Words, pack: RulePack) -> dict[str, frozenset[str]]:
    """The units in which each topic has metrics."""
    derived = {
        name.replace("{asset}", "*"): rule.unit for name, rule in pack.metrics.derived.items()
    }
    catalogued = {split(name.replace("<SYM>", "BTC"))[0]: one for name, one in CATALOGUE.items()}
    units: dict[str, frozenset[str]] = {OTHER: frozenset()}
    for topic, held in words.topics.items():
        known = {
            catalogued[metric].unit if metric in catalogued else derived.get(metric)
            for metric in held.metrics
        }
        known |= {"pp"} if "pct" in known else set()
        units[topic] = frozenset(unit for unit in known if unit is not None)
    return units


def pack_phrases(pack: RulePack, assets: object) -> Iterator[tuple[str, str, str]]:
    """What the pack's own rules call drivers and assets."""
    for driver in pack.drivers:
        for phrase in (driver.noun, driver.title, driver.headline):
            yield "driver", driver.id, phrase
    if isinstance(assets, dict):
        for symbol, name in assets.items():
            yield "asset", symbol, name


def few_assets(assessment: Assessment) -> Iterator[str]:
    """The symbols of a snapshot that holds few assets; none of one that lists them all."""
    found: set[str] = set()
    for metric in assessment.facts.values:
        pattern, asset = split(metric)
        if asset is not None and pattern.startswith("assets."):
            found.add(asset)
            if len(found) > MOST_ASSETS:
                return
    yield from found
