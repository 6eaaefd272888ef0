"""Outlines: what is settled about drivers by *which* readings are known, whatever they are.

Senders supply the same metrics again and again, with other values. For each such pattern it is
decided once which evidence stays unknown, what is missing, and what a driver comes to when all that
is known is harmless, which most of it is. An answer then only looks at the readings that are there,
and adds up only the drivers that some reading speaks for. No answer is kept, and no reading.

A driver reads few metrics, so its own patterns recur even where whole snapshots differ: outlines
are made driver by driver and joined.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from explainer.assessment import Evidence
from explainer.engine.curve import Curve
from explainer.engine.evidence import NumberProbe, Probe
from explainer.engine.facts import CALENDAR, EVENTS, Facts
from explainer.engine.wiring import Guard, Wiring

REMEMBERED_OUTLINES = 128
"""Outlines kept at once, of all drivers and of each: senders choose what they supply, so there is a
bound."""

Shown = tuple[str, str, str | None, str, str | None, bool]
"""What evidence on a known number shows besides it: its id, metric, pointer, family, asset, and
whether it is decisive."""

Graded = tuple[int, str, int, float, Curve]
"""A probe's index, its metric, its guard, the reading at which its curve starts, and the curve."""

UNGUARDED = 0
"""The guard that always holds."""


class Weighed:
    """All evidence of a pack on some facts: as strengths and as shown, both in the pack's order.

    *loud* are the drivers that some evidence speaks for; *other* are those with other evidence than
    the outline has, none of which need speak for them.
    """

    __slots__ = ("evidence", "loud", "other", "strengths")

    def __init__(self, strengths: list[float | None], evidence: list[Evidence]) -> None:
        self.strengths = strengths
        self.evidence = evidence
        self.loud: set[int] = set()
        self.other: set[int] = set()


class Outline:
    """One pattern: the evidence as it is when everything that is known is harmless.

    Evidence that needs a reading which lacks is unknown here; a guard may still rule it out.
    """

    __slots__ = (
        "_asked",
        "_falling",
        "_first",
        "_guarded",
        "_owners",
        "_places",
        "_rising",
        "_shown",
        "evidence",
        "showing",
        "strengths",
    )

    def __init__(self, owners: Sequence[int], first: int = 0) -> None:
        """*owners* holds for every probe the number of its driver; *first* is the first here."""
        self._owners = owners
        self._first = first
        self._places: list[int] = []
        self._shown: list[Shown] = []
        self._rising: list[Graded] = []
        self._falling: list[Graded] = []
        self._guarded: list[tuple[int, int, Evidence]] = []
        self._asked: list[tuple[int, Probe]] = []
        self.strengths: list[float | None] = []
        self.evidence: list[Evidence] = []
        self.showing: set[int] = set()

    def add(self, evidence: Evidence) -> None:
        """The next probe; the evidence stands, unless it is asked or a guard rules it out."""
        self.evidence.append(evidence)
        self.strengths.append(evidence.strength)

    def add_asked(self, probe: Probe, evidence: Evidence) -> None:
        """The next probe, of which this pattern says too little: it is asked every time."""
        self._asked.append((self._next, probe))
        self.add(evidence)

    def add_number(self, probe: NumberProbe, pointer: str | None, guard: int) -> None:
        """The next probe, whose number is known."""
        index = self._next
        graded = index, probe.metric, guard, probe.curve.start, probe.curve
        (self._falling if probe.curve.falling else self._rising).append(graded)
        self._places.append(index)
        self._shown.append(
            (probe.id, probe.metric, pointer, probe.family, probe.asset, probe.decisive)
        )
        self.showing.add(self._owners[index])
        self.add(probe.absent)

    def add_unknown_number(self, probe: NumberProbe, guard: int) -> None:
        """The next probe, whose number is not known; a guard may rule it out."""
        if guard != UNGUARDED:
            self._guarded.append((self._next, guard, probe.absent))
        self.add(probe.unknown)

    @property
    def _next(self) -> int:
        return self._first + len(self.evidence)

    def join(self, following: "Outline") -> None:
        """Append the outline of the probes that follow."""
        self.strengths += following.strengths
        self.evidence += following.evidence
        self.showing |= following.showing
        self._places += following._places
        self._shown += following._shown
        self._rising += following._rising
        self._falling += following._falling
        self._guarded += following._guarded
        self._asked += following._asked

    def weigh(self, facts: Facts, held: Sequence[bool | None]) -> Weighed:
        """The evidence on facts of this pattern; *held* is what the guards are."""
        values: Mapping[str, Any] = facts.values
        owners = self._owners
        weighed = Weighed(self.strengths.copy(), self.evidence.copy())
        strengths, evidence = weighed.strengths, weighed.evidence
        harmless = [
            Evidence(
                name, "false", metric, at, values[metric], 0.0, 0.0, family, False, asset, decisive
            )
            for name, metric, at, family, asset, decisive in self._shown
        ]
        for place, item in zip(self._places, harmless, strict=True):
            evidence[place] = item
        strong = [
            (index, curve.strength(value))
            for index, metric, guard, start, curve in self._rising
            if (value := values[metric]) >= start and held[guard]
        ]
        strong += [
            (index, curve.strength(value))
            for index, metric, guard, start, curve in self._falling
            if (value := values[metric]) <= start and held[guard]
        ]
        for index, strength in strong:
            if strength:
                item = evidence[index]
                evidence[index] = replace(item, status="true", strength=strength, possible=strength)
                strengths[index] = strength
                weighed.loud.add(owners[index])
        for index, guard, absent in self._guarded:
            if held[guard] is False:
                evidence[index] = absent
                strengths[index] = 0.0
                weighed.other.add(owners[index])
        for index, probe in self._asked:
            item = probe.evidence(facts)
            if item is not evidence[index]:
                evidence[index] = item
                strengths[index] = item.strength
                (weighed.loud if item.strength else weighed.other).add(owners[index])
        return weighed


class Patterns:
    """Reads off facts which pattern they have, and outlines it.

    A pattern has one byte for each metric (is it known?), for each set (does it lack?), and for
    events and the calendar (are there any?): none supplied is not the same as supplied and empty.
    """

    __slots__ = ("_guards", "_metrics", "_numbers", "_owners", "_probes", "_sets", "_wiring")

    def __init__(self, probes: Sequence[Probe], owners: Sequence[int], wiring: Wiring) -> None:
        """*owners* holds for every probe the number of its driver."""
        self._probes = tuple(probes)
        self._owners = tuple(owners)
        self._wiring = wiring
        guards: dict[Guard, None] = {p.guard: None for p in probes if p.guard is not None}
        self._guards = tuple(guards)
        self._numbers = {guard: number for number, guard in enumerate(guards, start=1)}
        self._metrics = self._read(probes)
        self._sets = tuple(dict.fromkeys(name for probe in probes for name in probe.sets))

    def _read(self, probes: Sequence[Probe]) -> tuple[str, ...]:
        """All metrics that the probes read, directly or not."""
        named = [p.metric for p in probes]
        named += [metric for p in probes if p.guard is not None for metric in p.guard.metrics]
        return tuple(dict.fromkeys(s for name in named for s in self._wiring.sources(name)))

    def of(self, facts: Facts) -> bytes:
        """The pattern of these facts: facts of one pattern have one outline."""
        sets = [facts.lacks_set(name) for name in self._sets]
        return bytes(map(facts.values.__contains__, self._metrics)) + bytes(
            [*sets, bool(facts.events), bool(facts.calendar)]
        )

    def part(self, span: slice) -> Callable[[bytes], object]:
        """Takes out of a pattern what the probes of one driver depend on."""
        probes = self._probes[span]
        names = [*self._metrics, *self._sets]
        read = {*self._read(probes), *(name for probe in probes for name in probe.sets)}
        places = [place for place, name in enumerate(names) if name in read]
        return itemgetter(*places, len(names), len(names) + 1)

    def held(self, facts: Facts) -> list[bool | None]:
        """What the guards are, by number."""
        values = facts.values
        return [True, *[guard.holds(values) for guard in self._guards]]

    def outline(self, span: slice, facts: Facts) -> Outline:
        """The outline of one driver on these facts, and on all others of their pattern."""
        values = facts.values
        outline = Outline(self._owners, span.start)
        supplied = {EVENTS: facts.events, CALENDAR: facts.calendar}
        for probe in self._probes[span]:
            if probe.metric in supplied:
                occasions = supplied[probe.metric]
                if occasions or (occasions is not None and facts.untold[probe.metric]):
                    outline.add_asked(probe, probe.absent)
                else:
                    outline.add(probe.unknown if occasions is None else probe.absent)
                continue
            guard = UNGUARDED if probe.guard is None else self._numbers[probe.guard]
            if not isinstance(probe, NumberProbe) or self._wiring.is_spread(probe.metric):
                outline.add_asked(probe, probe.unknown)
            elif probe.metric not in values:
                outline.add_unknown_number(probe, guard)
            elif probe.guard is None or all(m in values for m in probe.guard.metrics):
                outline.add_number(probe, probe.pointer or facts.pointer(probe.metric), guard)
            else:
                outline.add_asked(probe, probe.unknown)
        return outline

    def joined(self, outlines: Sequence[Outline]) -> Outline:
        """The outline of all drivers from those of each, in pack order."""
        whole = Outline(self._owners)
        for outline in outlines:
            whole.join(outline)
        return whole
