"""The last good figures of each source, which stand in for it while it is down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from explainer.providers.gather import Attempt, Gathered
from explainer.providers.nouns import Told
from explainer.providers.offer import Offered


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of an earlier round, in place of a source that gave none in this one."""

    row: str
    provider: str
    observed_at: datetime


class Lacking(msgspec.Struct, frozen=True, kw_only=True):
    """A row without figures: the metrics that it covers, and why each source gave none.

    *newest* is the time of the last good figures where they are too old by now.
    """

    row: str
    covers: tuple[str, ...]
    failures: tuple[Attempt, ...]
    newest: datetime | None = None


class Completed(msgspec.Struct, frozen=True, kw_only=True):
    """What was gathered, with the last good figures where they may stand in."""

    gathered: Gathered
    held: tuple[Held, ...]
    lacking: tuple[Lacking, ...]


class Keeper:
    """Keeps what each source told last, and completes rounds with it.

    Figures stand in until they are as old as their row allows. Of a row that is asked in order,
    the one source that answered is kept; of a row that is asked together, each one is.
    """

    def __init__(self, rows: Sequence[Offered]) -> None:
        self._rows = rows
        self._kept: dict[str, dict[str, Told[Any]]] = {each.row.id: {} for each in rows}

    def complete(self, gathered: Gathered, now: datetime) -> Completed:
        """The figures of this round, and those that stand in at this moment."""
        told: dict[str, tuple[Told[Any], ...]] = {}
        held: list[Held] = []
        lacking: list[Lacking] = []
        for each in self._rows:
            row = each.row
            fresh = {one.provider.name: one for one in gathered.told.get(row.id, ())}
            self._keep(each, fresh)
            places = [offer.provider.name for offer in each.offers]
            usable = {
                name: one
                for name, one in self._kept[row.id].items()
                if name in fresh or now - one.observed_at <= row.most_age
            }
            told[row.id] = tuple(usable[name] for name in sorted(usable, key=places.index))
            held += (
                Held(row=row.id, provider=name, observed_at=one.observed_at)
                for name, one in usable.items()
                if name not in fresh
            )
            if not usable:
                lacking.append(self._lacking(each, gathered))
        return Completed(
            gathered=Gathered(told=told, attempts=gathered.attempts),
            held=tuple(held),
            lacking=tuple(lacking),
        )

    def _keep(self, each: Offered, fresh: dict[str, Told[Any]]) -> None:
        if fresh and not each.row.together:
            self._kept[each.row.id] = {}
        self._kept[each.row.id].update(fresh)

    def _lacking(self, each: Offered, gathered: Gathered) -> Lacking:
        row = each.row
        return Lacking(
            row=row.id,
            covers=row.covers,
            failures=tuple(
                attempt
                for attempt in gathered.attempts
                if attempt.row == row.id and attempt.reason is not None
            ),
            newest=max((one.observed_at for one in self._kept[row.id].values()), default=None),
        )
