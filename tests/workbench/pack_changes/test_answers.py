"""Which answers change between two packs, held against what each pack says by itself."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from tests.workbench.pack_changes.making import (
    BUILT_IN,
    EPISODES,
    changes,
    counted,
    edited,
    overlaid,
    oversold,
)

from explainer import Explainer, RulePack
from explainer.intake import convert_snapshot
from explainer.limits import Limits
from explainer.snapshot import Snapshot
from explainer.workbench.moments import of_history
from explainer.workbench.pack_changes import NamedPack, PackChanges, pack_changes

NOT_TOLD = {"headline", "answer", "text"}


def day(number: int, rsi: float | None, change: float = -4.0) -> Snapshot:
    """Return a day of a month with the RSI of bitcoin and its change."""
    bitcoin = {"change_24h_pct": change} | ({} if rsi is None else {"rsi_14": rsi})
    return convert_snapshot(
        {"as_of": f"2024-05-{number:02}T23:59:00Z", "assets": {"BTC": bitcoin}}, Limits()
    )


def test_equal_packs_give_equal_answers() -> None:
    """Nothing is counted, nothing shown."""
    result = changes(BUILT_IN, BUILT_IN)
    assert result.snapshots == len(EPISODES)
    assert (result.answers_changed, counted(result)) == (0, {})
    assert (result.rules, result.drivers, result.examples) == ((), (), ())


def test_a_moved_mark_changes_the_days_between_the_marks(tmp_path: Path) -> None:
    """A driver leaves where the reading was past the old mark and is not past the new one."""
    readings = [50.0, 40.01, 40.0, 37.5, 35.01, 35.0, 20.0, None]
    days = [day(number, reading) for number, reading in enumerate(readings, 1)]
    result = changes(oversold(tmp_path / "a", 40), oversold(tmp_path / "b", 35), days)
    left = [e.change.id for e in result.examples if e.kind == "left"]
    assert sorted(left) == ["3", "4", "5"]
    (summary,) = result.drivers
    assert (summary.id, summary.entered.total, summary.left.falls) == ("oversold", 0, 3)


def test_a_moved_mark_changes_exactly_the_real_days_between_the_marks(
    tmp_path: Path, shared: Path
) -> None:
    """Over five years, the days counted are those that a loop over the file finds."""
    history = shared / "history" / "daily-2019-2024.jsonl"
    result = pack_changes(
        NamedPack("old", oversold(tmp_path / "a", 40)),
        NamedPack("new", oversold(tmp_path / "b", 38)),
        of_history(history, Limits()),
        most_examples=10_000,
    )
    expected = set()
    for number, line in enumerate(history.read_text().splitlines(), 1):
        snapshot = json.loads(line)
        reading = snapshot["assets"]["BTC"].get("rsi_14")
        if reading is not None and 38 < reading <= 40:
            expected.add(f"{snapshot['as_of'][:10]} (line {number})")
    assert len(expected) > 50
    assert {e.change.id for e in result.examples if e.kind == "left"} == expected
    assert result.counts["left"] == len(expected)


def test_an_example_has_the_reading_and_both_bands(tmp_path: Path) -> None:
    """A reviewer sees which reading decided, how strong it was, and the marks that it passed."""
    result = changes(oversold(tmp_path / "a", 40), oversold(tmp_path / "b", 35), [day(1, 37.5)])
    (finding,) = (e.change.drivers[0] for e in result.examples if e.kind == "left")
    (evidence,) = finding.evidence
    assert (evidence.metric, evidence.value) == ("assets.BTC.rsi_14", 37.5)
    assert (evidence.before, evidence.after) == (0.3, 0.25)
    assert evidence.bands is not None
    assert [band.at for band in evidence.bands.before] == [50, 40]
    assert [band.at for band in evidence.bands.after] == [50, 35]


def test_days_are_told_apart_by_what_prices_did(tmp_path: Path) -> None:
    """Falls, rises and the others are counted by themselves."""
    days = [day(1, 37), day(2, 37), day(3, 37, 4.0), day(4, 37, 0.0)]
    result = changes(oversold(tmp_path / "b", 35), oversold(tmp_path / "a", 40), days)
    entered = result.drivers[0].entered
    assert (entered.falls, entered.rises, entered.others, entered.total) == (2, 1, 1, 4)


def test_another_word_changes_texts_alone(tmp_path: Path) -> None:
    """No finding differs; the examples hold both texts, and the rule has the words."""
    after = edited(tmp_path, "drivers/etf_outflows", ("saw {value}", "had {value}"))
    result = changes(BUILT_IN, after)
    assert set(counted(result)) <= NOT_TOLD
    assert result.counts["text"] == result.answers_changed > 0
    assert result.drivers == ()
    (rule,) = result.rules
    assert (rule.kind, rule.id, rule.answers) == ("driver", "etf_outflows", result.answers_changed)
    text = result.examples[-1].change.text
    assert text is not None
    assert text.before.replace("saw $", "had $") == text.after


def texts_that_differ(before: RulePack, after: RulePack) -> int:
    """Return on how many episodes the briefs differ, each told in full by both packs."""
    renamed = msgspec.structs.replace(after, name=before.name, version=before.version)
    old, new = Explainer(before), Explainer(renamed)
    return sum(
        old.explain(each.snapshot).text != new.explain(each.snapshot).text for each in EPISODES
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("drivers/etf_outflows", "0}, {at: -110M,", "0}, {at: -60M,"),
        ("drivers/etf_outflows", "U.S. spot", "American spot"),
        ("drivers/liquidation_cascade", "role: amplifier", "role: symptom"),
        ("drivers/fear_sentiment", "version: 2", "version: 3"),
        ("signals/dollar", "title: ", "title: The "),
        ("moves", "flat_within: 0.5", "flat_within: 1.4"),
        ("lexicon/en", "Written automatically", "Made automatically"),
    ],
)
def test_no_text_that_differs_is_missed(tmp_path: Path, name: str, old: str, new: str) -> None:
    """Texts are told only where they can differ, and the count is that of telling them all."""
    after = edited(tmp_path, name, (old, new))
    assert changes(BUILT_IN, after).counts["text"] == texts_that_differ(BUILT_IN, after)


@pytest.mark.parametrize("length", ["headline", "chat", "article"])
def test_a_version_changes_no_answer(tmp_path: Path, length: str) -> None:
    """Another version and hash are no change, even where the text names the pack."""
    after = overlaid(tmp_path, pack="name: other\nversion: 9.9.9\n")
    result = changes(BUILT_IN, after, length=length)
    assert (result.before.version, result.after.version) == (BUILT_IN.version, "9.9.9")
    assert result.before.hash != result.after.hash
    assert (result.answers_changed, result.rules) == (0, ())


def test_a_rule_may_change_without_any_answer(tmp_path: Path) -> None:
    """A reviewer is told of it all the same."""
    after = edited(tmp_path, "drivers/etf_outflows", ("owner: flows desk", "owner: night desk"))
    result = changes(BUILT_IN, after)
    (rule,) = result.rules
    (key,) = rule.keys
    assert (key.name, key.before, key.after) == ("owner", "flows desk", "night desk")
    assert (rule.answers, result.answers_changed) == (0, 0)


def test_a_driver_that_is_switched_off_leaves(tmp_path: Path) -> None:
    """It leaves each snapshot on which it fired, and the rules say that it is gone."""
    after = overlaid(tmp_path, drivers__etf_outflows="id: etf_outflows\nenabled: false\n")
    result = changes(BUILT_IN, after)
    explainer = Explainer(BUILT_IN)
    fired = sum(
        finding.status == "fired"
        for each in EPISODES
        for finding in explainer.assess(each.snapshot).drivers
        if finding.id == "etf_outflows"
    )
    summaries = {each.id: each for each in result.drivers}
    assert summaries["etf_outflows"].left.total == fired > 0
    assert [(r.kind, r.id) for r in result.rules if r.change == "removed"] == [
        ("driver", "etf_outflows"),
        ("signal", "etf_flows"),
    ]
    example = next(e for e in result.examples if e.driver == "etf_outflows")
    assert example.change.drivers[0].after is None or example.change.drivers[-1].after is None


def test_a_driver_that_is_new_enters(tmp_path: Path) -> None:
    """The other way round it is an addition."""
    result = changes(BUILT_IN, oversold(tmp_path, 40), [day(1, 30), day(2, 60)])
    assert ("driver", "oversold", "added") in [(r.kind, r.id, r.change) for r in result.rules]
    assert result.counts["entered"] == 1
    finding = next(e.change.drivers[0] for e in result.examples if e.kind == "entered")
    assert finding.before is None
    assert [(each.id, each.status_before) for each in finding.evidence] == [("rsi", None)]


def test_another_first_cause_is_a_change_of_the_lead(tmp_path: Path) -> None:
    """The cause that goes and the one that comes are named and counted."""
    snapshot = convert_snapshot(
        {
            "as_of": "2026-02-04T21:00:00Z",
            "assets": {"BTC": {"change_24h_pct": -6.1}},
            "etf": {"BTC": {"net_flow_usd": -900_000_000}},
            "macro": {"nasdaq_100_change_pct": -2.0, "sp500_change_pct": -1.6},
        },
        Limits(),
    )
    after = overlaid(tmp_path, drivers__etf_outflows="id: etf_outflows\nenabled: false\n")
    result = changes(BUILT_IN, after, [snapshot])
    (example,) = (e for e in result.examples if e.kind == "lead")
    lead = example.change.lead
    assert lead is not None
    assert (lead.before, lead.after) == ("etf_outflows", "risk_off_equities")
    summaries = {each.id: each for each in result.drivers}
    assert (summaries["etf_outflows"].leads_lost, summaries["etf_outflows"].leads_gained) == (1, 0)
    assert summaries["risk_off_equities"].leads_gained == 1


def test_falls_gain_and_lose_their_causes(tmp_path: Path) -> None:
    """A fall whose only cause leaves is explained no longer; back again, it is."""
    off = overlaid(tmp_path, drivers__etf_outflows="id: etf_outflows\nenabled: false\n")
    snapshot = convert_snapshot(
        {
            "as_of": "2026-02-04T21:00:00Z",
            "assets": {"BTC": {"change_24h_pct": -1.5}},
            "etf": {"BTC": {"net_flow_usd": -900_000_000}},
        },
        Limits(),
    )
    assert changes(BUILT_IN, off, [snapshot]).counts["unexplained"] == 1
    assert changes(off, BUILT_IN, [snapshot]).counts["explained"] == 1


def test_a_driver_may_become_undecided(tmp_path: Path) -> None:
    """A driver that needs a reading more is not evaluated where it is missing."""
    before = oversold(tmp_path / "a", 40)
    rule = (tmp_path / "a" / "drivers" / "oversold.yaml").read_text()
    further = """\
  fear:
    metric: sentiment.fear_greed
    family: mood
    bands: [{at: 30, strength: 0}, {at: 20, strength: 0.4}]
    say: "the fear and greed index fell to {value}"
"""
    after = overlaid(
        tmp_path / "b",
        drivers__oversold=rule.replace("what_it_means", f"{further}what_it_means", 1),
    )
    days = [day(1, 60)]
    assert counted(changes(before, after, days))["undecided"] == 1
    assert counted(changes(after, before, days))["decided"] == 1


def test_bands_of_the_direction_change_the_move(tmp_path: Path) -> None:
    """The move is compared like the drivers, and named with both words."""
    after = edited(tmp_path, "moves", ("flat_within: 0.5", "flat_within: 1.4"))
    result = changes(BUILT_IN, after, [day(1, None, -1.2)])
    (moved,) = (e.change.move for e in result.examples if e.kind == "direction")
    assert (moved[0].name, moved[0].before, moved[0].after) == ("direction", "down", "flat")


def test_small_steps_of_strength_are_not_counted(tmp_path: Path) -> None:
    """From one hundredth on a strength differs; the largest step is kept with its place."""
    before, after = oversold(tmp_path / "a", 40), oversold(tmp_path / "b", 39.9)
    assert changes(before, after, [day(1, 49)]).counts["strength"] == 0
    after = oversold(tmp_path / "c", 30)
    result = changes(before, after, [day(1, 49), day(2, 45), day(3, 41), day(4, 44)])
    assert result.counts["strength"] == 4
    largest = result.drivers[0].largest
    assert largest is not None
    assert (largest.id, largest.before, largest.after) == ("3", 0.27, 0.135)
    assert [e.change.id for e in result.examples if e.kind == "strength"] == ["3", "4", "2"]


@pytest.mark.parametrize("most", [0, 1, 5])
def test_examples_are_as_many_as_are_asked_for(tmp_path: Path, most: int) -> None:
    """The counts are the same, however many examples are shown."""
    days = [day(number, 37) for number in range(1, 5)]
    result = changes(
        oversold(tmp_path / "a", 40), oversold(tmp_path / "b", 35), days, most_examples=most
    )
    assert result.counts["left"] == 4
    assert len([e for e in result.examples if e.kind == "left"]) == min(most, 4)


def test_what_changed_survives_json(tmp_path: Path) -> None:
    """As JSON it reads back as the same."""
    result = changes(oversold(tmp_path / "a", 40), oversold(tmp_path / "b", 35), [day(1, 37)])
    assert msgspec.json.decode(msgspec.json.encode(result), type=PackChanges) == result
