"""Reading changed rules, and letting them take the place of those that are served."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

import msgspec
import structlog
from msgspec.structs import replace

from explainer.api.collecting import settle
from explainer.api.edition import Current, Edition, Served
from explainer.api.entries import Reload
from explainer.api.rejection import problems_of
from explainer.errors import ExplainerError
from explainer.pack.folders import RuleFolders
from explainer.pack.schema import RulePack
from explainer.pack.stamp import Stamp

log = structlog.get_logger()

MOST_READINGS = 5
"""Readings in a row of folders that change while they are read; then the last one is taken."""


class Reloader:
    """Reads the rule folders when they changed, and serves what they hold if it loads.

    *seen* are the stamps of the folders from before the current edition was read. It is used from
    one thread; requests go on in theirs.
    """

    def __init__(
        self,
        folders: RuleFolders,
        current: Current,
        make: Callable[[RulePack], Edition],
        *,
        seen: tuple[Stamp, ...],
        clock: Callable[[], datetime],
    ) -> None:
        self.folders = folders
        self._current = current
        self._make = make
        self._seen = seen
        self._clock = clock

    def look(self, touched: bool) -> None:
        """Read the folders if they changed since they were last read, or a file was *touched*.

        A file may change and keep its size within the time that its file system can tell apart;
        only that it was touched gives it away.
        """
        stamps = self.folders.stamps()
        if touched or stamps != self._seen:
            self._read(stamps)

    def _read(self, stamps: tuple[Stamp, ...]) -> None:
        """Read until nothing changed meanwhile: half of what somebody is saving is no edition."""
        began = time.perf_counter()
        for _ in range(MOST_READINGS):
            self._seen = stamps
            found = self._edition()
            stamps = self.folders.stamps()
            if stamps == self._seen:
                break
        if isinstance(found, Edition):
            self._take(found, took=time.perf_counter() - began)
        else:
            self._keep(found)

    def _edition(self) -> Edition | Exception:
        """The edition of what the folders hold, the current one if that is the same."""
        held = self._current.served.edition
        try:
            pack = self.folders.load()
            return held if pack.hash == held.pack.hash else self._make(pack)
        except Exception as error:  # whatever is wrong with the new rules, the old ones answer
            return error

    def _take(self, edition: Edition, *, took: float) -> None:
        """Serve the edition from now on, unless it is the one that is served."""
        before, now = self._current.served, self._clock()
        same = edition is before.edition
        self._current.served = Served(
            edition=edition,
            since=before.since if same else now,
            reload=Reload(state="ok", at=now),
        )
        pack, was = edition.pack, before.edition.pack.hash
        if same:
            log.info("pack.unchanged", hash=was)
            return
        log.info(
            "pack.reloaded",
            pack=pack.name,
            version=pack.version,
            hash=pack.hash,
            before=was,
            drivers=len(pack.drivers),
            signals=len(pack.signals),
            duration_ms=round(took * 1000, 3),
        )
        del before  # or it would be in use still, and not be freed
        settle()

    def _keep(self, error: Exception) -> None:
        """Go on with what is served, and say why."""
        problems, count = problems_of(error, self.folders.within)
        served = self._current.served
        self._current.served = replace(
            served,
            reload=Reload(state="failed", at=self._clock(), problems=problems, problem_count=count),
        )
        log.error(
            "pack.rejected",
            serving=served.edition.pack.hash,
            problems=msgspec.to_builtins(problems),
            problem_count=count,
            exc_info=None if isinstance(error, ExplainerError) else error,
        )
