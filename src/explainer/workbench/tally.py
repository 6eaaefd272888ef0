"""Counting where rules and sources agree; a scorecard's shares come from these counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from explainer.assessment import Assessment, DriverFinding
from explainer.pack.schema import RulePack
from explainer.workbench.cases import Case, UnreadableCase
from explainer.workbench.interval import wilson
from explainer.workbench.reasons import (
    why_fired,
    why_missed,
    why_other_direction,
    why_other_lead,
    why_silent,
)
from explainer.workbench.scores import (
    Disagreement,
    DisagreementKind,
    DriverScore,
    Scorecard,
    ScoredPack,
)
from explainer.workbench.tellings import Tellings

MAY_BE_SYMPTOM = frozenset({"fear_sentiment", "technical_breakdown", "altcoin_rotation"})
"""Drivers that may be symptoms; a symptom is not offered as a cause."""


class Tally:
    """Counts over cases, one `add` after the other, for the drivers of a rule pack."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self._rules = {driver.id: driver for driver in pack.drivers}
        self._tellings = Tellings(pack)
        self._per_driver: Counter[tuple[str, str]] = Counter()
        self._overall: Counter[str] = Counter()
        self._disagreements: list[Disagreement] = []

    def add(self, case: Case, assessment: Assessment) -> None:
        """Count one case. Causes are judged in falls only, the direction in falls and rises."""
        self._overall["cases"] += 1
        if case.direction in ("down", "up"):
            self._judge_direction(case, assessment)
        if case.direction != "down":
            return
        self._overall["falls"] += 1
        fired = fired_in_order(assessment)
        self._judge_recall(case, assessment, {one.id for one in fired})
        self._judge_precision(case, fired)
        self._judge_lead(case, claimed_of(fired))

    def scorecard(self, unreadable: tuple[UnreadableCase, ...]) -> Scorecard:
        """The shares of all that was counted."""
        of, pack = self._overall, self._pack
        return Scorecard(
            rule_pack=ScoredPack(name=pack.name, version=pack.version, hash=pack.hash),
            cases=of["cases"],
            falls=of["falls"],
            recall=share(of["found"], of["observable"]),
            recall_interval=wilson(of["found"], of["observable"]),
            precision=share(of["confirmed"], of["offered"]),
            precision_interval=wilson(of["confirmed"], of["offered"]),
            lead=share(of["lead_agreed"], of["lead_cases"]),
            lead_interval=wilson(of["lead_agreed"], of["lead_cases"]),
            direction=share(of["direction_agreed"], of["direction_cases"]),
            direction_interval=wilson(of["direction_agreed"], of["direction_cases"]),
            silent=of["silent"],
            denied=of["denied"],
            observable=of["observable"],
            found=of["found"],
            offered=of["offered"],
            confirmed=of["confirmed"],
            lead_cases=of["lead_cases"],
            lead_agreed=of["lead_agreed"],
            direction_cases=of["direction_cases"],
            direction_agreed=of["direction_agreed"],
            drivers=tuple(self._driver_scores()),
            disagreements=tuple(self._disagreements),
            unreadable=unreadable,
        )

    def _judge_direction(self, case: Case, assessment: Assessment) -> None:
        """A fall without any 24-hour change may be read as unknown."""
        ours = assessment.move.direction
        cannot_tell = case.direction == "down" and ours == "unknown" and not case.has_change
        agreed = ours == case.direction or cannot_tell
        self._overall["direction_cases"] += 1
        self._overall["direction_agreed"] += agreed
        if not agreed:
            self._disagree(
                case,
                "direction",
                why_other_direction(case, assessment.move),
                self._tellings.other_direction(case, assessment.move),
            )

    def _judge_recall(self, case: Case, assessment: Assessment, fired: set[str]) -> None:
        """What the source named and the figures can show should have fired."""
        visible = [driver for driver in case.named if driver in case.observable]
        findings = {one.id: one for one in assessment.drivers}
        self._overall["observable"] += len(visible)
        self._overall["found"] += sum(driver in fired for driver in visible)
        for driver in dict.fromkeys(visible):
            self._per_driver[driver, "observable"] += 1
            self._per_driver[driver, "found"] += driver in fired
            if driver not in fired:
                self._miss(case, driver, findings.get(driver))
        if visible and not fired:
            self._overall["silent"] += 1
            self._disagree(case, "silent", why_silent(case), self._tellings.silent(case))

    def _judge_precision(self, case: Case, fired: list[DriverFinding]) -> None:
        """What we offer as a cause should have been named; what was ruled out, never offered."""
        claimed = claimed_of(fired)
        confirmed = [one.id for one in fired if one.id in case.named]
        unnamed = [one for one in claimed if one.id not in case.named]
        self._overall["confirmed"] += len(confirmed)
        self._overall["offered"] += len(confirmed) + len(unnamed)
        for driver in confirmed:
            self._per_driver[driver, "confirmed"] += 1
        for finding in unnamed:
            self._per_driver[finding.id, "unnamed"] += 1
            self._overfire(case, "unnamed", finding)
        for finding in claimed:
            times = case.denied.count(finding.id)
            self._overall["denied"] += times
            if times:
                self._overfire(case, "denied", finding)

    def _judge_lead(self, case: Case, claimed: list[DriverFinding]) -> None:
        """Our first cause should be a main one by the source, where a main one can be seen."""
        if not case.primary & case.observable:
            return
        agreed = bool(claimed) and claimed[0].id in case.primary
        self._overall["lead_cases"] += 1
        self._overall["lead_agreed"] += agreed
        if claimed:
            self._per_driver[claimed[0].id, "led"] += 1
            self._per_driver[claimed[0].id, "led_agreed"] += agreed
        if not agreed:
            told = self._tellings.other_lead(case, claimed)
            self._disagree(case, "lead", why_other_lead(case, claimed), told)

    def _miss(self, case: Case, driver: str, finding: DriverFinding | None) -> None:
        """Note a driver that should have fired; None where the pack has no such driver."""
        rule = self._rules.get(driver)
        own = None if rule is None else rule.fires_at
        fires_at = self._pack.fires_at if own is None else own.strength
        reason = "the rule pack has no such driver"
        if finding is not None and rule is not None:
            reason = why_missed(finding, rule, fires_at)
        told = self._tellings.missed(finding, rule, fires_at)
        self._disagree(case, "missed", reason, told, driver)

    def _overfire(self, case: Case, kind: DisagreementKind, finding: DriverFinding) -> None:
        told = self._tellings.fired(finding)
        self._disagree(case, kind, why_fired(finding), told, finding.id)

    def _disagree(
        self, case: Case, kind: DisagreementKind, reason: str, told: str, driver: str | None = None
    ) -> None:
        self._disagreements.append(
            Disagreement(case=case.id, kind=kind, driver=driver, reason=reason, told=told)
        )

    def _driver_scores(self) -> Iterator[DriverScore]:
        """Every driver that was named, visible or offered: the most visible first, then by pack."""
        order = {driver: place for place, driver in enumerate(self._rules)}
        seen = {driver for driver, _ in self._per_driver}
        count = self._per_driver
        for driver in sorted(
            seen, key=lambda one: (-count[one, "observable"], order.get(one, len(order)), one)
        ):
            observable, found = count[driver, "observable"], count[driver, "found"]
            confirmed, unnamed = count[driver, "confirmed"], count[driver, "unnamed"]
            led, led_agreed = count[driver, "led"], count[driver, "led_agreed"]
            yield DriverScore(
                id=driver,
                title=self._tellings.title(driver),
                observable=observable,
                found=found,
                confirmed=confirmed,
                unnamed=unnamed,
                led=led,
                led_agreed=led_agreed,
                recall=share(found, observable),
                recall_interval=wilson(found, observable),
                precision=share(confirmed, confirmed + unnamed),
                precision_interval=wilson(confirmed, confirmed + unnamed),
                lead=share(led_agreed, led),
                lead_interval=wilson(led_agreed, led),
            )


def fired_in_order(assessment: Assessment) -> list[DriverFinding]:
    """The fired drivers by rank."""
    fired = [one for one in assessment.drivers if one.status == "fired"]
    return sorted(fired, key=lambda one: one.rank or len(assessment.drivers) + 1)


def claimed_of(fired: list[DriverFinding]) -> list[DriverFinding]:
    """The fired drivers that the text offers as causes: all but symptoms."""
    return [one for one in fired if not (one.role == "symptom" and one.id in MAY_BE_SYMPTOM)]


def share(part: int, whole: int) -> float | None:
    """The share of a whole; None where there is nothing to take it of."""
    return part / whole if whole else None
