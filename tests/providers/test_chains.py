from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from explainer.providers.chains import OpenOption, summed

TODAY, LATER = date(2026, 9, 8), date(2026, 9, 25)
MORNING = datetime(2026, 9, 8, 7, 59, tzinfo=UTC)
SETTLED = datetime(2026, 9, 8, 8, tzinfo=UTC)


def option(
    expires: date, coins: float, usd: float | None = None, *, is_put: bool = False
) -> OpenOption:
    """One option."""
    return OpenOption(expires=expires, is_put=is_put, coins=coins, usd=usd)


def test_puts_over_calls_and_dollars_by_expiry() -> None:
    """The ratio is of what is open in coins, the amounts are by day."""
    found = summed(
        [
            option(LATER, 30.0, 2_400_000.0),
            option(LATER, 10.0, 800_000.0, is_put=True),
            option(TODAY, 10.0, 790_000.0, is_put=True),
        ],
        MORNING,
    )
    assert found is not None
    assert found.put_call_ratio == pytest.approx(20 / 30)
    assert found.by_expiry_usd == {TODAY: 790_000.0, LATER: 3_200_000.0}


def test_options_are_gone_at_eight_in_the_morning() -> None:
    """What expires today is settled at 08:00 UTC, and open no more."""
    options = [option(TODAY, 1.0, 79_000.0), option(LATER, 1.0, 79_000.0)]
    before, after = summed(options, MORNING), summed(options, SETTLED)
    assert before is not None
    assert after is not None
    assert list(before.by_expiry_usd) == [TODAY, LATER]
    assert list(after.by_expiry_usd) == [LATER]


def test_option_without_a_price_counts_in_the_ratio_alone() -> None:
    """An amount that is not known in dollars is missing from the expiry, and not zero."""
    found = summed([option(LATER, 4.0), option(LATER, 2.0, is_put=True)], MORNING)
    assert found is not None
    assert (found.put_call_ratio, found.by_expiry_usd) == (0.5, {})


def test_no_calls_no_ratio() -> None:
    """Nothing is divided by nothing."""
    found = summed([option(LATER, 1.0, 79_000.0, is_put=True)], MORNING)
    assert found is not None
    assert found.put_call_ratio is None


@pytest.mark.parametrize("options", [[], [option(TODAY, 5.0)], [option(LATER, 0.0)]])
def test_nothing_open_is_nothing(options: list[OpenOption]) -> None:
    """Without an open option there is nothing to tell."""
    assert summed(options, SETTLED) is None
