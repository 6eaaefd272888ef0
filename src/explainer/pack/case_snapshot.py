"""The snapshot that a case describes: readings over usual ones, missing and stale ones written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from explainer.errors import OptionError
from explainer.metrics import resolve
from explainer.pack.case_file import RuleCase, RuleCases
from explainer.pack.shapes import read_number
from explainer.snapshot import snapshot_moment, utc_text
from explainer.source import Path

MISSING = "missing"
STALE, VALUE = "stale", "value"
LISTS = frozenset({"events", "calendar"})
"""Parts of a snapshot that a case replaces as a whole."""


def snapshot_of(cases: RuleCases, case: RuleCase) -> dict[str, Any]:
    """The snapshot that a case describes: its readings over the usual ones, stale ones marked.

    A stale reading lies behind a source that is an hour older than the metric allows. OptionError
    for one that never goes stale, or beside a moment that cannot be read.
    """
    tree = _laid_over(cases.usual, case.given)
    groups = settled(tree)
    old = [_old_source(metric, case.as_of) for metric in stale_metrics(tree)]
    if old:
        groups["sources"] = [*groups.get("sources", ()), *old]
    return {"as_of": case.as_of, **groups}


def settled(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tree as a snapshot has it: without missing readings, with numbers as numbers."""
    found: dict[str, Any] = {}
    for key, value in tree.items():
        if value == MISSING:
            continue
        if key in LISTS and isinstance(value, list):
            found[key] = [settled(one) if isinstance(one, dict) else one for one in value]
        elif may_be_stale(value):
            found[key] = _number(value.get(VALUE))
        else:
            found[key] = settled(value) if isinstance(value, dict) else _number(value)
    return found


def may_be_stale(value: object) -> bool:
    """Whether a reading is written with whether it is stale, and so should be with its value."""
    return isinstance(value, dict) and STALE in value


def stale_metrics(tree: Mapping[str, Any]) -> list[str]:
    """The metrics of a tree of readings that are marked as stale."""
    return [
        ".".join(map(str, path))
        for path, value in readings(tree)
        if may_be_stale(value) and value[STALE] is True
    ]


def readings(tree: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every reading of a tree with its path; a stale one as it is written, a list as a whole."""
    for key, value in tree.items():
        if isinstance(value, dict) and not may_be_stale(value):
            yield from readings(value, (*path, key))
        else:
            yield (*path, key), value


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two trees of readings as one; of a reading in both, the upper one."""
    both = dict(below)
    for key, value in above.items():
        under = both.get(key)
        nested = isinstance(under, dict) and isinstance(value, dict) and VALUE not in value
        both[key] = _laid_over(under or {}, value) if nested else value
    return both


def _number(value: Any) -> Any:
    """The number that `-300M` stands for; anything else as it is."""
    number = read_number(value) if isinstance(value, str) else None
    return value if number is None else number


def _old_source(metric: str, as_of: str) -> dict[str, Any]:
    """A source an hour older than the metric allows."""
    spec = resolve(metric)
    if spec is None or spec.max_age_hours is None:
        raise OptionError("stale reading", metric, "only a reading with a maximum age goes stale")
    try:
        moment = snapshot_moment(datetime.fromisoformat(as_of))
    except ValueError as error:
        raise OptionError("moment", as_of, str(error)) from None
    observed = moment - timedelta(hours=spec.max_age_hours + 1)
    return {"name": "old", "observed_at": utc_text(observed), "covers": [metric]}
