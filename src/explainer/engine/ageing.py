"""Readings out of their time: of a session that is over or to come, or from an old source."""

from datetime import date, timedelta
from functools import lru_cache
from itertools import product

from explainer.assessment import Flaw
from explainer.engine.derive import EVERY
from explainer.engine.readings import Readings, flaw
from explainer.metrics import CATALOGUE, GROUPS, resolve
from explainer.snapshot import Snapshot, Source

HOUR = timedelta(hours=1)
SESSION_DAYS = 5
"""An older session is stale; a Thursday's, read on the Tuesday after a long weekend, is not."""
SHORTEST_AGE = min(spec.max_age_hours for spec in CATALOGUE.values() if spec.max_age_hours)
"""Hours after which the most perishable reading is stale: younger sources need no look."""
SESSION_FIELDS = {
    "etf": tuple(GROUPS["etf"]),
    "macro": tuple(
        name
        for name, spec in GROUPS["macro"].items()
        if spec.window == "last completed session" or name == "session_date"
    ),
}
"""The fields of a group that belong to its session; what a central bank stands for does not."""
DATED = ("market.cap_lost_since", "macro.btc_nasdaq_correlation_highest_since")
REMEMBERED_METRICS = 4096


def drop_untimely(found: Readings, snapshot: Snapshot) -> None:
    """Reject in *found* what is dated after `as_of`, and take what is too old for stale."""
    _drop_misdated(found, snapshot)
    if snapshot.sources:
        _drop_stale(found, snapshot)


def _drop_misdated(found: Readings, snapshot: Snapshot) -> None:
    """Readings of a session after `as_of` are rejected, those of one long past are stale."""
    values = found.values
    today = snapshot.as_of.date()
    prefixes = [f"etf.{symbol}." for symbol in snapshot.etf]
    prefixes.append("macro.")
    for prefix in prefixes:
        session = values.get(prefix + "session_date")
        if session is None:
            continue
        age = (today - date.fromisoformat(str(session))).days
        if age > SESSION_DAYS:
            flaws, code = found.stale, "stale"
            reason = f"its session is {age} days before the snapshot"
        elif age < 0:
            flaws, code = found.rejected, "session_after_as_of"
            reason = "its session is dated after the snapshot"
        else:
            continue
        for metric in [prefix + name for name in SESSION_FIELDS[prefix.partition(".")[0]]]:
            if metric in values:
                flaws.append(flaw(metric, code, reason, values.pop(metric)))
    for metric in DATED:
        if metric in values and str(values[metric]) > today.isoformat():
            reason = "it is dated after the snapshot"
            found.rejected.append(flaw(metric, "date_after_as_of", reason, values.pop(metric)))


def _drop_stale(found: Readings, snapshot: Snapshot) -> None:
    """Readings whose youngest source is older than the metric allows are stale."""
    aged: list[tuple[float, Source]] = []
    for place, source in enumerate(snapshot.sources):
        if source.observed_at is None:
            continue
        age = (snapshot.as_of - source.observed_at) / HOUR
        aged.append((age, source))
        if age < 0:
            found.flagged.append(
                Flaw(
                    pointer=f"/sources/{place}/observed_at",
                    code="source_after_as_of",
                    reason="the source was read after the moment of the snapshot",
                    value=source.observed_at.isoformat(),
                )
            )
    if all(age <= SHORTEST_AGE for age, _ in aged):
        return
    aged.sort(key=lambda pair: pair[0])
    covers = [(age, Cover(source.covers)) for age, source in aged]
    for metric in list(found.values):
        spec = resolve(metric)
        if spec is None or spec.max_age_hours is None:
            continue
        youngest = next((age for age, cover in covers if cover.takes_in(metric)), None)
        if youngest is not None and youngest > spec.max_age_hours:
            reason = f"it is {youngest:.0f} hours old; {spec.max_age_hours:g} is the most for it"
            found.stale.append(flaw(metric, "stale", reason, found.values.pop(metric)))


class Cover:
    """What the path patterns of one source take in.

    `*` stands for one part of a path or, at the end of a pattern, for all that follows: `etf.*`,
    `assets.*.price_usd`, `*`. However many patterns there are, a metric is looked up a few times.
    """

    __slots__ = ("_beginnings", "_patterns")

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._patterns = frozenset(patterns)
        self._beginnings = tuple(
            {p[:-1] for p in patterns if p.endswith(EVERY) and EVERY not in p[:-1]}
        )

    def takes_in(self, metric: str) -> bool:
        """Whether any pattern matches the metric."""
        return metric.startswith(self._beginnings) or not self._patterns.isdisjoint(
            _generalised(metric)
        )


@lru_cache(maxsize=REMEMBERED_METRICS)
def _generalised(metric: str) -> frozenset[str]:
    """The patterns that match a metric part by part: every part, or some, replaced by `*`."""
    parts = metric.split(".")
    return frozenset(
        ".".join(chosen)
        for length in range(1, len(parts) + 1)
        for chosen in product(*[(part, EVERY) for part in parts[:length]])
        if length == len(parts) or chosen[-1] == EVERY
    )
