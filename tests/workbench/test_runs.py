"""Runs of days."""

from __future__ import annotations

from datetime import date

import pytest

from explainer.workbench.runs import Run


@pytest.mark.parametrize(
    ("days", "longest", "until"),
    [
        ((), 0, None),
        ((1,), 1, 1),
        ((1, 2, 3, 5, 6), 3, 3),
        ((1, 3, 4, 8, 9, 10), 3, 10),
        ((1, 1, 2), 2, 2),
        ((1, 2, 5, 6), 2, 2),
        ((3, 2, 1), 1, 3),
    ],
)
def test_the_longest_run_is_that_of_days_in_a_row(
    days: tuple[int, ...], longest: int, until: int | None
) -> None:
    """A gap or a step back ends a run, a day told twice counts once, the first of equals stays."""
    run = Run()
    for day in days:
        run.add(date(2024, 5, day))
    assert (run.longest, run.until and run.until.day) == (longest, until)
