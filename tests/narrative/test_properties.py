"""Whatever the readings, the brief keeps its promises."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

change = st.floats(-60, 60, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-6)
amount = st.floats(1e3, 1e11, allow_nan=False)
flow = st.floats(-3e9, 3e9, allow_nan=False)
day = st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(date.isoformat)
title = st.text(max_size=300).filter(lambda text: bool(text.strip()))


def some(fields: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a mapping that holds any of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


asset = some(
    {
        "price_usd": st.floats(1e-4, 2e5),
        "change_24h_pct": change,
        "change_7d_pct": change,
        "support_lost_usd": st.floats(1e-4, 2e5),
        "rsi_14": st.floats(0, 100),
        "drawdown_from_high_pct": st.floats(-99, 0),
        "realized_volatility_30d_pct": st.floats(5, 300),
        "sma_200_usd": st.floats(1e-4, 2e5),
    }
)
etf = some(
    {
        "net_flow_usd": flow,
        "net_flow_7d_usd": flow,
        "outflow_streak_days": st.integers(0, 30).map(float),
        "session_date": st.just("2025-11-04"),
        "largest_outflow_fund": title.map(lambda text: text[:60]).filter(
            # a fund of that name would look like a slip of ours
            lambda text: bool(text.strip()) and text not in ("None", "nan")
        ),
        "largest_outflow_usd": amount,
    }
)
snapshots = st.fixed_dictionaries(
    {"as_of": st.just("2025-11-05T02:00:00Z")},
    optional={
        "market": some(
            {
                "change_24h_pct": change,
                "total_cap_usd": st.floats(1e10, 1e13),
                "cap_lost_usd": amount,
                "cap_lost_since": day,
                "altcoin_change_24h_pct": change,
                "btc_dominance_change_24h_pp": st.floats(-5, 5),
            }
        ),
        "assets": st.dictionaries(st.sampled_from(["BTC", "ETH", "SOL", "1INCH"]), asset),
        "etf": st.dictionaries(st.sampled_from(["BTC", "ETH"]), etf),
        "derivatives": some(
            {
                "liquidations_24h_usd": amount,
                "long_share_pct": st.floats(0, 100),
                "open_interest_change_24h_pct": change,
                "funding_rate_8h_pct": st.floats(-0.5, 0.5),
                "traders_liquidated_24h": st.integers(0, 3_000_000).map(float),
            }
        ),
        "macro": some(
            {
                "nasdaq_100_change_pct": st.floats(-12, 12),
                "vix": st.floats(8, 90),
                "us10y_change_bp": st.floats(-40, 40),
                "fed_stance": st.sampled_from(["hawkish", "neutral", "dovish"]),
            }
        ),
        "sentiment": some(
            {"fear_greed": st.floats(0, 100), "fear_greed_previous": st.floats(0, 100)}
        ),
        "events": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(["regulation", "security_breach", "token_unlock"]),
                    "title": title,
                },
                optional={"date": day, "size_usd": amount, "impact": st.just("negative")},
            ),
            max_size=3,
        ),
        "calendar": st.lists(
            st.fixed_dictionaries(
                {"kind": st.sampled_from(["cpi", "fomc", "other"]), "date": day},
                optional={"title": title},
            ),
            max_size=3,
        ),
        "sources": st.lists(st.fixed_dictionaries({"name": title}), max_size=3),
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshot=snapshots, premise=st.booleans())
def test_every_brief_is_true_and_within_its_limits(
    tell: Callable[..., Any],
    prove: Callable[..., None],
    snapshot: dict[str, Any],
    premise: bool,
) -> None:
    """Receipts lead to their values, lengths hold, and no sentence lacks a word."""
    assessment, told = tell(snapshot, premise=premise)
    prove(told, snapshot)
    assert len(told.text.split()) <= 250
    assert len(told.headline) <= 90
    ours = re.sub("\u201c[^\u201d]*\u201d", "Q", told.text)
    assert not re.search(r"  |None|\bnan\b| [,.;:]|\.\.|\(\)|[{}\[\]]", ours)
    if assessment.move.direction in ("up", "flat", "mixed"):
        assert "not falling" in re.split(r"[.:]", told.answer)[0]
    openings = [claim.text.split()[:2] for claim in told.claims]
    assert len(openings) > 2
