"""How each source does: when it last gave figures, and what it fails at now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec
import structlog

from explainer.providers.gather import Attempt

log = structlog.get_logger()

NOT_TRIED = frozenset({"no_key"})
"""Reasons of attempts in which the source was not asked."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A row that a source did not give when it was last asked for it, why, and when that was."""

    row: str
    reason: str
    detail: str
    at: datetime


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How one source does."""

    last_success: datetime | None = None
    failures: Mapping[str, Failure] = {}
    """By row."""


class Standings:
    """Remembers how every source does, and logs when one begins to fail or gives figures again."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_name = {name: Standing() for name in names}

    def note(
        self, attempts: Iterable[Attempt], at: datetime, answered: Mapping[str, datetime]
    ) -> None:
        """Take over what became of a round's attempts; *answered* is when each source last did."""
        for attempt in attempts:
            if attempt.reason in NOT_TRIED:
                continue
            before = self.by_name[attempt.provider]
            failures = {row: each for row, each in before.failures.items() if row != attempt.row}
            last = before.last_success
            if attempt.reason is None:
                last = answered.get(attempt.provider, at)
            else:
                failures[attempt.row] = Failure(
                    row=attempt.row, reason=attempt.reason, detail=attempt.detail, at=at
                )
            _tell(attempt, before.failures.get(attempt.row))
            self.by_name[attempt.provider] = Standing(last_success=last, failures=failures)


def _tell(attempt: Attempt, before: Failure | None) -> None:
    """One event a change: a source that is down all day must not fill the log."""
    if attempt.reason is not None and (before is None or before.reason != attempt.reason):
        log.warning(
            "provider.failed",
            provider=attempt.provider,
            row=attempt.row,
            reason=attempt.reason,
            detail=attempt.detail,
        )
    elif attempt.reason is None and before is not None:
        log.info("provider.recovered", provider=attempt.provider, row=attempt.row)
