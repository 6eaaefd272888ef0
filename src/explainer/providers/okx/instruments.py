"""What one contract of OKX is worth; read from OKX, since it changes."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from explainer.errors import ProviderShapeError
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, number
from explainer.providers.okx.calls import OKX, call

FRESH = 3600.0
"""Seconds; OKX announces changes days ahead."""


class _Instrument(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    inst_id: str
    ct_val: float | str | None = None
    ct_mult: float | str | None = None
    ct_val_ccy: str = ""


class _Instruments(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Instrument]


def swap_of(asset: str) -> str:
    """The perpetual on an asset that is settled in USDT."""
    return f"{asset}-USDT-SWAP"


async def coins_per_contract(client: Client) -> Mapping[str, float]:
    """Coins in one contract, by instrument; contracts that are not counted in coins are left out.

    ProviderShapeError where bitcoin's is not among them.
    """
    body = await call(client, "/public/instruments", {"instType": "SWAP"}, fresh=FRESH)
    found: dict[str, float] = {}
    for each in decoded(OKX, body, _Instruments).data:
        value, times = number(each.ct_val), number(each.ct_mult)
        if value is None or value <= 0 or each.inst_id != swap_of(each.ct_val_ccy):
            continue
        found[each.inst_id] = value if times is None else value * times
    if swap_of("BTC") not in found:
        raise ProviderShapeError(OKX.name, "its instruments do not say what a contract is worth")
    return found
