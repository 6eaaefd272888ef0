"""What is said where figures are few: no calm that was not looked for, no headline said twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

AS_OF = "2025-11-05T02:00:00Z"
RISE = {"as_of": AS_OF, "market": {"change_24h_pct": 3.0}}
FALL = {"as_of": AS_OF, "assets": {"BTC": {"change_24h_pct": -6.0}}}


def test_no_calm_is_claimed_where_no_driver_could_be_checked(tell: Callable[..., Any]) -> None:
    """A rise alone says nothing of pressures, so neither answer nor standfirst does."""
    _, told = tell(RISE, length="article")
    assert "too few" in told.answer
    assert "no known pressure" not in told.text.lower()
    assert "could settle none of them" in told.text


def test_a_fall_without_readings_past_their_lines_still_says_what_a_rebound_shows(
    tell: Callable[..., Any],
) -> None:
    """The question gets an answer of its own where no signal supplies one."""
    event = {"kind": "regulation", "title": "A court rules against an exchange"}
    _, told = tell({**FALL, "events": [event]}, length="article")
    answered = told.text.partition("What would show a rebound?\n")[2]
    assert "forced s" in answered.partition("\n")[0]


def test_a_shrinking_network_is_not_called_unharmed(tell: Callable[..., Any]) -> None:
    """That prices and networks differ is said only where the networks held up."""
    snapshot = {
        **FALL,
        "macro": {"nasdaq_100_change_pct": -3.0},
        "onchain": {"active_addresses_change_pct": -9.0},
    }
    _, told = tell(snapshot, length="article")
    assert "active bitcoin addresses" in told.text
    assert "not the same as damage" not in told.text
    assert "story than prices" not in told.text
