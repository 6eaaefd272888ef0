"""Order books: how much stands within 1% of the price, where a book reaches that far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from explainer.errors import ProviderEmpty
from explainer.providers.decoding import number
from explainer.providers.nouns import Depth
from explainer.providers.provider import Provider

WITHIN = 0.01
"""Of the mid price, to either side."""
BASIS_POINTS = 10_000

Level = Sequence[float | str | None]
"""Price and size, each as such or as text; what follows is not read."""


class _Order(msgspec.Struct, frozen=True):
    price: float
    size: float


def measured(
    provider: Provider, bids: Iterable[Level], asks: Iterable[Level], most: int
) -> Depth | None:
    """What the book holds, in US dollars; None for one that was cut short of 1%.

    A side of *most* levels is as many as were asked for, so there may be more behind it.
    ProviderEmpty for a side without orders, or a bid that is not below the ask.
    """
    bought, sold = _orders(bids), _orders(asks)
    if not bought or not sold:
        raise ProviderEmpty(provider.name, "a side of its book is empty")
    bid = max(order.price for order in bought)
    ask = min(order.price for order in sold)
    if bid >= ask:
        raise ProviderEmpty(provider.name, "its bids are not below its asks")
    middle = (bid + ask) / 2
    lowest, highest = middle * (1 - WITHIN), middle * (1 + WITHIN)
    cut_below = len(bought) >= most and min(order.price for order in bought) > lowest
    cut_above = len(sold) >= most and max(order.price for order in sold) < highest
    if cut_below or cut_above:
        return None
    near = (order for order in bought + sold if lowest <= order.price <= highest)
    return Depth(
        venue=provider.title,
        within_1pct_usd=sum(order.price * order.size for order in near),
        spread_bp=BASIS_POINTS * (ask - bid) / middle,
    )


def _orders(levels: Iterable[Level]) -> list[_Order]:
    """The levels that have a price and a size."""
    found: list[_Order] = []
    for level in levels:
        price, size = (number(cell) for cell in level[:2]) if len(level) > 1 else (None, None)
        if price is not None and size is not None and price > 0 and size > 0:
            found.append(_Order(price, size))
    return found
