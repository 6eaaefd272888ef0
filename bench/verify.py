"""Corruptions of every episode's texts: how many verification catches, by kind, and how fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

from bench.corruptions import Corruption, Corruptor, surroundings
from bench.rewordings import Rewordings
from explainer.episodes import load_episodes
from explainer.explainer import OWN_TEXTS, Explainer, default_explainer
from explainer.snapshot import Snapshot
from explainer.verification import Verification

PER_EPISODE = 200
WANTED = 0.99
FAULTY = frozenset({"wrong", "unsupported", "beyond", "against"})
MOST_SHOWN = 60


class Trial(NamedTuple):
    """A corruption, and whether a fault was found in the line that holds it."""

    corruption: Corruption
    caught: bool


def attempt(explainer: Explainer, seed: str, snapshot: Snapshot, count: int) -> Iterator[Trial]:
    """Corrupt the texts of one snapshot so many times in each of two ways, and verify each."""
    texts = [
        explainer.explain(snapshot, length=length, style=style).text for length, style in OWN_TEXTS
    ]
    nouns = {driver.id: driver.noun for driver in explainer.pack.drivers}
    drivers = explainer.assess(snapshot).drivers
    fired = tuple(nouns[finding.id] for finding in drivers if finding.status == "fired")
    absent = tuple(nouns[finding.id] for finding in drivers if finding.status != "fired")
    made = (
        *Corruptor(seed, absent).corruptions(texts, count),
        *Rewordings(seed, fired, absent).corruptions(texts, count),
    )
    for corruption in made:
        found = explainer.verify(corruption.text, snapshot)
        yield Trial(corruption, caught(found, corruption))


def caught(found: Verification, corruption: Corruption) -> bool:
    """Whether a fault lies in the line that was corrupted."""
    first, last = surroundings(corruption.text, corruption.start, corruption.end)
    places = [(one.start, one.end) for one in found.numbers if one.status in FAULTY]
    places += [(one.start, one.end) for one in found.claims if one.status in FAULTY]
    places += [(one.start, one.end) for one in found.advice]
    return any(start < last and first < end for start, end in places)


def main() -> None:
    """Print the share that is caught, by kind, and what was missed."""
    explainer = default_explainer()
    tried: Counter[str] = Counter()
    missed: list[tuple[str, Corruption]] = []
    begun = perf_counter()
    for episode in load_episodes():
        for trial in attempt(explainer, episode.id, episode.snapshot, PER_EPISODE):
            tried[trial.corruption.kind] += 1
            if not trial.caught:
                missed.append((episode.id, trial.corruption))
    took = perf_counter() - begun
    lost = Counter(corruption.kind for _, corruption in missed)
    for kind, count in tried.items():
        print(f"{kind:<10} {count - lost[kind]:>5} of {count:>5}  {1 - lost[kind] / count:.1%}")
    total = tried.total()
    share = 1 - len(missed) / total
    print(f"all        {total - len(missed):>5} of {total:>5}  {share:.2%} (wanted {WANTED:.0%})")
    print(f"{1000 * took / total:.1f} ms for each text")
    for episode_id, corruption in missed[:MOST_SHOWN]:
        first, last = surroundings(corruption.text, corruption.start, corruption.end)
        line = corruption.text[first:last]
        print(f"missed {corruption.kind} in {episode_id}: was {corruption.was!r}: {line[:200]}")


if __name__ == "__main__":
    main()
