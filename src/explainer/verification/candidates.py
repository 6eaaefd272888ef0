"""Candidates: every reading, derivation, threshold, distance and date that a text may state."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from explainer.assessment import Assessment, Fact, Value
from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.metrics import metric_pattern, resolve
from explainer.snapshot import read_when
from explainer.verification.words import ALTCOINS, FUNDS, LONG, MARKET, SHORT, Words

WINDOW_HOURS = {
    "1h": 1, "24h": 24, "1 session": 24, "1 day": 24, "last completed session": 24,
    "7d": 168, "30d": 720, "year to date": 8760,
}  # fmt: skip
SHARE, OTHER_SHARE = "derivatives.long_share_pct", "derived.short_share_pct"
WHOLE = 100.0
OF_ALL_FUNDS = frozenset({"etf.*.net_flow_usd", "etf.*.net_flow_7d_usd"})
CHANGE_OPS = frozenset({"change_pct", "difference"})
FALLEN = "fallen"
"""The sense of a level that was fallen through: no rise leads through it."""
OTHER = "other"
"""The topic of what no topic of the words file holds."""
DAILY = ("derived.altcoin_gap_pp", "derived.altcoin_median_24h_pct")


class Candidate(NamedTuple):
    """One thing that a number in a text may stand for.

    *kind* is given, derived, threshold or distance; *asset* a symbol, `market`, `altcoins` or
    None; *window* counts hours; *sense* tells which words go with its sign; a *bound* is the least
    it may be.
    """

    kind: str
    topic: str
    metric: str
    label: str
    asset: str | None
    window: int | None
    value: float
    unit: str | None
    sense: str
    pointer: str | None
    rule_pointer: str | None
    bound: bool
    default: bool = False
    """Whether naming its asset is enough to speak of it."""
    side: str | None = None
    """The bets it is about, `long` or `short`, or all `funds` together; None for what has none."""


class DatedThing(NamedTuple):
    """A date of the snapshot. *about* is the kind of its event, or the topic of its metric."""

    day: date
    about: str
    pointer: str
    hour: int | None = None
    minute: int | None = None


class Candidates:
    """Makes candidates from assessments, with the words compiled."""

    def __init__(self, words: Words, lower_bounds: frozenset[str]) -> None:
        self._topics = {
            metric: name for name, topic in words.topics.items() for metric in topic.metrics
        }
        self._default = frozenset(name for name, topic in words.topics.items() if topic.default)
        self._of_market = frozenset(name for name, topic in words.topics.items() if topic.market)
        self._unspoken = frozenset(words.unspoken)
        self._fallen = frozenset(words.fallen_through)
        self._senses = words.senses
        self._bounds = frozenset(name.replace(SYMBOL_SLOT, "*") for name in lower_bounds)

    def numbers(
        self, assessment: Assessment, assets: frozenset[str], labels: Mapping[str, str]
    ) -> list[Candidate]:
        """Candidates of all readings of the market and of these assets, and of all signals.

        *labels* holds those of derived metrics.
        """
        found: list[Candidate] = []
        for metric, value in assessment.facts.values.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            pattern, asset = split(metric)
            if pattern in self._unspoken or (asset is not None and asset not in assets):
                continue
            one = self._number(assessment.facts[metric], pattern, asset, value, labels)
            found.append(one)
            if one.metric == SHARE and OTHER_SHARE not in assessment.facts:
                found.append(_rest(one))
        found.extend(self._of_signals(assessment))
        return found

    def _number(
        self,
        fact: Fact,
        pattern: str,
        asset: str | None,
        value: float,
        labels: Mapping[str, str],
    ) -> Candidate:
        spec = resolve(fact.metric)
        topic = self._topics.get(pattern, OTHER)
        if spec is not None:
            label = spec.label_for(asset or "")
            sense = self._senses.get(spec.sign or "", "")
            if pattern in self._fallen:
                sense = FALLEN
            window = WINDOW_HOURS.get(spec.window)
        else:
            label = labels.get(pattern, fact.metric).replace(ASSET_SLOT, asset or "")
            sense = "change" if fact.op in CHANGE_OPS else ""
            window = 24 if fact.metric in DAILY else None
        return Candidate(
            "given" if fact.op is None else "derived",
            topic,
            fact.metric,
            label,
            asset or self._whole(fact.metric, topic),
            window,
            float(value),
            fact.unit,
            sense,
            fact.pointer,
            None,
            pattern in self._bounds,
            topic in self._default,
            _side(pattern),
        )

    def _whole(self, metric: str, topic: str) -> str | None:
        """What a reading without a symbol is of: the altcoins, the market, or nothing of these."""
        if topic not in self._of_market:
            return None
        return ALTCOINS if "altcoin" in metric else MARKET

    def _of_signals(self, assessment: Assessment) -> Iterator[Candidate]:
        """The threshold of every signal, and the distance to it."""
        for signal in assessment.signals:
            if signal.metric is None or signal.threshold is None:
                continue
            pattern, asset = split(signal.metric)
            topic = self._topics.get(pattern, OTHER)
            both = [("threshold", signal.threshold, signal.unit)]
            if signal.distance is not None:
                unit = "pp" if signal.unit == "pct" else signal.unit
                both.append(("distance", signal.distance, unit))
            for kind, value, unit in both:
                yield Candidate(
                    kind,
                    topic,
                    signal.metric,
                    f"{kind} of the signal {signal.id}",
                    asset,
                    None,
                    float(value),
                    unit,
                    "",
                    signal.threshold_pointer,
                    signal.rule_pointer or f"signals/{signal.id}.yaml#/",
                    False,
                )

    def dates(self, assessment: Assessment) -> list[DatedThing]:
        """Every date and time of the snapshot."""
        moment = assessment.as_of
        found = [DatedThing(moment.date(), "as_of", "/as_of", moment.hour, moment.minute)]
        for metric, value in assessment.facts.values.items():
            day = _day(value)
            if day is not None:
                pattern, _ = split(metric)
                pointer = assessment.facts[metric].pointer or f"/{metric}"
                found.append(DatedThing(day, self._topics.get(pattern, OTHER), pointer))
        for place, event in enumerate(assessment.events):
            if event.date is not None:
                found.append(_dated(event.date, f"event:{place}", f"/events/{place}/date"))
        for place, entry in enumerate(assessment.calendar):
            found.append(_dated(entry.date, entry.kind, f"/calendar/{place}/date"))
        return found


def _side(pattern: str) -> str | None:
    """Which bets or funds a metric is about, by its name."""
    if pattern in OF_ALL_FUNDS:
        return FUNDS
    name = pattern.rpartition(".")[2]
    return next((side for side in (LONG, SHORT) if name.startswith(f"{side}_")), None)


def _rest(one: Candidate) -> Candidate:
    """What a share leaves of the whole."""
    return one._replace(
        kind="derived",
        label=f"what remains of the {one.label}",
        value=WHOLE - one.value,
        side=SHORT,
    )


def split(metric: str) -> tuple[str, str | None]:
    """A metric's id with `*` for its symbol, and the symbol."""
    pattern = metric_pattern(metric)
    if pattern == metric or (pattern is None and not metric.startswith("derived.")):
        return metric, None
    parts = metric.split(".")
    if pattern is None:
        symbol = parts[1] if len(parts) > 2 else None
        return (f"{parts[0]}.*.{parts[2]}", symbol) if symbol is not None else (metric, None)
    place = pattern.split(".").index(SYMBOL_SLOT)
    symbol = parts[place]
    parts[place] = "*"
    return ".".join(parts), symbol


def _day(value: Value) -> date | None:
    if not isinstance(value, str) or len(value) != len("2026-02-04"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _dated(when: str, about: str, pointer: str) -> DatedThing:
    moment = read_when(when)
    hour = getattr(moment, "hour", None)
    minute = getattr(moment, "minute", None)
    day = date(moment.year, moment.month, moment.day)
    return DatedThing(day, about, pointer, hour, minute)
