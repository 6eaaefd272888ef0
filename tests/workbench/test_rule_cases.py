"""The cases beside every driver hold, and the runner says what does not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from explainer import Explainer, load_pack
from explainer.errors import OptionError
from explainer.pack.read_cases import CaseReport, load_cases
from explainer.workbench.case_drawing import draw_run
from explainer.workbench.case_run import run_cases
from explainer.workbench.rule_cases import (
    Mismatch,
    RuleCase,
    RuleCases,
    read_rule_cases,
    run_case,
    snapshot_of,
)

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
SAID = "U.S. spot bitcoin ETFs saw $577.7 million of net outflows"


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


@pytest.fixture(scope="module")
def built_in() -> CaseReport:
    """Return the cases beside the built-in drivers."""
    return load_cases()


def outflows(tmp_path: Path, **changes: object) -> tuple[RuleCases, RuleCase]:
    """Return the cases written above as read from a file, and their case with other keys."""
    path = tmp_path / "etf_outflows.cases.yaml"
    path.write_text(OUTFLOWS, encoding="utf-8")
    cases = read_rule_cases(path)
    return cases, msgspec.structs.replace(cases.cases[0], **changes)


def mismatches(tmp_path: Path, explainer: Explainer, **changes: object) -> tuple[Mismatch, ...]:
    """Return what does not hold of the case written above with other keys."""
    return run_case(*outflows(tmp_path, **changes), explainer).mismatches


def test_rules_do_what_their_cases_say(explainer: Explainer, built_in: CaseReport) -> None:
    """No case beside a built-in driver fails, and nothing is wrong with their files."""
    report = run_cases(built_in.cases, built_in.diagnostics, explainer)
    assert report.ok, draw_run(report)
    assert not built_in.diagnostics


def test_every_driver_shows_its_words_and_a_day_it_does_not_explain(built_in: CaseReport) -> None:
    """Beside each built-in driver stands a case for words, and one that explains nothing."""
    beside = {file.cases.driver: file.cases.cases for file in built_in.cases}
    assert beside.keys() == {rule.id for rule in built_in.pack.drivers}
    for driver, cases in beside.items():
        assert any(case.text for case in cases), driver
        assert any(case.explains is False for case in cases), driver


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


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"given": {"etf": {"BTC": {"net_flows_usd": 1}}}}, "net_flows_usd"),
        (
            {"given": {"etf": {"BTC": {"session_date": {"value": "2026-02-03", "stale": True}}}}},
            "etf.BTC.session_date",
        ),
        (
            {
                "given": {"etf": {"BTC": {"net_flow_usd": {"value": 1, "stale": True}}}},
                "as_of": "noon",
            },
            "noon",
        ),
        ({"focus": "XYZ"}, "XYZ"),
    ],
)
def test_readings_that_cannot_be_judged_are_told(
    tmp_path: Path, explainer: Explainer, changes: dict[str, object], told: str
) -> None:
    """What the snapshot's reader or the engine refuses is the one mismatch, in its own words."""
    ran = run_case(*outflows(tmp_path, **changes), explainer)
    assert ran.refused
    (mismatch,) = ran.mismatches
    assert mismatch.what == "given"
    assert told in mismatch.actual


def test_a_driver_that_is_not_there_is_told(tmp_path: Path, explainer: Explainer) -> None:
    """Cases of a driver that the pack does not have come to nothing."""
    cases, case = outflows(tmp_path)
    ran = run_case(msgspec.structs.replace(cases, driver="inflows"), case, explainer)
    assert ran.refused
    assert [one.what for one in ran.mismatches] == ["driver"]


def test_every_broken_expectation_is_told(tmp_path: Path, explainer: Explainer) -> None:
    """Expected and actual stand side by side for all that differs, and for nothing else."""
    found = {
        one.what: (one.expected, one.actual)
        for one in mismatches(
            tmp_path,
            explainer,
            status="not_fired",
            strength=(0.9, 1.0),
            role="trigger",
            explains=False,
            missing=("etf.ETH.net_flow_usd",),
            offsets=("inflow",),
            text=SAID.replace("outflows", "inflows"),
        )
    }
    assert found == {
        "status": ("not_fired", "fired"),
        "explains": ("false", "true"),
        "strength": ("0.9 to 1", "0.5186"),
        "missing": ("etf.ETH.net_flow_usd", "none"),
        "offsets": ("inflow", "none"),
        "text": (SAID.replace("outflows", "inflows"), SAID),
    }


def test_what_holds_has_no_mismatch(tmp_path: Path, explainer: Explainer) -> None:
    """A whole clause, alone or under the evidence that says it, is met word for word."""
    assert not mismatches(tmp_path, explainer, text=SAID, strength=(0.5186, 0.5186))
    assert not mismatches(tmp_path, explainer, text={"session": SAID})


@pytest.mark.parametrize(
    ("text", "what", "actual"),
    [
        (SAID[:-1], "text", SAID),
        ({"session": SAID.upper()}, "text session", SAID),
        (
            {"streak": SAID},
            "text streak",
            "the run of outflows from U.S. spot bitcoin ETFs was one day",
        ),
        ({"week": SAID}, "text week", "nothing"),
    ],
)
def test_a_clause_is_compared_as_a_whole(
    tmp_path: Path,
    explainer: Explainer,
    text: str | dict[str, str],
    what: str,
    actual: str,
) -> None:
    """Part of a clause, other letters, or the clause of other evidence are not enough."""
    (mismatch,) = mismatches(tmp_path, explainer, text=text)
    assert mismatch.what == what
    assert actual in mismatch.actual


def test_a_clause_that_the_brief_leaves_out_is_told(tmp_path: Path, explainer: Explainer) -> None:
    """The clause holds, but a reader of the brief would never meet it; one of several is enough."""
    given = {"etf": {"BTC": {"net_flow_usd": "-577.7M", "largest_outflow_usd": "300M"}}}
    clause = "one fund alone lost $300 million"
    (mismatch,) = mismatches(tmp_path, explainer, given=given, text={"largest_fund": clause})
    assert mismatch.what == "told in the brief"
    both = {"largest_fund": clause, "session": SAID}
    assert not mismatches(tmp_path, explainer, given=given, text=both)


def test_a_clause_told_by_a_shorter_name_is_told(tmp_path: Path, explainer: Explainer) -> None:
    """The brief calls the funds "the funds" when it has named them; that is the same clause."""
    given = {
        "etf": {
            "BTC": {"net_flow_usd": "-577.7M", "outflow_streak_days": 6, "net_flow_7d_usd": "-500M"}
        }
    }
    clause = "with $500 million withdrawn from U.S. spot bitcoin ETFs over a week"
    cases, case = outflows(tmp_path, given=given, text={"week": clause})
    assert clause not in explainer.explain(snapshot_of(cases, case)).text
    assert not run_case(cases, case, explainer).mismatches


def test_the_readings_that_mattered_stand_beside_a_mismatch(
    tmp_path: Path, explainer: Explainer
) -> None:
    """Evidence that counted is told with its figures; of what did not fire, what it lacked."""
    fired = run_case(*outflows(tmp_path, status="not_fired"), explainer)
    assert fired.readings[0] == "session: etf.BTC.net_flow_usd -577.7M (0.52)"
    given = {"market": {"change_24h_pct": -1}, "etf": {"BTC": {"net_flow_usd": "-100M"}}}
    short = run_case(*outflows(tmp_path, given=given), explainer)
    assert (
        short.readings[0]
        == "session: etf.BTC.net_flow_usd -100M (0.25), decisive, 10M short of -110M"
    )
    assert short.readings[-1].startswith("not given: etf.ETH.net_flow_usd")


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
