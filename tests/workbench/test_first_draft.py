"""A new driver loads, warns of nothing and passes its cases, whatever it looks at."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator
from tests.workbench.kinds import kind_of
from tests.workbench.written_cases import cases_in

from explainer import Explainer, load_pack
from explainer.errors import OptionError
from explainer.metric_spec import MetricSpec
from explainer.metrics import CATALOGUE
from explainer.narrative import compile_words
from explainer.pack import PackReport, check_pack
from explainer.pack.case_file import RuleCases
from explainer.pack.checks.measures import EVENT_KINDS
from explainer.pack.schema import Driver
from explainer.source import read_yaml
from explainer.workbench.first_curve import WHOLE_UNITS, first_curve, lower_is_worse
from explainer.workbench.first_draft import Wanted, find_metric, new_driver
from explainer.workbench.rule_cases import run_case
from explainer.workbench.schemas import schema_of

BUILT_IN = load_pack()
WORDS = compile_words(BUILT_IN)
MEASURED = [spec for spec in CATALOGUE.values() if spec.kind not in ("date", "text")]
VALIDATORS = {
    kind: Draft202012Validator(schema_of(kind, BUILT_IN.metrics)) for kind in ("driver", "cases")
}
LETTERS = str.maketrans("0123456789", "abcdefghij")
NUMBERS = [spec for spec in MEASURED if spec.kind == "number"]


def wanted(name: str, **changes: str) -> Wanted:
    """Return what an author may ask for."""
    return Wanted(**{"id": name, "role": "condition", "schemas": "../schemas", **changes})  # type: ignore[arg-type]


def named(metric: str) -> str:
    """Return an id for a driver on the metric; titles that differ by a number alone are copies."""
    return "on_" + metric.replace(".<SYM>", "").replace(".", "_").translate(LETTERS)


ASKED = {named(spec.id): wanted(named(spec.id), metric=spec.id) for spec in MEASURED} | {
    f"on_{kind}": wanted(f"on_{kind}", event=kind) for kind in EVENT_KINDS
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an overlay with a new driver on every metric and kind of event, and no other driver.

    The others are switched off, so that each new one is told in the brief and its words are seen.
    """
    root = tmp_path_factory.mktemp("rules")
    for asked in ASKED.values():
        for relative, text in new_driver(asked, BUILT_IN.fires_at, WORDS).items():
            path = root / relative
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for driver in BUILT_IN.drivers:
        off = root / "drivers" / f"{driver.id}.yaml"
        off.write_text(f"id: {driver.id}\nenabled: false\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def report(folder: Path) -> PackReport:
    """Return what lint finds in the overlay."""
    return check_pack(overlay=folder)


@pytest.fixture(scope="module")
def explainer(report: PackReport) -> Explainer:
    """Return the explainer with the overlay."""
    assert report.pack is not None
    return Explainer(report.pack)


def cases_of(folder: Path, name: str) -> RuleCases:
    """Return the cases of a new driver."""
    return cases_in(folder / "drivers" / f"{name}.cases.yaml")


def test_lint_finds_nothing(report: PackReport) -> None:
    """No error and no warning in any of them."""
    assert report.diagnostics == ()


@pytest.mark.parametrize("name", ASKED)
def test_every_case_holds(name: str, folder: Path, explainer: Explainer) -> None:
    """The readings that a new driver was written with come to what its cases say."""
    cases = cases_of(folder, name)
    found = {case.name: run_case(cases, case, explainer) for case in cases.cases}
    assert {case: told for case, told in found.items() if told.mismatches} == {}


@pytest.mark.parametrize("name", ASKED)
def test_the_cases_show_every_status(name: str, folder: Path) -> None:
    """It fires, does not, and is not evaluated; words and the mark of a reading stand there too."""
    cases = cases_of(folder, name).cases
    assert {case.status for case in cases} == {"fired", "not_fired", "not_evaluated"}
    assert any(case.text for case in cases) == (ASKED[name].event is None)
    if CATALOGUE.get(ASKED[name].metric or "") in NUMBERS:
        names = {case.name for case in cases}
        assert {"the mark itself is enough", "just short of the mark is not enough"} <= names


@pytest.mark.parametrize("name", ASKED)
def test_the_schemas_accept_it(name: str, folder: Path) -> None:
    """An editor has nothing to say about the files either."""
    for relative in (f"drivers/{name}.yaml", f"drivers/{name}.cases.yaml"):
        validator = VALIDATORS[kind_of(relative)]
        data = read_yaml((folder / relative).read_bytes(), relative).data
        assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize("name", ASKED)
def test_it_says_that_it_is_a_draft(name: str, folder: Path, explainer: Explainer) -> None:
    """Status, references and comments tell that its numbers stand for nothing yet."""
    (rule,) = [driver for driver in explainer.pack.drivers if driver.id == name]
    assert rule.status == "experimental"
    assert "no record of real days" in rule.references[0]
    assert "Replace:" in (folder / "drivers" / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("spec", NUMBERS, ids=lambda spec: spec.id)
def test_a_first_curve_runs_the_way_of_the_metric(spec: MetricSpec) -> None:
    """From ordinary to far, inside what is possible; whole where readings are whole."""
    curve = first_curve(spec)
    points = (curve.ordinary, curve.start, curve.short, curve.mark, curve.beyond, curve.far)
    assert list(points) == sorted(points, reverse=lower_is_worse(spec))
    assert len(set(points)) == len(points)
    assert all(spec.possible(point) for point in points)
    if spec.unit in WHOLE_UNITS:
        assert all(point == round(point) for point in points)


@pytest.mark.parametrize(
    ("metric", "symbol"),
    [
        ("etf.<SYM>.net_flow_usd", "BTC"),
        ("etf.{asset}.net_flow_usd", "BTC"),
        ("etf.SOL.net_flow_usd", "SOL"),
        ("derivatives.liquidations_by_asset_usd.ETH", "ETH"),
        ("macro.vix", None),
    ],
)
def test_a_metric_may_name_its_asset(metric: str, symbol: str | None) -> None:
    """Where it names none, bitcoin stands in its place."""
    assert find_metric(metric).symbol == symbol


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"id": "Exchange-Token"}, "write `exchange_token`"),
        ({"id": "9"}, "small letters, digits and `_`"),
        ({"metric": "sentiment.fear_gred"}, "did you mean sentiment.fear_greed?"),
        ({"metric": "etf.BTC.session_date"}, "it is a date, which has no strength"),
        ({"metric": "nothing"}, "docs/metrics.md"),
        ({"metric": "derived.market_change_pct"}, "put your own metric in afterwards"),
        ({"event": "insolvncy"}, "did you mean insolvency?"),
        ({"event": "x"}, "kinds are monetary_policy"),
        ({"title": ""}, "write a few words"),
        ({"title": "a <b>"}, "write a few words"),
        ({"title": "word " * 20}, "at most 64 characters"),
    ],
)
def test_what_cannot_be_a_driver_is_refused(changes: dict[str, str], told: str) -> None:
    """The refusal says what to write instead."""
    asked = msgspec.structs.replace(wanted("extra"), **changes)
    with pytest.raises(OptionError, match="unknown") as refused:
        new_driver(asked, BUILT_IN.fires_at, WORDS)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("title", "noun"),
    [
        (None, "extra"),
        ("Exchange tokens fall", "exchange tokens fall"),
        ("ETF closures", "ETF closures"),
    ],
)
def test_the_title_becomes_the_noun(title: str | None, noun: str) -> None:
    """With a small letter inside a sentence, unless it begins with a name in capitals."""
    changes = {} if title is None else {"title": title}
    files = new_driver(wanted("extra", **changes), BUILT_IN.fires_at, WORDS)
    rule = read_yaml(files["drivers/extra.yaml"], "extra.yaml").data
    assert rule["noun"] == noun
    assert rule.keys() <= set(Driver.__struct_fields__)


@pytest.mark.parametrize("name", ["a", "a1", "a__b_", "a" * 64])
def test_every_id_makes_a_driver(name: str, tmp_path: Path) -> None:
    """The shortest id, the longest, and one with underscores in odd places load without a word."""
    for relative, text in new_driver(wanted(name), BUILT_IN.fires_at, WORDS).items():
        path = tmp_path / relative
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert check_pack(overlay=tmp_path).diagnostics == ()
