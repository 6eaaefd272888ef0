"""Rounds of live data are held against those that were kept, if an operator wants it so."""

from __future__ import annotations

import asyncio
from pathlib import Path

from msgspec.structs import replace
from tests.live_source import Clock, LiveSource

from explainer.history import open_store
from explainer.providers.coingecko import COINGECKO, prices, totals
from explainer.providers.live import Live
from explainer.providers.offer import offered
from explainer.providers.rows import PRICES as PRICES_ROW
from explainer.providers.rows import TOTALS as TOTALS_ROW
from explainer.settings import HistorySettings
from explainer.snapshot import Snapshot

CAP = "market.total_cap_usd"


def _rounds(file: Path, *, may_store: bool) -> tuple[Snapshot, Clock]:
    """Return the snapshot of a round, a day after the first one."""
    clock = Clock()
    source = replace(COINGECKO, may_store=may_store)
    rows = (offered(PRICES_ROW, (source, prices)), offered(TOTALS_ROW, (source, totals)))

    async def run(settings: LiveSource) -> Snapshot:
        async with Live(
            settings.settings(),
            clock=clock.now,
            ticks=clock.ticks,
            rows=rows,
            history=HistorySettings(file=file),
        ) as live:
            await live.round()
            clock.forward(hours=24)
            done = await live.round()
        assert done.snapshot is not None
        return done.snapshot

    with LiveSource(clock.now) as playing:
        return asyncio.run(run(playing)), clock


def test_a_round_a_day_later_tells_what_changed(tmp_path: Path) -> None:
    """No source tells how the volume of the market changed; two rounds do."""
    file = tmp_path / "history.duckdb"
    snapshot, clock = _rounds(file, may_store=True)
    assert snapshot.market is not None
    assert snapshot.market.volume_change_24h_pct == 0.0
    assert snapshot.sources[-1].name == "own history since 2025-04-07"
    with open_store(file) as store:
        assert store.last(CAP, clock.now()) is not None


def test_what_a_source_does_not_allow_is_not_kept(tmp_path: Path) -> None:
    """Its figures serve, and are gone with the round."""
    file = tmp_path / "history.duckdb"
    snapshot, clock = _rounds(file, may_store=False)
    assert snapshot.market is not None
    assert snapshot.market.volume_change_24h_pct is None
    with open_store(file) as store:
        assert store.last(CAP, clock.now()) is None
