"""Readings of the market's mood."""

from typing import Annotated

from explainer.metric_spec import metric
from explainer.readings.group import PERCENT, Group, Reading


class Sentiment(Group, frozen=True, kw_only=True):
    """The mood of the market."""

    fear_greed: Annotated[
        Reading,
        metric(
            "index",
            "fear and greed index",
            "Mood of the market, from 0 (extreme fear) to 100 (extreme greed).",
            window="1 day",
            sign="low is fear",
            within=PERCENT,
            max_age=36,
            suspect_below=1,
            suspect_unit="a share of one",
        ),
    ] = None
    fear_greed_previous: Annotated[
        Reading,
        metric(
            "index",
            "previous fear and greed index",
            "The index of the day before.",
            window="the day before",
            sign="low is fear",
            within=PERCENT,
            max_age=60,
            suspect_below=1,
            suspect_unit="a share of one",
        ),
    ] = None
