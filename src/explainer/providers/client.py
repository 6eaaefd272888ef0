"""Asks sources over HTTP: bounded, gentle, and with one request for all who want the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from types import TracebackType
from urllib.parse import urlsplit

import msgspec
import stamina
import structlog
from cachetools import TLRUCache

from explainer.errors import (
    ProviderBlocked,
    ProviderBusy,
    ProviderError,
    ProviderFailed,
    ProviderTimeout,
    ProviderUnreachable,
)
from explainer.providers.bodies import Form
from explainer.providers.flights import Flights
from explainer.providers.host import Host
from explainer.providers.keyring import Keyring, with_parameters
from explainer.providers.provider import Provider
from explainer.providers.wire import Wanted, Wire

log = structlog.get_logger()

CALL_SECONDS = 10.0
"""One call from its turn to its last byte: redirects, further tries and the pauses between them."""
TRIES = 3
FIRST_PAUSE = 0.2
LONGEST_BACK_OFF = 2.0
JITTER = 0.3
LONGEST_PAUSE = 4.0
"""Seconds; who asks for a longer pause is not asked again in this round."""
BLOCKED_SECONDS = 900.0
"""How long a host that does not serve us is left alone."""
BUSY_SECONDS = 60.0
"""The same of one that asked for fewer requests till the end, without saying for how long."""
KEPT_BYTES = 64_000_000
KEPT_WITH_EACH = 2_000
"""Bytes that a kept body takes beside its own."""
CLOCK_STEP = timedelta(minutes=2)
"""How far a clock that is set may go back before what was fetched is of the future."""

Parameters = Mapping[str, str | int]
NO_PARAMETERS: Parameters = {}


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """A body as it came, with the public address it came from and when; *fresh* is in seconds."""

    content: bytes
    url: str
    fetched_at: datetime
    fresh: float


Check = Callable[[Body], None]
"""Raises the ProviderError that a body tells of though its status is good."""


def unchecked(_body: Body) -> None:
    """Take every body of the right form for an answer."""


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One call, by which equal calls are known; *url* is its public address, without any key."""

    provider: Provider
    url: str
    form: Form
    posted: bytes | None
    fresh: float

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


class Client:
    """The one way out. Answers are kept as long as they are fresh; a host that blocks us rests.

    *mirror* takes the place of every host: `http://host/<provider>/<path>?<query>`. It is reached
    directly; the sources themselves through the proxies that the environment names. *keys* maps
    variables of the environment to keys; *clock* tells the time of day, *ticks* seconds that only
    rise; *call_seconds* bounds one call. It may be made anywhere, and is then used in one event
    loop. Raises SettingsError for a key that cannot be one.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        mirror: str | None = None,
        keys: Mapping[str, str] | None = None,
        ticks: Callable[[], float] = monotonic,
        call_seconds: float = CALL_SECONDS,
    ) -> None:
        self.clock = clock
        self.ticks = ticks
        self._mirror = mirror.rstrip("/") if mirror else None
        self._keys = Keyring(keys or {})
        self._call_seconds = call_seconds
        self._wire = Wire(clock=clock, call_seconds=call_seconds, proxies=mirror is None)
        self._kept: TLRUCache[_Asked, Body] = TLRUCache(
            maxsize=KEPT_BYTES,
            ttu=lambda _asked, body, now: now + body.fresh,
            timer=ticks,
            getsizeof=lambda body: len(body.content) + KEPT_WITH_EACH,
        )
        self._flights: Flights[_Asked, Body] = Flights()
        self.answered: dict[str, datetime] = {}
        """When each source last gave a body; a body that is kept does not count again."""
        self._hosts: dict[str, Host] = {}
        self._closed = False

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End what is under way, each with ProviderUnreachable, and close every connection."""
        self._closed = True
        await self._flights.close()
        await self._wire.close()

    def has_key(self, provider: Provider) -> bool:
        """Whether the key of a source was given."""
        return self._keys.has(provider)

    def hide_keys(self, error: ProviderError) -> None:
        """Take every key out of an error: a source may repeat ours in its answer."""
        self._keys.hide(error)

    async def get(
        self,
        provider: Provider,
        url: str,
        parameters: Parameters = NO_PARAMETERS,
        *,
        fresh: float,
        form: Form = "json",
        posted: object | None = None,
        check: Check = unchecked,
    ) -> Body:
        """The body at an address of the source, at most *fresh* seconds old.

        What is *posted* is sent as JSON. *check* looks at a body before it is kept, so that an
        error inside a good status is tried again, or forgotten. Raises a ProviderError that says
        what went wrong.
        """
        asked = _Asked(
            provider=provider,
            url=with_parameters(url, parameters),
            form=form,
            posted=None if posted is None else msgspec.json.encode(posted),
            fresh=fresh,
        )
        body = self._kept_body(asked)
        if body is None and not self._closed:
            body = await self._flights.join(asked, partial(self._fetch, asked, check))
        if body is None:
            raise ProviderUnreachable(provider.name, "we were closing before it answered")
        return body

    def _kept_body(self, asked: _Asked) -> Body | None:
        body: Body | None = self._kept.get(asked)
        if body is None:
            return None
        # rising seconds do not tell that the computer slept, or that its clock was set
        age = self.clock() - body.fetched_at
        return body if -CLOCK_STEP <= age < timedelta(seconds=body.fresh) else None

    async def _fetch(self, asked: _Asked, check: Check) -> Body:
        """The body, when its host takes another request; kept for those who ask later."""
        name = asked.provider.name
        host = self._hosts.get(asked.host)
        if host is None:
            host = self._hosts[asked.host] = Host(asked.provider.at_once, self.ticks)
        host.check(name)
        # held through the pauses as well: others would only make a busy host busier
        async with host.gate:
            host.check(name)
            try:
                body = await self._tried(asked, check)
            except ProviderBlocked as error:
                self._rest(host, asked, BLOCKED_SECONDS, error)
                raise
            except ProviderBusy as error:
                self._rest(host, asked, error.retry_after or BUSY_SECONDS, error)
                raise
        self.answered[name] = body.fetched_at
        if len(body.content) + KEPT_WITH_EACH <= KEPT_BYTES:
            self._kept[asked] = body
        return body

    def _rest(self, host: Host, asked: _Asked, seconds: float, error: ProviderError) -> None:
        host.rest(seconds, error)
        log.warning(
            "provider.resting",
            provider=error.provider,
            host=asked.host,
            reason=error.reason,
            seconds=seconds,
        )

    async def _tried(self, asked: _Asked, check: Check) -> Body:
        """The body, tried again where that may help, within the time of one call."""
        failed: ProviderError | None = None
        try:
            async with asyncio.timeout(self._call_seconds):
                async for attempt in stamina.retry_context(
                    on=_pause,
                    attempts=TRIES,
                    timeout=None,
                    wait_initial=FIRST_PAUSE,
                    wait_max=LONGEST_BACK_OFF,
                    wait_jitter=JITTER,
                ):
                    with attempt:
                        try:
                            return await self._send(asked, check)
                        except ProviderError as error:
                            self.hide_keys(error)
                            failed = error
                            raise
        except TimeoutError:
            pass
        # what went wrong before the time was over says more than that it was over
        raise failed or ProviderTimeout(
            asked.provider.name, f"no answer within {self._call_seconds:g} seconds"
        )

    async def _send(self, asked: _Asked, check: Check) -> Body:
        content = await self._wire.body(self._wanted(asked))
        body = Body(content=content, url=asked.url, fetched_at=self.clock(), fresh=asked.fresh)
        check(body)
        return body

    def _wanted(self, asked: _Asked) -> Wanted:
        """The request as it is sent; the key is nowhere else."""
        address = asked.url if self._mirror is None else self._mirrored(asked)
        headers = {} if asked.posted is None else {"Content-Type": "application/json"}
        address, signed = self._keys.signed(asked.provider, address, headers)
        return Wanted(
            provider=asked.provider.name,
            host=asked.host,
            address=address,
            headers=signed,
            form=asked.form,
            posted=asked.posted,
        )

    def _mirrored(self, asked: _Asked) -> str:
        parts = urlsplit(asked.url)
        query = f"?{parts.query}" if parts.query else ""
        return f"{self._mirror}/{asked.provider.name}{parts.path}{query}"


def _pause(error: Exception) -> bool | float:
    """Whether another try may help, and after how many seconds if the source says so."""
    if isinstance(error, ProviderBusy):
        if error.retry_after is None:
            return True
        return error.retry_after if error.retry_after <= LONGEST_PAUSE else False
    return isinstance(error, ProviderTimeout | ProviderUnreachable | ProviderFailed)
