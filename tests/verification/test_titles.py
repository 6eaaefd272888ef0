"""Numbers of an event's title, and nouns that no figure is about."""

from __future__ import annotations

import pytest
from tests.verification.conftest import Verify

TARIFF = "2025-10-11-tariff-100-record-liquidation"
SEIZED = "2025-01-09-government-sale"
WEEK = "2025-10-18-trade-tension-etf-week"


@pytest.mark.parametrize(
    ("about", "text"),
    [
        (TARIFF, "Bitcoin slid after news of a 100% tariff."),
        (TARIFF, "The tariffs were put at one hundred percent."),
        (SEIZED, "The government holds 69,370 BTC."),
        (SEIZED, "Some 69,000 seized coins may be sold."),
    ],
)
def test_a_number_of_a_title_is_supported_in_any_form(
    about: str, text: str, verify: Verify
) -> None:
    """Where words of the title stand near it."""
    assert [one.status for one in verify(text, about).numbers] == ["supported"]


@pytest.mark.parametrize(
    ("about", "text"),
    [
        (TARIFF, "Bitcoin fell 100% on a tariff."),
        (TARIFF, "Bitcoin's 100% plunge followed a tariff."),
        (SEIZED, "Bitcoin trades at 69,370."),
    ],
)
def test_a_number_of_a_title_is_wrong_as_anything_else(
    about: str, text: str, verify: Verify
) -> None:
    """The tariff is no fall, and an amount of coins no price."""
    assert [one.status for one in verify(text, about).numbers] == ["wrong"]


def test_a_number_with_a_noun_of_its_own_is_no_wrong_reading(verify: Verify) -> None:
    """No figure is about tariffs, so none says what theirs should be."""
    (number,) = verify("Bitcoin slid after news of a 50% tariff on steel.", TARIFF).numbers
    assert (number.status, number.nearest) == ("unsupported", None)


def test_a_count_of_other_things_is_not_judged(verify: Verify) -> None:
    """Nothing says what is counted."""
    (number,) = verify("Two reasons stand out.", TARIFF).numbers
    assert number.status == "unjudged"


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Sentiment slid from 28 to 25.", ["supported", "supported"]),
        ("Sentiment improved from 25 to 28.", ["supported", "wrong"]),
    ],
)
def test_time_does_not_run_backward(text: str, statuses: list[str], verify: Verify) -> None:
    """The later of two numbers is the reading of now."""
    assert [one.status for one in verify(text, WEEK).numbers] == statuses
