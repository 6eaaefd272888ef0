"""What is asked of sources: one row a kind of figure, with the sources that have it in order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Generic, TypeVar

import msgspec

from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider

Figures = TypeVar("Figures")


class Offer(msgspec.Struct, Generic[Figures], frozen=True, kw_only=True):
    """One source that has the figures, and how it is asked."""

    provider: Provider
    ask: Callable[[Client], Awaitable[Told[Figures]]]


class Row(msgspec.Struct, Generic[Figures], frozen=True, kw_only=True):
    """One kind of figure.

    The first source that answers is taken; of a row that is *together* all are asked, and all that
    answer. *covers* are patterns of the metrics that come of it; figures older than *most_age* are
    as good as none.
    """

    id: str
    covers: tuple[str, ...]
    offers: tuple[Offer[Figures], ...]
    most_age: timedelta
    together: bool = False
