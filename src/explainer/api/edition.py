"""The rules as they are served at a moment, with everything that is made of them once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from explainer.api.catalogue import Catalogue
from explainer.api.entries import Reload
from explainer.api.page import Pages
from explainer.episodes import Episode
from explainer.explainer import Explainer
from explainer.pack import RulePack
from explainer.version import VERSION


class Edition(msgspec.Struct, frozen=True, kw_only=True, weakref=True):
    """What answers requests until another edition takes its place.

    A request is answered by one edition, the one that was current when it came.
    """

    explainer: Explainer
    catalogue: Catalogue
    pages: Pages

    @property
    def pack(self) -> RulePack:
        """The rules of this edition."""
        return self.explainer.pack


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """The edition that answers, *since* when, and how the last reading of the rules went."""

    edition: Edition
    since: datetime
    reload: Reload


class Current:
    """What is served now; the one place where an edition takes the place of another.

    *served* is exchanged whole, by one assignment, so that whoever reads it once sees an edition
    and a reload that belong together, from any thread.
    """

    def __init__(self, served: Served) -> None:
        self.served = served

    @classmethod
    def first(cls, edition: Edition, at: datetime, *, reloads: bool) -> Current:
        """What is served from the start on, by a server that reloads rules or does not."""
        reload = Reload(state="ok" if reloads else "off", at=at)
        return cls(Served(edition=edition, since=at, reload=reload))


def make_edition(
    explainer: Explainer, episodes: Sequence[Episode], openapi: dict[str, Any]
) -> Edition:
    """Return the edition of these rules, every document of it encoded."""
    return Edition(
        explainer=explainer,
        catalogue=Catalogue(explainer.pack, episodes, engine_version=VERSION),
        pages=Pages(openapi, explainer, episodes),
    )
