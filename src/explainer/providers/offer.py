"""A row of figures and the sources that have it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import msgspec

from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.rows import Row

Figures = TypeVar("Figures")
Ask = Callable[[Client], Awaitable[Told[Figures]]]


class Offer(msgspec.Struct, Generic[Figures], frozen=True, kw_only=True):
    """One source that has the figures, and how it is asked."""

    provider: Provider
    ask: Ask[Figures]


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A row with the sources that have it."""

    row: Row[Any]
    offers: tuple[Offer[Any], ...]


def offered(row: Row[Figures], *asked: tuple[Provider, Ask[Figures]]) -> Offered:
    """The row with its sources, the first one first."""
    offers = (Offer(provider=provider, ask=ask) for provider, ask in asked)
    return Offered(row=row, offers=tuple(offers))
