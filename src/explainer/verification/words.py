"""The words of verification: `rules/verification/en.yaml` as structs, compiled once."""

from collections.abc import Iterator, Mapping

import msgspec


class NumberWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How people write numbers and units."""

    cardinals: Mapping[str, float]
    ordinals: Mapping[str, int]
    ordinal_suffixes: tuple[str, ...]
    parts: Mapping[str, int]
    scales: Mapping[str, float]
    dozen: tuple[str, ...]
    articles: tuple[str, ...]
    units: Mapping[str, tuple[str, ...]]
    currency: tuple[str, ...]
    currency_before: tuple[str, ...]
    durations: Mapping[str, float]
    sessions: tuple[str, ...]
    straight: tuple[str, ...]
    joins: Mapping[str, str]
    of: tuple[str, ...]
    counted: tuple[str, ...]
    others: tuple[str, ...]
    multiples: Mapping[str, float]


class DateWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How people write dates; months and weekdays by number, Monday is 1."""

    months: Mapping[str, int]
    ambiguous: tuple[str, ...]
    weekdays: Mapping[str, int]
    zones: tuple[str, ...]
    abbreviations: tuple[str, ...]


class Topic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Metrics that are spoken of in the same words; a *default* one needs only an asset.

    Those of a *market* topic that name no asset are the market's as a whole.
    """

    metrics: tuple[str, ...]
    words: tuple[str, ...]
    default: bool = False
    market: bool = False


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file; every tuple of text holds phrases."""

    language: str
    numbers: NumberWords
    hedges: Mapping[str, tuple[str, ...]]
    hedges_after: Mapping[str, tuple[str, ...]]
    bounds_kept: tuple[str, ...]
    idioms: tuple[str, ...]
    dates: DateWords
    assets: Mapping[str, tuple[str, ...]]
    market: tuple[str, ...]
    altcoins: tuple[str, ...]
    windows: Mapping[str, tuple[str, ...]]
    windows_leading: Mapping[str, tuple[str, ...]]
    directions: Mapping[str, tuple[str, ...]]
    senses: Mapping[str, str]
    fallen_through: tuple[str, ...]
    sharp: tuple[str, ...]
    sides: Mapping[str, tuple[str, ...]]
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    negative: tuple[str, ...]
    positive: tuple[str, ...]
    topics: Mapping[str, Topic]
    unspoken: tuple[str, ...]
    spans: Mapping[str, tuple[float, ...]]
    breaks: tuple[str, ...]
    ties: tuple[str, ...]
    earlier: Mapping[str, str]
    sums: tuple[str, ...]
    plain: tuple[str, ...]
    marks: tuple[str, ...]
    events: Mapping[str, tuple[str, ...]]
    drivers: Mapping[str, tuple[str, ...]]
    turned: Mapping[str, tuple[str, ...]]
    effects: tuple[str, ...]
    followed: tuple[str, ...]
    causes: tuple[str, ...]
    pronouns: tuple[str, ...]
    helpers: tuple[str, ...]
    driver_follows: tuple[str, ...]
    softeners: tuple[str, ...]
    parts: tuple[str, ...]
    greatest: tuple[str, ...]
    more_causal: Mapping[str, tuple[str, ...]]
    shown: tuple[str, ...]
    told_back: tuple[str, ...]
    checked: tuple[str, ...]
    absent: tuple[str, ...]
    unchecked: tuple[str, ...]
    negations: tuple[str, ...]
    general: tuple[str, ...]

    def entries(self) -> Iterator[tuple[str, str, str]]:
        """Every phrase with its kind and meaning, as a phrasebook takes them."""
        grouped: dict[str, Mapping[str, tuple[str, ...]]] = {
            "hedge": self.hedges,
            "hedge_after": self.hedges_after,
            "asset": {**self.assets, MARKET: self.market, ALTCOINS: self.altcoins},
            "window": self.windows,
            "window_leading": self.windows_leading,
            "direction": self.directions,
            "topic": {name: topic.words for name, topic in self.topics.items()},
            "event": self.events,
            "driver": self.drivers,
            "turned": self.turned,
            "unit": self.numbers.units,
            "side": self.sides,
            "name": {"idiom": self.idioms},
        }
        for place, pair in enumerate(self.opposites):
            grouped[f"opposite:{place}"] = {"one": pair[0], "other": pair[1]}
        for kind, phrases in grouped.items():
            for means, listed in phrases.items():
                yield from ((kind, means, phrase) for phrase in listed)
        for kind in FLAT:
            yield from ((kind, kind, phrase) for phrase in getattr(self, kind))
        for kind in FLAT_NUMBERS:
            yield from ((kind, kind, phrase) for phrase in getattr(self.numbers, kind))


LONG, SHORT, FUND, FUNDS = "long", "short", "fund", "funds"
MARKET, ALTCOINS = "market", "altcoins"
"""What stands for the whole market, and for all coins but bitcoin, where an asset would stand."""
FLAT = (
    "bounds_kept", "negative", "positive", "marks", "sums", "effects", "driver_follows",
    "softeners", "parts", "greatest", "checked", "sharp", "told_back",
    "absent", "unchecked", "negations", "general",
)  # fmt: skip
FLAT_NUMBERS = ("straight", "sessions", "counted", "others")


def read_words(data: object) -> Words:
    """The words of a file; msgspec.ValidationError for what does not fit."""
    return msgspec.convert(data, Words)
