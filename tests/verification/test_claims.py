"""What may be said of drivers, and of directions, on one falling day and one rising."""

from __future__ import annotations

import pytest
from tests.verification.conftest import Verify

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


def test_what_usually_happens_claims_nothing(verify: Verify) -> None:
    """A general sentence is no claim about this fall."""
    assert (
        verify("When whales sell, prices often fall because of whale selling.", FALL).claims == ()
    )
