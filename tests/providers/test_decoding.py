"""From a body to structs: what cannot be read is a named error, and nothing stands for zero."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.errors import DETAIL_LENGTH, ProviderShapeError
from explainer.providers.client import Body
from explainer.providers.coingecko import COINGECKO
from explainer.providers.decoding import decoded, moment, moment_ms, number, required, text_of


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for."""

    figure: float
    text: str = ""


def body(content: bytes) -> Body:
    """A body with this content."""
    return Body(content=content, url="https://x", fetched_at=datetime.now(UTC), fresh=60.0)


@pytest.mark.parametrize(
    "content",
    [
        b'{"figure": null}',
        b'{"figure": "1"}',
        b'{"other": 1}',
        b"[1]",
        b'{"figure": 1',
        b"",
        b'{"figure": ' + b"9" * 1_000_000 + b"}",
        b'{"figure": 1e999}',
        b'{"figure": NaN}',
        b"[" * 1_000_000,
        b'{"deep": ' + b"[" * 1_000_000,
        b'{"deep": ' + b'{"a":' * 1_000_000,
        b'{"figure": 1, "text": "\xff\xfe"}',
        b'{"figure": 1} {"figure": 2}',
        b"\x00\x01\x02",
    ],
)
def test_a_changed_shape_is_a_named_error(content: bytes) -> None:
    """A figure that is missing or out of range, too deep or cut off, raises nothing else."""
    with pytest.raises(ProviderShapeError, match="its JSON changed"):
        decoded(COINGECKO, body(content), Shape)


@given(st.binary(max_size=200))
def test_no_body_raises_anything_else(content: bytes) -> None:
    """Any bytes are a shape or a ProviderShapeError of one readable line."""
    detail = ""
    try:
        decoded(COINGECKO, body(content), Shape)
    except ProviderShapeError as error:
        detail = error.detail
    assert len(detail) <= DETAIL_LENGTH
    assert detail.isprintable()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1.0),
        ("-0.5", -0.5),
        ("+3.", 3.0),
        (".5", 0.5),
        ("1e-5", 1e-5),
        (" 12.5 ", 12.5),
        ("1,234.5", 1234.5),
        ("-1,234,567", -1234567.0),
        (0, 0.0),
        ("0", 0.0),
        (2.5, 2.5),
    ],
)
def test_a_number_is_read_as_such_or_as_text(text: str | float, value: float) -> None:
    """Signs, exponents and commas between thousands are read."""
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *(None, True, "", ".", "-", "--", "n/a", "null", "nan", "inf", "-Infinity", "1e999"),
        *("1,5", "1_000", "١٢", "12,34", "1,234,5", "0x10", "1 000", "(44.5)", "1" * 400, "e5"),
        *(float("nan"), float("inf"), 10**400),
    ],
)
def test_what_stands_for_no_number_is_missing(text: str | float | None) -> None:
    """It is never zero, and never another number than its source meant."""
    assert number(text) is None
    with pytest.raises(ProviderShapeError, match="its price is no number"):
        required(COINGECKO, text, "its price")


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Any text is a number or none."""
    found = number(text)
    assert found is None or text.strip().isascii()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_python_writes_is_read(value: float) -> None:
    """Text of a number gives the number, but for those that no source has."""
    assert number(repr(value)) == value


def test_times_are_utc_and_of_our_days() -> None:
    """Seconds and milliseconds are told apart by who calls; an absurd time is an error."""
    due = datetime(2025, 4, 7, 11, 28, 53, tzinfo=UTC)
    assert moment(COINGECKO, 1744025333) == due
    assert moment_ms(COINGECKO, "1744025333000") == due
    for wrong in (1744025333000, 0, -5, "", None, "x", 1e300):
        with pytest.raises(ProviderShapeError):
            moment(COINGECKO, wrong)


def test_a_text_is_utf_8() -> None:
    """Other bytes are a changed shape."""
    assert text_of(COINGECKO, body("é".encode())) == "é"
    with pytest.raises(ProviderShapeError, match="not UTF-8"):
        text_of(COINGECKO, body(b"\xff"))
