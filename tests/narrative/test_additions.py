"""An addition to a clause is about what the clause is about, or says what it is about."""

from __future__ import annotations

from typing import Any

import pytest

from explainer import Explainer, load_pack

DAY: dict[str, Any] = {
    "as_of": "2025-04-07T11:28:00Z",
    "assets": {"BTC": {"change_24h_pct": -7.5}, "ETH": {"change_24h_pct": -16}},
    "etf": {
        "BTC": {"net_flow_usd": -64.9e6, "session_date": "2025-04-04"},
        "ETH": {"net_flow_usd": -2.1e6, "session_date": "2025-04-04", "outflow_streak_days": 6},
    },
}


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


@pytest.mark.parametrize("length", ["chat", "brief", "article"])
@pytest.mark.parametrize("focus", [None, "ETH", "BTC"])
def test_the_flow_of_one_fund_is_not_told_of_another(
    explainer: Explainer, length: str, focus: str | None
) -> None:
    """Behind a streak of ether there is not the amount that left the funds of bitcoin."""
    claims = explainer.explain(DAY, length=length, focus=focus).claims
    told = [claim.text for claim in claims if "$64.9 million" in claim.text]
    assert [text for text in told if "ether ETFs" in text and "bitcoin" not in text] == []
