"""What a round did not get, as the snapshot tells it to readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast, get_args

from explainer.providers.keeping import Lacking
from explainer.providers.offer import Offered
from explainer.providers.part import Doubted
from explainer.snapshot import Doubt, Gap, GapReason

REASONS: frozenset[str] = frozenset(get_args(GapReason))
NO_KEY: GapReason = "no_key"


def gaps_of(lacking: Iterable[Lacking], rows: Sequence[Offered]) -> tuple[Gap, ...]:
    """A gap for each row without figures, with the reason of the source that was asked first.

    Where none was asked, all are switched off. Rows that cover no reading leave no gap.
    """
    by_id = {each.row.id: each.row for each in rows}
    titles = {o.provider.name: o.provider.title for each in rows for o in each.offers}
    gaps = (_gap(each, by_id[each.row].missed, titles) for each in lacking)
    return tuple(gap for gap in gaps if gap is not None)


def _gap(lacking: Lacking, metric: str | None, titles: Mapping[str, str]) -> Gap | None:
    if metric is None:
        return None
    asked = [failure for failure in lacking.failures if failure.reason != NO_KEY]
    first = next(iter(asked or lacking.failures), None)
    reason = "switched_off" if first is None or first.reason is None else first.reason
    assert reason in REASONS, reason
    return Gap(
        metric=metric,
        reason=cast("GapReason", reason),
        source=None if first is None else titles[first.provider],
        covers=lacking.covers,
    )


def doubts_of(doubted: Iterable[Doubted]) -> tuple[Doubt, ...]:
    """What second sources have for readings of the snapshot."""
    return tuple(
        Doubt(metric=each.metric, value=each.second, source=each.sources[1]) for each in doubted
    )
