"""The longest run of days in a row, while the days go by."""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


class Run:
    """Counts dates that follow on each other; a date told twice counts once."""

    def __init__(self) -> None:
        self.longest = 0
        self.until: date | None = None
        """The last day of the longest run; of several, the first one's."""
        self._length = 0
        self._last: date | None = None

    def add(self, day: date) -> None:
        """Count one more day; one that does not follow the last begins a new run."""
        if day == self._last:
            return
        follows = self._last is not None and day - self._last == ONE_DAY
        self._length = self._length + 1 if follows else 1
        self._last = day
        if self._length > self.longest:
            self.longest, self.until = self._length, day
