"""What a source answered: read within bounds, and told apart before anything is parsed.

A source fails in many ways that look like success: a challenge page with status 200, an error as
JSON where a table is due, a body that never ends. Each gets its name here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from explainer.errors import (
    ProviderBlocked,
    ProviderBusy,
    ProviderError,
    ProviderFailed,
    ProviderRefused,
    ProviderShapeError,
    ProviderTimeout,
)

Form = Literal["json", "csv", "html", "xml", "ics"]

MOST_BYTES = 8_000_000
"""Of one body, packed or unpacked: the largest that is due has about two megabytes."""
AT_ONCE = 65_536
"""Bytes that are unpacked at a time, so that no bomb goes off in memory."""
LONGEST_WAIT = 3600.0
"""Seconds; a source that asks for more is as good as down."""
BLOCKING = frozenset({403, 418, 451})
LOOKED_AT = 8192
"""Bytes of a page in which a challenge is looked for."""
CHALLENGE_TITLE = re.compile(
    rb"<title[^>]*>\s*"
    rb"(just a moment|attention required|access denied|ddos-guard|are you a robot|robot check"
    rb"|checking your browser|verify(ing)? (that )?you are (a )?human|security check)"
)
CHALLENGE_SCRIPTS = (b"_cf_chl_opt", b"cf-challenge", b"proof-of-work")
"""Marks of pages that ask a browser to prove itself; in small letters.

Cloudflare puts `/cdn-cgi/challenge-platform/` into every page, so that is none.
"""
PAGES = (b"<!doctype html", b"<html")
_BOM = b"\xef\xbb\xbf"
_GZIP = 16 + zlib.MAX_WBITS


class _Unpacker:
    """Takes chunks of a body and gives them unpacked; *packed* says whether that is gzip."""

    def __init__(self, provider: str, encoding: str) -> None:
        if encoding not in ("", "identity", "gzip"):
            raise ProviderShapeError(provider, "the body is packed in a way we did not ask for")
        self._provider = provider
        self._gzip = zlib.decompressobj(_GZIP) if encoding == "gzip" else None
        self._taken = self._given = 0

    def parts(self, chunk: bytes) -> list[bytes]:
        """The chunk unpacked; ProviderShapeError for a body too large, or not gzip."""
        self._taken += len(chunk)
        self._bound(self._taken)
        found: list[bytes] = []
        while chunk:
            part, chunk = self._part(chunk)
            self._given += len(part)
            self._bound(self._given)
            found.append(part)
        return found

    def _part(self, chunk: bytes) -> tuple[bytes, bytes]:
        """What is unpacked at once, and what is left of the chunk."""
        if self._gzip is None:
            return chunk, b""
        if self._gzip.eof:
            raise ProviderShapeError(self._provider, "more follows after the packed body")
        try:
            part = self._gzip.decompress(chunk, AT_ONCE)
        except zlib.error:
            raise ProviderShapeError(self._provider, "the body cannot be unpacked") from None
        return part, self._gzip.unconsumed_tail or self._gzip.unused_data

    def _bound(self, size: int) -> None:
        if size > MOST_BYTES:
            raise ProviderShapeError(self._provider, f"the body has more than {MOST_BYTES:,} bytes")

    def finish(self) -> None:
        """ProviderShapeError if the packed body is not whole."""
        if self._gzip is not None and not self._gzip.eof:
            raise ProviderShapeError(self._provider, "the packed body ends early")


async def unpacked(provider: str, chunks: AsyncIterator[bytes], encoding: str) -> bytes:
    """The body, unpacked as it comes in; ProviderShapeError for one too large or not gzip."""
    unpacker = _Unpacker(provider, encoding)
    parts = [part async for chunk in chunks for part in unpacker.parts(chunk)]
    unpacker.finish()
    return b"".join(parts)


async def opening(provider: str, chunks: AsyncIterator[bytes], encoding: str) -> bytes:
    """The first bytes of a body of which no more is of use: that of an error may never end."""
    try:
        unpacker = _Unpacker(provider, encoding)
        async for chunk in chunks:
            if start := b"".join(unpacker.parts(chunk[:LOOKED_AT])):
                return start[:LOOKED_AT]
    except ProviderShapeError:
        pass  # the status says what happened; the page would only have said it better
    return b""


def failure(
    provider: str, status: int, headers: Mapping[str, str], start: bytes, now: datetime
) -> ProviderError:
    """What a status other than 200 means, with the first bytes of its page."""
    if _is_challenge(headers, start):
        return _challenged(provider)
    if status in BLOCKING:
        return ProviderBlocked(provider, f"it does not serve us ({status})")
    wait = retry_after(headers.get("retry-after", ""), now)
    if status == 429 or (status == 503 and wait is not None):
        return ProviderBusy(provider, f"it asks for fewer requests ({status})", wait)
    if status == 408:
        return ProviderTimeout(provider, f"it gave up waiting for us ({status})")
    if 500 <= status < 600:
        return ProviderFailed(provider, f"it failed ({status})")
    if status == 401:
        return ProviderRefused(provider, f"it wants a key, or does not accept ours ({status})")
    return ProviderRefused(provider, f"it does not give what is asked for ({status})")


def retry_after(text: str, now: datetime) -> float | None:
    """Seconds to wait by a `Retry-After` header: seconds or a date; None for nothing or zero."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:10])
    else:
        try:
            moment = parsedate_to_datetime(text)
            aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
            seconds = (aware - now).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
    return min(seconds, LONGEST_WAIT) if seconds > 0 else None


def check_form(provider: str, form: Form, headers: Mapping[str, str], body: bytes) -> bytes:
    """The body without its byte-order mark, if it begins as its form does.

    ProviderBlocked for a challenge with a good status, ProviderShapeError for a page or an error
    where figures are due, whatever its content type says.
    """
    body = body.removeprefix(_BOM)
    start = body[:LOOKED_AT].lstrip()
    if _is_challenge(headers, start):
        raise _challenged(provider)
    if not start:
        raise ProviderShapeError(provider, "the body is empty")
    if not _begins_as(form, start):
        told = headers.get("content-type", "").partition(";")[0].strip() or "no content type"
        raise ProviderShapeError(provider, f"{form} is due, and {told} came that is none")
    return body


def _begins_as(form: Form, start: bytes) -> bool:
    """Whether a body of this form may begin so."""
    if form == "json":
        return start.startswith((b"{", b"["))
    if form == "html":
        return start.startswith(b"<")
    if form == "xml":
        return start.startswith(b"<") and not _is_page(start)
    if form == "ics":
        return start.startswith(b"BEGIN:VCALENDAR")
    # a table may begin with any word, but not with a page or an object
    return not start.startswith((b"<", b"{", b"["))


def _is_page(start: bytes) -> bool:
    return start.lower().startswith(PAGES)


def _is_challenge(headers: Mapping[str, str], start: bytes) -> bool:
    """Whether this is a page that no program should try to get past."""
    if headers.get("cf-mitigated", "").strip().lower() == "challenge":
        return True
    page = start.lstrip().lower()
    if not page.startswith(PAGES):
        return False
    return CHALLENGE_TITLE.search(page) is not None or any(
        mark in page for mark in CHALLENGE_SCRIPTS
    )


def _challenged(provider: str) -> ProviderBlocked:
    return ProviderBlocked(provider, "it asks a browser to prove itself")
