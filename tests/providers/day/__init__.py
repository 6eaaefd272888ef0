"""What every source answers on one day, by path on a mirror: 2025-04-07, when the market fell 10%.

The figures are those of `fixtures/providers/day.json`; dates and times are moved to the clock that
is asked with, so that the same day can be played at any time.
"""

from tests.providers.day import chain, derivatives, flows, macro, okx, schedules, spot
from tests.providers.day.asking import Answers, Asked, Payload

ANSWERS: Answers = {
    **spot.ANSWERS,
    **derivatives.ANSWERS,
    **okx.ANSWERS,
    **chain.ANSWERS,
    **flows.ANSWERS,
    **macro.ANSWERS,
    **schedules.ANSWERS,
}
"""By path; a part of a path that is in braces stands for any."""

__all__ = ["ANSWERS", "Answers", "Asked", "Payload"]
