"""Readings kept in one file, to hold today's against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer.history import tables
from explainer.history.door import opened
from explainer.history.kept import Kept
from explainer.history.standing import Side, Standing, standing
from explainer.history.storable import storable
from explainer.snapshot import Snapshot

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WHOLE_DAYS = 9
"""Days of which every moment is kept: changes look back a week and some hours. Of older days the
last reading stays, which is all that comparisons of days take."""


class Store:
    """The history in an open file; see `open_store`. All moments that it gives are in UTC."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def append(self, snapshot: Snapshot, sources: Set[str]) -> bool:
        """Keep the readings whose sources are all among *sources*; False if their moment is known.

        What was kept of a moment first stands.
        """
        readings, texts = storable(snapshot, sources)
        moment = _plain(snapshot.as_of)
        if self._rows(tables.KNOWN, [moment]):
            return False
        with self._at_once():
            self._connection.execute(tables.ADD_MOMENT, [moment])
            if readings:
                columns = [[getattr(each, name) for each in readings] for name in COLUMNS]
                self._connection.execute(tables.ADD_READINGS, [moment, *columns])
            if texts:
                names = [each.metric for each in texts]
                values = [each.value for each in texts]
                self._connection.execute(tables.ADD_TEXTS, [moment, names, values])
        return True

    def prune(self, days: int) -> None:
        """Forget what is over *days* old; of days before last week, all but the last readings.

        Age counts from the last day but one of those kept: a moment of a clock that ran ahead
        throws nothing away.
        """
        newest = [day for (day,) in self._rows(tables.LAST_DAYS, [])]
        if len(newest) < 2:
            return
        (first,) = self._rows(tables.OLD_DAY, [])[0]
        forgotten = newest[1] - timedelta(days=days)
        whole = newest[1] - timedelta(days=WHOLE_DAYS)
        if first >= whole:
            return
        with self._at_once():
            for table in ("readings", "texts", "moments"):
                self._connection.execute(tables.FORGET.format(table=table), [forgotten])
            self._connection.execute(tables.THIN, {"before": whole})
            self._connection.execute(tables.THIN_TEXTS, {"before": whole})

    def last(self, metric: str, now: datetime) -> Kept | None:
        """The newest reading of a metric until *now*; None if there is none."""
        return _first(self._kept(tables.LAST, [metric, _plain(now)]))

    def series(self, metric: str, since: datetime, now: datetime) -> tuple[Kept, ...]:
        """Every kept reading of a metric from *since* until *now*, the oldest first."""
        return self._kept(tables.SERIES, [metric, _plain(since), _plain(now)])

    def near(self, metric: str, moment: datetime, tolerance: timedelta, origin: str) -> Kept | None:
        """The reading closest to *moment*, at most *tolerance* away; None if there is none."""
        wanted = {
            "metric": metric,
            "origin": origin,
            "moment": _plain(moment),
            "earliest": _plain(moment - tolerance),
            "latest": _plain(moment + tolerance),
        }
        return _first(self._kept(tables.NEAR, wanted))

    def daily(self, metric: str, since: date, until: date, origin: str) -> tuple[Kept, ...]:
        """The last reading of each day from *since* until before *until*, the oldest day first.

        One a day, so that how often figures are fetched weighs nothing.
        """
        return self._kept(tables.DAILY, [metric, since, until, origin])

    def every_day(self, since: date, until: date) -> Mapping[tuple[str, str], Sequence[Kept]]:
        """The same of every metric and origin at once, by the two."""
        found: dict[tuple[str, str], list[Kept]] = {}
        for kept in self._kept(tables.EVERY_DAY, [since, until]):
            found.setdefault((kept.metric, kept.origin), []).append(kept)
        return found

    def unusual(self, metric: str, value: float, side: Side, now: datetime) -> Standing | None:
        """Where a value of today stands among the last readings of all days kept before.

        It is held against the origin that the metric had last. None where nothing is kept of it.
        """
        known = self.last(metric, now)
        if known is None:
            return None
        today = now.astimezone(UTC).date()
        return standing(metric, value, side, self.daily(metric, date.min, today, known.origin))

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """All statements within, or none of them."""
        self._connection.begin()
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()

    def _rows(self, statement: str, values: Sequence[Any] | dict[str, Any]) -> list[Any]:
        return self._connection.execute(statement, values).fetchall()

    def _kept(self, statement: str, values: Sequence[Any] | dict[str, Any]) -> tuple[Kept, ...]:
        return tuple(
            Kept(
                as_of=as_of.replace(tzinfo=UTC), day=day, metric=metric, value=value, origin=origin
            )
            for as_of, day, metric, value, origin in self._rows(statement, values)
        )


COLUMNS = ("day", "metric", "value", "origin")


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The history in the file, made if it is not there; closed on leaving.

    HistoryError, from here and from every use of the store: the library is not installed, another
    process has the file, it cannot be read, or writing fails. The file is never deleted.
    """
    with opened(path) as connection:
        yield Store(connection)


def _first(found: Sequence[Kept]) -> Kept | None:
    return found[0] if found else None


def _plain(moment: datetime) -> datetime:
    """The moment in UTC, without the offset."""
    return moment.astimezone(UTC).replace(tzinfo=None)
