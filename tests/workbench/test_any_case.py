"""Whatever a case file holds, its author gets diagnostics or a run, never an exception."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from explainer import Explainer, load_pack
from explainer.pack.case_file import RuleCase
from explainer.pack.draft import Draft
from explainer.pack.load import read_layers
from explainer.pack.read_cases import read_cases
from explainer.workbench.case_drawing import draw_run
from explainer.workbench.case_run import RunReport, run_cases
from explainer.workbench.junit import junit_xml

KEYS = st.sampled_from(
    [
        *("market", "assets", "etf", "events", "custom", "sources", "as_of", "derivatives"),
        *("BTC", "net_flow_usd", "liquidations_by_asset_usd", "kind", "title"),
        *("value", "stale", "0", "a/b~c", ""),
    ]
)
WORDS = st.sampled_from(["missing", "-300M", "fired", "BTC", "2026-02-03", "", "~1/0", "*", "é"])
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.floats(-2, 2), WORDS)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
GIVEN = st.one_of(
    TREES,
    st.fixed_dictionaries(
        {},
        optional={
            "market": st.dictionaries(st.just("change_24h_pct"), SCALARS),
            "etf": st.dictionaries(
                st.sampled_from(["BTC", "ETH"]),
                st.dictionaries(st.sampled_from(["net_flow_usd", "session_date"]), TREES),
            ),
            "events": st.lists(st.fixed_dictionaries({"kind": st.just("other"), "title": WORDS})),
        },
    ),
)
TEXTS = st.one_of(WORDS, st.dictionaries(st.sampled_from(["session", "inflow", "no"]), WORDS))
CASES = st.fixed_dictionaries(
    {"name": st.sampled_from("abc"), "status": st.sampled_from(["fired", "not_fired"])},
    optional={
        **{key: TREES for key in RuleCase.__struct_fields__ if key not in ("name", "status")},
        "given": GIVEN,
        "text": TEXTS,
        "strength": st.lists(st.floats(0, 1), min_size=2, max_size=2),
    },
)
FILES = st.fixed_dictionaries(
    {"driver": st.just("etf_outflows"), "cases": st.lists(CASES, max_size=3)},
    optional={"usual": GIVEN},
)


@cache
def rules() -> tuple[Draft, Explainer]:
    """Return the built-in rules, as they are read and as they are used."""
    return read_layers(None, None)[1].draft, Explainer(load_pack())


def ran(data: Any) -> RunReport:
    """Return the run of a case file that holds this tree: JSON is YAML."""
    draft, explainer = rules()
    with TemporaryDirectory() as folder:
        (Path(folder) / "drivers").mkdir()
        path = Path(folder) / "drivers" / "etf_outflows.cases.yaml"
        path.write_text(json.dumps(data), encoding="utf-8")
        cases = read_cases(Path(folder), draft)
    return run_cases(cases.files, cases.diagnostics, explainer)


@settings(deadline=None)
@given(TREES)
def test_any_tree_is_cases_or_has_diagnostics(data: Any) -> None:
    """What is no case file is said to be none, with a hint."""
    report = ran(data)
    assert report.diagnostics
    assert all(found.hint for found in report.diagnostics)


@settings(deadline=None)
@given(FILES)
def test_any_cases_are_run_or_have_diagnostics(data: Any) -> None:
    """A case that is not run has an error; one that is run passes or fails, and can be drawn."""
    report = ran(data)
    told = sum(len(driver.cases) for driver in report.drivers)
    assert told == len(data["cases"]) or report.totals.broken
    assert draw_run(report)
    assert junit_xml(report)
