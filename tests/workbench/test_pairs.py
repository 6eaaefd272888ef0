"""Drivers that fire together."""

from __future__ import annotations

import pytest

from explainer.workbench.pairs import Pairs, lift, telling

ORDER = ("funds", "leverage", "fear")
BOTH = frozenset({"funds", "leverage"})


def counted(*days: tuple[int, bool, set[str], set[str]]) -> Pairs:
    """Return the counts over so many days each: times, fell, seen, fired."""
    pairs = Pairs(ORDER)
    for times, fell, seen, fired in days:
        for _ in range(times):
            pairs.add(fell=fell, seen=frozenset(seen), fired=frozenset(fired))
    return pairs


@pytest.mark.parametrize(
    ("both", "first", "second", "days", "expected"),
    [
        (10, 20, 50, 100, 1.0),  # 0.1 / (0.2 * 0.5)
        (20, 20, 50, 100, 2.0),  # 0.2 / (0.2 * 0.5)
        (0, 20, 50, 100, 0.0),
        (1, 1, 1, 8, 8.0),
        (0, 0, 50, 100, None),
    ],
)
def test_lift_is_what_hand_and_paper_say(
    both: int, first: int, second: int, days: int, expected: float | None
) -> None:
    """P(a and b) / (P(a) P(b)), from counts; undefined where one of them never fired."""
    assert lift(both, first, second, days) == expected


def test_days_on_which_one_saw_nothing_do_not_count() -> None:
    """Two drivers are compared over the days on which both had something to read."""
    pairs = counted(
        (4, True, set(BOTH), set(BOTH)),
        (6, True, set(BOTH), {"funds"}),
        (10, False, set(BOTH), set()),
        (80, False, {"leverage"}, {"leverage"}),
    )
    (pair,) = pairs.pairs()
    assert (pair.first, pair.second) == ("funds", "leverage")
    days = pair.all_days
    assert (days.seen, days.together, days.expected, days.lift) == (20, 4, 2.0, 2.0)
    falls = pair.falls
    assert (falls.seen, falls.together, falls.expected, falls.lift) == (10, 4, 4.0, 1.0)


def test_a_driver_that_never_fired_is_in_no_pair() -> None:
    """Nothing can be said of the company that it keeps."""
    pairs = counted((9, True, set(ORDER), {"funds", "leverage"}))
    assert [(pair.first, pair.second) for pair in pairs.pairs()] == [("funds", "leverage")]


def test_only_pairs_that_chance_would_show_are_telling() -> None:
    """Below five expected days on falls a lift is luck; the others come strongest first."""
    pairs = counted(
        (10, True, set(ORDER), {"funds", "leverage"}),
        (10, True, set(ORDER), {"fear"}),
        (20, True, set(ORDER), {"leverage", "fear"}),
        (1, True, set(ORDER), set()),
    ).pairs()
    told = telling(pairs)
    assert [(pair.first, pair.second) for pair in told] == [
        ("funds", "leverage"),
        ("leverage", "fear"),
        ("funds", "fear"),
    ]
    assert telling(counted((4, True, set(BOTH), set(BOTH))).pairs()) == []
