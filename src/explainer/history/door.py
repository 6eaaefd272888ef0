"""The one place that knows the database: opens the file, and gives its failures our names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer.errors import (
    HistoryBusy,
    HistoryError,
    HistoryFailed,
    HistoryNotInstalled,
    HistoryUnreadable,
)
from explainer.history.tables import REACHED, STEPS, TABLES, VERSION, VERSIONS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CONFIG: dict[str, Any] = {
    "threads": 1,  # some thousand rows a day need no more, and answers need the others
    "memory_limit": "256MB",
    "default_block_size": 16_384,  # the smallest: a day's rows would not fill the usual 256 KiB
    # A file of figures has no reason to read other files or to load code.
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "lock_configuration": True,
}
LOCKED = ("lock on file", "used by another process")
"""What the database says, on Linux and macOS, and on Windows, where the file is taken."""
DAMAGED = ("not a valid DuckDB database", "Corrupt", "enough bytes", "checksum", "deserial")
KEEP = "nothing in it was changed; move it away to begin a new one, or put a copy back"


@contextmanager
def opened(path: Path) -> Iterator[DuckDBPyConnection]:
    """A connection to the file, which is made if it is not there, with its tables brought up.

    HistoryError for everything that keeps it from being used, here and while it is open.
    """
    try:
        import duckdb
    except ImportError as error:
        detail = "keeping a history needs duckdb: pip install 'explainer[history]'"
        raise HistoryNotInstalled(str(path), detail) from error
    try:
        with duckdb.connect(path, config=CONFIG) as connection:
            _bring_up(connection, path)
            yield connection
    except (duckdb.Error, RuntimeError, OSError) as error:  # what it has no error of its own for
        raise _named(error, path) from error


def _bring_up(connection: DuckDBPyConnection, path: Path) -> None:
    """Take the steps from the file's version to ours, all or none."""
    tables = {name for (name,) in connection.execute(TABLES).fetchall()}
    if tables and "versions" not in tables:
        raise HistoryUnreadable(str(path), f"it is a database, but no history of ours; {KEEP}")
    connection.begin()
    connection.execute(VERSIONS)
    row = connection.execute(VERSION).fetchone()
    version = 0 if row is None else int(row[0])
    if version > len(STEPS):
        connection.rollback()
        detail = f"version {version} was written by a newer release, which is needed to read it"
        raise HistoryUnreadable(str(path), detail)
    for number, step in enumerate(STEPS[version:], start=version + 1):
        connection.execute(step)
        connection.execute(REACHED, [number])
    connection.commit()


def _named(error: Exception, path: Path) -> HistoryError:
    """The failure by our name for it; the database tells them apart in words alone."""
    said = str(error)
    if any(word in said for word in LOCKED):
        detail = "another process has it open, and one at a time can; give each its own file"
        return HistoryBusy(str(path), detail)
    if any(word in said for word in DAMAGED):
        return HistoryUnreadable(str(path), f"it is damaged, or no history; {KEEP}")
    return HistoryFailed(str(path), said.splitlines()[0] if said else type(error).__name__)
