"""What evidence reads, in words: metrics with unit and window, events, scheduled dates, guards."""

from __future__ import annotations

import re

import msgspec

from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.metrics import resolve
from explainer.pack.own_metrics import MetricsFile
from explainer.pack.schema import CalendarCondition, Condition, EventCondition
from explainer.pack.shapes import write_number
from explainer.pack.vocabulary import CUSTOM, Vocabulary
from explainer.workbench.figures import window
from explainer.workbench.pages.markdown import anchor, code, link, listed, words

UNITS = {
    "usd": "US dollars",
    "pct": "percent",
    "pp": "percentage points",
    "bp": "basis points",
    "btc": "bitcoins",
    "index": "index points",
    "ratio": "ratio",
    "coefficient": "coefficient",
    "count": "count",
    "days": "days",
    "none": "",
}
LENGTHS = {"h": "hours", "d": "days"}
STANDS_FOR = {
    "any": "every asset of the snapshot; the strongest counts",
    "focus": "the asset asked about, else BTC",
    "other": "the asset asked about, where nothing else here reads this metric for it",
}
"""What `{asset}` stands for where `over` names no symbol."""

_SHORT_WINDOW = re.compile(r"^(\d+)([hd])\b")


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A metric as pages name it: *label* in plain words, *unit*, *window* where it has one."""

    label: str
    unit: str
    window: str | None
    anchor: str


class Metrics(msgspec.Struct, frozen=True, kw_only=True):
    """The metrics that rules may name: those of the catalogue and those of `metrics.yaml`."""

    own: MetricsFile

    def find(self, metric: str) -> Named:
        """The metric of an id in which `{asset}` or a symbol may stand."""
        spec = resolve(metric)
        if spec is not None:
            label = spec.label_for(_symbol(metric, spec.id) or ASSET_SLOT)
            return Named(label=label, unit=spec.unit, window=spec.window, anchor=anchor(spec.id))
        if metric.startswith(CUSTOM):
            custom = self.own.custom[metric.removeprefix(CUSTOM)]
            return Named(
                label=custom.label, unit=custom.unit, window=custom.window, anchor=anchor(metric)
            )
        vocabulary = Vocabulary(derived=self.own.derived, custom=self.own.custom)
        declared = vocabulary.declared(metric) or metric
        derived = self.own.derived[declared]
        label = derived.label.replace(ASSET_SLOT, _symbol(metric, declared) or ASSET_SLOT)
        return Named(label=label, unit=derived.unit, window=None, anchor=anchor(declared))

    def linked(self, metric: str, shown: str | None = None) -> str:
        """A link to the row of the metric in `metrics.md`, by its id or as *shown*."""
        target = f"../metrics.md#{self.find(metric).anchor}"
        return link(code(metric) if shown is None else words(shown), target)

    def measured(self, metric: str) -> str:
        """What the metric is, its unit and its window: `net flow (US dollars, 1 session)`."""
        named = self.find(metric)
        unit = UNITS.get(named.unit, named.unit)
        beside = [words(part) for part in (unit, _spelled(named.window)) if part]
        return words(named.label) + (f" ({', '.join(beside)})" if beside else "")

    def tested(self, test: Condition) -> str:
        """A test of a reading in words: `market change, 24 hours is -2% or lower`."""
        named = self.find(test.metric)
        bounds = bounds_told(test.above, test.below, test.equals, named.unit)
        return f"{self.linked(test.metric, named.label)} {bounds}"


def bounds_told(
    above: float | None, below: float | None, equals: str | bool | None, unit: str
) -> str:
    """What a reading must be: `is -2% or lower`."""
    tests = []
    if above is not None:
        tests.append(f"{amount(above, unit)} or higher")
    if below is not None:
        tests.append(f"{amount(below, unit)} or lower")
    if equals is not None:
        tests.append(code(str(equals).lower() if isinstance(equals, bool) else equals))
    return f"is {listed(tests)}"


def amount(number: float, unit: str) -> str:
    """A number with its unit as people write it: `-2%`, `$100M`, `3 days`."""
    written = write_number(abs(number))
    sign = "-" if number < 0 else ""
    match unit:
        case "usd":
            return f"{sign}${written}"
        case "pct":
            return f"{sign}{written}%"
        case "pp" | "bp" | "btc" | "days":
            return f"{sign}{written} {UNITS[unit]}"
    return f"{sign}{written}"


def stands_for(over: str | tuple[str, ...]) -> str:
    """What `{asset}` stands for, in words."""
    if isinstance(over, str):
        return STANDS_FOR.get(over, code(over))
    told = [STANDS_FOR.get(one, code(one)) for one in over]
    return told[0] if len(told) == 1 else f"{listed(told)}; the strongest counts"


def happening_told(happening: EventCondition | CalendarCondition) -> str:
    """The events or scheduled dates that count: `insolvency events, within 10 days`."""
    kinds = listed(map(code, happening.kind), "or")
    if isinstance(happening, CalendarCondition):
        return f"scheduled dates of kind {kinds}, {window(happening)}"
    impact = "any impact" if happening.impact == "any" else f"{happening.impact} impact"
    spread = ", also of other assets than the one asked about" if happening.spreads else ""
    return f"events of kind {kinds}, {window(happening)}, {impact}{spread}"


def _spelled(window: str | None) -> str:
    """A window in words: `7d` is 7 days; empty for what holds at one moment."""
    if window is None or window == "now":
        return ""
    return _SHORT_WINDOW.sub(lambda found: f"{found[1]} {LENGTHS[found[2]]}", window)


def _symbol(metric: str, pattern: str) -> str | None:
    """The symbol that a metric's id has where its pattern has a slot."""
    for part, slot in zip(metric.split("."), pattern.split("."), strict=True):
        if slot in (SYMBOL_SLOT, ASSET_SLOT):
            return part
    return None
