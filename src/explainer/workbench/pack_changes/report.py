"""What changed between two packs, in sections of lines and tables that any format can draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from explainer.assessment import Truth
from explainer.comparison.result import DriverSide
from explainer.workbench.figures import figure
from explainer.workbench.pack_changes.result import (
    AnswerChange,
    Changed,
    ChangeKind,
    Days,
    DriverSummary,
    EvidenceChange,
    Example,
    PackChanges,
    PackSide,
    Reworded,
    RuleChange,
)
from explainer.workbench.pack_changes.rules import written
from explainer.workbench.pack_changes.words import marked

TITLES: Mapping[ChangeKind, str] = {
    "direction": "direction",
    "severity": "severity",
    "scope": "scope",
    "stage": "stage",
    "explained": "falls explained now",
    "unexplained": "falls explained no longer",
    "lead": "leads",
    "entered": "drivers entered",
    "left": "drivers left",
    "undecided": "drivers not evaluated any more",
    "decided": "drivers ruled out that were not evaluated",
    "role": "roles",
    "strength": "strengths",
    "signal": "states of signals",
    "offset": "offsets",
    "headline": "headlines",
    "answer": "short answers",
    "text": "texts",
}
"""What each kind of change is called where it is counted."""
NOTHING = "none"
BANDS = 2
"""The depth at which bands stand."""
SHORT = 120
"""Characters of two values that stand side by side; of longer ones only the words that differ."""
COLUMNS = ("driver", "entered", "left", "undecided", "decided", "role", "strength", "led", "lost")


class Line(msgspec.Struct, frozen=True):
    """One line of a section, *depth* steps in."""

    text: str
    depth: int = 0


class Section(msgspec.Struct, frozen=True):
    """Lines, or a table whose first row has the headings of its columns."""

    heading: str | None
    lines: tuple[Line, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


def report(changes: PackChanges) -> list[Section]:
    """All that a reviewer reads beside the conclusion, from the packs to the examples."""
    sections = [Section(None, tuple(_opening(changes)))]
    if changes.rules:
        sections.append(Section("Rules that differ", tuple(_rules(changes))))
    if changes.answers_changed:
        sections.append(Section("Changes of answers", tuple(_counts(changes))))
    if changes.drivers:
        sections.append(Section("Drivers", table=_table(changes.drivers)))
    sections += _examples(changes.examples)
    if changes.unreadable:
        sections.append(Section("Not asked: cannot be read", tuple(_unreadable(changes))))
    return sections


def _opening(changes: PackChanges) -> Iterator[Line]:
    yield Line(f"before: {_pack(changes.before)}")
    yield Line(f"after: {_pack(changes.after)}")


def _pack(side: PackSide) -> str:
    return f"{side.name} {side.version}, {side.where} ({side.hash[:12]})"


def conclusion(changes: PackChanges) -> str:
    """How many snapshots were asked about, and how many answers change, in one sentence."""
    asked = f"{changes.snapshots:,} snapshot{'' if changes.snapshots == 1 else 's'}"
    if changes.first is not None and changes.last is not None:
        asked += f", {changes.first} to {changes.last}"
    left_out = f"; {len(changes.unreadable):,} not asked" if changes.unreadable else ""
    return f"{asked}: {_answers(changes.answers_changed, 'change')}{left_out}"


def _answers(many: int, verb: str) -> str:
    """How many answers do something: `no answer changes`, `2 answers change`."""
    if many > 1:
        return f"{many:,} answers {verb}"
    return f"{'1' if many else 'no'} answer {verb}s"


def _rules(changes: PackChanges) -> Iterator[Line]:
    for rule in changes.rules:
        yield Line(f"{rule.kind} {rule.id}: {rule.change}{_consequence(rule, changes)}")
        for key in rule.keys:
            yield Line(f"{key.name}: {_sides(key)}" if key.name else _sides(key), 1)


def _consequence(rule: RuleChange, changes: PackChanges) -> str:
    """How many answers a rule has to do with, where that is known."""
    many = rule.answers if changes.answers_changed else 0
    if many == 0 and changes.answers_changed:
        return "; none of its findings or sentences differs"
    return "" if many is None else f"; {_answers(many, 'differ')}"


def _sides(key: Changed) -> str:
    before, after = key.before, key.after
    if before is not None and after is not None and len(before) + len(after) > SHORT:
        return marked(before, after)
    return f"{before or NOTHING} -> {after or NOTHING}"


def _counts(changes: PackChanges) -> Iterator[Line]:
    for kind, title in TITLES.items():
        many = changes.counts[kind]
        if many:
            least = f" (by {changes.strength_step:g} or more)" if kind == "strength" else ""
            yield Line(f"{title}: {many:,}{least}")


def _table(drivers: Sequence[DriverSummary]) -> tuple[tuple[str, ...], ...]:
    """A row for each driver, without columns in which none has anything."""
    columns = [column for column in zip(*_rows(drivers), strict=True) if any(column[1:])]
    return tuple(zip(*columns, strict=True))


def _rows(drivers: Sequence[DriverSummary]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for each in drivers:
        counts = (each.undecided, each.decided, each.role, each.strength)
        leads = (each.leads_gained, each.leads_lost)
        cells = [_days(each.entered), _days(each.left), *map(_count, (*counts, *leads))]
        yield (each.id, *cells)


def _count(many: int) -> str:
    return f"{many:,}" if many else ""


def _days(days: Days) -> str:
    """A count, and how many of it are falls and rises: `12 (8 falls, 2 rises)`."""
    parts = [
        f"{many:,} {name if many > 1 else name[:-1]}"
        for many, name in ((days.falls, "falls"), (days.rises, "rises"))
        if many
    ]
    inside = f" ({', '.join(parts)})" if parts else ""
    return f"{days.total:,}{inside}" if days.total else ""


def _examples(examples: Sequence[Example]) -> Iterator[Section]:
    """One section for each kind of change, and for each driver that it is of."""
    keys = list(dict.fromkeys((each.kind, each.driver) for each in examples))
    for kind, driver in keys:
        title = TITLES[kind] if driver is None else f"{driver}: {TITLES[kind]}"
        lines = [
            line
            for each in examples
            if (each.kind, each.driver) == (kind, driver)
            for line in _example(each)
        ]
        yield Section(f"Examples of {title}", tuple(_told_once(lines)))


def _told_once(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without bands that stand above already."""
    bands: set[str] = set()
    for line in lines:
        if line.depth < BANDS or line.text not in bands:
            yield line
        if line.depth == BANDS:
            bands.add(line.text)


def _example(example: Example) -> Iterator[Line]:
    change = example.change
    for finding in change.drivers:
        if finding.id == example.driver:
            yield Line(f"{change.id}: {_driver(finding.before)} -> {_driver(finding.after)}")
            yield from (line for each in finding.evidence for line in _evidence(each))
    for each in _named(example.kind, change):
        name = f"{each.name} " if example.kind in ("signal", "offset") else ""
        yield Line(f"{change.id}: {name}{each.before or NOTHING} -> {each.after or NOTHING}")
    text = _texts(change).get(example.kind)
    if text is not None:
        yield Line(change.id)
        yield Line(marked(text.before, text.after), 1)
    if example.kind in ("explained", "unexplained"):
        yield Line(f"{change.id}: {', '.join(_causes(change)) or 'by its direction alone'}")


def _named(kind: ChangeKind, change: AnswerChange) -> Sequence[Changed]:
    if kind == "lead":
        return () if change.lead is None else (change.lead,)
    if kind == "signal":
        return change.signals
    return change.offsets if kind == "offset" else [e for e in change.move if e.name == kind]


def _texts(change: AnswerChange) -> Mapping[ChangeKind, Reworded | None]:
    return {"headline": change.headline, "answer": change.answer, "text": change.text}


def _causes(change: AnswerChange) -> Iterator[str]:
    for finding in change.drivers:
        if "entered" in finding.kinds or "left" in finding.kinds:
            yield f"{finding.id} {'entered' if 'entered' in finding.kinds else 'left'}"


def _driver(side: DriverSide | None) -> str:
    if side is None:
        return "not in the pack"
    role = f", {side.role}" if side.status == "fired" else ""
    return f"{side.status} {side.strength:.3f}{role}"


def _evidence(each: EvidenceChange) -> Iterator[Line]:
    was, now = _strength(each.status_before, each.before), _strength(each.status_after, each.after)
    strength = was if was == now else f"{was} -> {now}"
    yield Line(f"{each.id}: {each.metric} {figure(each.value)}, strength {strength}", 1)
    if each.bands is not None:
        sides = each.bands.before, each.bands.after
        before, after = (written(msgspec.to_builtins(side)) for side in sides)
        yield Line(f"bands of {each.id}: {before} -> {after}", BANDS)


def _strength(status: Truth | None, strength: float | None) -> str:
    if status is None:
        return NOTHING
    return "unknown" if strength is None else f"{strength:.3f}"


def _unreadable(changes: PackChanges) -> Iterator[Line]:
    for case in changes.unreadable:
        yield Line(case.id)
        yield from (Line(problem, 1) for problem in case.problems)
