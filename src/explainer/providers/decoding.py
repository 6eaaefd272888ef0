"""From a body to structs: a shape that changed is an error with a name and a place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import msgspec

from explainer.errors import ProviderShapeError
from explainer.providers.client import Body, Check
from explainer.providers.provider import Provider

Shape = TypeVar("Shape")
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time with its offset, as sources write it; one without an offset is a changed shape."""
EARLIEST = datetime(2009, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d*)(\.\d+|(?<=\d)\.)?([eE][+-]?\d{1,3})?", re.ASCII)
"""As sources write numbers: a comma only between thousands, so that "1,5" is none."""
LONGEST_NUMBER = 50


def decoded(provider: Provider, body: Body, shape: type[Shape]) -> Shape:
    """The JSON of the body as *shape*; ProviderShapeError that says where it differs."""
    return decoded_part(provider, body.content, shape)


def decoded_part(provider: Provider, part: bytes | msgspec.Raw, shape: type[Shape]) -> Shape:
    """The same, of a part that was left unread at first."""
    try:
        return msgspec.json.decode(part, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProviderShapeError(provider.name, f"its JSON changed: {error}") from None


def readable(read: Callable[[Body], object]) -> Check:
    """A check that a body can be read, so that one that cannot is not kept for hours."""

    def check(body: Body) -> None:
        read(body)

    return check


def text_of(provider: Provider, body: Body) -> str:
    """The body as text; ProviderShapeError if it is not UTF-8."""
    try:
        return body.content.decode()
    except UnicodeDecodeError:
        raise ProviderShapeError(provider.name, "its text is not UTF-8") from None


def number(value: float | str | None) -> float | None:
    """The number that stands there, as such or as text; None for what stands for none.

    That is null, "", ".", "-" and the like, NaN and the infinite: missing, and never zero.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip() if len(value) <= LONGEST_NUMBER else ""
        # float() would take "1_000" and the digits of every script
        value = text.replace(",", "") if NUMBER.fullmatch(text) else "nan"
    try:
        read = float(value)
    except (ValueError, OverflowError):
        return None
    return read if math.isfinite(read) else None


def amount(value: float | str | None) -> float | None:
    """As `number`, and None for what is below zero, which no sum of money is."""
    read = number(value)
    return None if read is None or read < 0 else read


def required(provider: Provider, value: float | str | None, what: str) -> float:
    """As `number`; ProviderShapeError, naming *what* is due, where there is none."""
    read = number(value)
    if read is None:
        raise ProviderShapeError(provider.name, f"{what} is no number")
    return read


def moment(provider: Provider, seconds: float | str | None, what: str = "a time") -> datetime:
    """The UTC time that so many seconds after 1970 are; ProviderShapeError for an absurd one."""
    read = required(provider, seconds, what)
    if not EARLIEST.timestamp() <= read < LATEST.timestamp():
        raise ProviderShapeError(provider.name, f"{what} lies outside the years 2009 to 2199")
    return datetime.fromtimestamp(read, UTC)


def moment_ms(provider: Provider, value: float | str | None, what: str = "a time") -> datetime:
    """As `moment`, of milliseconds."""
    return moment(provider, required(provider, value, what) / 1000, what)
