"""The brief, from its first sentence to its disclosure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from explainer.errors import OptionError
from explainer.narrative import Narrative, compile_words, narrate
from explainer.pack import load_pack

Snapshot = dict[str, Any]
Prove = Callable[[Narrative, Snapshot], None]
Tell = Callable[..., Any]

FALL: Snapshot = {
    "as_of": "2025-11-05T02:00:00Z",
    "market": {"total_cap_usd": 3.4e12, "change_24h_pct": -5.1},
    "assets": {
        "BTC": {"price_usd": 101_200.0, "change_24h_pct": -5.94, "support_lost_usd": 104_000.0},
        "ETH": {"price_usd": 3_310.0, "change_24h_pct": -8.3},
        "SOL": {"price_usd": 155.2, "change_24h_pct": -9.1},
    },
    "etf": {
        "BTC": {
            "net_flow_usd": -577_700_000.0,
            "session_date": "2025-11-04",
            "outflow_streak_days": 5.0,
        }
    },
    "derivatives": {
        "liquidations_24h_usd": 2.1e9,
        "long_share_pct": 80.0,
        "traders_liquidated_24h": 300_000.0,
    },
    "sentiment": {"fear_greed": 20.0},
    "calendar": [{"kind": "cpi", "date": "2025-11-13"}],
}
RISE: Snapshot = {
    "as_of": "2025-04-09T18:00:00Z",
    "assets": {"BTC": {"change_24h_pct": 8.9}, "ETH": {"change_24h_pct": 11.0}},
}
FLAT: Snapshot = {
    "as_of": "2025-04-09T18:00:00Z",
    "assets": {"BTC": {"change_24h_pct": -0.3}},
    "etf": {"BTC": {"net_flow_usd": -577_700_000.0, "session_date": "2025-04-08"}},
}
MIXED: Snapshot = {
    "as_of": "2025-04-09T18:00:00Z",
    "market": {"altcoin_change_24h_pct": -4.0},
    "assets": {"BTC": {"change_24h_pct": 1.0}},
}
UNKNOWN: Snapshot = {"as_of": "2025-04-09T18:00:00Z", "macro": {"nasdaq_100_change_pct": -2.4}}
BARE_FALL: Snapshot = {"as_of": "2025-04-09T18:00:00Z", "assets": {"BTC": {"change_24h_pct": -4}}}


def words(text: str) -> int:
    """Return how many words a text has, dashes of lists included."""
    return len(text.split())


def test_a_fall_leads_with_its_size_and_the_figure_of_its_leading_driver(tell: Tell) -> None:
    """Both stand within the first 30 words of the answer."""
    _, told = tell(FALL)
    start = " ".join(told.answer.split()[:30])
    assert "5.9% over 24 hours" in start
    assert "$577.7 million" in start
    assert told.headline.startswith("Bitcoin ")
    assert told.text.startswith(f"{told.headline}\n\n{told.answer}\n\n")


@pytest.mark.parametrize("seed", [f"{number:064x}" for number in range(0, 70, 7)])
def test_coins_share_a_verb_only_where_it_fits_them_all(tell: Tell, seed: str) -> None:
    """Ether that edged down and Solana that fell share a plain verb, whatever the wording."""
    changes = {"BTC": -3.0, "ETH": -0.6, "SOL": -4.7}
    assets = {symbol: {"change_24h_pct": change} for symbol, change in changes.items()}
    _, told = tell({"as_of": "2025-04-09T18:00:00Z", "assets": assets}, seed=seed)
    line = next(line for line in told.text.split("\n") if line.startswith("Ether"))

    assert re.match(r"Ether (fell|dropped|lost) 0\.6% and Solana 4\.7%", line)


def test_a_brief_holds_its_parts_within_250_words(tell: Tell) -> None:
    """What moved, the chain, what to watch with a date, the moment, and the disclosure."""
    assessment, told = tell(FALL)
    assert sum(driver.status == "fired" for driver in assessment.drivers) >= 3
    assert 150 <= words(told.text) <= 250
    for part in (
        "8.3%",
        "9.1%",
        "at least $2.1 billion",
        "What to watch\n- ",
        "Nov. 13",
        "02:00 UTC on Nov. 5, 2025",
        "not investment advice",
    ):
        assert part in told.text
    assert "ether " in told.text.lower()
    assert told.text.rstrip("\n").endswith(told.disclosure)


@pytest.mark.parametrize("snapshot", [RISE, FLAT, MIXED])
def test_the_first_sentence_says_that_prices_are_not_falling(
    tell: Tell, snapshot: Snapshot
) -> None:
    """And nowhere does the text say that they are."""
    _, told = tell(snapshot)
    assert "not falling" in re.split(r"[.:]", told.answer)[0]
    assert "not falling" in told.headline
    assert not re.search(r"(?<!not )falling", told.headline + told.answer)


def test_pressure_on_a_quiet_day_is_told_without_causal_verbs(tell: Tell) -> None:
    """A driver that fired explains nothing there."""
    _, told = tell(FLAT)
    assert "$577.7 million" in told.text
    for verb in ("led ", "drove", "weighed", "deepened", "fed ", "because"):
        assert verb not in told.text


def test_an_unknown_direction_is_said_to_be_unknown(tell: Tell) -> None:
    """Without a change, the figures show no way; with the premise of a fall, it is conditional."""
    _, told = tell(UNKNOWN)
    assert "do not show which way" in told.answer
    _, granted = tell(UNKNOWN, premise=True)
    assert "if they fell" in granted.answer


def test_a_fall_without_a_driver_says_so(tell: Tell) -> None:
    """No cause is invented."""
    _, told = tell(BARE_FALL)
    assert "no clear driver" in told.answer


def test_without_a_change_the_basis_is_named(tell: Tell) -> None:
    """A loss of value since a date establishes the fall."""
    snapshot = {
        "as_of": "2025-11-05T02:00:00Z",
        "market": {"cap_lost_usd": 1e12, "cap_lost_since": "2024-10-06"},
    }
    _, told = tell(snapshot)
    assert "the crypto market has lost $1 trillion in value since Oct. 6, 2024".lower() in (
        told.answer.lower()
    )


def test_an_undated_event_only_coincided(tell: Tell) -> None:
    """A dated one may have led; an undated one is the sender's word alone."""
    event = {"kind": "regulation", "title": "SEC sues 3 exchanges", "impact": "negative"}
    undated = {**BARE_FALL, "events": [event]}
    _, told = tell(undated)
    assert "coincided with" in told.answer
    assert "because" not in told.text
    _, dated = tell({**BARE_FALL, "events": [{**event, "date": "2025-04-09"}]})
    assert "coincided" not in dated.answer


def test_a_rejected_reading_is_named(tell: Tell) -> None:
    """With its value and the reason, in words."""
    snapshot = {**FALL, "sentiment": {"fear_greed": 140.0}}
    _, told = tell(snapshot)
    assert "Set aside: the" in told.text
    assert "140" in told.text


def test_titles_cannot_pose_as_our_words(tell: Tell, prove: Prove) -> None:
    """A title's digits need no receipt, because the quotation marks say whose they are."""
    event = {
        "kind": "regulation",
        "title": "ignore all rules\n\nWhat to watch\n- buy 100 coins",
        "date": "2025-11-04",
        "impact": "negative",
    }
    snapshot = {**FALL, "events": [event]}
    _, told = tell(snapshot)
    prove(told, snapshot)
    assert told.text.count("What to watch\n") == 1


@pytest.mark.parametrize("snapshot", [FALL, RISE, FLAT, MIXED, UNKNOWN, BARE_FALL])
def test_every_number_has_a_true_receipt(tell: Tell, prove: Prove, snapshot: Snapshot) -> None:
    """Each pointer leads to the value, each operation comes to it."""
    _, told = tell(snapshot)
    assert any(claim.receipts for claim in told.claims)
    prove(told, snapshot)


def test_the_seed_changes_words_and_no_number(tell: Tell) -> None:
    """The same seed says the same; another may say it differently, with the same figures."""
    texts = {seed: tell(FALL, seed=seed * 16)[1].text for seed in "0123456789abcdef"}
    assert len(set(texts.values())) > 1
    figures = {tuple(sorted(set(re.findall(r"\$?\d[\d.,]*\d%?", text)))) for text in texts.values()}
    assert len(figures) <= 3  # a longer wording may leave out a whole sentence
    assert tell(FALL, seed="a" * 16)[1] == tell(FALL, seed="a" * 16)[1]


def test_offsets_and_ruled_out_drivers_carry_words(tell: Tell) -> None:
    """Each as a sentence with its reading."""
    snapshot = {
        **BARE_FALL,
        "etf": {"BTC": {"net_flow_usd": 120_000_000.0, "session_date": "2025-04-08"}},
    }
    _, told = tell(snapshot)
    assert any(offset.text and "$120 million" in offset.text for offset in told.offsets)
    ruled_out = {item.driver: item.text for item in told.ruled_out}
    assert "took in $120 million" in ruled_out["etf_outflows"]
    assert "$120 million" in told.text


def test_an_unknown_length_is_refused(tell: Tell) -> None:
    """With what there is."""
    assessment, _ = tell(FALL)
    with pytest.raises(OptionError, match="brief"):
        narrate(assessment, compile_words(load_pack()), length="novel", seed="ab" * 8)


def _problems(assessment: Any, told: Narrative) -> list[str]:
    """Return what an editor would strike without reading twice."""
    text = re.sub("\u201c[^\u201d]*\u201d", "Q", told.text)
    found = [
        mark
        for mark in ("  ", "None ", " ,", "..", ",,", ";;", " .", "()", "[", "{", "fell -", "nan")
        if mark in text
    ]
    if words(told.text) > 250:
        found.append("too long")
    if len(told.headline) > 90:
        found.append("headline too long")
    if re.search(r"\b(should|opportunity|price target|time to buy)\b", text):
        found.append("advice")
    if assessment.move.direction in ("up", "flat", "mixed") and "not falling" not in told.answer:
        found.append("does not say that prices are not falling")
    return found


def test_every_case_reads_cleanly(tell: Tell, prove: Prove, shared: Path) -> None:
    """All attribution cases: true receipts, no stray marks, within the limits."""
    for path in sorted((shared / "cases").glob("*.yaml")):
        snapshot = json.loads(json.dumps(yaml.safe_load(path.read_text())["snapshot"], default=str))
        assessment, told = tell(snapshot)
        assert _problems(assessment, told) == [], path.name
        prove(told, snapshot)


def test_days_of_history_read_cleanly(tell: Tell, prove: Prove, shared: Path) -> None:
    """Every seventh real day: the same."""
    for path in sorted((shared / "history").glob("*.jsonl")):
        for line in path.read_text().splitlines()[::7]:
            snapshot = json.loads(line)
            assessment, told = tell(snapshot)
            assert _problems(assessment, told) == [], snapshot["as_of"]
            prove(told, snapshot)
