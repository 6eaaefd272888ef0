"""Traces as text: what an author reads in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explainer.episodes import load_episodes
from explainer.explainer import default_explainer
from explainer.workbench.why import COLUMNS, HEADING, drawn, summary

EXPLAINER = default_explainer()
EPISODES = {episode.id: episode.snapshot for episode in load_episodes()}

PAIRS: list[tuple[str, str, str, str | None]] = [
    ("family-cap", "liquidation_cascade", "2021-05-19-china-and-musk", None),
    ("guard-failed", "fear_sentiment", "2021-12-09-alts-lead-btc-lags", None),
    ("decisive", "etf_outflows", "2025-08-22-jackson-hole-dovish", None),
    ("families-combine", "etf_outflows", "2024-06-18-miners-etfs-macro", None),
    ("not-known", "liquidation_cascade", "2024-06-18-miners-etfs-macro", None),
    ("impact", "macro_shock", "2025-04-09-tariff-pause", None),
    ("not-falling", "regulation", "2026-01-18-flat-rules-wait", None),
    ("not-due", "macro_policy", "2022-05-12-terra-collapse", None),
    ("another-role", "profit_taking", "2024-03-15-overheated-funding", None),
    ("choice", "macro_policy", "2026-06-04-fed-etf-liquidations", None),
    ("rising", "stablecoin_stress", "2023-03-11-usdc-depeg", None),
    ("focus-asset", "etf_outflows", "2025-11-04-etf-outflows-leverage", "ETH"),
    ("focus-other-asset", "security_incident", "2022-10-07-bnb-chain-exploit", "ETH"),
]

NOON = "2026-02-04T12:00:00Z"
FALL = {"market": {"change_24h_pct": -4}}
BY_HAND: list[tuple[str, str, dict[str, Any]]] = [
    (
        "stale",
        "etf_outflows",
        {**FALL, "etf": {"BTC": {"net_flow_usd": -577.7e6, "session_date": "2026-01-20"}}},
    ),
    (
        "rejected",
        "fear_sentiment",
        {**FALL, "sentiment": {"fear_greed": 120, "fear_greed_previous": 40}},
    ),
    (
        "too-old",
        "regulation",
        {
            **FALL,
            "events": [
                {"kind": "regulation", "title": "A lawsuit", "date": "2026-01-20"},
                {"kind": "regulation", "title": "A hearing", "date": "2026-02-09"},
                {"kind": "outage", "title": "An exchange is down", "date": "2026-02-04"},
            ],
        },
    ),
    (
        "condition-not-known",
        "fear_sentiment",
        {"sentiment": {"fear_greed": 34}, "assets": {"BTC": {"price_usd": 73000}}},
    ),
]


@pytest.mark.parametrize(("name", "driver", "episode", "focus"), PAIRS, ids=lambda each: str(each))
def test_a_trace_of_an_episode_reads(
    golden: Callable[[Path, str], str],
    repository: Path,
    name: str,
    driver: str,
    episode: str,
    focus: str | None,
) -> None:
    """Telling pairs of a driver and an episode, word for word."""
    (trace,) = EXPLAINER.trace(EPISODES[episode], driver=driver, focus=focus)
    text = drawn(trace)
    assert golden(repository / "tests" / "golden" / "why" / f"{name}.txt", text) == text


@pytest.mark.parametrize(("name", "driver", "given"), BY_HAND, ids=lambda each: str(each)[:20])
def test_what_no_episode_holds_reads_too(
    golden: Callable[[Path, str], str],
    repository: Path,
    name: str,
    driver: str,
    given: dict[str, Any],
) -> None:
    """Readings that cannot be used, and events out of their time."""
    (trace,) = EXPLAINER.trace({"as_of": NOON, **given}, driver=driver)
    text = drawn(trace)
    assert golden(repository / "tests" / "golden" / "why" / f"{name}.txt", text) == text


def test_all_drivers_take_a_line_each(golden: Callable[[Path, str], str], repository: Path) -> None:
    """The summary of a whole episode, word for word."""
    traces = EXPLAINER.trace(EPISODES["2026-06-04-fed-etf-liquidations"])
    text = "\n".join([HEADING, *map(summary, traces)]) + "\n"
    assert golden(repository / "tests" / "golden" / "why" / "all.txt", text) == text


def test_no_line_is_wider_than_a_terminal() -> None:
    """Whatever the names, every line of every trace has at most 100 columns."""
    for snapshot in EPISODES.values():
        for trace in EXPLAINER.trace(snapshot):
            lines = [*drawn(trace).splitlines(), *summary(trace).splitlines()]
            assert max(map(len, lines)) <= COLUMNS


def test_the_first_line_is_the_answer() -> None:
    """Its status in a word, its strength, and what it needs."""
    snapshot = {"as_of": NOON, **FALL, "etf": {"BTC": {"net_flow_usd": -60e6}}}
    (trace,) = EXPLAINER.trace(snapshot, driver="etf_outflows")
    first = drawn(trace).splitlines()[0]
    assert first == (
        "etf_outflows was not evaluated: strength 0.15 of 0.3 is known, up to 0.99 is possible."
    )
