"""The cases beside every driver hold, and the runner says what does not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from explainer import Explainer, load_pack
from explainer.errors import OptionError
from explainer.workbench.rule_cases import (
    RuleCase,
    RuleCases,
    read_rule_cases,
    run_case,
    snapshot_of,
)

DRIVERS = Path(__file__).parents[1] / "rules" / "drivers"
FILES = [read_rule_cases(path) for path in sorted(DRIVERS.glob("*.cases.yaml"))]
CASES = [
    pytest.param(cases, case, id=f"{cases.driver}: {case.name}")
    for cases in FILES
    for case in cases.cases
]
OUTFLOWS = """
driver: etf_outflows
usual:
  market: {change_24h_pct: -4}
  etf: {BTC: {net_flow_usd: 10M, outflow_streak_days: 1}}
cases:
  - name: a record outflow
    given: {etf: {BTC: {net_flow_usd: -577.7M}}}
    status: fired
"""


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


def outflows(tmp_path: Path, **changes: object) -> tuple[RuleCases, RuleCase]:
    """Return the cases written above as read from a file, and their case with other keys."""
    path = tmp_path / "etf_outflows.cases.yaml"
    path.write_text(OUTFLOWS, encoding="utf-8")
    cases = read_rule_cases(path)
    return cases, msgspec.structs.replace(cases.cases[0], **changes)


@pytest.mark.parametrize(("cases", "case"), CASES)
def test_rule_does_what_its_case_says(
    explainer: Explainer, cases: RuleCases, case: RuleCase
) -> None:
    """Status, strength, role and words of the driver are those the author wrote down."""
    mismatches = run_case(cases, case, explainer)
    assert not mismatches, "\n".join(map(str, mismatches))


def test_every_driver_has_cases_of_each_kind(explainer: Explainer) -> None:
    """Beside each driver stand cases of each status, one for words, and none of them twice."""
    assert {cases.driver for cases in FILES} == {rule.id for rule in explainer.pack.drivers}
    for cases in FILES:
        assert {case.status for case in cases.cases} == {"fired", "not_fired", "not_evaluated"}
        assert any(case.text for case in cases.cases), cases.driver
        assert any(case.explains is False for case in cases.cases), cases.driver
        names = [case.name for case in cases.cases]
        assert len(names) == len(set(names)), cases.driver


def test_every_role_a_driver_may_take_has_a_case(explainer: Explainer) -> None:
    """The usual role of a driver stands in a case, and each role that `role_when` gives it."""
    by_driver = {cases.driver: {case.role for case in cases.cases} for cases in FILES}
    for rule in explainer.pack.drivers:
        roles = {rule.role, *(change.role for change in rule.role_when)}
        assert roles <= by_driver[rule.id], rule.id


def test_readings_are_laid_over_the_usual_ones(tmp_path: Path) -> None:
    """A case replaces single readings, takes some away, and may write suffixes as rules do."""
    given = {"etf": {"BTC": {"net_flow_usd": "-1.5B", "outflow_streak_days": "missing"}}}
    assert snapshot_of(*outflows(tmp_path, given=given)) == {
        "as_of": "2026-02-04T12:00:00Z",
        "market": {"change_24h_pct": -4},
        "etf": {"BTC": {"net_flow_usd": -1.5e9}},
    }


def test_stale_reading_lies_behind_a_source_too_old_for_it(
    tmp_path: Path, explainer: Explainer
) -> None:
    """What is written as stale is there, and the answer cannot use it."""
    given = {"etf": {"BTC": {"net_flow_usd": {"value": "-577.7M", "stale": True}}}}
    snapshot = snapshot_of(*outflows(tmp_path, given=given))
    assert snapshot["etf"]["BTC"]["net_flow_usd"] == -577.7e6
    stale = explainer.explain(snapshot).data_quality.stale
    assert [flaw.pointer for flaw in stale] == ["/etf/BTC/net_flow_usd"]


def test_what_cannot_go_stale_is_refused(tmp_path: Path, explainer: Explainer) -> None:
    """A date has no maximum age, so a stale one is a mistake of the author."""
    given = {"etf": {"BTC": {"session_date": {"value": "2026-02-03", "stale": True}}}}
    (mismatch,) = run_case(*outflows(tmp_path, given=given), explainer)
    assert mismatch.what == "given"
    assert "etf.BTC.session_date" in mismatch.actual


def test_every_broken_expectation_is_told(tmp_path: Path, explainer: Explainer) -> None:
    """Expected and actual stand side by side for all that differs, and for nothing else."""
    cases, case = outflows(
        tmp_path,
        status="not_fired",
        strength=(0.9, 1.0),
        role="trigger",
        explains=False,
        offsets=("inflow",),
        text="money poured in",
    )
    mismatches = {one.what: one for one in run_case(cases, case, explainer)}
    assert list(mismatches) == ["status", "explains", "strength", "offsets", "text"]
    assert str(mismatches["status"]) == "status\n  expected  not_fired\n  actual    fired"
    assert mismatches["strength"].actual == "0.5186 (session 0.5186, session_too 0.3)"
    assert mismatches["offsets"].actual == "none"


def test_readings_that_are_no_snapshot_are_told(tmp_path: Path, explainer: Explainer) -> None:
    """A misspelt reading is reported with what the snapshot's reader says about it."""
    given = {"etf": {"BTC": {"net_flows_usd": 1}}}
    (mismatch,) = run_case(*outflows(tmp_path, given=given), explainer)
    assert "net_flows_usd" in mismatch.actual


@pytest.mark.parametrize(
    "text",
    [
        "driver: [",
        "driver: etf_outflows",
        OUTFLOWS.replace("status: fired", "status: burnt"),
        OUTFLOWS.replace("given:", "readings:"),
    ],
)
def test_file_without_usable_cases_is_refused(tmp_path: Path, text: str) -> None:
    """What is no YAML, lacks a key, or holds an unknown key or word is refused, naming the file."""
    path = tmp_path / "broken.cases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=r"broken\.cases\.yaml"):
        read_rule_cases(path)


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A missing file is named."""
    with pytest.raises(OptionError, match=r"none\.cases\.yaml"):
        read_rule_cases(tmp_path / "none.cases.yaml")
