"""What a source answered: read within bounds, and told apart before anything is parsed.

A source fails in many ways that look like success: a challenge page with status 200, an error as
JSON where a table is due, a body that never ends. Each gets its name here.
"""

from __future__ import annotations

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
)

Form = Literal["json", "csv", "html", "xml", "ics"]

MOST_BYTES = 8_000_000
"""Of one body, unpacked: the largest that is due has half a megabyte."""
AT_ONCE = 65_536
"""Bytes that are unpacked at a time, so that no bomb goes off in memory."""
LONGEST_WAIT = 3600.0
"""Seconds; a source that asks for more is as good as down."""
BLOCKING = frozenset({401, 403, 418, 451})
CHALLENGES = (b"just a moment", b"cf-challenge", b"captcha", b"access denied", b"proof-of-work")
"""What pages say that ask a browser to prove itself; in small letters."""
LOOKED_AT = 4096
"""Bytes of a page in which a challenge is looked for."""
OPENINGS: Mapping[Form, tuple[bytes, ...]] = {
    "json": (b"{", b"["),
    "html": (b"<",),
    "xml": (b"<",),
    "ics": (b"BEGIN:VCALENDAR",),
}
"""How a body of each form begins."""
_BOM = b"\xef\xbb\xbf"
_GZIP = 16 + zlib.MAX_WBITS


async def unpacked(provider: str, chunks: AsyncIterator[bytes], encoding: str) -> bytes:
    """The body, unpacked as it comes in; ProviderShapeError for one too large or not gzip."""
    if encoding not in ("", "identity", "gzip"):
        raise ProviderShapeError(provider, f"the body is packed as {encoding!r}, not as asked")
    unpacker = zlib.decompressobj(_GZIP) if encoding == "gzip" else None
    parts: list[bytes] = []
    size = 0
    async for chunk in chunks:
        pending = chunk
        while pending:
            part = pending if unpacker is None else _unpack(provider, unpacker, pending)
            pending = b"" if unpacker is None else unpacker.unconsumed_tail
            size += len(part)
            if size > MOST_BYTES:
                raise ProviderShapeError(provider, f"the body has more than {MOST_BYTES:,} bytes")
            parts.append(part)
    if unpacker is not None and not unpacker.eof:
        raise ProviderShapeError(provider, "the packed body ends early")
    return b"".join(parts)


def _unpack(provider: str, unpacker: zlib._Decompress, chunk: bytes) -> bytes:
    try:
        return unpacker.decompress(chunk, AT_ONCE)
    except zlib.error:
        raise ProviderShapeError(provider, "the body cannot be unpacked") from None


def check_status(
    provider: str, status: int, headers: Mapping[str, str], body: bytes, now: datetime
) -> None:
    """Raise what a status other than 200 means; of a challenge page, whatever its status."""
    if _is_challenge(body):
        raise ProviderBlocked(provider, "it asks a browser to prove itself")
    if status == 200:
        return
    raise _failure(provider, status, headers, now)


def _failure(
    provider: str, status: int, headers: Mapping[str, str], now: datetime
) -> ProviderError:
    if status == 429:
        wait = retry_after(headers.get("retry-after", ""), now)
        return ProviderBusy(provider, "it asks for fewer requests (429)", wait)
    if status in BLOCKING:
        return ProviderBlocked(provider, f"it does not serve us ({status})")
    if status >= 500:
        return ProviderFailed(provider, f"it failed ({status})")
    return ProviderRefused(provider, f"it refuses the request ({status})")


def retry_after(text: str, now: datetime) -> float | None:
    """Seconds to wait by a `Retry-After` header: seconds or a date; None for nothing or zero."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        seconds = float(text)
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError):
            return None
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        seconds = (aware - now).total_seconds()
    return min(seconds, LONGEST_WAIT) if seconds > 0 else None


def check_form(provider: str, form: Form, content_type: str, body: bytes) -> bytes:
    """The body without its byte-order mark, if it begins as its form does.

    ProviderShapeError for a page where figures are due, whatever its content type says.
    """
    body = body.removeprefix(_BOM)
    start = body.lstrip()
    if not start:
        raise ProviderShapeError(provider, "the body is empty")
    openings = OPENINGS.get(form)
    # a table in plain text may begin with anything but a page or an object
    plain = openings is None and not start.startswith((b"<", b"{"))
    if not plain and not start.startswith(openings or ()):
        told = content_type.partition(";")[0].strip() or "no content type"
        raise ProviderShapeError(provider, f"{form} is due, and {told} came that is none")
    return body


def _is_challenge(body: bytes) -> bool:
    """Whether this is a page that no program should try to get past."""
    start = body[:LOOKED_AT].lstrip().lower()
    return start.startswith(b"<") and any(mark in start for mark in CHALLENGES)
