"""How long a whole snapshot takes of sources that answer in 200 ms, and what a crowd costs them."""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from statistics import median
from time import perf_counter

from tests.providers.acting import delayed
from tests.providers.playing import AS_OF, Playing

from explainer.providers.assemble import assemble
from explainer.providers.client import Client
from explainer.providers.gather import Gathered, gather
from explainer.providers.offers import OFFERED

ANSWERED_SECONDS = 0.2
MOST_SECONDS = 0.7
"""A whole snapshot may take this long, from no connection to the snapshot."""
CROWD = 1000
CROWDED = OFFERED[:2]
"""The rows that the crowd asks for. Each of it reads the answers by itself; a service lets all its
readers have one snapshot instead."""
ROUNDS = 7
PROVIDERS = {
    offer.provider.name
    for row in OFFERED
    for offer in row.offers
    if offer.provider.on and (offer.provider.key is None or offer.provider.optional)
}
"""Those that are asked where the operator has set nothing."""


def _play(ours: Connection) -> None:
    """Play all sources; say where, and how often they were asked whenever that is wanted."""
    with Playing() as playing:
        playing.act(delayed(ANSWERED_SECONDS))
        ours.send(playing.url)
        while ours.recv():
            ours.send((len(playing.seen), max(playing.calls().values(), default=0)))
            playing.forget()


class _Sources:
    """Sources in a process of their own, so that they take no time from who asks."""

    def __init__(self, theirs: Connection) -> None:
        self._theirs = theirs
        self.url: str = theirs.recv()

    def asked(self) -> tuple[int, int]:
        """How many requests came since the last time, and how many of them on one path."""
        self._theirs.send(True)
        told: tuple[int, int] = self._theirs.recv()
        return told


@contextmanager
def _sources() -> Iterator[_Sources]:
    theirs, ours = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_play, args=(ours,))
    process.start()
    try:
        yield _Sources(theirs)
    finally:
        theirs.send(False)
        process.join()


async def _snapshot(url: str) -> tuple[float, Gathered]:
    """Seconds of a whole snapshot by a new client, and what was gathered for it."""
    async with Client(clock=lambda: AS_OF, mirror=url) as client:
        begun = perf_counter()
        found = await gather(client, OFFERED, PROVIDERS)
        made = assemble(found, AS_OF)
        took = perf_counter() - begun
    assert made.snapshot is not None
    return took, found


async def _crowd(url: str) -> float:
    """Seconds of many rounds at once through one client."""
    async with Client(clock=lambda: AS_OF, mirror=url) as client:
        begun = perf_counter()
        await asyncio.gather(*(gather(client, CROWDED, PROVIDERS) for _ in range(CROWD)))
        return perf_counter() - begun


def main() -> None:
    """Run the benchmark; exit code 1 if a figure misses what is wanted."""
    parser = argparse.ArgumentParser(prog="python -m bench live", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="snapshots that are timed")
    options = parser.parse_args(sys.argv[2:])
    with _sources() as sources:
        asyncio.run(_snapshot(sources.url))  # warm-up
        sources.asked()
        taken: list[float] = []
        for _ in range(options.rounds):
            took, found = asyncio.run(_snapshot(sources.url))
            taken.append(took)
            of_one, _ = sources.asked()
        failed = [attempt for attempt in found.attempts if attempt.reason not in (None, "no_key")]
        fine = median(taken) <= MOST_SECONDS and not failed
        print(f"every source answers in {ANSWERED_SECONDS * 1000:.0f} ms")
        print(
            f"  a whole snapshot, seconds   {median(taken):8.3f}"
            f"  ({min(taken):.3f} to {max(taken):.3f}), at most {MOST_SECONDS:g}"
        )
        print(f"  requests for it             {of_one:8}")
        for attempt in sorted(found.attempts, key=lambda each: -(each.milliseconds or 0))[:5]:
            print(f"    {attempt.row} of {attempt.provider}: {attempt.milliseconds} ms")
        for attempt in failed:
            print(f"  {attempt.row} of {attempt.provider} failed: {attempt.detail}")
        took = asyncio.run(_crowd(sources.url))
        of_many, most_on_a_path = sources.asked()
        fine &= most_on_a_path == 1
        print(f"  requests for {CROWD:,} at once   {of_many:8}, {most_on_a_path} on a path at most")
        print(f"  seconds for all of them     {took:8.3f}")
    sys.exit(0 if fine else 1)
