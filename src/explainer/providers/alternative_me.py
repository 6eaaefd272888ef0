"""alternative.me: the fear and greed index, one figure a day."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from explainer.errors import ProviderEmpty, ProviderRefused
from explainer.providers.client import Body, Client
from explainer.providers.decoding import decoded, moment, number
from explainer.providers.nouns import Mood, Told
from explainer.providers.provider import Provider

ALTERNATIVE_ME = Provider(
    name="alternative_me",
    title="alternative.me",
    link="https://alternative.me/crypto/fear-and-greed-index/",
    attribution="Fear & Greed Index by alternative.me",
    terms="Any use with credit beside the figure; nothing that passes for its own service",
    may_serve=True,
)
URL = "https://api.alternative.me/fng/"
FRESH = 3600.0
DAYS = 2
ONE_DAY = timedelta(days=1)
LOWEST, HIGHEST = 0, 100


class _Day(msgspec.Struct, frozen=True, kw_only=True):
    """The value and the start of its day in seconds, both as text."""

    value: str | float | None = None
    timestamp: str | float | None = None


class _Metadata(msgspec.Struct, frozen=True, kw_only=True):
    error: str | None = None


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Day | None] | None = None
    metadata: _Metadata | None = None


async def mood(client: Client) -> Told[Mood]:
    """The index of the newest day, and that of the day before if it is there.

    Its time is the start of the day, when the figure comes out.
    """
    body = await client.get(ALTERNATIVE_ME, URL, {"limit": DAYS}, fresh=FRESH, check=_check)
    by_start = {
        moment(ALTERNATIVE_ME, day.timestamp, "a day"): value
        for day in decoded(ALTERNATIVE_ME, body, _Answer).data or ()
        if day is not None
        and (value := number(day.value)) is not None
        and LOWEST <= value <= HIGHEST
    }
    newest = max(by_start, default=None)
    if newest is None:
        raise ProviderEmpty(ALTERNATIVE_ME.name, "it has no day with a value of 0 to 100")
    return Told(
        figures=Mood(now=by_start[newest], before=by_start.get(newest - ONE_DAY)),
        provider=ALTERNATIVE_ME,
        url=body.url,
        observed_at=newest,
    )


def _check(body: Body) -> None:
    """Its errors come with a good status, and are no part of what we tell others."""
    metadata = decoded(ALTERNATIVE_ME, body, _Answer).metadata
    if metadata is not None and metadata.error:
        raise ProviderRefused(ALTERNATIVE_ME.name, "it answers with an error")
