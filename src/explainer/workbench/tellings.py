"""Why rules and a source differ, in sentences for readers who know no rule; see `reasons`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer.assessment import Direction, DriverFinding, Evidence, Move
from explainer.engine.curve import reading_at
from explainer.pack.schema import Driver, RulePack
from explainer.workbench.cases import Case
from explainer.workbench.labels import Labels

MOST_READINGS = 2
"""Readings that are told of a driver that fired; the others say much the same."""
MOST_SHORT = 3
"""Readings that are told of a driver that did not fire."""
MOST_MISSING = 3
"""Missing readings that are named before the rest are counted."""

DIRECTIONS: dict[Direction, str] = {
    "down": "a fall",
    "up": "a rise",
    "flat": "a flat market",
    "mixed": "a mixed market",
    "unknown": "no direction, for lack of figures",
}


class Tellings:
    """Sentences about the drivers of one rule pack."""

    def __init__(self, pack: RulePack) -> None:
        self._titles = {driver.id: driver.title for driver in pack.drivers}
        self._labels = Labels(pack)

    def title(self, driver: str) -> str:
        """The driver's title; its id where the pack has no such driver."""
        return self._titles.get(driver, driver)

    def missed(self, finding: DriverFinding | None, rule: Driver | None, fires_at: float) -> str:
        """What a driver that did not fire lacked; *fires_at* is the strength it fires at."""
        if finding is None or rule is None:
            return "The rule pack has no such driver."
        short = [self._short(one, rule, fires_at) for one in finding.evidence]
        told = [one for one in short if one is not None][:MOST_SHORT]
        sentences = [f"Given: {_listed(told)}." if told else "Nothing that is given speaks for it."]
        if finding.missing:
            sentences.append(f"Not given: {self._missing(finding.missing)}.")
        return " ".join(sentences)

    def fired(self, finding: DriverFinding) -> str:
        """The readings that made a driver fire, strongest first, and how strong it was."""
        true = sorted(
            (one for one in finding.evidence if one.status == "true"),
            key=lambda one: -one.possible,
        )
        told = list(dict.fromkeys(map(self._reading, true)))[:MOST_READINGS]
        return f"{_capital(_listed(told))}. Strength {finding.strength:.2f}, {finding.level}."

    def other_lead(self, case: Case, claimed: Sequence[DriverFinding]) -> str:
        """The main causes by the source, and ours in order."""
        theirs = self._all(driver for driver in case.named if driver in case.primary)
        if not claimed:
            return f"The source puts first: {theirs}. The rules offer no cause."
        return f"The source puts first: {theirs}. The rules: {self._all(d.id for d in claimed)}."

    def silent(self, case: Case) -> str:
        """What the source named and the figures could have shown."""
        visible = self._all(driver for driver in case.named if driver in case.observable)
        return f"The figures could show: {visible}."

    def other_direction(self, case: Case, move: Move) -> str:
        """Both directions, and the change ours was read from."""
        told = f"The source tells of {DIRECTIONS[case.direction]}; the rules read "
        told += DIRECTIONS[move.direction]
        if move.change_pct is None:
            return f"{told}."
        change = self._labels.figure("market.change_24h_pct", move.change_pct)
        return f"{told}, from a change of {change} over 24 hours."

    def _all(self, drivers: Iterable[str]) -> str:
        return "; ".join(map(self.title, drivers))

    def _short(self, one: Evidence, rule: Driver, fires_at: float) -> str | None:
        """A known reading with the figure that would have fired; None where there is none."""
        known = rule.evidence.get(one.id)
        if known is None or not isinstance(one.value, float) or not known.bands:
            return None
        reading = self._reading(one)
        reached = reading_at(known.bands, fires_at)
        if reached is None:
            return f"{reading} (never enough alone)"
        needed = self._labels.threshold(one.metric, reached[0])
        beyond = (one.value - reached[0]) * (known.bands[-1].at - known.bands[0].at) >= 0
        if beyond:
            return f"{reading} (enough, but a condition of the rule does not hold)"
        return f"{reading} (it fires at {needed})"

    def _reading(self, one: Evidence) -> str:
        if one.metric in ("events", "calendar"):
            what = "an event" if one.metric == "events" else "a scheduled date"
            return f"{what} ({str(one.value).replace('_', ' ')})"
        return self._labels.reading(one.metric, one.value)

    def _missing(self, metrics: Sequence[str]) -> str:
        names = list(dict.fromkeys(self._labels.name(metric) for metric in metrics))
        more = len(names) - MOST_MISSING
        told = ", ".join(names[:MOST_MISSING])
        return f"{told} and {more} more readings" if more > 1 else ", ".join(names)


def _listed(items: Sequence[str]) -> str:
    return "; ".join(items)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
