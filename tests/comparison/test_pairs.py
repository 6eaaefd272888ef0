"""A pair of snapshots in one JSON text: taken apart, or refused with all that is wrong."""

from __future__ import annotations

import json

import pytest

from explainer.comparison import split
from explainer.errors import SnapshotError, SnapshotTooLarge
from explainer.explainer import Explainer
from explainer.limits import Limits

ONE = '{"as_of": "2026-02-03T21:00:00Z"}'
TWO = '{"as_of": "2026-02-04T21:00:00Z"}'


@pytest.mark.parametrize(
    "body",
    [
        f'{{"before": {ONE}, "after": {TWO}}}',
        f' {{"after":{TWO} ,\n"before":\t{ONE}}} ',
        f'{{"\\u0062efore": {ONE}, "after": {TWO}}}',
    ],
)
def test_a_pair_is_taken_apart(body: str) -> None:
    """In any order, with any white space, and with keys written in any way that JSON has."""
    before, after = split(body.encode(), Limits())
    assert (json.loads(before), json.loads(after)) == (json.loads(ONE), json.loads(TWO))


def test_the_same_snapshot_may_come_twice() -> None:
    """The quick look takes each out of the text once."""
    body = f'{{"before": {ONE}, "after": {ONE}}}'.encode()
    assert split(body, Limits()) == (ONE.encode(), ONE.encode())


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("[]", [("", "expected an object")]),
        ("1", [("", "expected an object")]),
        ("{}", [("/before", "this snapshot is missing"), ("/after", "this snapshot is missing")]),
        (f'{{"before": {ONE}}}', [("/after", "this snapshot is missing")]),
        (
            f'{{"before": {ONE}, "after": {TWO}, "focus": "ETH"}}',
            [("/focus", "unknown field")],
        ),
        (
            f'{{"befre": {ONE}, "after": {TWO}}}',
            [("/before", "this snapshot is missing"), ("/befre", "unknown field")],
        ),
        (
            f'{{"before": {ONE}, "after": {TWO}, "after": {ONE}}}',
            [("/after", "this key is there twice")],
        ),
        (f'{{"before": {ONE}, "a/b~": 1, "after": {TWO}}}', [("/a~1b~0", "unknown field")]),
        (
            f'{{"before": {ONE}, "be\\u0066ore": {ONE}, "after": {TWO}}}',
            [("/before", "this key is there twice")],
        ),
        (
            f'{{"before": {{"market": {{"rsi_14": NaN}}}}, "after": {TWO}}}',
            [("/before/market/rsi_14", "expected a finite number")],
        ),
    ],
)
def test_what_is_no_pair_is_refused_with_every_problem(
    body: str, problems: list[tuple[str, str]]
) -> None:
    """Each with a pointer into the body, and a hint."""
    with pytest.raises(SnapshotError) as refused:
        split(body.encode(), Limits())
    found = refused.value.problems
    assert [(problem.pointer, problem.detail) for problem in found] == problems
    assert all(problem.hint for problem in found)


def test_half_of_a_character_is_found_where_it_stands() -> None:
    """In a key too, and what is told of it can be sent as UTF-8."""
    with pytest.raises(SnapshotError) as refused:
        split(f'{{"before": {ONE}, "after": {{"\\ud800": "\\udfff"}}}}'.encode(), Limits())
    assert [problem.pointer for problem in refused.value.problems] == ["/after/?", "/after/?"]


def test_unknown_fields_without_end_are_counted() -> None:
    """No more of them are told than anybody would read."""
    many = ",".join(f'"k{number}": 1' for number in range(5_000))
    with pytest.raises(SnapshotError) as refused:
        split(f"{{{many}}}".encode(), Limits())
    assert refused.value.problems[-1].detail == "and 4902 more problems like these"


@pytest.mark.parametrize("body", [b"", b"{", b'{"before": \xff}', b"\xef\xbb\xbf{}"])
def test_what_is_not_json_is_refused(body: bytes) -> None:
    """As for a single snapshot."""
    with pytest.raises(SnapshotError):
        split(body, Limits())


def test_depth_is_that_of_a_snapshot_and_one(explainer: Explainer) -> None:
    """Nesting without end is refused, wherever it stands."""
    deep = "[" * 100_000
    with pytest.raises(SnapshotError):
        split(f'{{"before": {deep}'.encode(), Limits())
    nested = "[" * 60 + "]" * 60
    before, after = split(f'{{"before": {nested}, "after": {TWO}}}'.encode(), Limits())
    with pytest.raises(SnapshotTooLarge):
        explainer.compare(before, after)


def test_problems_of_either_snapshot_say_which(explainer: Explainer) -> None:
    """Their pointers begin with the side."""
    with pytest.raises(SnapshotError) as refused:
        explainer.compare(ONE.encode(), b'{"as_of": "2026-02-04T21:00:00Z", "macro": {"vux": 1}}')
    assert [problem.pointer for problem in refused.value.problems] == ["/after/macro/vux"]


def test_a_pair_in_the_wrong_order_is_refused(explainer: Explainer) -> None:
    """With what to do about it."""
    with pytest.raises(SnapshotError, match="swap them") as refused:
        explainer.compare(TWO.encode(), ONE.encode())
    assert refused.value.problems[0].pointer == "/after/as_of"
