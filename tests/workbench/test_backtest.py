"""How often rules fire on days without attributions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer import Explainer, load_pack
from explainer.errors import OptionError
from explainer.limits import Limits
from explainer.workbench.backtest import MOST_NAMED, backtest
from explainer.workbench.firings import Backtest, DriverFrequency
from explainer.workbench.history_table import draw_history
from explainer.workbench.pairs import telling

QUIET = (
    b'{"as_of":"2024-05-01T23:59:00Z","assets":'
    b'{"BTC":{"change_24h_pct":0.2},"ETH":{"change_24h_pct":-0.1}}}'
)
FALL = (
    b'{"as_of":"2024-05-02T23:59:00Z","assets":'
    b'{"BTC":{"change_24h_pct":-9},"ETH":{"change_24h_pct":-11}},'
    b'"derivatives":{"liquidations_24h_usd":2500000000}}'
)
BARE_FALL = b'{"as_of":"2024-05-03T23:59:00Z","assets":{"BTC":{"change_24h_pct":-6}}}'
NO_SNAPSHOT = b'{"as_of":"2024-05-04"}'
RISE = (
    b'{"as_of":"2024-05-05T23:59:00Z","assets":'
    b'{"BTC":{"change_24h_pct":4},"ETH":{"change_24h_pct":5}},'
    b'"etf":{"BTC":{"net_flow_usd":-400000000}}}'
)


@cache
def built_in() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return built_in()


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory, explainer: Explainer) -> Backtest:
    """Return the frequencies over five days, and a line that is no snapshot."""
    history = tmp_path_factory.mktemp("history") / "days.jsonl"
    history.write_bytes(b"\n".join([QUIET, FALL, NO_SNAPSHOT, BARE_FALL, b"", RISE, b""]))
    return backtest(history, explainer)


def row(result: Backtest, driver: str) -> DriverFrequency:
    """Return what was counted of one driver."""
    (found,) = [one for one in result.drivers if one.id == driver]
    return found


def test_days_are_counted_by_kind(result: Backtest) -> None:
    """Quiet days, large falls, directions and sizes are counted over the readable lines."""
    assert (result.days, result.quiet_days, result.large_falls) == (4, 1, 2)
    assert (result.first_day, result.last_day) == ("2024-05-01", "2024-05-05")
    assert result.directions == {"flat": 1, "down": 2, "up": 1}
    sizes = {size.id: size.days for size in result.sizes if size.days}
    assert sizes == {"fall_5": 2, "flat": 1, "rise_2": 1}


def test_frequencies_are_per_driver(result: Backtest, explainer: Explainer) -> None:
    """Every driver of the pack has a row; one that fired in a fall explains it."""
    assert [one.id for one in result.drivers] == [driver.id for driver in explainer.pack.drivers]
    cascade = row(result, "liquidation_cascade")
    assert (cascade.fired, cascade.quiet.fired, cascade.explained) == (1, 0, 1)
    assert cascade.by_size["fall_5"].fired == cascade.falls.fired == 1


def test_a_driver_that_fires_on_a_rise_is_told(result: Backtest) -> None:
    """Money that leaves funds while prices rise is counted, and explains nothing."""
    funds = row(result, "etf_outflows")
    assert (funds.fired, funds.rises.fired, funds.falls.fired, funds.explained) == (1, 1, 0, 0)


def test_days_without_its_readings_are_no_silence(result: Backtest) -> None:
    """A driver's share is that of the days that hold something it reads; else it has none."""
    funds, exploits = row(result, "etf_outflows"), row(result, "security_incident")
    assert (funds.unseen, funds.share, funds.falls.share) == (3, 1.0, None)
    assert (exploits.fired, exploits.unseen, exploits.share) == (0, 4, None)
    assert "security_incident      not evaluated on 4 of 4 days" in draw_history(result)


def test_unexplained_falls_and_unreadable_lines_are_named(result: Backtest) -> None:
    """A large fall without a cause is listed by its day, a broken line by its number."""
    (fall,) = result.unexplained
    assert (fall.day, fall.change_pct, fall.direction, fall.fired) == ("2024-05-03", -6, "down", ())
    assert fall.not_evaluated > 0
    assert [one.id for one in result.unreadable] == ["line 3"]
    text = draw_history(result)
    assert "not explained: 2024-05-03 (-6.0%)" in text
    assert "NOT COUNTED, lines that cannot be read: 1" in text
    assert "  line 3: /as_of" in text
    assert "1 of 2 large falls explained" in text


def test_backtest_survives_json(result: Backtest) -> None:
    """The frequencies as JSON read back as the same frequencies."""
    assert msgspec.json.decode(msgspec.json.encode(result), type=Backtest) == result


def test_day_without_a_change_is_neither_quiet_nor_a_fall(
    tmp_path: Path, explainer: Explainer
) -> None:
    """What is not known counts for nothing."""
    history = tmp_path / "days.jsonl"
    history.write_bytes(b'{"as_of":"2024-05-01T23:59:00Z","macro":{"vix":40}}')
    result = backtest(history, explainer)
    assert (result.days, result.quiet_days, result.large_falls) == (1, 0, 0)
    assert result.directions == {"unknown": 1}
    assert {size.id: size.days for size in result.sizes if size.days} == {"unknown": 1}


def test_a_run_ends_where_a_day_is_missing(tmp_path: Path, explainer: Explainer) -> None:
    """Days in a row are days of the calendar, not lines of the file."""
    history = tmp_path / "days.jsonl"
    history.write_bytes(
        b"\n".join(RISE.replace(b"05-05", day) for day in (b"05-05", b"05-06", b"05-08", b"05-09"))
    )
    funds = row(backtest(history, explainer), "etf_outflows")
    assert (funds.fired, funds.longest_run, funds.longest_run_until) == (4, 2, "2024-05-06")


def test_only_the_first_unreadable_lines_are_named(tmp_path: Path, explainer: Explainer) -> None:
    """A file with a million bad lines gives a count of them, not a million names."""
    history = tmp_path / "days.jsonl"
    history.write_bytes(b"{}\n" * 50 + FALL)
    result = backtest(history, explainer)
    assert (result.days, result.unreadable_lines) == (1, 50)
    assert len(result.unreadable) == MOST_NAMED
    assert "  and 30 more" in draw_history(result)


def test_a_line_beyond_the_limit_is_refused_by_line(tmp_path: Path, explainer: Explainer) -> None:
    """A line larger than a body may be is named; the others count."""
    history = tmp_path / "days.jsonl"
    history.write_bytes(FALL + b"\n" + FALL + b" " * 500 + b"\n" + FALL)
    result = backtest(history, explainer, Limits(max_body_bytes=300))
    assert result.days == 2
    (line,) = result.unreadable
    assert (line.id, line.problems) == ("line 2", ("the line has more than 300 bytes",))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "No such file"),
        (b"", "it is empty"),
        (b"\n\n", "it is empty"),
        (b"\x00\xff\x89PNG\r\n\x1a\n\x00", "none of its 3 lines holds a snapshot: line 1"),
        (b"as_of: 2024-05-01\n", "none of its 1 lines holds a snapshot: line 1"),
        (b"[" * 100_000, "none of its 1 lines holds a snapshot: line 1"),
    ],
)
def test_history_without_days_is_refused(
    tmp_path: Path, explainer: Explainer, content: bytes | None, told: str
) -> None:
    """A file that is not there, is empty, or holds something else is wrong use."""
    history = tmp_path / "days.jsonl"
    if content is not None:
        history.write_bytes(content)
    with pytest.raises(OptionError, match="history file") as refused:
        backtest(history, explainer)
    assert told in str(refused.value)


CHANGES = st.none() | st.floats(-60, 60, allow_nan=False).map(lambda change: round(change, 2))


@st.composite
def days(draw: st.DrawFn) -> dict[str, Any]:
    """A day with a few readings, or none."""
    assets = {
        symbol: {"change_24h_pct": change}
        for symbol in ("BTC", "ETH", "SOL")
        if (change := draw(CHANGES)) is not None
    }
    groups: dict[str, Any] = {"assets": assets} if assets else {}
    if draw(st.booleans()):
        groups["etf"] = {"BTC": {"net_flow_usd": draw(st.integers(-(10**9), 10**9))}}
    if draw(st.booleans()):
        groups["sentiment"] = {"fear_greed": draw(st.integers(0, 100))}
    if draw(st.booleans()):
        groups["derivatives"] = {"liquidations_24h_usd": draw(st.integers(0, 5 * 10**9))}
    if draw(st.booleans()):
        groups["events"] = [{"kind": draw(st.sampled_from(["outage", "regulation"])), "title": "x"}]
    return {"as_of": f"2024-05-{draw(st.integers(1, 31)):02}T12:00:00Z", **groups}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(days(), min_size=1, max_size=12))
def test_counts_add_up(history: list[dict[str, Any]]) -> None:
    """Whatever the days hold: sizes, directions and statuses sum to all days, parts are within."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "days.jsonl")
        file.write_text("\n".join(map(json.dumps, history)), encoding="utf-8")
        result = backtest(file, built_in())
    assert result.days == len(history)
    assert sum(size.days for size in result.sizes) == result.days
    assert sum(result.directions.values()) == result.days
    fired = {}
    for one in result.drivers:
        fired[one.id] = one.fired
        assert one.fired + one.not_fired + one.not_evaluated == result.days
        assert one.unseen <= one.not_evaluated
        for size in result.sizes:
            assert one.by_size[size.id].fired <= one.by_size[size.id].seen <= size.days
        assert sum(days.fired for days in one.by_size.values()) == one.fired
        assert sum(days.seen for days in one.by_size.values()) == result.days - one.unseen
        assert one.falls.fired + one.rises.fired <= one.fired
        assert one.quiet.fired <= one.quiet.seen <= result.quiet_days
        assert one.explained <= one.fired
        assert one.longest_run <= one.fired
    for pair in result.pairs:
        for company in (pair.all_days, pair.falls):
            assert company.together <= min(fired[pair.first], fired[pair.second], company.seen)
        assert pair.falls.together <= pair.all_days.together
    assert set(telling(result.pairs)) <= set(result.pairs)
