"""Texts of people: honest ones pass, dishonest ones are caught at the place where they lie."""

from __future__ import annotations

from typing import Any

import pytest
from tests.verification.conftest import Verify, faults, rewrites

HONEST = [
    *rewrites("honest.yaml"),
    *rewrites("honest_long.yaml"),
    *rewrites("honest_short.yaml"),
]
DISHONEST = [
    *rewrites("dishonest.yaml"),
    *rewrites("dishonest_plain.yaml"),
    *rewrites("dishonest_short.yaml"),
]
ACCUSED = {"wrong", "unsupported", "beyond", "against", "advice"}


@pytest.mark.parametrize("rewrite", HONEST)
def test_an_honest_rewrite_is_not_accused(rewrite: dict[str, Any], verify: Verify) -> None:
    """Whatever way of writing numbers it uses, a true text has no fault."""
    found = verify(rewrite["text"], rewrite["episode"])
    assert found.verdict != "problems", faults(found)


@pytest.mark.parametrize("rewrite", DISHONEST)
def test_a_dishonest_rewrite_is_caught(rewrite: dict[str, Any], verify: Verify) -> None:
    """One thing is wrong in each text; something is found, and the verdict says so."""
    found = verify(rewrite["text"], rewrite["episode"])
    assert [fault for fault in faults(found) if fault[1] in ACCUSED]
    assert found.verdict == "problems"


def test_honest_rewrites_are_hardly_ever_left_unjudged(verify: Verify) -> None:
    """At most one number in fifty of them cannot be judged."""
    found = [
        number.status
        for one in HONEST
        for number in verify(one.values[0]["text"], one.values[0]["episode"]).numbers
    ]
    assert found.count("unjudged") <= len(found) / 50
