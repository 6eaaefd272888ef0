"""Asks sources over HTTP: bounded, gentle, and with one request for all who want the same."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from time import monotonic
from types import TracebackType
from urllib.parse import urlsplit

import httpx
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
from explainer.providers.bodies import Form, check_form, check_status, unpacked
from explainer.providers.provider import Provider
from explainer.version import VERSION

log = structlog.get_logger()

CALL_SECONDS = 10.0
"""One request, from the connection to the last byte."""
TRIES = 3
TRYING_SECONDS = 12.0
"""All tries of one call, waits included."""
LONGEST_PAUSE = 5.0
"""Seconds; who asks for a longer pause is not asked again in this round."""
BLOCKED_SECONDS = 900.0
"""How long a host that does not serve us is left alone."""
CONNECTIONS = 40
KEPT_BYTES = 64_000_000
USER_AGENT = f"explainer/{VERSION} (rule-based market explanations)"

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
    """One call, by which equal calls are known."""

    provider: Provider
    url: str
    parameters: tuple[tuple[str, str], ...]
    form: Form
    posted: bytes | None
    fresh: float

    @property
    def public_url(self) -> str:
        """The address without any key."""
        return str(httpx.URL(self.url, params=dict(self.parameters) or None))


class Client:
    """The one way out. Answers are kept as long as they are fresh; a host that blocks us rests.

    *mirror* takes the place of every host: `http://host/<provider>/<path>`. *keys* maps variables
    of the environment to keys; *clock* tells the time of day, *ticks* seconds that only rise.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        mirror: str | None = None,
        keys: Mapping[str, str] | None = None,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        # its own log tells every address, keys included
        logging.getLogger("httpx").setLevel(logging.WARNING)
        logging.getLogger("httpcore").setLevel(logging.WARNING)
        self.clock = clock
        self._mirror = mirror.rstrip("/") if mirror else None
        self._keys = dict(keys or {})
        self._ticks = ticks
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(CALL_SECONDS),
            limits=httpx.Limits(max_connections=CONNECTIONS),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
            follow_redirects=False,
            trust_env=self._mirror is None,
        )
        self._kept: TLRUCache[_Asked, Body] = TLRUCache(
            maxsize=KEPT_BYTES,
            ttu=lambda _asked, body, now: now + body.fresh,
            timer=ticks,
            getsizeof=lambda body: len(body.content),
        )
        self._under_way: dict[_Asked, asyncio.Task[Body]] = {}
        self._gates: dict[str, asyncio.Semaphore] = {}
        self._resting: dict[str, tuple[float, str]] = {}

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
        """End what is under way and close every connection."""
        for task in self._under_way.values():
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)
        await self._http.aclose()

    def has_key(self, provider: Provider) -> bool:
        """Whether the key of a source was given."""
        return provider.key is not None and bool(self._keys.get(provider.key.variable))

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
            url=url,
            parameters=tuple((name, str(value)) for name, value in parameters.items()),
            form=form,
            posted=None if posted is None else msgspec.json.encode(posted),
            fresh=fresh,
        )
        kept: Body | None = self._kept.get(asked)
        if kept is not None:
            return kept
        task = self._under_way.get(asked)
        if task is None:
            task = asyncio.create_task(self._fetch(asked, check))
            self._under_way[asked] = task
            task.add_done_callback(lambda done: self._settle(asked, done))
        # one who gives up must not take the answer from the others
        return await asyncio.shield(task)

    def _settle(self, asked: _Asked, done: asyncio.Task[Body]) -> None:
        """Keep what came; look at the failure of a task that nobody waits for any more."""
        self._under_way.pop(asked, None)
        if not done.cancelled() and done.exception() is None:
            body = done.result()
            if len(body.content) <= KEPT_BYTES:
                self._kept[asked] = body

    async def _fetch(self, asked: _Asked, check: Check) -> Body:
        """The body, tried again where that may help."""
        host = urlsplit(asked.url).netloc
        self._check_resting(asked.provider, host)
        gate = self._gates.setdefault(host, asyncio.Semaphore(asked.provider.at_once))
        async with gate:
            self._check_resting(asked.provider, host)
            try:
                async for attempt in stamina.retry_context(
                    on=_pause, attempts=TRIES, timeout=TRYING_SECONDS, wait_initial=0.2
                ):
                    with attempt:
                        return await self._try(asked, check)
            except ProviderBlocked as error:
                self._rest(host, BLOCKED_SECONDS, error)
                raise
            except ProviderBusy as error:
                if error.retry_after is not None and error.retry_after > LONGEST_PAUSE:
                    self._rest(host, error.retry_after, error)
                raise
        raise ProviderFailed(asked.provider.name, "it was never asked")

    def _check_resting(self, provider: Provider, host: str) -> None:
        until, detail = self._resting.get(host, (0.0, ""))
        if self._ticks() < until:
            raise ProviderBlocked(provider.name, f"{detail}; left alone for a while")

    def _rest(self, host: str, seconds: float, error: ProviderError) -> None:
        self._resting[host] = self._ticks() + seconds, error.detail
        log.warning("provider.resting", provider=error.provider, host=host, seconds=seconds)

    async def _try(self, asked: _Asked, check: Check) -> Body:
        """One request; what httpx raises changes its name here."""
        name = asked.provider.name
        try:
            async with asyncio.timeout(CALL_SECONDS):
                body = await self._send(asked)
        except (TimeoutError, httpx.TimeoutException):
            raise ProviderTimeout(name, f"no answer within {CALL_SECONDS:g} seconds") from None
        except httpx.HTTPError as error:
            # its message may hold the address
            raise ProviderUnreachable(name, f"no connection ({type(error).__name__})") from None
        check(body)
        return body

    async def _send(self, asked: _Asked) -> Body:
        name = asked.provider.name
        headers, parameters = self._with_key(asked)
        async with self._http.stream(
            "GET" if asked.posted is None else "POST",
            self._address(asked),
            params=parameters or None,
            headers=headers,
            content=asked.posted,
        ) as response:
            encoding = response.headers.get("content-encoding", "").strip().lower()
            content = await unpacked(name, response.aiter_raw(), encoding)
        check_status(name, response.status_code, response.headers, content, self.clock())
        kind = response.headers.get("content-type", "")
        return Body(
            content=check_form(name, asked.form, kind, content),
            url=asked.public_url,
            fetched_at=self.clock(),
            fresh=asked.fresh,
        )

    def _with_key(self, asked: _Asked) -> tuple[dict[str, str], dict[str, str]]:
        """Headers and parameters of a request; the key is nowhere else."""
        headers = {} if asked.posted is None else {"Content-Type": "application/json"}
        parameters = dict(asked.parameters)
        key = asked.provider.key
        if key is not None and self.has_key(asked.provider):
            place = headers if key.sent_as == "header" else parameters
            place[key.name] = self._keys[key.variable]
        return headers, parameters

    def _address(self, asked: _Asked) -> str:
        if self._mirror is None:
            return asked.url
        return f"{self._mirror}/{asked.provider.name}{urlsplit(asked.url).path}"


def _pause(error: Exception) -> bool | float:
    """Whether another try may help, and after how many seconds if the source says so."""
    if isinstance(error, ProviderBusy):
        if error.retry_after is None:
            return True
        return error.retry_after if error.retry_after <= LONGEST_PAUSE else False
    return isinstance(error, ProviderTimeout | ProviderUnreachable | ProviderFailed)
