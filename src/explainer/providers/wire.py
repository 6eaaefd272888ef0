"""One request over HTTP and its answer, within bounds; foreign errors get our names here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx
import msgspec

from explainer.errors import (
    Problem,
    ProviderRefused,
    ProviderTimeout,
    ProviderUnreachable,
    SettingsError,
)
from explainer.providers.bodies import Form, check_form, failure, opening, unpacked
from explainer.version import VERSION

CONNECT_SECONDS = 4.0
"""A host that does not take a connection in this time is tried once more."""
MOST_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
KEEPING_METHOD = frozenset({307, 308})
USER_AGENT = f"explainer/{VERSION} (rule-based market explanations)"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it is sent: address and headers may hold a key, and are shown to nobody."""

    provider: str
    host: str
    address: str
    headers: Mapping[str, str]
    form: Form
    posted: bytes | None = None

    def __repr__(self) -> str:
        return f"Wanted({self.provider})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """What formatters of tracebacks show."""
        return [("provider", self.provider)]


class Wire:
    """Connections to sources. *call_seconds* bounds each silence; who asks bounds the whole.

    With *proxies* the proxies and certificates that the environment names are used. No cookie is
    ever kept: a source has nothing to recognize us by but our name.
    """

    def __init__(
        self, *, clock: Callable[[], datetime], call_seconds: float, proxies: bool
    ) -> None:
        # their logs tell every address and header, keys included
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self._clock = clock
        # one for all hosts: to load certificates takes a tenth of a second
        trusted = httpx.create_ssl_context(trust_env=proxies)
        self._connecting = partial(
            httpx.AsyncClient,
            verify=trusted,
            timeout=httpx.Timeout(call_seconds, connect=min(CONNECT_SECONDS, call_seconds)),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
            follow_redirects=False,
            trust_env=proxies,
        )
        self._by_host: dict[str, httpx.AsyncClient] = {}
        try:
            self._connecting()  # connects to nothing yet
        except (ValueError, ImportError, httpx.InvalidURL):
            problem = Problem(
                pointer="/HTTPS_PROXY",
                detail="the proxy that the environment names cannot be used",
                hint="write it as http://host:port, in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY",
            )
            raise SettingsError([problem]) from None

    async def close(self) -> None:
        """Close every connection."""
        for connected in self._by_host.values():
            await connected.aclose()

    def _connected(self, host: str) -> httpx.AsyncClient:
        """The connections to one host: to find a free one among those to all takes far longer."""
        if host not in self._by_host:
            cookies = CookieJar(policy=DefaultCookiePolicy(allowed_domains=()))
            self._by_host[host] = self._connecting(cookies=cookies)
        return self._by_host[host]

    async def body(self, wanted: Wanted) -> bytes:
        """The body of a good answer; a ProviderError for any other."""
        name = wanted.provider
        url = httpx.URL(wanted.address)
        try:
            return await self._followed(wanted, url)
        except httpx.ConnectTimeout:
            raise ProviderTimeout(name, "it takes no connection in time") from None
        except httpx.TimeoutException:
            raise ProviderTimeout(name, "it fell silent") from None
        except httpx.InvalidURL:
            raise ProviderRefused(name, "it sends us to no address") from None
        except (httpx.HTTPError, OSError) as error:
            # its message may hold the address
            raise ProviderUnreachable(name, f"no connection ({type(error).__name__})") from None

    async def _followed(self, wanted: Wanted, url: httpx.URL) -> bytes:
        """The body, where the host itself sends us on as well."""
        for _ in range(MOST_REDIRECTS + 1):
            async with self._connected(wanted.host).stream(
                "GET" if wanted.posted is None else "POST",
                url,
                headers=wanted.headers,
                content=wanted.posted,
            ) as answer:
                if answer.status_code not in REDIRECTS:
                    return await self._read(wanted, answer)
                url = _sent_on(wanted, url, answer)
        raise ProviderRefused(wanted.provider, f"it sends us on more than {MOST_REDIRECTS} times")

    async def _read(self, wanted: Wanted, answer: httpx.Response) -> bytes:
        name, headers = wanted.provider, answer.headers
        encoding = headers.get("content-encoding", "").strip().lower()
        if answer.status_code != 200:
            start = await opening(name, answer.aiter_raw(), encoding)
            raise failure(name, answer.status_code, headers, start, self._clock())
        content = await unpacked(name, answer.aiter_raw(), encoding)
        return check_form(name, wanted.form, headers, content)


def _sent_on(wanted: Wanted, url: httpx.URL, answer: httpx.Response) -> httpx.URL:
    """The address on the same host that we are sent to; ProviderRefused for any other.

    Another host would get our key, and what it tells is not what the source tells.
    """
    name = wanted.provider
    target = url.join(answer.headers.get("location", ""))
    if (target.scheme, target.netloc, target.userinfo) != (url.scheme, url.netloc, b""):
        raise ProviderRefused(name, "it sends us to another host")
    if wanted.posted is not None and answer.status_code not in KEEPING_METHOD:
        raise ProviderRefused(name, "it does not take what is posted")
    return target
