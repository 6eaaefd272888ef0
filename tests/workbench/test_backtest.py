"""How often rules fire on days without attributions."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from explainer import Explainer, load_pack
from explainer.errors import OptionError
from explainer.workbench.backtest import Backtest, backtest, draw_backtest

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


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory, explainer: Explainer) -> Backtest:
    """Return the frequencies over four lines, one of which is no snapshot."""
    history = tmp_path_factory.mktemp("history") / "days.jsonl"
    history.write_bytes(b"\n".join([QUIET, FALL, NO_SNAPSHOT, BARE_FALL, b""]))
    return backtest(history, explainer)


def test_days_are_counted_by_kind(result: Backtest) -> None:
    """Quiet days, large falls and directions are counted over the readable lines."""
    assert (result.days, result.quiet_days, result.large_falls) == (3, 1, 2)
    assert result.directions == {"flat": 1, "down": 2}


def test_frequencies_are_per_driver(result: Backtest, explainer: Explainer) -> None:
    """Every driver of the pack has a row; one that fired in a fall explains it."""
    rows = {row.id: row for row in result.drivers}
    assert list(rows) == [driver.id for driver in explainer.pack.drivers]
    cascade = rows["liquidation_cascade"]
    assert (cascade.fired, cascade.fired_quiet, cascade.explained) == (1, 0, 1)


def test_unexplained_falls_and_unreadable_lines_are_named(result: Backtest) -> None:
    """A large fall without a cause is listed by its day, a broken line by its number."""
    assert result.unexplained == ("2024-05-03",)
    assert [one.id for one in result.unreadable] == ["line 3"]
    text = draw_backtest(result)
    assert "not explained: 2024-05-03" in text
    assert "NOT COUNTED: line 3" in text
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


@pytest.mark.parametrize("content", [None, b"", b"\n\n"])
def test_history_without_days_is_refused(
    tmp_path: Path, explainer: Explainer, content: bytes | None
) -> None:
    """A file that is not there or holds nothing is wrong use."""
    history = tmp_path / "days.jsonl"
    if content is not None:
        history.write_bytes(content)
    with pytest.raises(OptionError, match="history file"):
        backtest(history, explainer)
