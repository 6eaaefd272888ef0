"""What is asked of a source that is played, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import msgspec

FIGURES: dict[str, Any] = json.loads(
    (Path(__file__).parents[3] / "fixtures" / "providers" / "day.json").read_text()
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One request: its path on the mirror and its query, and what time the source takes it for."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    posted: bytes
    now: datetime

    @property
    def provider(self) -> str:
        """The first part of the path."""
        return self.path.split("/")[1]

    @property
    def last(self) -> str:
        """The last part of the path."""
        return self.path.rstrip("/").split("/")[-1]


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """A body and its content type."""

    body: bytes
    content_type: str = "application/json"


Answers = Mapping[str, Callable[[Asked], Payload]]


def as_json(tree: Any) -> Payload:
    """The tree as JSON."""
    return Payload(body=json.dumps(tree).encode())


def as_csv(*rows: str) -> Payload:
    """A table of these lines."""
    return Payload(body="\n".join(rows).encode(), content_type="text/csv")


def seconds(moment: datetime) -> int:
    """Seconds since 1970."""
    return int(moment.timestamp())


def millis(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return int(moment.timestamp() * 1000)


def midnight(day: date) -> datetime:
    """The start of a UTC day."""
    return datetime.combine(day, time(), UTC)


def hours_back(now: datetime, count: int) -> list[datetime]:
    """So many full hours, the newest last; the newest is the one that is not over."""
    newest = now.replace(minute=0, second=0, microsecond=0)
    return [newest - HOUR * back for back in range(count - 1, -1, -1)]


def weekdays_back(newest: date, count: int) -> list[date]:
    """So many days from Monday to Friday up to *newest*, the newest last."""
    days = (newest - DAY * back for back in range(count * 2))
    return [day for day in days if day.weekday() < 5][:count][::-1]


def walk(pair: list[float], count: int) -> list[float]:
    """So many values that end as the day did: *pair* is the last one and the one before it."""
    last, before = pair
    earlier = [before * (1 + 0.004 * (back * 7 % 5 - 2)) for back in range(count - 2, 0, -1)]
    return [*earlier, before, last]
