"""The door for snapshots: what comes in, what is refused and in which words."""

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.errors import Problem, SnapshotError, SnapshotTooLarge
from explainer.intake import convert_snapshot, decode_snapshot
from explainer.limits import Limits
from explainer.metrics import GROUPS, KEYED_GROUPS, MAP_FIELDS
from explainer.snapshot import Snapshot
from explainer.source import read_yaml

AS_OF = "2026-02-04T14:30:00Z"


def body(members: str) -> bytes:
    """Return a snapshot of JSON members beside `as_of`."""
    return f'{{"as_of": "{AS_OF}", {members}}}'.encode()


def problems(text: bytes, limits: Limits | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with a snapshot that must be refused."""
    with pytest.raises(SnapshotError) as caught:
        decode_snapshot(text, limits or Limits())
    return caught.value.problems


@pytest.mark.parametrize(
    ("members", "pointer", "words"),
    [
        ('"change_24h_pct": -4', "/change_24h_pct", "`market.change_24h_pct`"),
        ('"btc.price": 1', "/btc.price", "`assets.BTC.price_usd`"),
        ('"eth_price": 1', "/eth_price", "`assets.ETH.price_usd`"),
        ('"SOL": {"price": 1}', "/SOL", "`assets.SOL`"),
        ('"macro.vix": 20', "/macro.vix", '{"macro": {"vix": ...}}'),
        ('"event": []', "/event", "`events`"),
        ('"weather": 1', "/weather", "unknown field"),
        ('"a/b~c": 1', "/a~1b~0c", "unknown field"),
        ('"market": {"vix": 20}', "/market/vix", "`macro.vix`"),
        ('"market": {"btc_dominance": 5}', "/market/btc_dominance", "`btc_dominance_pct`"),
        ('"assets": {"ETH": {"net_flow_usd": 5}}', "/assets/ETH/net_flow_usd", "`etf.ETH.net_"),
        ('"assets": {"btc": {}}', "/assets/btc", "`BTC`"),
        ('"assets": {"BTC\\n": {}}', "/assets/BTC\n", "`BTC`"),
        ('"assets": {"ABCDEFGHIJKLMNOP": {}}', "/assets/ABCDEFGHIJKLMNOP", "1 to 15"),
        ('"assets": null', "/assets", "an object, got null"),
        ('"assets": []', "/assets", "an object, got an array"),
        ('"assets": {"BTC": 5}', "/assets/BTC", "an object, got 5"),
        ('"market": "x"', "/market", 'an object, got text "x"'),
        ('"market": {"rsi_14": true}', "/market/rsi_14", "a number, got true"),
        ('"market": {"rsi_14": "high"}', "/market/rsi_14", 'a number, got text "high"'),
        ('"market": {"change_24h_pct": "-4.1%"}', "/market/change_24h_pct", "send -4.1,"),
        ('"market": {"total_cap_usd": "$3.1tn"}', "/market/total_cap_usd", "send 3100000000000,"),
        ('"market": {"total_cap_usd": "1,250,000"}', "/market/total_cap_usd", "send 1250000,"),
        ('"market": {"rsi_14": NaN}', "/market/rsi_14", "a finite number, got NaN"),
        ('"market": {"rsi_14": -Infinity}', "/market/rsi_14", "a finite number"),
        ('"market": {"rsi_14": 1e999}', "/market/rsi_14", "a finite number"),
        (f'"market": {{"rsi_14": 1{"0" * 400}}}', "/market/rsi_14", "a finite number"),
        (f'"market": {{"rsi_14": 1{"0" * 9000}}}', "/market/rsi_14", "a finite number"),
        ('"custom": {"a": 1e999}', "/custom/a", "a finite number"),
        ('"custom": {"My-Own": 1}', "/custom/My-Own", "`my_own`"),
        ('"macro": {"fed_stance": "hawk"}', "/macro/fed_stance", "`hawkish`"),
        ('"macro": {"fed_stance": ["x"]}', "/macro/fed_stance", "dovish, hawkish, neutral"),
        ('"macro": {"data_delayed": 1}', "/macro/data_delayed", "true or false, got 1"),
        ('"macro": {"session_date": "2026-02-30"}', "/macro/session_date", "a date"),
        ('"macro": {"session_date": 20260204}', "/macro/session_date", "like 2026-02-04"),
        ('"derivatives": {"liquidations_by_asset_usd": {"eth": 1}}',
         "/derivatives/liquidations_by_asset_usd/eth", "`ETH`"),
        ('"events": {}', "/events", "an array"),
        ('"events": [{"kind": "other"}]', "/events/0/title", "required"),
        ('"events": [{"kind": "outtage", "title": "t"}]', "/events/0/kind", "`outage`"),
        ('"events": [{"kind": "other", "title": " "}]', "/events/0/title", "blank"),
        ('"events": [{"kind": "other", "title": 5}]', "/events/0/title", "text, got 5"),
        ('"events": [{"kind": "other", "title": "\\ud800"}]', "/events/0/title", "surrogate"),
        ('"events": [{"kind": "other", "title": "t", "date": "today"}]', "/events/0/date",
         "2026-02-04"),
        ('"events": [{"kind": "other", "title": "t", "date": "2026-02-04T10:00:00"}]',
         "/events/0/date", '"2026-02-04T10:00:00Z"'),
        ('"events": [{"kind": "other", "title": "t", "url": "javascript:x"}]', "/events/0/url",
         "http"),
        ('"events": [{"kind": "other", "title": "t", "url": "https://a b"}]', "/events/0/url",
         "http"),
        ('"events": [{"kind": "other", "title": "t", "size_usd": -1}]', "/events/0/size_usd",
         "at least 0"),
        ('"events": [{"kind": "other", "title": "t", "asset": "btc"}]', "/events/0/asset",
         "`BTC`"),
        ('"events": [{"kind": "other", "title": "t", "assets": ["BTC", "e"]}]',
         "/events/0/assets/1", "`E`"),
        ('"calendar": [{"kind": "cpi"}]', "/calendar/0/date", "required"),
        ('"calendar": [{"kind": "fmoc", "date": "2026-02-04"}]', "/calendar/0/kind", "`fomc`"),
        ('"sources": [{"name": "x", "observed_at": "2026-02-04"}]', "/sources/0/observed_at",
         "offset"),
        ('"sources": [{"name": "x", "url": "ftp://x"}]', "/sources/0/url", "http"),
        ('"as_of": "2026-02-04T14:30:00Z"', "/as_of", "more than once"),
        ('"macro": {"vix": 1, "vix": 2}', "/macro/vix", "more than once"),
        ('"macro": {"vix": 1, "v\\u0069x": 2}', "/macro/vix", "more than once"),
        ('"assets": {"BTC": {}, "ETH": {}, "BTC": {}}', "/assets/BTC", "more than once"),
    ],
)  # fmt: skip
def test_refusal_has_pointer_and_way_out(members: str, pointer: str, words: str) -> None:
    """Each problem says where it is, what was expected, and what was probably meant."""
    (problem,) = problems(body(members))
    assert problem.pointer == pointer
    assert words in str(problem)


@pytest.mark.parametrize(
    ("text", "pointer", "words"),
    [
        (b"", "", "empty"),
        (b" \n", "", "empty"),
        (b"[]", "", "an object, got an array"),
        (b"null", "", "an object, got null"),
        (b"{}", "/as_of", "required"),
        (b'{"as_of": null}', "/as_of", "got null"),
        (b'{"as_of": "2026-02-04T14:30:00"}', "/as_of", '"2026-02-04T14:30:00Z" if that is UTC'),
        (b'{"as_of": "2026-02-04"}', "/as_of", "offset"),
        (b'{"as_of": 1770215400}', "/as_of", '"2026-02-04T14:30:00Z"'),
        (b'{"as_of": 1770215400000}', "/as_of", '"2026-02-04T14:30:00Z"'),
        (b'{"as_of": 1e308}', "/as_of", "offset"),
        (b'{"as_of": "0001-01-01T00:00:00+14:00"}', "/as_of", "years 2009"),
        (b'{"as_of": "1999-12-31T00:00:00Z"}', "/as_of", "years 2009"),
        (b'{"as_of":\n  "x",}', "", "line 2, column 7"),
        (b"{as_of: 1}", "", "line 1, column 2"),
        (b'{"as_of": "\xff"}', "", "not UTF-8"),
        (b"\xef\xbb\xbf{}", "", "byte order mark"),
        ('{"as_of": 1}'.encode("utf-16"), "", "not UTF-8"),
    ],
)
def test_body_that_is_no_snapshot_is_refused(text: bytes, pointer: str, words: str) -> None:
    """Broken bodies and moments are told apart, with line and column where it helps."""
    (problem,) = problems(text)
    assert problem.pointer == pointer
    assert words in str(problem)


def test_every_problem_comes_at_once() -> None:
    """A sender mends everything in one go; the order is that of the snapshot."""
    found = problems(
        b'{"market": {"rsi_14": "1", "x": 2}, "events": [{"kind": "a"}, 5], "custom": {"A": true}}'
    )
    assert [problem.pointer for problem in found] == [
        "/market/rsi_14",
        "/market/x",
        "/events/0/kind",
        "/events/0/title",
        "/events/1",
        "/custom/A",
        "/custom/A",
        "/as_of",
    ]


def test_list_of_problems_ends() -> None:
    """After a hundred problems the rest is counted."""
    found = problems(body(", ".join(f'"a{n}": {{}}' for n in range(150))))
    assert len(found) == 101
    assert found[-1].detail == "and 50 more problems like these"


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        (b"[" * 100_000, ""),
        (b'{"a":' * 100_000, ""),
        (body('"x": ' + "[" * 40 + "]" * 40), ""),
        (b" " * 4_000_001, ""),
        (body('"assets": {' + ", ".join(f'"A{n}": {{}}' for n in range(100_000)) + "}"), "/assets"),
        (body('"custom": {' + ", ".join(f'"a{n}": 1' for n in range(20_001)) + "}"), "/custom"),
        (
            body(
                '"derivatives": {"liquidations_by_asset_usd": {'
                + ", ".join(f'"A{n}": 1' for n in range(20_001))
                + "}}"
            ),
            "/derivatives/liquidations_by_asset_usd",
        ),
        (body('"events": [' + ", ".join(['{"kind": "other", "title": "t"}'] * 1_001) + "]"),
         "/events"),
        (body('"assets": [' + ", ".join(["1"] * 1_000_000) + "]"), "/assets"),
        (
            body('"sources": [{"name": "x", "covers": [' + ", ".join(['"*"'] * 300_000) + "]}]"),
            "/sources",
        ),
        (
            body(
                '"sources": ['
                + ", ".join(['{"name": "x", "covers": ["a*", "b*", "c*"]}'] * 400)
                + "]"
            ),
            "/sources",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_hostile_sizes_are_too_large(text: bytes, pointer: str) -> None:
    """Depth, size and counts beyond the limits are refused as too large, and soon."""
    began = time.perf_counter()
    with pytest.raises(SnapshotTooLarge) as caught:
        decode_snapshot(text)
    assert [problem.pointer for problem in caught.value.problems] == [pointer]
    assert time.perf_counter() - began < 5


def test_what_is_too_large_is_told_with_a_way_out() -> None:
    """Each limit of size, depth and count has a hint."""
    for text in (
        b" " * 4_000_001,
        b"[" * 99 + b"]" * 99,
        body('"events": [' + "1," * 1_000 + "1]"),
    ):
        with pytest.raises(SnapshotTooLarge) as caught:
            decode_snapshot(text)
        assert all(problem.hint for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://[::1]:8000/", True),
        ("https://пример.рф/", True),
        ("https:///path", False),
        ("https://?query", False),
        ("http://@host", False),
        ("https://example.org/\u202egro.live", False),
        ("https://exa\u200bmple.org", False),
        ("javascript:alert(1)", False),
        ("https://a b", False),
    ],
)
def test_a_link_leads_somewhere_and_hides_nothing(url: str, *, fine: bool) -> None:
    """A host, and no invisible characters: what a reader sees is where the link leads."""
    text = body('"events": [' + json.dumps({"kind": "other", "title": "t", "url": url}) + "]")
    if fine:
        assert decode_snapshot(text).events is not None
    else:
        assert [problem.pointer for problem in problems(text)] == ["/events/0/url"]


def test_a_path_pattern_has_an_end() -> None:
    """No metric needs a pattern of more than 200 characters."""
    fits, too_long = (
        body('"sources": [{"name": "x", "covers": ["' + "*a" * half + '"]}]') for half in (100, 101)
    )
    assert decode_snapshot(fits).sources
    (problem,) = problems(too_long)
    assert problem.pointer == "/sources/0/covers/0"


def test_limits_are_inclusive() -> None:
    """What just fits is taken: the body, the counts, the titles."""
    text = body('"events": [{"kind": "other", "title": "abcde"}], "assets": {"A": {}}')
    limits = Limits(max_body_bytes=len(text), max_assets=1, max_events=1, max_title_chars=5)
    assert decode_snapshot(text, limits).events is not None
    with pytest.raises(SnapshotTooLarge):
        decode_snapshot(text + b" ", limits)


def test_long_title_is_a_problem_of_the_title() -> None:
    """It is refused where it stands, and not repeated in full."""
    (problem,) = problems(body(f'"events": [{{"kind": "other", "title": "{"x" * 10_001}"}}]'))
    assert problem.pointer == "/events/0/title"
    assert len(str(problem)) < 300


def test_long_words_of_the_sender_are_cut() -> None:
    """A key of a megabyte is neither repeated nor compared with every metric."""
    (problem,) = problems(body(f'"{"k" * 1_000_000}": 1'))
    assert len(str(problem)) < 300


def test_times_are_in_utc() -> None:
    """The same moment with another offset is the same snapshot."""
    one = body(
        '"events": [{"kind": "other", "title": "t", "date": "2026-02-04T10:00:00+02:00"}],'
        '"calendar": [{"kind": "cpi", "date": "2026-02-05"}]'
    )
    two = one.replace(b"T14:30:00Z", b"T16:30:00+02:00").replace(b"T10:00:00+02:00", b"T08:00:00Z")
    assert decode_snapshot(one) == decode_snapshot(two)
    events = decode_snapshot(one).events
    assert events is not None
    assert events[0].date == "2026-02-04T08:00:00Z"


def test_null_is_missing() -> None:
    """An optional reading, group or list sent as null was not sent."""
    text = body('"market": {"rsi_14": null}, "macro": null, "events": null, "custom": {"a": null}')
    assert decode_snapshot(text) == decode_snapshot(body('"market": {}'))


def test_impossible_numbers_are_let_in() -> None:
    """They are rejected later, reading by reading, where the answer can name them."""
    market = decode_snapshot(body('"market": {"change_24h_pct": -4100, "rsi_14": 900}')).market
    assert market is not None
    assert market.change_24h_pct == -4100.0


def test_colons_and_escapes_in_text_are_no_repeated_keys() -> None:
    """Looking for repeated keys is not fooled by what a title says."""
    titles = ["\u2019", 'a: "b": c', "\\u003a", 'x": {"y', " : ", '\\"k\\": 1']
    for title in titles:
        event = {"kind": "other", "title": title, "id": title}
        text = json.dumps({"as_of": AS_OF, "events": [event]}).encode()
        assert decode_snapshot(text).events is not None
        twice = text.replace(b'{"kind"', b'{"title": "\\u003a", "kind"')
        assert "more than once" in str(problems(twice)[0])


def test_times_with_the_offset_of_utc_hide_no_repeated_keys() -> None:
    """Wherever `+00:00` ends a text, be it a title or a member that is dropped."""
    as_of = "2026-02-04T14:30:00+00:00"
    for title in ["t", "until 16:00+00:00", as_of]:
        event = {"kind": "other", "title": title, "date": as_of}
        text = json.dumps({"as_of": as_of, "events": [event]}).encode()
        assert decode_snapshot(text).as_of == datetime(2026, 2, 4, 14, 30, tzinfo=UTC)
        for again in (b'"as_of": "2026-02-03T14:30:00+00:00"', b'"as_of": "+00:00"'):
            twice = text.replace(b'{"as_of"', b"{" + again + b', "as_of"')
            assert "more than once" in str(problems(twice)[0])


def test_python_data_may_hold_dates() -> None:
    """Dates, times, tuples and a library's numbers are as good as their text."""

    class Percent(float):
        """A number as another library may have it."""

    snapshot = convert_snapshot(
        {
            "as_of": datetime(2026, 2, 4, 14, 30, tzinfo=UTC),
            "macro": {"session_date": date(2026, 2, 3), "vix": Percent(20)},
            "events": ({"kind": "other", "title": "t", "date": date(2026, 2, 4)},),
        }
    )
    assert snapshot == decode_snapshot(
        body(
            '"macro": {"session_date": "2026-02-03", "vix": 20},'
            '"events": [{"kind": "other", "title": "t", "date": "2026-02-04"}]'
        )
    )


def in_itself() -> dict[str, Any]:
    """Return data that contains itself."""
    data: dict[str, Any] = {"as_of": AS_OF}
    data["market"] = data
    return data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "an object, got null"),
        (object(), "a value of type object"),
        ({1: 2}, "/1: a key must be text"),
        ({"as_of": AS_OF, "market": {"rsi_14": float("nan")}}, "a finite number, got NaN"),
        ({"as_of": AS_OF, "market": {"rsi_14": 10**400}}, "a finite number"),
        ({"as_of": AS_OF, "market": {"rsi_14": object()}}, "a number"),
        ({"as_of": datetime(2026, 2, 4)}, "offset"),  # noqa: DTZ001 - that is the point
        ({"as_of": AS_OF, "market": {"x\ud800": 1}}, "unknown field"),
        (in_itself(), "deeper than 32"),
    ],
)
def test_python_data_that_is_no_snapshot_is_refused(data: object, words: str) -> None:
    """The same problems and pointers as for JSON."""
    with pytest.raises(SnapshotError) as caught:
        convert_snapshot(data)
    assert words in str(caught.value)
    json.dumps(str(caught.value)).encode()


def test_struct_made_in_python_is_checked_too() -> None:
    """What a struct does not refuse when made is found when it is handed in."""
    made = msgspec.structs.replace(decode_snapshot(body('"custom": {"a": 1}')), custom={"a": 2.0})
    assert convert_snapshot(made) == made
    broken = msgspec.structs.replace(made, custom={"a": float("inf")})
    with pytest.raises(SnapshotError, match="/custom/a"):
        convert_snapshot(broken)


words = st.text(max_size=8) | st.sampled_from(["as_of", "market", "events", "BTC", "rsi_14"])
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words | st.just(AS_OF),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=5),
    max_leaves=25,
)


def refused_or_read(read: Callable[[], Snapshot]) -> bool:
    """Whether there was a snapshot or the promised refusal; other exceptions pass through."""
    try:
        return isinstance(read(), Snapshot)
    except SnapshotError as error:
        return bool(msgspec.json.encode(error.problems)) and len(error.problems) > 0


@given(st.dictionaries(words, junk, max_size=6))
def test_junk_is_refused_with_the_promised_error(data: dict[str, Any]) -> None:
    """Any data ends in a snapshot or a SnapshotError, as JSON and as Python data alike."""
    assert refused_or_read(lambda: convert_snapshot(data))
    assert refused_or_read(lambda: decode_snapshot(json.dumps(data).encode()))


@given(st.binary(max_size=60) | st.text(alphabet='{}[]":,\\ue1-.tfn ', max_size=40).map(str.encode))
def test_any_bytes_are_refused_with_the_promised_error(text: bytes) -> None:
    """Any bytes end in a snapshot or a SnapshotError."""
    assert refused_or_read(lambda: decode_snapshot(text))


numbers = (
    st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**20), 10**20)
)
symbols = st.from_regex(r"[A-Z0-9]{1,15}", fullmatch=True)


def group_of(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return readings of one group; any field may be missing, null or any number."""
    held: dict[str, st.SearchStrategy[Any]] = {}
    for field, spec in GROUPS[name].items():
        if field in MAP_FIELDS[name]:
            held[field] = st.dictionaries(symbols, numbers, max_size=3)
        elif spec.kind == "number":
            held[field] = numbers
        elif spec.kind == "date":
            held[field] = st.dates().map(date.isoformat)
        elif spec.kind == "boolean":
            held[field] = st.booleans()
        else:
            held[field] = st.sampled_from(spec.choices or ("GBTC",))
    one = st.fixed_dictionaries({}, optional=held)
    return st.dictionaries(symbols, one, max_size=3) if name in KEYED_GROUPS else one


@given(st.fixed_dictionaries({"as_of": st.just(AS_OF)}, optional={n: group_of(n) for n in GROUPS}))
def test_snapshot_survives_writing_and_reading(data: dict[str, Any]) -> None:
    """Both doors read the same, and what is written is read back equal."""
    snapshot = convert_snapshot(data)
    assert decode_snapshot(json.dumps(data).encode()) == snapshot
    assert decode_snapshot(msgspec.json.encode(snapshot)) == snapshot
    assert convert_snapshot(snapshot) == snapshot


def test_real_cases_and_days_are_read(shared: Path) -> None:
    """Every case and every day of the history is a snapshot, through both doors."""
    for file in sorted((shared / "cases").glob("*.yaml")):
        data = read_yaml(file.read_bytes(), file.name).data["snapshot"]
        assert convert_snapshot(data) == decode_snapshot(json.dumps(data).encode())
    lines = (shared / "history" / "daily-2019-2024.jsonl").read_bytes().splitlines()
    assert len(lines) > 1_900
    for line in lines:
        decode_snapshot(line)
    assert convert_snapshot(json.loads(lines[0])) == decode_snapshot(lines[0])
