"""Causal words: who may say "because", who only coincided, and what is never said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
import pytest

from explainer.assessment import Assessment, Direction, DriverFinding, Evidence, Level, Move, Role
from explainer.engine import assess, compile_pack
from explainer.intake import convert_snapshot
from explainer.limits import Limits
from explainer.narrative import Words, compile_words
from explainer.narrative.desk import Desk
from explainer.narrative.opening import lead_wordings
from explainer.pack import load_pack
from explainer.snapshot import Event

CAUSAL = {
    "trigger": ("because of", "led lower by", "driven lower by", "pressure from", "weighed on"),
    "amplifier": ("made worse by", "deepened by"),
    "condition": ("exposed by",),
    "symptom": ("sign of strain",),
}
"""What a driver of each role may have done to prices, and no driver of another role."""
HEDGE = "may have"
COINCIDED = "coincided with"


@pytest.fixture(scope="module")
def words() -> Words:
    """Return the words of the built-in pack."""
    return compile_words(load_pack())


@pytest.fixture(scope="module")
def empty() -> Assessment:
    """Return what is made of a snapshot that says nothing."""
    snapshot = convert_snapshot({"as_of": "2025-11-05T02:00:00Z"}, Limits())
    return assess(snapshot, compile_pack(load_pack()))


def finding(role: Role, level: Level, evidence: Evidence) -> DriverFinding:
    """Return a driver that fired with one evidence."""
    return DriverFinding(
        "regulation",
        "X",
        "X",
        "fired",
        role,
        0.5,
        0.5,
        level,
        True,
        1,
        (evidence,),
        (),
        (),
        False,
        (),
        1,
        1,
        1,
    )


def desk_for(empty: Assessment, words: Words, direction: Direction, date: str | None) -> Desk:
    """Return a desk where prices went one way after an event of that date."""
    move = msgspec.structs.replace(empty.move, direction=direction, change_pct=-4.0)
    assert isinstance(move, Move)
    event = Event(kind="regulation", title="A suit", date=date)
    assessment = msgspec.structs.replace(
        empty, move=move, events=(event,), as_of=datetime(2025, 11, 5, 2, tzinfo=UTC)
    )
    return Desk(assessment, words, "ab" * 8)


EVENT = Evidence("event", "true", "events", "/events/0", "A suit", 0.5, 0.5, "news", True)
FIGURE = Evidence("flow", "true", "macro.vix", "/macro/vix", 30.0, 0.5, 0.5, "vix", True)


@pytest.mark.parametrize("direction", ["down", "mixed"])
@pytest.mark.parametrize("dated", [True, False, None], ids=["dated", "undated", "no event"])
@pytest.mark.parametrize("level", get_args(Level)[1:])
@pytest.mark.parametrize("role", get_args(Role))
def test_verbs_follow_role_strength_timing_and_direction(
    empty: Assessment,
    words: Words,
    role: Role,
    level: Level,
    dated: bool | None,
    direction: Direction,
) -> None:
    """Only a trigger with a dated event, on a day of falling prices, is what they fell because of.

    An undated event only coincided; on a mixed day all is hedged; no role borrows the verbs of
    another.
    """
    desk = desk_for(empty, words, direction, "2025-11-04" if dated else None)
    evidence = FIGURE if dated is None else EVENT
    said = [phrase.source for phrase in lead_wordings(desk, finding(role, level, evidence))]
    may_cause = role == "trigger" and dated is True and direction == "down"
    assert any("because" in one for one in said) == may_cause
    for one in said:
        if dated is False:
            assert COINCIDED in one
        elif direction == "mixed":
            assert HEDGE in one
        else:
            assert any(verb in one for verb in CAUSAL[role])
            assert HEDGE not in one
        for other, verbs in CAUSAL.items():
            if other != role:
                assert not any(verb in one for verb in verbs)


def test_no_amplifier_led_or_triggered(words: Words) -> None:
    """Whatever made a fall worse did not begin it."""
    for role in ("amplifier", "condition", "symptom"):
        for table in words.frames[role].values():
            for wordings in table.values():
                for phrase in wordings:
                    for verb in ("led ", "drove", "triggered", "because", "caused"):
                        assert verb not in phrase.source


def test_a_dated_session_of_funds_has_timing(tell: Callable[..., Any]) -> None:
    """With the date of the session, the fall may be told as because of it; without, it is not."""
    flows = {"net_flow_usd": -900e6, "session_date": "2025-11-04"}
    fall = {"as_of": "2025-11-05T02:00:00Z", "assets": {"BTC": {"change_24h_pct": -5.0}}}
    dated = {
        tell({**fall, "etf": {"BTC": flows}}, seed=f"{seed:012x}" * 2)[1].answer
        for seed in range(0, 4000, 97)
    }
    assert any("because of outflows" in answer for answer in dated)
    del flows["session_date"]
    undated = {
        tell({**fall, "etf": {"BTC": flows}}, seed=f"{seed:012x}" * 2)[1].answer
        for seed in range(0, 4000, 97)
    }
    assert not any("because" in answer for answer in undated)


def test_an_unknown_direction_claims_no_fall(tell: Callable[..., Any]) -> None:
    """With the premise of a fall nothing says that there was one, let alone how large."""
    snapshot = {
        "as_of": "2025-11-05T02:00:00Z",
        "macro": {"nasdaq_100_change_pct": -3.4},
        "derivatives": {"liquidations_24h_usd": 2.1e9, "long_share_pct": 80.0},
        "events": [{"kind": "regulation", "title": "A suit", "impact": "negative"}],
    }
    _, told = tell(snapshot, premise=True)
    assert "do not show which way" in told.answer
    for claim in ("the fall", "coincided", "led ", "deepened", "made worse", "weighed"):
        assert claim not in told.text


def test_a_loss_over_weeks_is_not_the_work_of_one_session(empty: Assessment, words: Words) -> None:
    """Where no change of a day was given, nothing is what prices fell because of."""
    desk = desk_for(empty, words, "down", "2025-11-04")
    desk.assessment = msgspec.structs.replace(
        desk.assessment, move=msgspec.structs.replace(desk.assessment.move, change_pct=None)
    )
    said = lead_wordings(desk, finding("trigger", "severe", EVENT))
    assert not any("because" in phrase.source for phrase in said)
