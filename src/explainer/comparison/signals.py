"""How each signal, and each main reading, moved between two assessments."""

from collections.abc import Sequence

from explainer.assessment import Assessment, Signal
from explainer.comparison.result import (
    Lacking,
    ReadingChange,
    SignalChange,
    SignalChangeKind,
    SignalSide,
)

DECIMALS = 10
"""Differences are published at this precision, which hides what binary fractions add."""
OF_AN_ASSET = ("price_usd", "change_24h_pct")
OF_THE_MARKET = ("market.total_cap_usd", "market.change_24h_pct", "sentiment.fear_greed")


def signal_changes(before: Assessment, after: Assessment) -> tuple[SignalChange, ...]:
    """Every signal with a mark, in the pack's order; scheduled dates have none."""
    earlier = {signal.id: signal for signal in before.signals if signal.due is None}
    return tuple(
        _changed(earlier[signal.id], signal)
        for signal in after.signals
        if signal.due is None and signal.id in earlier
    )


def _changed(before: Signal, after: Signal) -> SignalChange:
    known = after if after.unit is not None else before
    lacks = before.state == "unknown", after.state == "unknown"
    lacking: Lacking | None = None
    if any(lacks):
        lacking = "both" if all(lacks) else "before" if lacks[0] else "after"
    return SignalChange(
        id=after.id,
        title=after.title,
        metric=after.metric,
        unit=known.unit,
        change="unknown" if lacking else _change(before, after),
        lacking=lacking,
        before=_side(before),
        after=_side(after),
    )


def _change(before: Signal, after: Signal) -> SignalChangeKind:
    if (before.state == "beyond") != (after.state == "beyond"):
        return "crossed_into" if after.state == "beyond" else "crossed_back"
    assert before.distance is not None
    assert after.distance is not None
    difference = round(abs(after.distance) - abs(before.distance), DECIMALS)
    if difference == 0:
        return "steady"
    return "nearer" if difference < 0 else "farther"


def _side(signal: Signal) -> SignalSide:
    return SignalSide(
        value=signal.value,
        threshold=signal.threshold,
        distance=signal.distance,
        state=signal.state,
    )


def reading_changes(
    before: Assessment, after: Assessment, symbols: Sequence[str]
) -> tuple[ReadingChange, ...]:
    """Prices and daily changes of these assets, the market's value and the mood, if both know."""
    metrics = [f"assets.{symbol}.{name}" for symbol in symbols for name in OF_AN_ASSET]
    found: list[ReadingChange] = []
    for metric in (*metrics, *OF_THE_MARKET):
        first, last = before.facts.values.get(metric), after.facts.values.get(metric)
        if isinstance(first, float) and isinstance(last, float):
            found.append(
                ReadingChange(
                    metric=metric,
                    unit=after.facts[metric].unit,
                    before=first,
                    after=last,
                    change=round(last - first, DECIMALS),
                )
            )
    return tuple(found)
