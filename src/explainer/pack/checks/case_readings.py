"""Checks of the readings in case files: a snapshot can hold them, and they can be as stale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from explainer.errors import Problem
from explainer.intake.shape import find_problems
from explainer.limits import Limits
from explainer.metrics import KEYED_GROUPS, MAP_FIELDS, resolve
from explainer.pack.case_file import CASES_KEY, USUAL_AS_OF, CaseDraft
from explainer.pack.case_snapshot import MISSING, STALE, VALUE, may_be_stale, readings, settled
from explainer.pack.check import check
from explainer.pack.shapes import Misfit
from explainer.pack.vocabulary import CUSTOM, Vocabulary
from explainer.slips import suggest
from explainer.snapshot import Snapshot
from explainer.source import Path

GROUPS = frozenset(Snapshot.__struct_fields__) - {"as_of"}


@check("R303")
def impossible_readings(draft: CaseDraft) -> Iterator[Misfit]:
    """The readings are those of a snapshot, down to their types.

    A misspelt reading would be passed over, and the case would show what the driver does
    without it.

    Write the reading as a snapshot has it; the hint names the nearest path, or what is expected
    there.
    """
    yield from _impossible(draft.pack.vocabulary, draft.entries.usual, ("usual",), USUAL_AS_OF, ())
    for place, case in draft.entries.cases.items():
        path = (CASES_KEY, place)
        yield from _impossible(
            draft.pack.vocabulary, case.given, (*path, "given"), case.as_of, (*path, "as_of")
        )


def _impossible(
    vocabulary: Vocabulary, tree: dict[str, Any], path: Path, as_of: str, moment: Path
) -> Iterator[Misfit]:
    """What keeps a tree of readings from being part of a snapshot; *moment* is where its time is.

    What is taken away is looked up as well: a misspelt one would take nothing away.
    """
    if "as_of" in tree:
        message, hint = "the moment is no reading", "write `as_of:` beside `given`"
        place = (*path, "as_of")
        yield Misfit(code="R303", path=place, message=message, hint=hint, at_key=True)
    groups = _with_what_is_taken(tree)
    groups.pop("as_of", None)
    for problem in find_problems({"as_of": as_of, **groups}, Limits()).problems():
        if problem.pointer == "/as_of":
            yield _snapshot_misfit(problem, moment)
        else:
            yield _snapshot_misfit(problem, (*path, *_steps(problem.pointer, groups)))
    custom = tree.get("custom")
    known = vocabulary.custom
    for metric in custom if isinstance(custom, dict) else ():
        if metric not in known and CUSTOM + metric not in vocabulary.broken:
            near = suggest(metric, sorted(known))
            hint = f"did you mean `{near}`?" if near else "add it to `custom` in metrics.yaml"
            message = f"the pack has no metric `{CUSTOM}{metric}`"
            place = (*path, "custom", metric)
            yield Misfit(code="R303", path=place, message=message, hint=hint, at_key=True)


def _snapshot_misfit(problem: Problem, path: Path) -> Misfit:
    hint = problem.hint or "write it as a snapshot has it"
    at_key = problem.detail.startswith("unknown field")
    return Misfit(code="R303", path=path, message=problem.detail, hint=hint, at_key=at_key)


def _with_what_is_taken(tree: dict[str, Any]) -> dict[str, Any]:
    """The readings of a tree, with nothing in the place of each that is taken away."""
    groups = settled(tree)
    for path, value in readings(tree):
        if value != MISSING or path in {(group,) for group in GROUPS}:
            continue
        held: dict[Any, Any] = groups
        for step in path[:-1]:
            held = held.setdefault(step, {})
        held[path[-1]] = {} if _holds_more(path) else None
    return groups


def _holds_more(path: Path) -> bool:
    """Whether a path leads to readings by name, such as those of one asset."""
    if len(path) != 2:
        return False
    group, name = map(str, path)
    return group in KEYED_GROUPS or name in MAP_FIELDS.get(group, ())


def _steps(pointer: str, tree: Any) -> Path:
    """The path that a JSON pointer stands for in a tree."""
    path: list[str | int] = []
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        step = int(name) if isinstance(tree, list) else name
        path.append(step)
        if isinstance(tree, list):
            tree = tree[int(name)]
        else:
            tree = tree.get(name) if isinstance(tree, dict) else None
    return tuple(path)


@check("R307")
def never_stale(draft: CaseDraft) -> Iterator[Misfit]:
    """Only a reading with a maximum age goes stale, and it is written with its value.

    A reading without a maximum age is as good after a year, so a stale one cannot be shown.

    Write `{value: -300M, stale: true}` for a reading that has a maximum age; `docs/metrics.md`
    lists the ages.
    """
    yield from _never_stale(draft.entries.usual, ("usual",))
    for place, case in draft.entries.cases.items():
        yield from _never_stale(case.given, (CASES_KEY, place, "given"))


def _never_stale(tree: dict[str, Any], path: Path) -> Iterator[Misfit]:
    for inner, value in readings(tree):
        if not may_be_stale(value):
            continue
        place = (*path, *inner)
        if value.keys() != {VALUE, STALE} or not isinstance(value[STALE], bool):
            message = "a stale reading has a `value` and `stale`"
            hint = "write `{value: -300M, stale: true}`"
            yield Misfit(code="R307", path=place, message=message, hint=hint)
            continue
        spec = resolve(".".join(map(str, inner)))
        if value[STALE] and spec is not None and spec.max_age_hours is None:
            message = f"`{inner[-1]}` has no maximum age, so it never goes stale"
            hint = "mark a reading that does, or write the value alone"
            yield Misfit(code="R307", path=place, message=message, hint=hint)


CHECKS = (impossible_readings, never_stale)
