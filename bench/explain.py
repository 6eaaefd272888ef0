"""One explanation against the yardstick, and the start of the command line."""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter_ns

import msgspec

from bench.inputs import EPISODES, Plain, Pool, different, pools
from bench.yardstick import COMPARISONS, bare_expression, decision, readings
from explainer import Explainer, load_pack
from explainer.render import to_html

MOST_WHOLE = 1.5
"""A whole explanation may take this many times the yardstick."""
LEAST_ALONE = 4.0
"""The evaluation alone must be this many times faster than the yardstick."""
MOST_ARTICLE = 6.0
"""An article in HTML, from a body as JSON, may take this many times the yardstick."""
MOST_START_SECONDS = 0.5

ROUNDS = 15
PER_ROUND = 60
"""Snapshots of each pool in a round."""
VARIANTS = 5
"""Variants of each snapshot in a round, no two alike."""
STARTS = 10
PROFILED = 500
"""Explanations of each pool that are profiled."""
PROFILED_LINES = 40

YARDSTICK, BARE, WHOLE, ALONE = "yardstick", "bare expression", "whole", "evaluation"
ARTICLE, DRAWN = "article", "drawing"


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """The middle of the rounds and their extremes."""

    middle: float
    least: float
    greatest: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """The spread of one value a round."""
        held = list(values)
        return cls(middle=median(held), least=min(held), greatest=max(held))


class Bench:
    """The things that are timed, over inputs of which no two are alike."""

    def __init__(self) -> None:
        self.explainer = Explainer(load_pack())
        self.yardstick = decision()
        self.bare = bare_expression()
        self._number = 0

    def round(self, pool: Pool, first: int) -> dict[str, float]:
        """Nanoseconds of each, over one stretch of the pool: the median of its snapshots.

        A snapshot counts with the fastest of its variants. The yardstick hands its work to another
        thread, so on a busy machine it often waits milliseconds for its turn; taken all together,
        that would flatter us.
        """
        snapshots = [
            pool.snapshots[(first + step) % len(pool.snapshots)] for step in range(PER_ROUND)
        ]
        fastest: dict[str, list[int]] = {
            name: [] for name in (YARDSTICK, WHOLE, ALONE, BARE, ARTICLE, DRAWN)
        }
        gc.collect()
        for snapshot in snapshots:
            taken: dict[str, list[int]] = {name: [] for name in fastest}
            for _ in range(VARIANTS):
                self._take_turns(snapshot, taken)
            for name, times in taken.items():
                fastest[name].append(min(times))
        return {name: median(times) for name, times in fastest.items()}

    def _take_turns(self, snapshot: Plain, taken: dict[str, list[int]]) -> None:
        """Time each once, on inputs of its own."""
        body = self._body(snapshot)
        checked = self.explainer.read(self._body(snapshot))
        given, other = readings(self._next()), readings(self._next())
        taken[YARDSTICK].append(_timed(partial(self.yardstick, given)))
        taken[WHOLE].append(_timed(partial(self.explainer.explain_json, body, length="brief")))
        taken[ALONE].append(_timed(partial(self.explainer.assess, checked)))
        taken[BARE].append(_timed(partial(self.bare, other)))
        taken[ARTICLE].append(_timed(partial(self._article, self._body(snapshot))))
        told = self.explainer.explain(self._body(snapshot), length="article")
        taken[DRAWN].append(_timed(partial(to_html, told)))

    def _article(self, body: bytes) -> bytes:
        """An article in HTML, as the API sends it."""
        return self.explainer.render(
            self.explainer.explain(body, length="article"), "html"
        ).encode()

    def bodies(self, pool: Pool, count: int) -> list[bytes]:
        """So many bodies of the pool, each its own."""
        return [self._body(pool.snapshots[n % len(pool.snapshots)]) for n in range(count)]

    def _body(self, snapshot: Plain) -> bytes:
        return msgspec.json.encode(different(snapshot, self._next()))

    def _next(self) -> int:
        self._number += 1
        return self._number


def _timed(run: Callable[[], object]) -> int:
    begin = perf_counter_ns()
    run()
    return perf_counter_ns() - begin


def compare(rounds: int) -> bool:
    """Print times and ratios; whether the ratios are what they should be."""
    bench = Bench()
    both = pools()
    seen: dict[str, list[dict[str, float]]] = {pool.name: [] for pool in both}
    for pool in both:
        bench.round(pool, 0)  # warm-up
    for number in range(rounds):
        for pool in both:
            seen[pool.name].append(bench.round(pool, number * PER_ROUND))
    fine = True
    for pool in both:
        held = seen[pool.name]
        print(f"\n{pool.name} ({pool.origin}), {rounds} rounds of {PER_ROUND}, microseconds")
        _print_time(f"yardstick: a decision of {COMPARISONS} comparisons", held, YARDSTICK)
        _print_time("whole explanation, JSON to JSON, brief", held, WHOLE)
        _print_time("evaluation alone", held, ALONE)
        _print_time("an article in HTML, from JSON", held, ARTICLE)
        _print_time("the HTML alone", held, DRAWN)
        _print_time(f"(a bare expression of {COMPARISONS} comparisons)", held, BARE)
        whole = Spread.of(one[WHOLE] / one[YARDSTICK] for one in held)
        alone = Spread.of(one[YARDSTICK] / one[ALONE] for one in held)
        article = Spread.of(one[ARTICLE] / one[YARDSTICK] for one in held)
        fine &= whole.middle <= MOST_WHOLE and alone.middle >= LEAST_ALONE
        fine &= article.middle <= MOST_ARTICLE
        _print_ratio("whole / yardstick", whole, f"at most {MOST_WHOLE:g}")
        _print_ratio("yardstick / evaluation", alone, f"at least {LEAST_ALONE:g}")
        _print_ratio("article html / yardstick", article, f"at most {MOST_ARTICLE:g}")
    return fine


def _print_time(name: str, rounds: list[dict[str, float]], key: str) -> None:
    spread = Spread.of(one[key] / 1000 for one in rounds)
    print(f"  {name:<42}{spread.middle:8.1f}  ({spread.least:.1f} to {spread.greatest:.1f})")


def _print_ratio(name: str, spread: Spread, wanted: str) -> None:
    print(
        f"  {name:<42}{spread.middle:8.2f}  ({spread.least:.2f} to {spread.greatest:.2f}), {wanted}"
    )


def cold_start() -> bool:
    """Print how long `explainer explain FILE` takes from nothing; whether it is fast enough."""
    command = Path(sys.executable).with_name("explainer")
    files = sorted(EPISODES.glob("*.yaml"))
    taken = []
    for number in range(STARTS + 1):
        file = files[number % len(files)]
        begin = perf_counter_ns()
        subprocess.run([command, "explain", file], check=True, stdout=subprocess.DEVNULL)
        taken.append((perf_counter_ns() - begin) / 1e9)
    spread = Spread.of(taken[1:])  # the first one reads the files from the disk
    print(f"\ncold start of `explainer explain FILE` ({STARTS} runs), seconds")
    print(
        f"  {'median':<42}{spread.middle:8.3f}  ({spread.least:.3f} to {spread.greatest:.3f}),"
        f" at most {MOST_START_SECONDS:g}"
    )
    return spread.middle <= MOST_START_SECONDS


def profile(count: int) -> None:
    """Print where whole explanations spend their time."""
    bench = Bench()
    bodies = [body for pool in pools() for body in bench.bodies(pool, count)]
    for body in bodies[:PER_ROUND]:
        bench.explainer.explain_json(body, length="brief")
    profiler = cProfile.Profile()
    with profiler:
        for body in bodies:
            bench.explainer.explain_json(body, length="brief")
    pstats.Stats(profiler).sort_stats("tottime").print_stats(PROFILED_LINES)


def main() -> None:
    """Run the benchmarks; exit code 1 if a figure misses what is wanted."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of each pool")
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    parser.add_argument("--no-start", action="store_true", help="leave the cold start out")
    options = parser.parse_args()
    if options.profile:
        profile(PROFILED)
        return
    fine = compare(options.rounds)
    if not options.no_start:
        fine &= cold_start()
    sys.exit(0 if fine else 1)
