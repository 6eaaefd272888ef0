"""Rounds of live data against a real server, over hours that pass when the test says so."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs
from tests.live_source import DAY, KEY, PRICES, TOTALS, Clock, LiveSource

from explainer.providers.client import Client
from explainer.providers.coingecko import COINGECKO, prices, totals
from explainer.providers.keeping import Held
from explainer.providers.live import Live
from explainer.providers.nouns import Headlines, Told
from explainer.providers.offer import offered
from explainer.providers.provider import Key, Provider
from explainer.providers.rows import HEADLINES
from explainer.providers.rows import PRICES as PRICES_ROW
from explainer.providers.rows import TOTALS as TOTALS_ROW
from explainer.snapshot import Event

ROUND_SECONDS = 120
ROUNDS_OF_A_DAY = 24 * 3600 // ROUND_SECONDS
WARM_ROUNDS = 240
"""After these, what Python keeps for later use no longer grows."""
ROWS = (offered(PRICES_ROW, (COINGECKO, prices)), offered(TOTALS_ROW, (COINGECKO, totals)))
BROKEN = Provider(name="broken", title="Broken", link="", attribution="", terms="")


@pytest.fixture
def clock() -> Clock:
    """Return the clock of the day."""
    return Clock()


@pytest.fixture
def source(clock: Clock) -> Iterator[LiveSource]:
    """Return the source, whose figures are as new as the clock says."""
    with LiveSource(clock.now) as found:
        yield found


@asynccontextmanager
async def opened(
    source: LiveSource, clock: Clock, *, rows: Any = ROWS, **changes: Any
) -> AsyncIterator[Live]:
    """Live data of this source alone."""
    settings = source.settings(**changes)
    async with Live(settings, clock=clock.now, ticks=clock.ticks, rows=rows) as live:
        yield live


def test_a_round_gives_the_figures_with_their_sources_and_times(
    source: LiveSource, clock: Clock
) -> None:
    """What came is in the snapshot of the moment; each figure keeps the time of its own."""

    async def run() -> None:
        async with opened(source, clock) as live:
            done = await live.round()
        assert done.snapshot is not None
        assert done.snapshot.as_of == done.at == DAY
        assert done.snapshot.assets["BTC"].price_usd == 77000
        assert done.snapshot.market is not None
        assert done.snapshot.market.change_24h_pct == pytest.approx(-9.999, abs=0.001)
        assert [each.observed_at for each in done.snapshot.sources] == [
            DAY - timedelta(minutes=1),
            DAY - timedelta(minutes=2),
        ]
        assert (done.failures, done.held, done.lacking) == ((), (), ())
        assert live.last is done

    asyncio.run(run())


def test_a_thousand_who_want_a_round_get_the_same(source: LiveSource, clock: Clock) -> None:
    """The source is asked once for each row, however many wait."""

    async def run() -> None:
        async with opened(source, clock) as live:
            rounds = await asyncio.gather(*(live.round() for _ in range(1000)))
        assert all(each is rounds[0] for each in rounds)
        assert source.asked == {PRICES: 1, TOTALS: 1}

    asyncio.run(run())


def test_one_who_gives_up_does_not_end_the_round_of_the_others(
    source: LiveSource, clock: Clock
) -> None:
    """A reader that goes away takes nothing from those who stay."""

    async def run() -> None:
        source.hold()
        async with opened(source, clock) as live:
            leaves, stays = (asyncio.create_task(live.round()) for _ in range(2))
            await asyncio.sleep(0.05)
            leaves.cancel()
            source.release()
            assert (await stays).snapshot is not None

    asyncio.run(run())


def test_the_last_good_figures_serve_until_they_are_too_old(
    source: LiveSource, clock: Clock
) -> None:
    """They keep their own time; prices go after ten minutes, totals after thirty, both by name."""

    async def run() -> None:
        async with opened(source, clock) as live:
            await live.round()
            source.break_off()

            clock.forward(minutes=5)
            done = await live.round()
            assert done.snapshot is not None
            assert done.snapshot.as_of == DAY + timedelta(minutes=5)
            assert done.snapshot.assets["BTC"].price_usd == 77000
            assert done.snapshot.sources[0].observed_at == DAY - timedelta(minutes=1)
            assert [each.reason for each in done.failures] == ["refused", "refused"]
            assert done.lacking == ()

            clock.forward(minutes=5)
            done = await live.round()
            assert done.snapshot is not None
            assert done.snapshot.assets == {}
            assert done.held == (
                Held(row="totals", provider="coingecko", observed_at=DAY - timedelta(minutes=2)),
            )
            (gone,) = done.lacking
            assert (gone.row, gone.covers) == ("prices", ("assets.*",))
            assert gone.newest == DAY - timedelta(minutes=1)
            assert [each.provider for each in gone.failures] == ["coingecko"]

            clock.forward(minutes=20)
            done = await live.round()
            assert done.snapshot is None
            assert [each.row for each in done.lacking] == ["prices", "totals"]

            source.mend()
            clock.forward(minutes=2)
            done = await live.round()
            assert done.snapshot is not None
            assert (done.held, done.lacking) == ((), ())

    asyncio.run(run())


def test_nothing_from_the_start_is_no_snapshot(source: LiveSource, clock: Clock) -> None:
    """Each row is named, with what its source failed at."""

    async def run() -> None:
        source.break_off()
        async with opened(source, clock) as live:
            done = await live.round()
        assert done.snapshot is None
        assert {each.row: each.newest for each in done.lacking} == {
            "prices": None,
            "totals": None,
        }
        assert {each.reason for each in done.failures} == {"refused"}

    asyncio.run(run())


async def _defect(_client: Client) -> Told[Any]:
    raise KeyError("a name that nobody expected")


async def _odd(client: Client) -> Told[Headlines]:
    """Headlines that no snapshot can hold."""
    event = Event(kind="other", title="one line\nand another")
    return Told(
        figures=Headlines(events=(event,)), provider=BROKEN, url="", observed_at=client.clock()
    )


def test_a_defect_in_one_source_does_not_hide_the_others(source: LiveSource, clock: Clock) -> None:
    """Its row goes on to the next source; the log has the traceback, and nothing raises."""
    rows = (
        offered(PRICES_ROW, (BROKEN, _defect), (COINGECKO, prices)),
        offered(HEADLINES, (BROKEN, _defect)),
    )

    async def run() -> None:
        async with opened(source, clock, rows=rows, providers=("broken", "coingecko")) as live:
            done = await live.round()
        assert done.snapshot is not None
        assert done.snapshot.assets["BTC"].price_usd == 77000
        assert {(each.row, each.reason) for each in done.failures} == {
            ("prices", "defect"),
            ("headlines", "defect"),
        }

    with capture_logs() as events:
        asyncio.run(run())
    assert [each["row"] for each in events if each["event"] == "provider.defect"] == [
        "prices",
        "headlines",
    ]


def test_figures_that_no_snapshot_can_hold_cost_no_other_part(
    source: LiveSource, clock: Clock
) -> None:
    """What a snapshot cannot hold is logged and left out, and the rest is told."""
    rows = (*ROWS, offered(HEADLINES, (BROKEN, _odd)))

    async def run() -> None:
        async with opened(source, clock, rows=rows, providers=("broken", "coingecko")) as live:
            done = await live.round()
            assert done.snapshot is not None
            assert done.snapshot.events is None
            assert done.snapshot.assets

    with capture_logs() as events:
        asyncio.run(run())
    assert [each["event"] for each in events if each["log_level"] == "error"] == ["part.refused"]


def test_a_day_of_rounds_leaves_nothing_behind(source: LiveSource, clock: Clock) -> None:
    """After 720 rounds there are as many tasks, connections and objects as after 240."""

    async def hold(live: Live, rounds: int) -> tuple[int, int, int]:
        for number in range(rounds):
            clock.forward(seconds=ROUND_SECONDS)
            if number % 7 == 0:
                source.break_off()
            else:
                source.mend()
            await live.round()
            events.clear()
        gc.collect()
        return len(asyncio.all_tasks()), source.connections, sys.getallocatedblocks()

    async def run() -> None:
        async with opened(source, clock) as live:
            early = await hold(live, WARM_ROUNDS)
            late = await hold(live, ROUNDS_OF_A_DAY - WARM_ROUNDS)
        assert late[0] == early[0] == 1
        assert late[1] <= 2
        assert late[2] - early[2] < ROUNDS_OF_A_DAY - WARM_ROUNDS

    with capture_logs() as events:
        asyncio.run(run())
    assert source.asked == {PRICES: ROUNDS_OF_A_DAY, TOTALS: ROUNDS_OF_A_DAY}


def test_closing_ends_a_round_that_is_under_way(source: LiveSource, clock: Clock) -> None:
    """No task stays, and nobody waits for a source that does not answer."""

    async def run() -> None:
        source.hold()
        async with opened(source, clock) as live:
            waiting = asyncio.create_task(live.round())
            await asyncio.sleep(0.05)
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(run())


def test_a_source_without_its_key_is_not_asked_and_says_which(
    source: LiveSource, clock: Clock
) -> None:
    """The row names the variable; the source has not failed, and the log is left alone."""
    key = Key(variable="FRED_API_KEY", sent_as="parameter", name="api_key")
    keyed = Provider(name="keyed", title="Keyed", link="", attribution="", terms="", key=key)

    async def run() -> None:
        rows = (*ROWS, offered(HEADLINES, (keyed, _defect)))
        async with opened(source, clock, rows=rows, providers=("keyed", "coingecko")) as live:
            done = await live.round()
            assert live.standings["keyed"].failures == {}
        (lacking,) = done.lacking
        (attempt,) = lacking.failures
        assert (attempt.reason, attempt.detail) == ("no_key", "FRED_API_KEY is not set")

    with capture_logs() as events:
        asyncio.run(run())
    assert [each["event"] for each in events] == ["snapshot.assembled"]


def _not_json() -> bytes:
    return b"<html>no</html>"


def _cut_off() -> bytes:
    return b'{"data": {"total_market_cap"'


@pytest.mark.parametrize("body", [_not_json, _cut_off])
def test_a_key_is_sent_and_shown_nowhere(
    source: LiveSource, clock: Clock, body: Callable[[], bytes]
) -> None:
    """Not in the snapshot, the attempts, the standings, the settings or the log."""
    source.answers[TOTALS] = body
    shown: list[object] = [source.settings()]

    async def run() -> None:
        async with opened(source, clock) as live:
            shown.append(await live.round())
            shown.append(live.standings)

    with capture_logs() as events:
        asyncio.run(run())
    assert source.keys == {KEY}
    assert any(each["event"] == "provider.failed" for each in events)
    assert KEY not in repr(shown) + repr(events)


def test_the_log_tells_a_change_and_not_every_round(source: LiveSource, clock: Clock) -> None:
    """A source that is down all day is told once, and once when it is back."""

    async def run() -> None:
        async with opened(source, clock) as live:
            for broken in (False, True, True, True, False, False):
                source.down = {TOTALS} if broken else set()
                await live.round()
                clock.forward(seconds=ROUND_SECONDS)

    with capture_logs() as events:
        asyncio.run(run())
    told = [(each["event"], each["row"]) for each in events if "row" in each]
    assert told == [("provider.failed", "totals"), ("provider.recovered", "totals")]
    assembled = [each for each in events if each["event"] == "snapshot.assembled"]
    assert [each["held"] for each in assembled] == [0, 1, 1, 1, 0, 0]
    assert assembled[0]["sources"] == 2
    assert assembled[0]["duration_ms"] > 0
