"""Bodies are read within bounds, and told apart before anything is parsed."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.providers.acting import BOMB, BOMB_BYTES, CHALLENGE_PAGE, PAGE

from explainer.errors import (
    ProviderBlocked,
    ProviderBusy,
    ProviderError,
    ProviderFailed,
    ProviderRefused,
    ProviderShapeError,
    ProviderTimeout,
)
from explainer.providers.bodies import (
    LONGEST_WAIT,
    MOST_BYTES,
    Form,
    check_form,
    failure,
    opening,
    retry_after,
    unpacked,
)

NOW = datetime(2025, 4, 7, 11, 28, 53, tzinfo=UTC)
BODY = b'{"figures": [' + b"1.5, " * 50_000 + b"2.5]}"


async def chunked(chunks: Iterable[bytes]) -> AsyncIterator[bytes]:
    """The chunks as they come in."""
    for chunk in chunks:
        yield chunk


def taken(chunks: Iterable[bytes], encoding: str = "gzip") -> bytes:
    """The body that these chunks unpack to."""
    return asyncio.run(unpacked("source", chunked(chunks), encoding))


@pytest.mark.parametrize("size", [1, 7, 1000, 70_000, 10_000_000])
def test_a_packed_body_comes_out_as_it_went_in_whatever_its_chunks(size: int) -> None:
    """Where chunks are cut makes no difference, even in the middle of the head or the sum."""
    packed = gzip.compress(BODY)
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert taken(chunks) == BODY
    assert taken([BODY[:10], BODY[10:]], "") == BODY


@given(st.binary(max_size=3000), st.integers(1, 500))
def test_any_body_comes_out_as_it_went_in(body: bytes, size: int) -> None:
    """Packing and unpacking is lossless for every body and every cut."""
    packed = gzip.compress(body)
    assert taken([packed[at : at + size] for at in range(0, len(packed), size)]) == body


@pytest.mark.parametrize(
    ("chunks", "encoding", "detail"),
    [
        ([gzip.compress(BODY)[:-9]], "gzip", "the packed body ends early"),
        ([], "gzip", "the packed body ends early"),
        ([b"<html>"], "gzip", "the body cannot be unpacked"),
        ([gzip.compress(BODY), b"more"], "gzip", "more follows after the packed body"),
        ([gzip.compress(BODY) + b"more"], "gzip", "more follows after the packed body"),
        ([b"x" * (MOST_BYTES + 1)], "", f"the body has more than {MOST_BYTES:,} bytes"),
        ([gzip.compress(b" " * (MOST_BYTES + 1))], "gzip", "more than 8,000,000 bytes"),
        ([BODY], "br", "the body is packed in a way we did not ask for"),
        ([BODY], "gzip, gzip", "the body is packed in a way we did not ask for"),
    ],
)
def test_a_body_that_is_not_whole_or_too_large_is_refused(
    chunks: list[bytes], encoding: str, detail: str
) -> None:
    """Each way in which a body can be no good has its words."""
    with pytest.raises(ProviderShapeError, match=detail):
        taken(chunks, encoding)


def test_a_bomb_takes_no_memory() -> None:
    """A body that would unpack to hundreds of megabytes is given up at eight."""
    assert len(BOMB) < BOMB_BYTES / 500
    tracemalloc.start()
    try:
        with pytest.raises(ProviderShapeError, match="more than 8,000,000 bytes"):
            taken([BOMB])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3 * MOST_BYTES


def test_what_follows_a_packed_body_for_ever_is_not_kept() -> None:
    """A small packed body, and then blanks without end, is given up at once."""

    def without_end() -> Iterable[bytes]:
        yield gzip.compress(b"{}")
        while True:
            yield b" " * 1000

    with pytest.raises(ProviderShapeError, match="more follows"):
        taken(without_end())


def test_of_an_error_only_the_first_bytes_are_read() -> None:
    """The page of an error may be endless, badly packed or absent, and the status still counts."""

    def without_end() -> Iterable[bytes]:
        while True:
            yield PAGE * 1000

    def start(chunks: Iterable[bytes], encoding: str) -> bytes:
        return asyncio.run(opening("source", chunked(chunks), encoding))

    assert start(without_end(), "").startswith(PAGE)
    assert start([gzip.compress(PAGE)], "gzip") == PAGE
    assert start([PAGE], "gzip") == b""
    assert start([PAGE], "br") == b""
    assert start([], "") == b""


@pytest.mark.parametrize(
    ("status", "headers", "page", "kind", "detail"),
    [
        (403, {}, b"{}", ProviderBlocked, "it does not serve us (403)"),
        (418, {}, b"{}", ProviderBlocked, "it does not serve us (418)"),
        (451, {}, b'{"code": 0}', ProviderBlocked, "it does not serve us (451)"),
        (503, {}, CHALLENGE_PAGE, ProviderBlocked, "it asks a browser to prove itself"),
        (429, {}, CHALLENGE_PAGE, ProviderBlocked, "it asks a browser to prove itself"),
        (500, {"cf-mitigated": "challenge"}, b"", ProviderBlocked, "to prove itself"),
        (429, {"retry-after": "7"}, b"", ProviderBusy, "it asks for fewer requests (429)"),
        (503, {"retry-after": "7"}, b"", ProviderBusy, "it asks for fewer requests (503)"),
        (503, {"retry-after": "0"}, PAGE, ProviderFailed, "it failed (503)"),
        (500, {}, PAGE, ProviderFailed, "it failed (500)"),
        (522, {}, b"", ProviderFailed, "it failed (522)"),
        (408, {}, b"", ProviderTimeout, "it gave up waiting for us (408)"),
        (401, {}, b"", ProviderRefused, "it wants a key, or does not accept ours (401)"),
        (404, {}, PAGE, ProviderRefused, "it does not give what is asked for (404)"),
        (204, {}, b"", ProviderRefused, "it does not give what is asked for (204)"),
        (999, {}, b"", ProviderRefused, "it does not give what is asked for (999)"),
    ],
)
def test_every_status_has_its_meaning(
    status: int, headers: dict[str, str], page: bytes, kind: type[ProviderError], detail: str
) -> None:
    """Blocks, rate limits, failures and refusals are told apart, a challenge before all."""
    found = failure("source", status, headers, page, NOW)
    assert type(found) is kind
    assert detail in found.detail


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("0", None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1e3", None),
        ("٣", None),
        ("9" * 400, LONGEST_WAIT),
        ("Mon, 07 Apr 2025 11:29:53 GMT", 60.0),
        ("Mon, 07 Apr 2025 11:29:53 -0000", 60.0),
        ("Mon, 07 Apr 2025 11:27:53 GMT", None),
        ("Mon, 07 Apr 2035 11:27:53 GMT", LONGEST_WAIT),
        ("Mon, 99 Apr 2025 11:27:53 GMT", None),
    ],
)
def test_a_wait_is_read_as_seconds_or_as_a_date(text: str, seconds: float | None) -> None:
    """Zero, nothing, the past and nonsense are no wait; the longest is an hour."""
    assert retry_after(text, NOW) == seconds


@given(st.text(max_size=60))
def test_no_wait_breaks_the_reader(text: str) -> None:
    """Whatever stands in the header, it is a wait of at most an hour, or none."""
    found = retry_after(text, NOW)
    assert found is None or 0 < found <= LONGEST_WAIT


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28), st.integers(-9999, 9999))
def test_no_date_breaks_the_reader(year: int, month: int, day: int, zone: int) -> None:
    """Dates at the ends of the calendar, with any offset, are read or passed over."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    found = retry_after(f"{day} {months[month - 1]} {year:04} 00:00:00 {zone:+05}", NOW)
    assert found is None or 0 < found <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("json", b'{"a": 1}'),
        ("json", b"\xef\xbb\xbf  [1]"),
        ("csv", b"DATE,CLOSE\n1,2"),
        ("csv", b'"a","b"'),
        ("html", b"\n<html><table></table></html>"),
        ("html", b"<html><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></html>"),
        ("html", b"<html><title>Flows</title><p>captcha, access denied, just a moment</html>"),
        ("xml", b"<?xml version='1.0'?><rss/>"),
        ("xml", b"<rss><item><title>Access denied: users cannot reach an exchange</title></rss>"),
        ("ics", b"BEGIN:VCALENDAR\r\n"),
    ],
)
def test_a_body_that_begins_as_its_form_does_is_taken(form: Form, body: bytes) -> None:
    """A mark of bytes before it is taken off; words in a text make no challenge of it."""
    assert check_form("source", form, {}, body) == body.removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("form", "headers", "body", "detail"),
    [
        ("json", {"content-type": "text/html; charset=x"}, PAGE, "json is due, and text/html came"),
        ("json", {}, b'"text"', "json is due, and no content type came that is none"),
        ("json", {"content-type": "application/json"}, PAGE, "application/json came that is none"),
        ("csv", {}, PAGE, "csv is due"),
        ("csv", {}, b'{"error": 1}', "csv is due"),
        ("csv", {}, b"[]", "csv is due"),
        ("html", {}, b"{}", "html is due"),
        ("xml", {}, PAGE, "xml is due"),
        ("xml", {}, b"{}", "xml is due"),
        ("ics", {}, b"<ics>", "ics is due"),
        ("json", {}, b"", "the body is empty"),
        ("csv", {}, b"\xef\xbb\xbf \r\n\t", "the body is empty"),
    ],
)
def test_a_body_of_another_form_is_a_changed_shape(
    form: Form, headers: dict[str, str], body: bytes, detail: str
) -> None:
    """Whatever the content type says, the first byte decides."""
    with pytest.raises(ProviderShapeError, match=detail):
        check_form("source", form, headers, body)


@pytest.mark.parametrize("form", ["json", "csv", "html", "xml", "ics"])
@pytest.mark.parametrize(
    "body",
    [
        CHALLENGE_PAGE,
        b"<html><head><title>Access Denied</title></head>",
        b"<!doctype html><title> Attention Required! | Cloudflare</title>",
        b"<html><script>solve(proof-of-work)</script>",
    ],
)
def test_a_challenge_with_a_good_status_is_a_block(form: Form, body: bytes) -> None:
    """A page that asks a browser to prove itself is never got around, and never parsed."""
    with pytest.raises(ProviderBlocked):
        check_form("source", form, {}, body)
    with pytest.raises(ProviderBlocked):
        check_form("source", form, {"cf-mitigated": "challenge"}, b"{}")
