"""A thread that notices when rule files change."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing

import structlog
from watchfiles import watch
from watchfiles.main import FileChange

from explainer.pack.files import part_of
from explainer.pack.stamp import COUNTED, Place

log = structlog.get_logger()

POLL_SECONDS = 1.0
"""How long a change may stay unnoticed where the system tells of none, as over networks."""
PATIENCE_MS = 1_000
"""How long a burst of changes may last before it is looked at all the same."""
QUIET_MS = 100
"""After so long without another change, a burst is over; stopping takes as long."""
SHARE = 4
"""Looking takes at most one part in this many of the time, however large the folders are."""


class Watcher:
    """Calls *look* in a thread of its own: soon after something changed, and now and then.

    *look* is told whether a rule file was touched, as far as is known. The system's events make it
    quick. That files are looked at in any case makes it sure: links and mounts can be exchanged
    without an event, and a system may have no events to give.
    """

    def __init__(
        self, places: Callable[[], tuple[Place, ...]], look: Callable[[bool], None]
    ) -> None:
        self._places = places
        self._look = look
        self._stop = threading.Event()
        self._events = True
        # a daemon, since a server that is killed while it stops does not come to stop this
        self._thread = threading.Thread(target=self._run, name="rules", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread, after what it is just reading."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._watch()
            except Exception as error:  # a defect must not end the watch
                log.error("watch.failed", error=type(error).__name__, exc_info=error)
            self._stop.wait(QUIET_MS / 1000)

    def _watch(self) -> None:
        """Watch the folders that are there, until others are."""
        places = self._places()
        due = 0.0
        with closing(self._wakes(places)) as wakes:
            for touched in wakes:
                began = time.monotonic()
                if touched or began >= due:
                    self._look(touched)
                    due = began + max(POLL_SECONDS, SHARE * (time.monotonic() - began))
                if self._places() != places:
                    return

    def _wakes(self, places: tuple[Place, ...]) -> Generator[bool, None, None]:
        """Whether a rule file was touched: at once, at each event, and after a while without."""
        yield False
        if places and self._events:
            try:
                yield from self._told(places)
            except FileNotFoundError:  # gone since; the next look finds the places changed
                pass
            except (OSError, RuntimeError) as error:  # no more watches to be had, say
                self._events = False
                log.warning("watch.polling", error=str(error), seconds=POLL_SECONDS)
        while not self._stop.wait(POLL_SECONDS):
            yield False

    def _told(self, places: tuple[Place, ...]) -> Generator[bool, None, None]:
        """What the system tells; OSError or RuntimeError if it cannot."""
        folders = {str(place.path): place.folder for place in places}
        # not recursive: what else lies in the folders may be large, and is no rule
        events = watch(
            *folders,
            watch_filter=None,
            debounce=PATIENCE_MS,
            step=QUIET_MS,
            stop_event=self._stop,
            rust_timeout=round(POLL_SECONDS * 1000),
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=False,
        )
        with closing(events):
            for changes in events:
                yield any(_is_rule(change, folders) for change in changes)


def _is_rule(change: FileChange, folders: dict[str, str]) -> bool:
    """Whether a change is about a file that counts."""
    folder, name = os.path.split(change[1])
    return folder in folders and part_of(folders[folder], name) in COUNTED
