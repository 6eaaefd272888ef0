"""The newest snapshot as it is served, with the explanations that were asked of it."""

from __future__ import annotations

from functools import partial

from cachetools import LRUCache

from explainer.api.answers import Document, as_json, explain, repeatable
from explainer.api.options import Options
from explainer.explainer import Explainer
from explainer.providers.flights import Flights
from explainer.snapshot import Snapshot

MOST_KEPT = 100
"""Explanations of one snapshot: every length, style and format, and some assets in focus."""


_Asked = tuple[str, Options]


class Newest:
    """One snapshot with its document; each explanation of it is made once, as long as it is kept.

    An edition of the rules is known by the hash of its pack: holding it would keep it alive.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.document = as_json(snapshot)
        self._kept: LRUCache[_Asked, Document] = LRUCache(maxsize=MOST_KEPT)
        self._making: Flights[_Asked, Document] = Flights()

    async def explained(self, explainer: Explainer, options: Options) -> Document:
        """The explanation by these rules; OptionError for a focus that the snapshot lacks."""
        asked = (explainer.pack.hash, options)
        kept: Document | None = self._kept.get(asked)
        if kept is None:
            kept = await self._making.join(asked, partial(self._explain, explainer, options))
        assert kept is not None  # nobody ends what is being made
        return kept

    async def _explain(self, explainer: Explainer, options: Options) -> Document:
        made = repeatable(await explain(explainer, self.snapshot, options), options)
        self._kept[explainer.pack.hash, options] = made
        return made
