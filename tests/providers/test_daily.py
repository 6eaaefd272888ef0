from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers.daily import completed, ends_at
from explainer.providers.okx import OKX

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
OPEN, HIGH, LOW, CLOSE, VOLUME = "79000", "79500", "77500", "78400.5", "1040.37"


def day(back: int, *cells: Any) -> list[Any]:
    """A row of the day so many days before today."""
    starts = datetime(2026, 9, 8, tzinfo=UTC) - timedelta(days=back)
    return [str(int(starts.timestamp() * 1000)), *(cells or (OPEN, HIGH, LOW, CLOSE, VOLUME))]


def test_days_are_sorted_and_each_is_there_once() -> None:
    """Exchanges send the newest first, and pages that overlap."""
    candles = completed(OKX, [day(1), day(2), day(3), day(2)], NOW)
    assert [candle.day for candle in candles] == [date(2026, 9, day) for day in (5, 6, 7)]
    assert (candles[-1].close, candles[-1].volume) == (78400.5, 1040.37)


def test_day_that_is_not_over_is_no_candle() -> None:
    """The day of the clock is left out, to the second."""
    assert [candle.day.day for candle in completed(OKX, [day(0), day(1)], NOW)] == [7]
    midnight = datetime(2026, 9, 9, tzinfo=UTC)
    assert [each.day.day for each in completed(OKX, [day(0), day(1)], midnight)] == [7, 8]


def test_close_is_of_the_end_of_the_day() -> None:
    """A candle's close is as old as the midnight after its day."""
    assert ends_at(completed(OKX, [day(1)], NOW)[0]) == datetime(2026, 9, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "cells",
    [
        (None, HIGH, LOW, CLOSE, VOLUME),
        (OPEN, HIGH, LOW, "", VOLUME),
        (OPEN, HIGH, "0", CLOSE, VOLUME),
        (OPEN, HIGH, "-1", CLOSE, VOLUME),
        (OPEN, "78000", LOW, CLOSE, VOLUME),
        (OPEN, HIGH, "78999", CLOSE, VOLUME),
        (OPEN, "NaN", LOW, CLOSE, VOLUME),
    ],
    ids=str,
)
def test_impossible_row_is_left_out(cells: tuple[Any, ...]) -> None:
    """A null, a price of zero, or a high below the close is no figure; the other days stay."""
    assert [each.day.day for each in completed(OKX, [day(1, *cells), day(2)], NOW)] == [6]
    with pytest.raises(ProviderEmpty, match="no completed day"):
        completed(OKX, [day(1, *cells)], NOW)


def test_volume_may_be_missing() -> None:
    """Without a volume there are still prices."""
    assert completed(OKX, [day(1, OPEN, HIGH, LOW, CLOSE, None)], NOW)[0].volume is None


def test_columns_that_are_added_are_not_read() -> None:
    """A column more changes nothing."""
    assert len(completed(OKX, [[*day(1), "1", "new"]], NOW)) == 1


def test_columns_that_are_missing_are_an_error_with_a_name() -> None:
    """A column fewer may have moved all others."""
    with pytest.raises(ProviderShapeError, match="4 columns"):
        completed(OKX, [day(1)[:4]], NOW)


def test_day_of_hong_kong_is_refused() -> None:
    """A day from midnight in Hong Kong is another day than everybody else's."""
    row = day(1)
    row[0] = str(int(row[0]) + 16 * 3_600_000)
    with pytest.raises(ProviderShapeError, match="midnight UTC"):
        completed(OKX, [row], NOW)
