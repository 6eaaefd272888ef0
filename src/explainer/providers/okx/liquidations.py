"""Positions that OKX closed by force: a list of orders, paged back over 24 hours."""

from __future__ import annotations

import asyncio
from datetime import datetime

import msgspec

from explainer.errors import ProviderEmpty, ProviderError
from explainer.providers.assets import of_each
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, moment_ms, number
from explainer.providers.hours import DAY
from explainer.providers.nouns import Liquidated, Told
from explainer.providers.okx.calls import OKX, call
from explainer.providers.okx.instruments import coins_per_contract, swap_of

ASSETS = ("BTC", "ETH", "SOL")
"""Most of what is ever liquidated, at one call a page each."""
PAGE = 100
"""Orders in one answer, at most."""
MOST_PAGES = 10
"""Of one asset. A cascade has more, and then the figure is not whole."""


class _Order(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    side: str
    ts: float | str | None = None
    sz: float | str | None = None
    bk_px: float | str | None = None
    pos_side: str = ""


class _Family(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    inst_id: str
    details: list[_Order]


class _Families(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Family]


class _Closed(msgspec.Struct, frozen=True, kw_only=True):
    """One position closed by force, in contracts."""

    at: datetime
    contracts: float
    price: float
    was_long: bool


class _List(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of one asset holds; *whole* if it reaches back over 24 hours."""

    closed: tuple[_Closed, ...]
    whole: bool
    url: str


async def liquidations(client: Client) -> Told[Liquidated]:
    """Longs and shorts closed by force in the last 24 hours; OKX publishes not all of them."""
    now = client.clock()
    coins, lists = await asyncio.gather(
        coins_per_contract(client),
        of_each(ASSETS, lambda asset: _list(client, asset, now)),
    )
    by_asset: dict[str, float] = {}
    sizes: dict[bool, list[float]] = {True: [], False: []}
    for asset, each in lists.items():
        contract = coins.get(swap_of(asset))
        if contract is None or not each.closed:
            continue
        by_asset[asset] = 0.0
        for order in each.closed:
            amount = order.contracts * contract * order.price
            by_asset[asset] += amount
            sizes[order.was_long].append(amount)
    if not by_asset:
        raise ProviderEmpty(OKX.name, "it lists no liquidation of the last 24 hours")
    return Told(
        figures=Liquidated(
            venue=OKX.title,
            long_usd=sum(sizes[True]),
            short_usd=sum(sizes[False]),
            by_asset_usd=by_asset,
            largest_usd=max(sizes[True] + sizes[False]),
            whole=all(asset in lists and lists[asset].whole for asset in ASSETS),
        ),
        provider=OKX,
        url=next(iter(lists.values())).url,
        observed_at=now,
    )


async def _list(client: Client, asset: str, now: datetime) -> _List:
    """The list of one asset, page by page, until it reaches back far enough or ends."""
    since, oldest = now - DAY, now + DAY
    closed: list[_Closed] = []
    after: dict[str, int] = {}
    url = ""
    for _ in range(MOST_PAGES):
        # without a family it refuses the request (50015)
        asked = {"instType": "SWAP", "state": "filled", "instFamily": f"{asset}-USDT"}
        try:
            body = await call(
                client, "/public/liquidation-orders", {**asked, "limit": PAGE, **after}
            )
        except ProviderError:
            if not closed:
                raise
            break
        url = url or body.url
        orders = _orders(decoded(OKX, body, _Families), asset)
        earlier = [each for each in _closed(orders) if each.at < oldest]
        closed.extend(earlier)
        oldest = min((each.at for each in earlier), default=oldest)
        if oldest <= since or not earlier or len(orders) < PAGE:
            break
        after = {"after": int(oldest.timestamp() * 1000)}
    within = tuple(each for each in closed if since < each.at <= now)
    return _List(closed=within, whole=oldest <= since, url=url)


def _orders(told: _Families, asset: str) -> list[_Order]:
    """The orders of the asset's perpetual."""
    families = (each for each in told.data if each.inst_id == swap_of(asset))
    return [order for each in families for order in each.details]


def _closed(orders: list[_Order]) -> list[_Closed]:
    """The orders that have a size and a price."""
    found: list[_Closed] = []
    for order in orders:
        contracts, price = number(order.sz), number(order.bk_px)
        if contracts is None or price is None or contracts <= 0 or price <= 0:
            continue
        found.append(
            _Closed(
                at=moment_ms(OKX, order.ts, "the time of a liquidation"),
                contracts=contracts,
                price=price,
                was_long=_was_long(order),
            )
        )
    return found


def _was_long(order: _Order) -> bool:
    """Whether a long was closed. An account that nets its positions has no side: then it sold."""
    if order.pos_side in ("long", "short"):
        return order.pos_side == "long"
    return order.side == "sell"
