"""The documents of the catalogue: drivers, signals, metrics and episodes, encoded once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

import msgspec

from explainer.api.answers import Document, as_json
from explainer.api.entries import (
    DriverEntry,
    DriverList,
    EpisodeEntry,
    EpisodeList,
    Health,
    MetricEntry,
    MetricList,
    Readiness,
    Reload,
    SignalList,
)
from explainer.api.problems import Refusal, nearest, shortened
from explainer.episodes import Episode
from explainer.explanation import PackIdentity
from explainer.metrics import CATALOGUE
from explainer.pack.alternatives import wordings
from explainer.pack.schema import Driver, RulePack

Found = TypeVar("Found")


class Catalogue:
    """All documents that stay the same while one edition is served.

    `driver` and `episode` look one up; Refusal with the nearest id if there is none.
    """

    def __init__(self, pack: RulePack, episodes: Sequence[Episode], *, engine_version: str) -> None:
        identity = PackIdentity(name=pack.name, version=pack.version, hash=pack.hash)
        metrics = _metrics(pack)
        self._episodes = {episode.id: episode for episode in episodes}
        self._drivers = {driver.id: as_json(driver) for driver in pack.drivers}
        self._episode_documents = {episode.id: as_json(episode) for episode in episodes}
        self.drivers = as_json(
            DriverList(rule_pack=identity, drivers=tuple(map(_driver, pack.drivers)))
        )
        self.signals = as_json(SignalList(rule_pack=identity, signals=pack.signals))
        self.metrics = as_json(MetricList(rule_pack=identity, metrics=metrics))
        self.episodes = as_json(EpisodeList(episodes=tuple(map(_episode, episodes))))
        self.live = msgspec.json.encode(Health(status="live"))
        self._readiness = partial(
            Readiness,
            status="ready",
            engine_version=engine_version,
            rule_pack=identity,
            drivers=len(pack.drivers),
            signals=len(pack.signals),
            metrics=len(metrics),
            episodes=len(episodes),
        )

    def ready(self, since: datetime, reload: Reload) -> bytes:
        """Return what is served since when, and how the last reading of the rules went."""
        return msgspec.json.encode(self._readiness(since=since, reload=reload))

    def driver(self, wanted: str) -> Document:
        """Return the rule of one driver."""
        return _find(self._drivers, wanted, "driver")

    def episode(self, wanted: str) -> Episode:
        """Return one episode."""
        return _find(self._episodes, wanted, "episode")

    def episode_document(self, wanted: str) -> Document:
        """Return one episode as the API shows it."""
        return _find(self._episode_documents, wanted, "episode")


def _find(known: Mapping[str, Found], wanted: str, noun: str) -> Found:
    """The one with this id; Refusal naming the nearest id if there is none."""
    found = known.get(wanted)
    if found is None:
        hint = nearest(wanted, list(known)) or f"GET /v1/{noun}s lists them"
        raise Refusal("not-found", f"no {noun} has the id {shortened(wanted)!r}", hint=hint)
    return found


def _driver(driver: Driver) -> DriverEntry:
    metrics = (rule.metric for rule in driver.evidence.values() if rule.metric is not None)
    return DriverEntry(
        id=driver.id,
        code=driver.code,
        title=driver.title,
        role=driver.role,
        status=driver.status,
        version=driver.version,
        what_it_means=wordings(driver.what_it_means)[0],
        why_it_hurts=wordings(driver.why_it_hurts)[0],
        metrics=tuple(dict.fromkeys(metrics)),
        leads_to=driver.leads_to,
        watch=driver.watch,
    )


def _episode(episode: Episode) -> EpisodeEntry:
    return EpisodeEntry(
        id=episode.id,
        title=episode.title,
        as_of=episode.snapshot.as_of,
        direction=episode.direction,
        drivers=tuple(each.id for each in episode.published.drivers),
    )


def _metrics(pack: RulePack) -> tuple[MetricEntry, ...]:
    """The catalogue, then what the pack derives, then what it brings itself."""
    given = [
        MetricEntry(
            id=spec.id,
            origin="given",
            kind=spec.kind,
            unit=spec.unit,
            label=spec.label,
            description=spec.description,
            window=spec.window,
            sign=spec.sign,
            low=spec.low,
            high=spec.high,
            max_age_hours=spec.max_age_hours,
            choices=spec.choices,
        )
        for spec in CATALOGUE.values()
    ]
    derived = [
        MetricEntry(
            id=name,
            origin="derived",
            kind="number",
            unit=rule.unit,
            label=rule.label,
            description=f"Computed: {rule.op} of {', '.join(rule.of) or 'as_of'}.",
            op=rule.op,
            of=rule.of,
        )
        for name, rule in pack.metrics.derived.items()
    ]
    custom = [
        MetricEntry(
            id=f"custom.{name}",
            origin="custom",
            kind="number",
            unit=rule.unit,
            label=rule.label,
            description=f"A metric of the rule pack {pack.name}.",
            window=rule.window,
            low=rule.low,
            high=rule.high,
        )
        for name, rule in pack.metrics.custom.items()
    ]
    return (*given, *derived, *custom)
