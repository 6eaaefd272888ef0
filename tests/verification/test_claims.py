"""What may be said of drivers, and of directions, on one falling day and one rising."""

from __future__ import annotations

import pytest
from tests.verification.conftest import Verify

from explainer.explainer import Explainer
from explainer.snapshot import Snapshot

FALL = "2025-11-04-etf-outflows-leverage"
RISE = "2024-11-06-trump-wins"


@pytest.mark.parametrize(
    ("text", "status", "driver"),
    [
        ("Outflows from spot ETFs led the fall.", "within", "etf_outflows"),
        ("The fall was driven by outflows from spot ETFs.", "within", "etf_outflows"),
        ("Rate worries may have weighed on prices.", "within", "macro_policy"),
        ("Rate worries drove the fall.", "beyond", "macro_policy"),
        ("Prices fell because of rate worries.", "beyond", "macro_policy"),
        ("Forced liquidations deepened the fall.", "within", "liquidation_cascade"),
        ("Forced liquidations triggered the fall.", "beyond", "liquidation_cascade"),
        ("Miner selling drove the fall.", "beyond", "miner_selling"),
        ("Miner selling was not checked.", "within", "miner_selling"),
        ("Miner selling played no part.", "beyond", "miner_selling"),
        ("Outflows from spot ETFs played no part.", "against", "etf_outflows"),
        ("There were no outflows from spot ETFs.", "against", "etf_outflows"),
        ("Outflows from spot ETFs were not checked.", "against", "etf_outflows"),
    ],
)
def test_a_claim_is_held_against_the_certainty_of_its_driver(
    text: str, status: str, driver: str, verify: Verify
) -> None:
    """Hedges, roles, denials and what nobody could check."""
    found = [one for one in verify(text, FALL).claims if one.kind == "driver"]
    assert [(one.driver, one.status) for one in found] == [(driver, status)]


@pytest.mark.parametrize(
    ("text", "episode", "status"),
    [
        ("The crypto market fell.", FALL, "within"),
        ("Crypto rallied.", FALL, "against"),
        ("Crypto prices are not falling.", RISE, "within"),
        ("Bitcoin slumped.", RISE, "against"),
        ("Bitcoin soared.", RISE, "within"),
    ],
)
def test_a_direction_is_held_against_the_move(
    text: str, episode: str, status: str, verify: Verify
) -> None:
    """Where no number is given, the direction itself is the claim."""
    found = [one for one in verify(text, episode).claims if one.kind == "direction"]
    assert [one.status for one in found] == [status]


def test_a_dropped_at_least_is_a_note(verify: Verify) -> None:
    """Published liquidation totals are lower bounds, and a text should say so."""
    (found,) = verify("Traders saw $2.1 billion liquidated.", FALL).claims
    assert (found.kind, found.status, found.severity) == ("lower_bound", "beyond", "note")
    assert verify("At least $2.1 billion was liquidated.", FALL).claims == ()


def test_a_note_alone_leaves_a_text_clean(verify: Verify) -> None:
    """It is listed and counted, and the verdict does not change for it."""
    found = verify("Traders saw $2.1 billion liquidated.", FALL)
    assert (found.counts.beyond, found.verdict) == (1, "clean")


def test_a_lower_bound_told_as_the_most_is_a_problem(verify: Verify) -> None:
    """What may be more is not at most so much."""
    found = verify("At most $2.1 billion was liquidated.", FALL)
    assert ([one.severity for one in found.claims], found.verdict) == (["problem"], "problems")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Forced liquidations made the drop worse.", "within"),
        ("Worries over interest rates triggered outflows from spot ETFs.", "beyond"),
        ("Worries over interest rates may have fed outflows from spot ETFs.", "within"),
        ("The figures show outflows from spot ETFs.", "within"),
        ("The figures show selling by large holders.", "beyond"),
        ("To blame: stress in stablecoins and strain on miners.", "beyond"),
    ],
)
def test_links_and_presence_are_claims_as_well(text: str, status: str, verify: Verify) -> None:
    """A driver that set off another, and one that is said to have been there."""
    assert {one.status for one in verify(text, FALL).claims} == {status}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("saw $577.7 million of net outflows", "saw $577.7 million of net inflows"),
        ("were not crowded", "were crowded"),
        ("weakness on price charts", "strain on miners"),
        ("may also have weighed on", "also weighed on"),
    ],
)
def test_a_word_changed_in_our_own_text_is_found(
    before: str, after: str, explainer: Explainer, snapshots: dict[str, Snapshot]
) -> None:
    """Where the rest of a sentence is ours, what stands in the open place is compared."""
    for length in ("chat", "brief", "article"):
        text = explainer.explain(snapshots[FALL], length=length).text
        assert explainer.verify(text, snapshots[FALL]).verdict == "clean"
        changed = text.replace(before, after)
        assert changed == text or explainer.verify(changed, snapshots[FALL]).verdict == "problems"


def test_what_usually_happens_claims_nothing(verify: Verify) -> None:
    """A general sentence is no claim about this fall."""
    assert (
        verify("When whales sell, prices often fall because of whale selling.", FALL).claims == ()
    )
