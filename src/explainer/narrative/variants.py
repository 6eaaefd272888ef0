"""Wordings of one sentence: the snapshot's hash picks one of them."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import overload

import msgspec

from explainer.narrative.lexicon_parts import Part
from explainer.narrative.phrases import Phrase

Wordings = Sequence[Phrase]
"""Phrases that mean the same."""
Table = dict[str, Wordings]


class Variants(Sequence[Phrase]):
    """Many wordings of one sentence; each is compiled when it is first picked.

    Alternatives multiply: a start that compiled them all would take seconds, and even *spelling*
    them out, which is done when the first one is picked, takes 10 to 18 ms.
    """

    def __init__(
        self, spelling: Callable[[], tuple[str, ...]], compiled: Callable[[str], Phrase]
    ) -> None:
        self._spelling = spelling
        self._compiled = compiled
        self._known: dict[int, Phrase] = {}

    def rewritten(self, change: Callable[[str], str]) -> "Variants":
        """The same wordings with their words changed, before they are compiled."""
        return Variants(lambda: tuple(change(source) for source in self._sources), self._compiled)

    @cached_property
    def _sources(self) -> tuple[str, ...]:
        """The words of each wording."""
        return self._spelling()

    def __len__(self) -> int:
        return len(self._sources)

    @overload
    def __getitem__(self, place: int) -> Phrase: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Phrase, ...]: ...
    def __getitem__(self, place: int | slice) -> Phrase | tuple[Phrase, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        phrase = self._known.get(place)
        if phrase is None:
            phrase = self._known[place] = self._compiled(self._sources[place])
        return phrase


def table_of(
    part: Part, place: str, compiled: Callable[[tuple[str, ...], str], Wordings], prefix: str = ""
) -> Table:
    """All wordings of a part of the lexicon and of the parts in it, by key: `stages.building`.

    *compiled* makes wordings from their words and the place of these.
    """
    table: Table = {}
    for key, written in msgspec.structs.asdict(part).items():
        name, where = prefix + key, f"{place}/{key}"
        if isinstance(written, Part):
            table |= table_of(written, where, compiled, f"{name}.")
        elif isinstance(written, dict):
            for entry, words in written.items():
                if isinstance(words, str):
                    table[f"{name}.{entry}"] = compiled((words,), f"{where}/{entry}")
        else:
            table[name] = compiled((written,) if isinstance(written, str) else written, where)
    return table
