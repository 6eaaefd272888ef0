"""How OKX is asked, and what it says in a good status when it does not answer."""

from __future__ import annotations

import msgspec

from explainer.errors import ProviderBusy, ProviderRefused
from explainer.providers.client import Body, Client, Parameters
from explainer.providers.codes import code_of
from explainer.providers.decoding import decoded
from explainer.providers.provider import Provider

OKX = Provider(
    name="okx",
    title="OKX",
    link="https://www.okx.com",
    attribution="Market data by OKX",
    terms="API agreement §9.4 of 2026-07-28: personal, non-commercial use; no redistribution",
    at_once=8,  # it limits each call by itself, to 10 to 40 in two seconds
)
BASE = "https://www.okx.com/api/v5"
FRESH = 60.0
"""Seconds for what moves with the market."""
BUSY = frozenset({"50011", "50013"})
"""Its codes for too many requests, and for a system that is busy."""


class _Status(msgspec.Struct, frozen=True, kw_only=True):
    code: str


async def call(client: Client, path: str, parameters: Parameters, *, fresh: float = FRESH) -> Body:
    """The body of one call; ProviderBusy and ProviderRefused for an error inside status 200."""
    return await client.get(OKX, f"{BASE}{path}", parameters, fresh=fresh, check=_check)


def _check(body: Body) -> None:
    status = decoded(OKX, body, _Status)
    if status.code in BUSY:
        raise ProviderBusy(OKX.name, f"it asks for fewer requests ({status.code})")
    if status.code != "0":
        raise ProviderRefused(OKX.name, f"it refuses the request ({code_of(status.code)})")
