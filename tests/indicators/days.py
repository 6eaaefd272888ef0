"""Rows of days for tests, and those of the real history beside the project."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec
from hypothesis import strategies as st

from explainer.series import Candle

FIRST = date(2024, 1, 1)
prices = st.floats(0.01, 1_000_000.0)
"""What coins have cost, from the cheapest that charts are drawn of."""


def candles_of(closes: Sequence[float], first: date = FIRST) -> list[Candle]:
    """Days that closed so, each opening where the one before closed, with nothing in between."""
    opens = [closes[0], *closes[:-1]]
    return [
        Candle(
            day=first + timedelta(days=at),
            open=opened,
            high=max(opened, close),
            low=min(opened, close),
            close=close,
        )
        for at, (opened, close) in enumerate(zip(opens, closes, strict=True))
    ]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the history: its candle, and what was computed of it there by other code."""

    candle: Candle
    told: dict[str, float]


def history_of(shared: Path, symbol: str) -> list[Day]:
    """All days of an asset."""
    text = (shared / "history" / "daily-2019-2024.jsonl").read_text()
    days: list[Day] = []
    for line in text.splitlines():
        row = json.loads(line)
        told = row["assets"][symbol]
        close = told["price_usd"]
        opened = days[-1].candle.close if days else close
        candle = Candle(
            day=date.fromisoformat(row["as_of"][:10]),
            open=opened,
            high=max(told["high_24h_usd"], close),
            low=min(told["low_24h_usd"], close),
            close=close,
        )
        days.append(Day(candle=candle, told=told))
    return days
