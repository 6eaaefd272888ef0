"""Signals: where a reading would flip, how far it is from there, and what is scheduled."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from explainer.assessment import Signal, SignalState, Trend, Value
from explainer.engine.asking import spelled
from explainer.engine.curve import reading_at
from explainer.engine.facts import CALENDAR, Facts
from explainer.engine.happenings import nearness
from explainer.engine.wiring import Wiring
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.schema import Driver, SignalRule
from explainer.snapshot import CalendarEntry

DECIMALS = 10
"""Distances are published at this precision, which hides what binary fractions add."""
SOON_DAYS = 3.0
"""An entry this many days ahead, or fewer, is near."""


class SignalProgram:
    """One signal, compiled: its metric, its threshold (a number or a metric), its far side."""

    __slots__ = (
        "_above",
        "_chosen",
        "_known",
        "_level",
        "_near",
        "_near_share",
        "_rule_pointer",
        "_threshold",
        "_trend",
        "_unknown",
        "metric",
    )

    def __init__(
        self,
        rule: SignalRule,
        drivers: Mapping[str, Driver],
        wiring: Wiring,
        *,
        fires_at: float,
        focus: str | None,
    ) -> None:
        self._level: str | None = None
        self._threshold: float | None = None
        self._rule_pointer = f"signals/{rule.id}.yaml#/threshold"
        self._near, self._near_share = _near(rule.near)
        asset = spelled(rule.asset, focus)[0] if rule.asset is not None else None
        if rule.flips is not None:
            driver_id, _, evidence_id = rule.flips.partition(".evidence.")
            driver = drivers[driver_id]
            evidence = driver.evidence[evidence_id]
            if asset is None and evidence.over is not None:
                asset = spelled(evidence.over, focus)[0]
            metric = evidence.metric or ""
            self._above = evidence.bands[0].at < evidence.bands[-1].at
            own = driver.fires_at.strength if driver.fires_at else fires_at
            flip = reading_at(evidence.bands, own)
            if flip is not None:
                self._threshold, band = flip
                self._rule_pointer = (
                    f"drivers/{driver_id}.yaml#/evidence/{evidence_id}/bands/{band}/at"
                )
        else:
            metric = rule.metric or ""
            self._above = rule.beyond == "above"
            if isinstance(rule.threshold, str):
                self._level = rule.threshold.replace(ASSET_SLOT, asset or "")
            else:
                self._threshold = rule.threshold
        self.metric = metric.replace(ASSET_SLOT, asset or "")
        self._trend = rule.trend.replace(ASSET_SLOT, asset or "") if rule.trend else None
        self._unknown = Signal(
            id=rule.id,
            title=rule.title,
            metric=self.metric,
            threshold=self._threshold,
            rule_pointer=None if self._level is not None else self._rule_pointer,
            state="unknown",
            meaning=rule.meaning,
        )
        self._chosen = wiring.is_chosen(self.metric)
        self._known = replace(
            self._unknown, pointer=wiring.pointer(self.metric), unit=wiring.unit(self.metric)
        )

    def read(self, facts: Facts) -> Signal:
        """The signal as it stands; state `unknown` while reading or threshold is."""
        values = facts.values
        value = values.get(self.metric)
        threshold = self._threshold
        level_pointer = None
        if self._level is not None:
            level = values.get(self._level)
            if isinstance(level, float):
                threshold = level
            level_pointer = facts.pointer(self._level)
        if not isinstance(value, float):
            if level_pointer is None and threshold is self._threshold:
                return self._unknown
            return replace(self._unknown, threshold=threshold, threshold_pointer=level_pointer)
        distance = None
        state: SignalState = "unknown"
        if threshold is not None:
            distance = round(threshold - value, DECIMALS)
            near = self._near_share * abs(threshold) if self._near is None else self._near
            if value >= threshold if self._above else value <= threshold:
                state = "beyond"
            else:
                state = "near" if abs(distance) <= near else "clear"
        return replace(
            self._known,
            pointer=facts.pointer(self.metric) if self._chosen else self._known.pointer,
            value=value,
            threshold=threshold,
            threshold_pointer=level_pointer,
            distance=distance,
            state=state,
            trend=None if self._trend is None else self._reading_trend(values.get(self._trend)),
        )

    def _reading_trend(self, change: Value) -> Trend | None:
        """Whether the trend metric moves toward the threshold's far side."""
        if not isinstance(change, float):
            return None
        if change == 0:
            return "steady"
        return "worsening" if (change > 0) == self._above else "improving"


def _near(written: float | str) -> tuple[float | None, float]:
    """A distance in the metric's unit, or (None and) a share of the threshold."""
    if isinstance(written, str):
        return None, float(written.removesuffix("%")) / 100
    return float(written), 0.0


def scheduled(
    facts: Facts, calendar: Sequence[CalendarEntry] | None, rules: Mapping[str, SignalRule]
) -> list[Signal]:
    """A signal for each entry of today or later, the next one first.

    *rules* gives the signal rule that speaks for each kind of entry.
    """
    entries = [
        entry
        for kind in (facts.calendar or {}).values()
        for entry in kind
        if entry.days is not None and entry.days >= 0
    ]
    entries.sort(key=nearness)
    signals: list[Signal] = []
    for entry in entries:
        written = (calendar or ())[entry.place]
        rule = rules.get(entry.kind)
        soon = entry.days is not None and entry.days <= SOON_DAYS
        signals.append(
            Signal(
                id=f"{CALENDAR}.{entry.kind}",
                title=written.title or entry.kind,
                metric=CALENDAR,
                pointer=f"/calendar/{entry.place}",
                state="near" if soon else "clear",
                due=written.date,
                kind=entry.kind,
                meaning=rule.meaning if rule else "",
            )
        )
    return signals
