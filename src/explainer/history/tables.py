"""The tables of a history, as steps from one version to the next; a step that was is never edited.

Times are UTC, without an offset: the database would show one with an offset in the zone of whoever
reads the file.
"""

from __future__ import annotations

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE moments (as_of TIMESTAMP PRIMARY KEY);
    CREATE TABLE readings (
        as_of TIMESTAMP NOT NULL,
        day DATE NOT NULL,
        metric VARCHAR NOT NULL,
        value DOUBLE NOT NULL CHECK (isfinite(value)),
        origin VARCHAR NOT NULL
    );
    CREATE TABLE texts (
        as_of TIMESTAMP NOT NULL,
        metric VARCHAR NOT NULL,
        value VARCHAR NOT NULL
    );
    """,
)
"""From no table to version 1, from 1 to 2, and so on."""

VERSIONS = "CREATE TABLE IF NOT EXISTS versions (version INTEGER PRIMARY KEY)"
VERSION = "SELECT coalesce(max(version), 0) FROM versions"
TABLES = "SELECT table_name FROM duckdb_tables()"
REACHED = "INSERT INTO versions VALUES (?)"

KNOWN = "SELECT 1 FROM moments WHERE as_of = ?"
ADD_MOMENT = "INSERT INTO moments VALUES (?)"
ADD_READINGS = """
    INSERT INTO readings
    SELECT ?, unnest(?::DATE[]), unnest(?::VARCHAR[]), unnest(?::DOUBLE[]), unnest(?::VARCHAR[])
"""
ADD_TEXTS = "INSERT INTO texts SELECT ?, unnest(?::VARCHAR[]), unnest(?::VARCHAR[])"

LAST_DAYS = "SELECT DISTINCT as_of::DATE AS day FROM moments ORDER BY day DESC LIMIT 2"
OLD_DAY = "SELECT min(as_of)::DATE FROM moments"
FORGET = "DELETE FROM {table} WHERE as_of < ?"
THIN = """
    DELETE FROM readings WHERE as_of < $before AND (metric, day, origin, as_of) NOT IN (
        SELECT metric, day, origin, max(as_of) FROM readings GROUP BY ALL
    )
"""
THIN_TEXTS = """
    DELETE FROM texts WHERE as_of < $before AND (metric, as_of) NOT IN (
        SELECT metric, max(as_of) FROM texts GROUP BY metric, as_of::DATE
    )
"""

LAST = """
    SELECT as_of, day, metric, value, origin FROM readings
    WHERE metric = ? AND as_of <= ? ORDER BY as_of DESC LIMIT 1
"""
SERIES = """
    SELECT as_of, day, metric, value, origin FROM readings
    WHERE metric = ? AND as_of >= ? AND as_of <= ? ORDER BY as_of
"""
NEAR = """
    SELECT as_of, day, metric, value, origin FROM readings
    WHERE metric = $metric AND origin = $origin AND as_of BETWEEN $earliest AND $latest
    ORDER BY abs(epoch_us(as_of) - epoch_us($moment::TIMESTAMP)), as_of LIMIT 1
"""
EVERY_DAY = """
    SELECT max(as_of), day, metric, arg_max(value, as_of), origin FROM readings
    WHERE day >= ? AND day < ? GROUP BY day, metric, origin ORDER BY day
"""
DAILY = """
    SELECT max(as_of), day, metric, arg_max(value, as_of), origin FROM readings
    WHERE metric = ? AND day >= ? AND day < ? AND origin = ?
    GROUP BY day, metric, origin ORDER BY day
"""
