"""Checks of what drivers and signals say about each other."""

from collections.abc import Iterator, Mapping, Sequence

from explainer.diagnostics import Diagnostic
from explainer.pack.check import check
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.schema import Driver, SignalRule
from explainer.slips import suggest
from explainer.source import Path


@check("R104")
def unknown_driver(draft: Draft) -> Iterator[Diagnostic]:
    """A driver that others name has a file.

    A link to a driver that does not exist is never told, and a change of role that waits for it
    never comes.

    Correct the id, or add the driver's file.
    """
    known = draft.driver_order.present
    for written in draft.drivers.values():
        for path, name in _named_drivers(written.rule):
            if name not in known:
                hint = _nearest(name, known, "drivers")
                yield written.file.problem("R104", path, f"unknown driver `{name}`", hint)


def _named_drivers(driver: Driver) -> Iterator[tuple[Path, str]]:
    for at, name in enumerate(driver.leads_to):
        yield ("leads_to", at), name
    for change, rule in enumerate(driver.role_when):
        for key in ("fired", "not_fired"):
            for at, name in enumerate(getattr(rule, key)):
                yield ("role_when", change, key, at), name


@check("R105")
def unknown_signal(draft: Draft) -> Iterator[Diagnostic]:
    """A signal that a driver watches has a file.

    A driver names the signals that tell when it is over. One that does not exist is never shown.

    Correct the id, or add the signal's file.
    """
    known = draft.signal_order.present
    for written in draft.drivers.values():
        for at, name in enumerate(written.rule.watch):
            if name not in known:
                hint = _nearest(name, known, "signals")
                yield written.file.problem("R105", ("watch", at), f"unknown signal `{name}`", hint)


@check("R106")
def flips_nothing(draft: Draft) -> Iterator[Diagnostic]:
    """A signal flips evidence that exists and has bands to flip at.

    A signal that flips evidence takes its threshold from the bands of that evidence. Without the
    evidence, or without bands on a metric, it has none.

    Write `flips: <driver>.evidence.<id>` for evidence with `metric` and `bands`.
    """
    for file, signal in _flipping(draft):
        driver, _, evidence = (signal.flips or "").partition(".evidence.")
        rule = draft.flipped(signal)
        held = draft.drivers.get(driver)
        if driver in draft.driver_order.usable() and (held is None or not (rule or held.whole)):
            continue  # the driver's own file is broken, and that is reported already
        if rule is not None and rule.bands and rule.metric is not None:
            continue
        if driver in draft.driver_order.off:
            continue
        if rule is not None:
            message = f"the evidence `{evidence}` has no bands on a metric, so no reading flips it"
            yield file.problem("R106", ("flips",), message, "name evidence with metric and bands")
            continue
        known = [
            f"{name}.evidence.{key}"
            for name, written in draft.drivers.items()
            for key, held in written.rule.evidence.items()
            if held.bands
        ]
        near = suggest(signal.flips or "", known)
        hint = f"did you mean `{near}`?" if near else "write `<driver>.evidence.<id>`"
        yield file.problem("R106", ("flips",), f"there is no evidence `{signal.flips}`", hint)


@check("R107")
def flipped_between_bands(draft: Draft) -> Iterator[Diagnostic]:
    """The reading at which a signal flips is one that the author of the driver wrote.

    A signal shows the reading at which its driver would begin or cease to fire. That number is
    shown to readers, so it has to be one that somebody chose, not one that falls between two bands.

    Add a band with the strength at which the driver fires, 0.3 unless the driver says otherwise.
    """
    for file, signal in _flipping(draft):
        rule = draft.flipped(signal)
        driver = draft.drivers.get((signal.flips or "").partition(".")[0])
        fires_at = None if driver is None else draft.fires_at(driver.rule)
        if rule is None or not rule.bands or fires_at is None:
            continue
        if all(band.strength != fires_at for band in rule.bands):
            message = f"`{signal.flips}` has no band at strength {fires_at:g}, where it fires"
            hint = f"add a band with `strength: {fires_at:g}` to the evidence"
            yield file.problem("R107", ("flips",), message, hint)


@check("R124")
def leads_in_a_circle(draft: Draft) -> Iterator[Diagnostic]:
    """What a driver leads to does not lead back to it, so that a chain can be told.

    A text tells links in order: this fed that. A circle has no beginning, and a driver that leads
    to itself says nothing.

    Remove the weakest link of the circle.
    """
    leads = {name: written.rule.leads_to for name, written in draft.drivers.items()}
    for name in draft.driver_order.sequence():
        for at, following in enumerate(leads.get(name, ())):
            chain = way_back(following, name, leads)
            # told once, at the driver of the circle that comes first by name
            if chain and name == min(chain):
                shown = " -> ".join(f"`{step}`" for step in (name, *chain))
                message = f"drivers lead to each other: {shown}"
                hint = "remove one of these links, the weakest"
                yield draft.drivers[name].file.problem("R124", ("leads_to", at), message, hint)


def way_back(start: str, goal: str, leads: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from start to goal along the links; empty if there is none."""
    before: dict[str, str | None] = {start: None}
    reached = [start]
    for name in reached:
        if name == goal:
            break
        for following in leads.get(name, ()):
            if following not in before:
                before[following] = name
                reached.append(following)
    way: list[str] = []
    step: str | None = goal if goal in before else None
    while step is not None:
        way.append(step)
        step = before[step]
    return tuple(reversed(way))


def _flipping(draft: Draft) -> Iterator[tuple[RuleFile, SignalRule]]:
    for written in draft.signals.values():
        if written.rule.flips is not None:
            yield written.file, written.rule


def _nearest(name: str, known: frozenset[str], kind: str) -> str:
    near = suggest(name, sorted(known))
    return f"did you mean `{near}`?" if near else f"add `{kind}/{name}.yaml`, or remove it here"


CHECKS = (
    unknown_driver,
    unknown_signal,
    flips_nothing,
    flipped_between_bands,
    leads_in_a_circle,
)
