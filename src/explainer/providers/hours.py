"""Figures by the hour: where one stood a day earlier, and what a rate comes to over eight hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from explainer.errors import ProviderShapeError
from explainer.providers.provider import Provider

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
AROUND = timedelta(minutes=30)
"""How far the hour nearest to a day earlier may lie from it."""
EIGHT = 8
"""Hours over which funding is told, whatever the venue's own interval is."""
SHORTEST, LONGEST = 1, 24
"""Hours between two settlements of funding, anywhere."""


def a_day_before(values: Mapping[datetime, float], moment: datetime) -> float | None:
    """The value 24 hours before *moment*; None where no hour near enough is there."""
    due = moment - DAY
    nearest = min(values, key=lambda hour: abs(hour - due), default=None)
    return None if nearest is None or abs(nearest - due) > AROUND else values[nearest]


def over_eight_hours_pct(provider: Provider, rate: float, hours: float) -> float:
    """A funding rate, a fraction for so many *hours*, in percent over eight of them.

    ProviderShapeError for an interval that no venue has.
    """
    if not SHORTEST <= hours <= LONGEST:
        raise ProviderShapeError(provider.name, f"its funding interval is {hours:g} hours")
    return 100 * rate * EIGHT / hours
