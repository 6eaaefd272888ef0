"""A schema never refuses what lint accepts: editors underline nothing that would load."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.pack.folders import DRIVER, check_over_base

from explainer.pack import load_pack
from explainer.source import read_yaml
from explainer.workbench.schemas import schema_of

VALIDATOR = Draft202012Validator(schema_of("driver", load_pack().metrics))
MORE = """
offsets:
  inflow: {metric: etf.BTC.net_flow_usd, above: 50M, say: "funds took in {value}"}
role_when: [{role: symptom, fired: [regulation], reason: a rule came first}]
fires_at: {strength: 0.3, reason: as for the others}
in_short: {means: money leaves, hurts: fewer buyers}
"""
EVIDENCE = """
news:
  event: {kind: [regulation], within_days: 3}
  family: news
  strength: 0.3
  say: "rules were in the news: {title}"
stance:
  metric: macro.fed_stance
  family: stance
  values: {hawkish: 0.4}
  say: "the Fed was {value}"
  when: [{metric: market.change_24h_pct, below: -1}]
"""
REMOVED = object()
OTHERS: tuple[Any, ...] = (
    *(REMOVED, None, True, 0, -1, 0.3, 0.5, "", "x", "BTC", "any", "1K", "-2.5M", "0.5M"),
    *([], {}, ["BTC"], ["x"]),
)
"""What may stand in the place of a value."""


def full_driver() -> dict[str, Any]:
    """Return a driver that uses nearly every key."""
    rule: dict[str, Any] = read_yaml(DRIVER + MORE, "extra.yaml").data
    rule["evidence"] |= read_yaml(EVIDENCE, "evidence.yaml").data
    return rule


def places(held: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value."""
    if path:
        yield path
    inner = (
        held.items()
        if isinstance(held, dict)
        else enumerate(held if isinstance(held, list) else ())
    )
    for key, value in inner:
        yield from places(value, (*path, key))


def changed(rule: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return the driver with another value at one place, or none."""
    other = copy.deepcopy(rule)
    parent: Any = other
    for key in path[:-1]:
        parent = parent[key]
    if value is REMOVED:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return other


def test_the_driver_to_start_from_is_right() -> None:
    """Neither lint nor the schema finds anything."""
    assert accepted(full_driver())
    assert VALIDATOR.is_valid(full_driver())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(places(full_driver()), key=str)), st.sampled_from(OTHERS))
def test_what_lint_accepts_the_schema_accepts(path: tuple[Any, ...], value: Any) -> None:
    """Whatever stands in one place of a driver: if it loads, the schema has no objection."""
    rule = changed(full_driver(), path, value)
    if accepted(rule):
        assert [error.message for error in VALIDATOR.iter_errors(rule)] == []


def accepted(rule: dict[str, Any]) -> bool:
    """Whether lint finds no error in a folder that holds the driver."""
    files = {"drivers/extra.yaml": json.dumps(rule), "drivers/extra.cases.yaml": "[]\n"}
    with tempfile.TemporaryDirectory() as folder:
        return not check_over_base(Path(folder), files).errors
