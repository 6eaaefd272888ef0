"""Whatever the readings, every length keeps its promises."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer.narrative import Narrative

change = st.floats(-60, 60, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-6)
amount = st.floats(1e3, 1e11, allow_nan=False)
flow = st.floats(-3e9, 3e9, allow_nan=False)
day = st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(date.isoformat)
title = st.text(max_size=300).filter(lambda text: text.strip() not in ("", "None", "nan"))


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


def _words(told: Narrative) -> int:
    return len(told.text.split())


def _characters(told: Narrative) -> int:
    return len(told.text.strip())


LIMITS = (
    ("headline", "prose", _characters, 90),
    ("chat", "prose", _characters, 600),
    ("brief", "prose", _words, 250),
    ("brief", "list", _words, 250),
    ("article", "prose", _words, 1000),
)


@pytest.mark.parametrize(("length", "style", "measure", "most"), LIMITS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshot=snapshots, premise=st.booleans())
def test_every_text_is_true_and_within_its_limits(
    tell: Callable[..., Any],
    prove: Callable[..., None],
    length: str,
    style: str,
    measure: Callable[[Narrative], int],
    most: int,
    snapshot: dict[str, Any],
    premise: bool,
) -> None:
    """Receipts lead to their values, lengths hold, and no sentence lacks a word."""
    assessment, told = tell(snapshot, premise=premise, length=length, style=style)
    prove(told, snapshot)
    assert measure(told) <= most
    assert len(told.headline) <= 90
    ours = re.sub("\u201c[^\u201d]*\u201d", "Q", told.text)
    assert not re.search(r"  |None|\bnan\b| [,.;:]|\.\.|\(\)|[{}\[\]]", ours)
    if assessment.move.direction in ("up", "flat", "mixed"):
        assert "not falling" in re.split(r"[.:]", told.answer)[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshot=snapshots)
def test_the_parts_hold_all_claims_in_order_and_no_heading_stands_over_nothing(
    tell: Callable[..., Any], snapshot: dict[str, Any]
) -> None:
    """Each claim belongs to one part; cells of a row are spans of its claim; headings are kept."""
    _, told = tell(snapshot, length="article")
    place = 0
    for number, part in enumerate(told.parts):
        assert part.first == place
        place = part.last
        assert part.heading is None or part.heading in told.text
        if part.first == part.last:
            assert told.parts[number + 1].level > part.level
        for claim, cells in zip(told.claims[part.first : part.last], part.cells, strict=False):
            assert len(cells) == len(part.columns)
            assert all(claim.start <= start < end <= claim.end for start, end in cells)
    assert place == len(told.claims)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshot=snapshots)
def test_no_two_lengths_disagree(tell: Callable[..., Any], snapshot: dict[str, Any]) -> None:
    """Headline, answer and both sides are the same at every length."""
    told = [tell(snapshot, length=length, style=style)[1] for length, style, _, _ in LIMITS]
    same = {
        (one.headline, one.answer, one.offsets, one.ruled_out, one.signals, one.disclosure)
        for one in told
    }
    assert len(same) == 1
