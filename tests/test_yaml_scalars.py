"""What unquoted words of YAML mean."""

import pytest

from explainer.yaml_scalars import Scalar, plain_scalar


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("0", 0),
        ("-7", -7),
        ("+5", 5),
        ("0x1F", 31),
        ("0o17", 15),
        ("1e3", 1000.0),
        ("1E-3", 0.001),
        (".5", 0.5),
        ("5.", 5.0),
        ("-4.1", -4.1),
        ("-50M", "-50M"),
        ("-1B", "-1B"),
        ("2024-01-01", "2024-01-01"),
        ("2024-01-01T10:00:00Z", "2024-01-01T10:00:00Z"),
        ("1.2.3", "1.2.3"),
        ("nULL", "nULL"),
        ("nobody", "nobody"),
        ("etf.{asset}.net_flow_usd", "etf.{asset}.net_flow_usd"),
        ("-", "-"),
        ("...", "..."),
    ],
)
def test_words_mean_what_yaml_1_2_says(word: str, value: Scalar) -> None:
    """Numbers, truth values and null are those of the core schema; the rest is text."""
    read, remark = plain_scalar(word)
    assert (type(read), read) == (type(value), value)
    assert remark is None


@pytest.mark.parametrize(
    ("word", "code", "hint", "fatal"),
    [
        ("yes", "Y003", "`true`", True),
        ("No", "Y003", "`false`", True),
        ("ON", "Y003", "`true`", True),
        ("off", "Y003", "`false`", True),
        ("y", "Y003", '"y" in quotes', True),
        ("N", "Y003", "`false`", True),
        ("010", "Y003", "`10`", True),
        ("-007", "Y003", "`-7`", True),
        ("000", "Y003", "`0`", True),
        ("1_000", "Y003", "`1000`", True),
        ("1_000.5", "Y003", "`1000.5`", True),
        ("12:30:00", "Y003", "in quotes", False),
        (".inf", "Y004", "leave it out", True),
        ("-.Inf", "Y004", "leave it out", True),
        (".NaN", "Y004", "leave it out", True),
        ("1e999", "Y004", "leave it out", True),
        ("9" * 350, "Y004", "leave it out", True),
        ("9" * 5_000, "Y004", "leave it out", True),
    ],
)
def test_words_that_readers_disagree_on_are_remarked(
    word: str, code: str, hint: str, *, fatal: bool
) -> None:
    """Each has a hint that says what to write instead."""
    _, remark = plain_scalar(word)
    assert remark is not None
    assert (remark.code, remark.fatal) == (code, fatal)
    assert hint in remark.hint
