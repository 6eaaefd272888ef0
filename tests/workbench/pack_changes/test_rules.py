"""Which rules differ between two packs, with the keys that do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.workbench.pack_changes.making import BUILT_IN, edited, oversold

from explainer.workbench.pack_changes.rules import may_reword, rule_changes, written


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        ("words", "words"),
        (-110_000_000.0, "-110M"),
        (True, "true"),
        (0, "0"),
        ((), ""),
        (("a", "b"), "a, b"),
        ([{"at": -50_000_000.0, "strength": 0.0}, {"at": -1e9, "strength": 1.0}], "-50M 0, -1B 1"),
        (
            [{"metric": "market.rsi_14", "above": None, "below": 30.0, "equals": False}],
            "{metric: market.rsi_14, below: 30, equals: false}",
        ),
        (
            {"say": "it fell", "when": (), "tail": None, "strength": 0.0},
            "say: it fell, strength: 0",
        ),
    ],
)
def test_values_are_shown_as_rules_write_them(value: Any, shown: str | None) -> None:
    """Numbers with their suffixes, bands in short, nothing of what is not there."""
    assert written(value) == shown


def test_equal_packs_have_no_rule_that_differs() -> None:
    """Nothing is listed, and no text can differ."""
    assert rule_changes(BUILT_IN, BUILT_IN) == ()
    assert not may_reword(())


@pytest.mark.parametrize(
    ("name", "old", "new", "kind", "rule", "key", "words"),
    [
        ("drivers/etf_outflows", "above: 50M", "above: 60M", "driver", "etf_outflows",
         "offsets.inflow.above", False),
        ("drivers/etf_outflows", "0}, {at: -110M,", "0}, {at: -111M,", "driver", "etf_outflows",
         "evidence.session.bands", False),
        ("drivers/etf_outflows", "below: -2}", "below: -3}", "driver", "etf_outflows",
         "evidence.session_too.when", True),
        ("drivers/etf_outflows", "noun: outflows", "noun: flows", "driver", "etf_outflows",
         "noun", True),
        ("signals/dollar", "title: ", "title: The ", "signal", "dollar", "title", True),
        ("moves", "flat_within: 0.5", "flat_within: 0.6", "moves", "direction",
         "flat_within", True),
        ("lexicon/en", "Written automatically", "Made automatically", "lexicon", "closing",
         "disclosure", True),
    ],
)  # fmt: skip
def test_the_key_that_differs_is_named(
    tmp_path: Path, name: str, old: str, new: str, kind: str, rule: str, key: str, words: bool
) -> None:
    """One edit is one rule with one key; numbers of drivers alone leave the words as they are."""
    changes = rule_changes(BUILT_IN, edited(tmp_path, name, (old, new)))
    assert [(c.kind, c.id, [k.name for k in c.keys]) for c in changes] == [(kind, rule, [key])]
    assert may_reword(changes) is words


def test_threshold_of_the_pack_is_a_rule() -> None:
    """The strength at which drivers fire belongs to no driver, and is listed all the same."""
    (change,) = rule_changes(BUILT_IN, msgspec.structs.replace(BUILT_IN, fires_at=0.35))
    (key,) = change.keys
    assert (change.kind, change.id, key.before, key.after) == ("pack", "fires_at", "0.3", "0.35")


def test_a_rule_of_one_pack_alone_is_added_or_removed(tmp_path: Path) -> None:
    """So is its place in the order of the pack."""
    later = oversold(tmp_path, 40)
    added = [(c.kind, c.id, c.change) for c in rule_changes(BUILT_IN, later)]
    assert added == [("driver", "oversold", "added"), ("pack", "drivers", "changed")]
    removed = [(c.kind, c.id, c.change) for c in rule_changes(later, BUILT_IN)]
    assert removed == [("driver", "oversold", "removed"), ("pack", "drivers", "changed")]
