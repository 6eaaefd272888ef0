"""OKX's options on bitcoin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec

from explainer.errors import ProviderEmpty
from explainer.providers.chains import OpenOption, summed
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, moment_ms, number
from explainer.providers.nouns import Options, Told
from explainer.providers.okx.calls import OKX, call

NAME = re.compile(r"BTC-USD-(?P<expires>\d{6})-[^-]+-(?P<kind>[CP])")
"""As in BTC-USD-260925-105000-C."""


class _Option(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    inst_id: str
    ts: float | str | None = None
    oi_ccy: float | str | None = None
    oi_usd: float | str | None = None


class _Options(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Option]


async def options(client: Client) -> Told[Options]:
    """Puts to calls by what is open, and open amounts by expiry.

    Counted from the options themselves: the ratio that OKX publishes does not say which of the two
    stands above the line.
    """
    body = await call(
        client, "/public/open-interest", {"instType": "OPTION", "instFamily": "BTC-USD"}
    )
    rows = decoded(OKX, body, _Options).data
    found = summed(_open(rows), client.clock())
    if found is None:
        raise ProviderEmpty(OKX.name, "it has no open option")
    times = [moment_ms(OKX, row.ts, "the time of an option") for row in rows]
    return Told(figures=found, provider=OKX, url=body.url, observed_at=max(times))


def _open(rows: list[_Option]) -> Iterator[OpenOption]:
    for row in rows:
        name = NAME.fullmatch(row.inst_id)
        coins = number(row.oi_ccy)
        if name is None or coins is None:
            continue
        try:
            expires = datetime.strptime(name["expires"] + "+0000", "%y%m%d%z").date()
        except ValueError:
            continue
        yield OpenOption(
            expires=expires, is_put=name["kind"] == "P", coins=coins, usd=number(row.oi_usd)
        )
