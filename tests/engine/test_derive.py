from __future__ import annotations

from typing import Any

import pytest
from tests.engine.making import judge, make_facts

from explainer.assessment import Operand

CHANGES = {
    "assets": {
        "BTC": {"change_24h_pct": -6.0},
        "ETH": {"change_24h_pct": -8.0},
        "SOL": {"change_24h_pct": -12.0},
        "ADA": {"change_24h_pct": -9.0},
        "USDT": {"change_24h_pct": 0.1},
        "WBTC": {"change_24h_pct": -6.1},
    }
}
PAIR = "of: [sentiment.fear_greed, sentiment.fear_greed_previous]"
MOOD = {"sentiment": {"fear_greed": 20.0, "fear_greed_previous": 25.0}}


@pytest.mark.parametrize(
    ("rule", "groups", "value"),
    [
        (f"op: difference, {PAIR}", MOOD, -5),
        (f"op: ratio, {PAIR}", MOOD, 0.8),
        (f"op: share_pct, {PAIR}", MOOD, 80),
        (f"op: change_pct, {PAIR}", MOOD, pytest.approx(-20)),
        (f"op: sum, {PAIR}", MOOD, 45),
        (f"op: product, {PAIR}", MOOD, 500),
        (f"op: mean, {PAIR}", MOOD, 22.5),
        (f"op: min, {PAIR}", MOOD, 20),
        (f"op: max, {PAIR}", MOOD, 25),
        ("op: abs, of: [assets.BTC.change_24h_pct]", CHANGES, 6),
        ("op: negate, of: [assets.BTC.change_24h_pct]", CHANGES, 6),
        ("op: complement, of: [sentiment.fear_greed]", MOOD, 80),
        ("op: median, of: [assets.*.change_24h_pct]", CHANGES, -9),
        ("op: min, of: [assets.*.change_24h_pct]", CHANGES, -12),
        ("op: count, below: -9, of: [assets.*.change_24h_pct]", CHANGES, 2),
        ("op: first, of: [market.change_24h_pct, assets.BTC.change_24h_pct]", CHANGES, -6),
        (
            "op: days_between, of: [derivatives.options_expiry_date]",
            {"derivatives": {"options_expiry_date": "2026-02-06"}},
            2,
        ),
        (
            "op: sum, of: [derivatives.liquidations_by_asset_usd.*]",
            {"derivatives": {"liquidations_by_asset_usd": {"BTC": 3e8, "ETH": 1e8}}},
            4e8,
        ),
        ("op: weekday", {}, 3),
    ],
)
def test_each_operation_has_its_textbook_meaning(
    rule: str, groups: dict[str, Any], value: float
) -> None:
    """Of what the snapshot holds; 4 February 2026 is a Wednesday."""
    facts = make_facts(derived=f"derived.x: {{{rule}, label: x, unit: pct}}", **groups)

    assert facts.values["derived.x"] == value


@pytest.mark.parametrize(
    ("rule", "groups"),
    [
        (f"op: difference, {PAIR}", {"sentiment": {"fear_greed": 20.0}}),
        (f"op: ratio, {PAIR}", {"sentiment": {"fear_greed": 20.0, "fear_greed_previous": 0.0}}),
        ("op: median, of: [assets.*.change_24h_pct]", {"assets": {"BTC": {"change_24h_pct": -6}}}),
        ("op: first, of: [market.change_24h_pct]", {}),
        ("op: days_between, of: [derivatives.options_expiry_date]", {}),
    ],
)
def test_what_cannot_be_computed_is_unknown(rule: str, groups: dict[str, Any]) -> None:
    """No default stands in for a missing operand, and nothing is divided by zero."""
    facts = make_facts(derived=f"derived.x: {{{rule}, label: x, unit: pct}}", **groups)

    assert "derived.x" not in facts


def test_a_derived_fact_carries_its_operands() -> None:
    """Each with its pointer, so that the number can be computed again."""
    fact = make_facts(
        derived=f"derived.x: {{op: difference, {PAIR}, label: x, unit: points}}", **MOOD
    )["derived.x"]

    assert fact.pointer is None
    assert fact.op == "difference"
    assert fact.operands == (
        Operand(pointer="/sentiment/fear_greed", value=20.0),
        Operand(pointer="/sentiment/fear_greed_previous", value=25.0),
    )


def test_the_first_usable_reading_is_that_reading() -> None:
    """It keeps its own pointer: nothing was computed."""
    fact = make_facts(
        derived="derived.x: {op: first, label: x, unit: pct, "
        "of: [market.change_24h_pct, assets.BTC.change_24h_pct]}",
        **CHANGES,
    )["derived.x"]

    assert fact.pointer == "/assets/BTC/change_24h_pct"
    assert fact.op is None


def test_what_a_derived_metric_lacks_are_readings_a_sender_can_supply() -> None:
    """Operands of operands are followed down to the snapshot."""
    derived = """
derived.first: {op: first, of: [market.change_24h_pct, derived.median], label: x, unit: pct}
derived.median: {op: median, of: ["assets.*.change_24h_pct"], label: x, unit: pct}
"""
    text = """
evidence: {fall: {metric: derived.first, bands: [{at: 0, strength: 0}, {at: -5, strength: 0.5}]}}
"""

    assert judge(text, derived=derived).drivers[0].missing == (
        "market.change_24h_pct",
        "assets.*.change_24h_pct",
    )
