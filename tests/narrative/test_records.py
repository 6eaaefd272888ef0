"""How unusual a driver's reading is, is told with the window it was held against."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explainer import Explainer, load_pack
from explainer.errors import SnapshotError

Tell = Callable[..., Any]
Prove = Callable[[Any, dict[str, Any]], None]
FLOW = "etf.BTC.net_flow_usd"
RECORD: dict[str, Any] = {
    "metric": FLOW,
    "side": "lowest",
    "days": 60,
    "first": "2025-11-06",
    "since": "2025-12-21",
}
EVER = {name: value for name, value in RECORD.items() if name != "since"}


def _fall(*records: dict[str, Any]) -> dict[str, Any]:
    return {
        "as_of": "2026-02-04T21:00:00Z",
        "assets": {"BTC": {"price_usd": 73_000, "change_24h_pct": -6.1}},
        "etf": {"BTC": {"net_flow_usd": -9e8, "session_date": "2026-02-03"}},
        "derivatives": {"dvol": 95},
        "records": list(records),
    }


def _said(told: Any) -> list[str]:
    return [claim.text for claim in told.claims if "record" in claim.text]


@pytest.mark.parametrize("length", ["chat", "brief", "article"])
@pytest.mark.parametrize(
    ("record", "said"),
    [
        (RECORD, "was the lowest reading since Dec. 21, 2025, on a record of 60 days."),
        (EVER, "was the lowest reading on a record of 60 days that goes back to Nov. 6, 2025."),
    ],
)
def test_a_record_is_told_behind_its_driver(
    tell: Tell, prove: Prove, length: str, record: dict[str, Any], said: str
) -> None:
    """The day and the number of days have receipts that lead to the record."""
    snapshot = _fall(record)
    _, told = tell(snapshot, length=length)
    (sentence,) = _said(told)
    assert sentence.endswith(said)
    prove(told, snapshot)
    receipts = [r for claim in told.claims for r in claim.receipts]
    assert "/records/0/days" in {receipt.pointer for receipt in receipts}


@pytest.mark.parametrize(
    "record",
    [
        RECORD | {"side": "highest"},
        RECORD | {"metric": "macro.vix"},
        RECORD | {"since": "2026-02-04"},
        RECORD | {"since": "2025-01-01"},
        EVER | {"first": "2026-02-05"},
    ],
    ids=["the_good_side", "of_no_driver", "since_today", "before_it_begins", "of_the_future"],
)
def test_a_record_that_says_nothing_of_the_fall_is_not_told(
    tell: Tell, record: dict[str, Any]
) -> None:
    """One on the harmless side, of a reading that no fired driver has, or out of its time."""
    _, told = tell(_fall(record), length="article")
    assert _said(told) == []


def test_a_text_with_a_record_stands_up_to_verification() -> None:
    """What we say of a record is supported when it is held against the snapshot."""
    explainer = Explainer(load_pack())
    snapshot = _fall(RECORD)
    report = explainer.verify(explainer.explain(snapshot).text, snapshot)
    assert report.verdict == "clean"


@pytest.mark.parametrize(
    "wrong",
    [
        {"side": "biggest"},
        {"days": 0},
        {"first": "yesterday"},
        {"since": 5},
        {"metric": "x" * 201},
        {"share": 0.1},
    ],
)
def test_a_record_that_says_nothing_is_refused(wrong: dict[str, Any]) -> None:
    """A side, a day and at least one day to compare with; each slip is named at its place."""
    explainer = Explainer(load_pack())
    with pytest.raises(SnapshotError, match=f"/records/0/{next(iter(wrong))}"):
        explainer.explain(_fall(RECORD | wrong))
