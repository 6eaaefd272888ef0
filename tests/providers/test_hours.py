from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from explainer.errors import ProviderShapeError
from explainer.providers.gate import GATE
from explainer.providers.hours import a_day_before, over_eight_hours_pct

NOW = datetime(2026, 9, 8, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours_back", "found"),
    [([24], 24.0), ([23, 24, 25], 24.0), ([23.6], 23.6), ([24.5], 24.5), ([23], None), ([], None)],
    ids=str,
)
def test_a_day_before_is_the_hour_nearest_to_it(
    hours_back: list[float], found: float | None
) -> None:
    """The value of a day before is that of the nearest hour, if it is within half an hour."""
    values = {NOW - timedelta(hours=back): back for back in hours_back}
    assert a_day_before(values, NOW) == found


@pytest.mark.parametrize(
    ("interval_hours", "pct"), [(8, 0.01), (4, 0.02), (1, 0.08), (24, 0.01 / 3)]
)
def test_funding_is_brought_to_eight_hours(interval_hours: int, pct: float) -> None:
    """A rate of 0.0001 is another price of money every hour than every eight."""
    assert over_eight_hours_pct(GATE, 0.0001, interval_hours) == pytest.approx(pct)


@pytest.mark.parametrize("hours", [-8, 0, 0.5, 25, 1e308])
def test_interval_that_no_venue_has_is_refused(hours: float) -> None:
    """An interval that cannot be means that a field changed its meaning."""
    with pytest.raises(ProviderShapeError, match="funding interval"):
        over_eight_hours_pct(GATE, 0.0001, hours)
