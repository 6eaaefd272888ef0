"""The scorecard: its counts, its reasons, and its agreement with score.py."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from explainer import Explainer, load_pack
from explainer.errors import OptionError
from explainer.workbench.cases import read_cases
from explainer.workbench.scorecard import Disagreement, Scorecard, draw, score

QUIET_FALL = """
direction: down
snapshot:
  as_of: "2026-02-04T12:00:00Z"
  assets:
    BTC:
      change_24h_pct: -4
    ETH:
      change_24h_pct: -5
  etf:
    BTC:
      net_flow_usd: 5000000
  events: []
published:
  drivers:
    - {id: etf_outflows, primary: true}
    - {id: regulation}
    - {id: seasonality}
"""
LIQUIDATIONS = """
direction: down
snapshot:
  as_of: "2026-02-04T12:00:00Z"
  assets:
    BTC:
      change_24h_pct: -9
    ETH:
      change_24h_pct: -12
  derivatives:
    liquidations_24h_usd: 2500000000
    long_share_pct: 90
published:
  drivers:
    - {id: macro_shock, primary: true}
  denied: [liquidation_cascade]
"""
RISE_CALLED_A_FALL = """
direction: down
snapshot:
  as_of: "2026-02-04T12:00:00Z"
  market:
    change_24h_pct: 6
published:
  drivers: []
"""


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


def scored(folder: Path, explainer: Explainer, **cases: str) -> Scorecard:
    """Return the scorecard over these case texts."""
    for name, text in cases.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return score(folder, explainer)


def only(card: Scorecard, kind: str) -> Disagreement:
    """Return the one disagreement of this kind."""
    (found,) = [one for one in card.disagreements if one.kind == kind]
    return found


def test_missed_driver_says_what_was_lacking(tmp_path: Path, explainer: Explainer) -> None:
    """A named, visible driver that did not fire comes with its figure and the distance."""
    card = scored(tmp_path, explainer, quiet_fall=QUIET_FALL)
    missed = only(card, "missed")
    assert (missed.case, missed.driver) == ("quiet_fall", "etf_outflows")
    assert missed.reason.startswith("not_fired, strength 0.00 of 0.3")
    assert "etf.BTC.net_flow_usd 5M" in missed.reason
    assert "short of -" in missed.reason


def test_what_cannot_be_seen_is_not_expected(tmp_path: Path, explainer: Explainer) -> None:
    """A cause without any figure of its kind does not count against the rules."""
    card = scored(tmp_path, explainer, quiet_fall=QUIET_FALL)
    assert card.observable == 1
    assert [one.id for one in card.drivers if one.observable] == ["etf_outflows"]


def test_denied_and_unnamed_drivers_show_their_evidence(
    tmp_path: Path, explainer: Explainer
) -> None:
    """A driver that the source ruled out, or did not name, is listed with what made it fire."""
    card = scored(tmp_path, explainer, liquidations=LIQUIDATIONS)
    assert card.denied == 1
    for kind in ("denied", "unnamed"):
        found = [one for one in card.disagreements if one.kind == kind]
        reasons = {one.driver: one.reason for one in found}
        assert "derivatives.liquidations_24h_usd 2.5B" in reasons["liquidation_cascade"]


def test_other_direction_names_its_basis(tmp_path: Path, explainer: Explainer) -> None:
    """A direction that differs comes with both and the figure ours was read from."""
    card = scored(tmp_path, explainer, rise=RISE_CALLED_A_FALL)
    reason = only(card, "direction").reason
    assert reason.startswith("published down; ours up, read from ")
    assert "6%" in reason
    assert card.direction == 0.0


def test_every_kind_of_disagreement_is_told_in_a_sentence(
    tmp_path: Path, explainer: Explainer
) -> None:
    """Readers who know no rule learn what each side said, and the figure that decided."""
    nothing = QUIET_FALL.replace("change_24h_pct: -4", "price_usd: 60000").replace(
        "change_24h_pct: -5", "price_usd: 2000"
    )
    card = scored(
        tmp_path,
        explainer,
        liquidations=LIQUIDATIONS,
        quiet_fall=nothing,
        rise=RISE_CALLED_A_FALL,
    )
    told = {(one.case, one.kind): one.told for one in card.disagreements}
    assert told["quiet_fall", "silent"] == "The figures could show: Spot ETF outflows."
    assert told["quiet_fall", "lead"] == (
        "The source puts first: Spot ETF outflows. The rules offer no cause."
    )
    assert told["quiet_fall", "missed"].startswith(
        "Given: net flow of U.S. spot BTC ETFs: $5 million (it fires at -$110 million)"
    )
    assert told["liquidations", "denied"].startswith("Liquidations in 24 hours: $2.5 billion;")
    assert told["rise", "direction"] == (
        "The source tells of a fall; the rules read a rise, from a change of 6% over 24 hours."
    )


def test_unreadable_case_is_named(tmp_path: Path, explainer: Explainer) -> None:
    """A file that cannot be read is named with its problems, and the others still count."""
    card = scored(
        tmp_path,
        explainer,
        broken="direction: down\nsnapshot: {",
        misspelt=QUIET_FALL.replace("net_flow_usd", "netflow_usd"),
        undirected=QUIET_FALL.replace("direction: down", "direction: sideways"),
        whole=QUIET_FALL,
    )
    assert card.cases == 1
    assert [case.id for case in card.unreadable] == ["broken", "misspelt", "undirected"]
    for case in card.unreadable:
        assert case.problems[0].startswith(f"{case.id}.yaml")
        assert case.problems[0] in draw(card)


def test_share_of_nothing_is_not_zero(tmp_path: Path, explainer: Explainer) -> None:
    """Where no case is of the kind, there is no share: neither a perfect one nor a failed one."""
    rise = RISE_CALLED_A_FALL.replace("direction: down", "direction: flat")
    card = scored(tmp_path, explainer, rise=rise)
    assert (card.cases, card.falls) == (1, 0)
    assert (card.recall, card.precision, card.lead, card.direction) == (None,) * 4
    assert "  recall           0 of 0 named and visible drivers" in draw(card).splitlines()


def test_folder_without_cases_is_refused(tmp_path: Path, explainer: Explainer) -> None:
    """No case at all is wrong use, not a perfect score."""
    with pytest.raises(OptionError, match="cases folder"):
        score(tmp_path, explainer)


def test_scorecard_survives_json(tmp_path: Path, explainer: Explainer) -> None:
    """The scorecard as JSON reads back as the same scorecard."""
    card = scored(tmp_path, explainer, quiet_fall=QUIET_FALL, liquidations=LIQUIDATIONS)
    assert msgspec.json.decode(msgspec.json.encode(card), type=Scorecard) == card


def test_episodes_can_be_scored(repository: Path, explainer: Explainer) -> None:
    """The bundled episodes are cases too: all are read, and every count is within its whole."""
    card = score(repository / "fixtures" / "episodes", explainer)
    assert card.unreadable == ()
    assert card.cases == len(list((repository / "fixtures" / "episodes").glob("*.yaml")))
    assert 0 < card.found <= card.observable
    assert 0 < card.confirmed <= card.offered
    assert sum(driver.found for driver in card.drivers) == card.found
    assert sum(driver.unnamed for driver in card.drivers) == card.offered - card.confirmed
    missed = [one for one in card.disagreements if one.kind == "missed"]
    assert len(missed) == card.observable - card.found
    assert all(one.reason for one in card.disagreements)


def test_table_shows_every_share_and_difference(repository: Path, explainer: Explainer) -> None:
    """The drawn table holds the shares, a row for each driver, and all disagreements."""
    card = score(repository / "fixtures" / "episodes", explainer)
    text = draw(card)
    for name in ("recall", "precision", "lead", "direction"):
        assert f"{name:<10}{getattr(card, name):.3f}" in text
    lines = text.splitlines()
    for driver in card.drivers:
        assert any(line.startswith(driver.id) for line in lines)
    unwrapped = " ".join(text.split())
    for one in card.disagreements:
        assert one.reason in unwrapped
    assert not any(line != line.rstrip() for line in lines)


@pytest.mark.parametrize("folder", ["../shared/cases", "fixtures/episodes"])
def test_scorecard_agrees_with_score_py(
    shared: Path, repository: Path, explainer: Explainer, tmp_path: Path, folder: str
) -> None:
    """Every figure that score.py works out from our JSON is ours, to the last digit."""
    cases = repository / folder
    answers = tmp_path / "answers.jsonl"
    answers.write_bytes(
        b"".join(
            explainer.explain_json(msgspec.json.encode(case.snapshot)) + b"\n"
            for case in read_cases(cases)[0]
        )
    )
    card = score(cases, explainer)
    tool = shared / "tools" / "score.py"

    printed = ran(str(tool), str(cases), str(answers), "-v").splitlines()
    shares = {name: getattr(card, name) for name in ("recall", "precision", "lead", "direction")}
    counts = {"silent": card.silent, "denied": card.denied}
    told = [f"{name} {value:.3f}" for name, value in shares.items()]
    assert printed[-1] == " ".join([*told, *(f"{name} {n}" for name, n in counts.items())])
    rows = {line.split()[0]: line for line in printed if " observable " in line}
    ours = {
        one.id: f"{one.id:22s} observable {one.observable:3d} found {one.found:3d}"
        f"  fired though not named {one.unnamed:3d}"
        for one in card.drivers
        if one.observable or one.unnamed
    }
    assert rows == ours
    for kind in ("lead", "direction"):
        theirs = [line.split()[1] for line in printed if line.startswith(f"{kind} ")]
        assert theirs == [one.case for one in card.disagreements if one.kind == kind]

    call = "import json, score, sys; r = score.main(*sys.argv[1:]); print(json.dumps(r))"
    exact = ran(
        "-c",
        f"import sys; sys.path.insert(0, {str(tool.parent)!r}); {call}",
        str(cases),
        str(answers),
    )
    assert json.loads(exact.splitlines()[-1]) == shares | counts


def ran(*arguments: str) -> str:
    """Return what Python printed for these arguments."""
    command = [sys.executable, "-B", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
