"""Traces of every driver on every episode: how long each takes, against one assessment."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time_ns

from bench.explain import Spread
from explainer import Explainer, load_pack
from explainer.episodes import load_episodes

MOST_MILLISECONDS = 100.0
"""What one driver may take on one episode, from a compiled pack."""
ROUNDS = 3
"""Each pair counts with the fastest of so many; others use the processor, too."""


def _fastest(run: Callable[[], object], rounds: int) -> float:
    """Milliseconds of processor time."""
    times = []
    for _ in range(rounds):
        begin = process_time_ns()
        run()
        times.append((process_time_ns() - begin) / 1e6)
    return min(times)


def main() -> None:
    """Print the times; exit code 1 if a trace takes longer than it may."""
    parser = argparse.ArgumentParser(prog="python -m bench why", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each pair")
    options = parser.parse_args(sys.argv[2:])
    explainer = Explainer(load_pack())
    taken: dict[tuple[str, str], float] = {}
    assessed: list[float] = []
    flipped = 0
    for episode in load_episodes():
        assessed.append(_fastest(partial(explainer.assess, episode.snapshot), options.rounds))
        for driver in explainer.pack.drivers:
            run = partial(explainer.trace, episode.snapshot, driver=driver.id)
            taken[driver.id, episode.id] = _fastest(run, options.rounds)
        flipped += sum(bool(trace.flips.changes) for trace in explainer.trace(episode.snapshot))
    spread = Spread.of(taken.values())
    slowest = max(taken, key=lambda pair: taken[pair])
    print(f"{len(taken)} traces, {flipped} of them with a change that flips the driver")
    print(
        f"  one trace, milliseconds  {spread.middle:8.1f}  ({spread.least:.1f} to "
        f"{spread.greatest:.1f}), at most {MOST_MILLISECONDS:g}; slowest {' on '.join(slowest)}"
    )
    print(f"  trace / assessment       {spread.middle / median(assessed):8.1f}")
    sys.exit(0 if spread.greatest <= MOST_MILLISECONDS else 1)
