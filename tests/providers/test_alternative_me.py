from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import ask

from explainer.errors import ProviderEmpty, ProviderRefused
from explainer.providers import alternative_me
from explainer.providers.nouns import Mood

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
PATH = "/alternative_me/fng/"
TODAY, YESTERDAY, DAY_BEFORE = "1788825600", "1788739200", "1788652800"


def day(stamp: str, value: Any) -> Any:
    """One row."""
    return {"value": value, "value_classification": "Fear", "timestamp": stamp}


def answer(*rows: Any, error: Any = None) -> Any:
    """What it sends."""
    return {"name": "Fear and Greed Index", "data": list(rows), "metadata": {"error": error}}


def mood(*rows: Any) -> Mood:
    """The mood that these rows tell."""
    return ask(alternative_me.mood, {PATH: answer(*rows)}, NOW).figures


def test_order_of_rows_does_not_matter() -> None:
    """The newest day is the one with the latest stamp."""
    assert mood(day(YESTERDAY, "71"), day(TODAY, "24")) == Mood(now=24.0, before=71.0)


def test_day_before_is_the_day_before() -> None:
    """An older day does not stand in for yesterday."""
    assert mood(day(TODAY, "24"), day(DAY_BEFORE, "71")) == Mood(now=24.0, before=None)


@pytest.mark.parametrize("value", [None, "", "-", "101", "-3", "NaN", "1e999"])
def test_value_that_is_none_is_left_out(value: Any) -> None:
    """Then the day before is the newest, and its time says so."""
    told = ask(alternative_me.mood, {PATH: answer(day(TODAY, value), day(YESTERDAY, "71"))}, NOW)
    assert told.figures == Mood(now=71.0, before=None)
    assert told.observed_at == datetime(2026, 9, 7, tzinfo=UTC)


def test_zero_is_a_value() -> None:
    """The greatest fear there is is not a missing figure."""
    assert mood(day(TODAY, "0")) == Mood(now=0.0, before=None)


@pytest.mark.parametrize("rows", [[], [None]])
def test_no_day_is_nothing_usable(rows: list[Any]) -> None:
    """An answer without days is no index of zero."""
    with pytest.raises(ProviderEmpty):
        mood(*rows)


def test_error_inside_a_good_status_has_its_name() -> None:
    """Its errors stand in the metadata."""
    with pytest.raises(ProviderRefused):
        ask(alternative_me.mood, {PATH: answer(error="rate limit")}, NOW)
    with pytest.raises(ProviderRefused):
        ask(alternative_me.mood, {PATH: {"data": None, "metadata": {"error": "down"}}}, NOW)
