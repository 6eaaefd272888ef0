"""Indicators computed from rows of days, each by its textbook definition.

All are pure functions of completed days. Where the rows are too short for the definition they give
None, never a guess.
"""

from explainer.indicators.averages import simple_average
from explainer.indicators.correlation import correlation
from explainer.indicators.highs import drawdown_from_high, run_up
from explainer.indicators.levels import Levels, levels
from explainer.indicators.momentum import relative_strength
from explainer.indicators.streaks import Streak, outflow_streak
from explainer.indicators.volatility import realized_volatility

__all__ = [
    "Levels",
    "Streak",
    "correlation",
    "drawdown_from_high",
    "levels",
    "outflow_streak",
    "realized_volatility",
    "relative_strength",
    "run_up",
    "simple_average",
]
