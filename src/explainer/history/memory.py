"""What a server does with each snapshot: hold it against the past, and keep it."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from pathlib import Path

import structlog

from explainer.errors import HistoryError
from explainer.history.changes import with_changes
from explainer.history.records import with_records
from explainer.history.store import open_store
from explainer.snapshot import Snapshot

log = structlog.get_logger()


class Memory:
    """The history of a server in one file, of so many *days*; *sources* allow that it keeps them.

    It blocks for some tens of milliseconds, so an event loop calls it in a thread, one at a time.
    """

    def __init__(self, path: Path, days: int, sources: Set[str]) -> None:
        self.problem: HistoryError | None = None
        self._path = path
        self._days = days
        self._sources = sources
        self._pruned: date | None = None

    def remember(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with what the past adds to it; its own readings are kept.

        Where the file cannot be used the snapshot comes back as it is, *problem* says why, and the
        next call tries again: answers do not depend on the history.
        """
        try:
            with open_store(self._path) as store:
                fuller = with_records(with_changes(snapshot, store), store)
                store.append(snapshot, self._sources)
                if self._pruned != snapshot.as_of.date():  # what is old changes once a day
                    store.prune(self._days)
                    self._pruned = snapshot.as_of.date()
        except HistoryError as error:
            if self.problem is None or self.problem.reason != error.reason:
                log.warning("history.unused", reason=error.reason, detail=str(error))
            self.problem = error
            return snapshot
        if self.problem is not None:
            log.info("history.used_again", path=str(self._path))
        self.problem = None
        return fuller
