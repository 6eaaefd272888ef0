"""Readings that were too old to use are named with their age in days, which has a receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Tell = Callable[..., Any]
FALL: dict[str, Any] = {
    "as_of": "2025-11-05T02:00:00Z",
    "assets": {"BTC": {"price_usd": 100_000.0, "change_24h_pct": -5.0}},
}
FLOW = {"net_flow_usd": -5e8, "session_date": "2025-10-28"}


def source(observed_at: str, *covers: str) -> dict[str, Any]:
    """Return a source of the snapshot."""
    return {"name": "Alternative", "observed_at": observed_at, "covers": list(covers)}


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (
            {"etf": {"BTC": FLOW}},
            "Too old to use: the net flow of U.S. spot bitcoin ETFs of -$500 million"
            " (eight days old) and one other.",
        ),
        (
            {"etf": {"BTC": {**FLOW, "session_date": "2025-10-20"}}},
            "Too old to use: the net flow of U.S. spot bitcoin ETFs of -$500 million"
            " (16 days old) and one other.",
        ),
        (
            {
                "sentiment": {"fear_greed": 20.0},
                "sources": [source("2025-11-02T01:00:00Z", "sentiment.*")],
            },
            "Too old to use: the fear and greed index of 20 (three days old).",
        ),
        (
            {
                "sentiment": {"fear_greed": 20.0},
                "sources": [
                    source("2025-10-02T01:00:00Z", "*"),
                    source("2025-11-03T13:00:00Z", "sentiment.fear_greed"),
                    source("2025-11-02T01:00:00Z", "sentiment.*"),
                    source("2025-11-05T01:00:00Z", "assets.*"),
                ],
            },
            "Too old to use: the fear and greed index of 20 (two days old).",
        ),
        (
            {
                "as_of": "2025-11-05T23:00:00Z",
                "market": {"total_cap_usd": 3e12},
                "sources": [source("2025-11-05T12:00:00Z", "market.*")],
            },
            "Too old to use: the total market value of $3 trillion.",
        ),
        (
            {
                "as_of": "2025-11-05T02:00:00Z",
                "market": {"total_cap_usd": 3e12},
                "sources": [source("2025-11-04T12:00:00Z", "market.*")],
            },
            "Too old to use: the total market value of $3 trillion (one day old).",
        ),
    ],
)
def test_a_stale_reading_is_told_with_its_age(
    tell: Tell,
    prove: Callable[[Any, dict[str, Any]], None],
    extra: dict[str, Any],
    said: str,
) -> None:
    """From its session, else from the youngest source that covers it; no age under a day."""
    snapshot = {**FALL, **extra}
    _, told = tell(snapshot)
    claim = next(claim for claim in told.claims if claim.text.startswith("Too old"))
    assert claim.text == said
    prove(told, snapshot)
    ages = [receipt for receipt in claim.receipts if receipt.op == "days_between"]
    assert len(ages) == claim.text.count(" old)")
    assert all(receipt.kind == "derived" and receipt.unit == "days" for receipt in ages)
