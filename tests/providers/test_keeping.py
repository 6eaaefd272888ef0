"""Figures of earlier rounds that stand in for a source that is down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from explainer.providers.client import Client
from explainer.providers.gather import Attempt, Gathered
from explainer.providers.keeping import Held, Keeper
from explainer.providers.nouns import Funding, Mood, Told
from explainer.providers.offer import offered
from explainer.providers.provider import Provider
from explainer.providers.rows import FUNDING, MOOD

NOW = datetime(2025, 4, 7, 12, tzinfo=UTC)
FIRST, SECOND = (
    Provider(name=name, title=name, link="", attribution="", terms="")
    for name in ("first", "second")
)


async def _mood(_client: Client) -> Told[Mood]:
    raise AssertionError("nobody is asked here")


async def _funding(_client: Client) -> Told[Funding]:
    raise AssertionError("nobody is asked here")


ROWS = (
    offered(MOOD, (FIRST, _mood), (SECOND, _mood)),
    offered(FUNDING, (FIRST, _funding), (SECOND, _funding)),
)


def mood(provider: Provider, value: float, at: datetime = NOW) -> Told[Mood]:
    """Return what a source tells of a row that is asked in order."""
    return Told(figures=Mood(now=value), provider=provider, url="", observed_at=at)


def funding(provider: Provider, at: datetime = NOW) -> Told[Funding]:
    """Return what a source tells of a row that is asked together."""
    figures = Funding(venue=provider.name, rate_8h_pct=0.01)
    return Told(figures=figures, provider=provider, url="", observed_at=at)


def gathered(*moods: Told[Mood], fundings: tuple[Told[Funding], ...] = ()) -> Gathered:
    """Return a round in which these came."""
    return Gathered(told={"mood": moods, "funding": fundings}, attempts=())


def test_of_a_row_asked_in_order_the_one_that_answered_last_stands_in() -> None:
    """What another source told before it is forgotten."""
    keeper = Keeper(ROWS)
    keeper.complete(gathered(mood(FIRST, 20)), NOW)
    keeper.complete(gathered(mood(SECOND, 30)), NOW)
    done = keeper.complete(gathered(), NOW)

    assert done.gathered.told["mood"] == (mood(SECOND, 30),)
    assert done.held == (Held(row="mood", provider="second", observed_at=NOW),)


def test_of_a_row_asked_together_each_source_stands_in_for_itself() -> None:
    """A sum over venues does not fall because one of them is down; the order stays."""
    keeper = Keeper(ROWS)
    keeper.complete(gathered(fundings=(funding(FIRST), funding(SECOND))), NOW)
    later = NOW + timedelta(hours=1)
    done = keeper.complete(gathered(fundings=(funding(SECOND, later),)), later)

    assert done.gathered.told["funding"] == (funding(FIRST), funding(SECOND, later))
    assert done.held == (Held(row="funding", provider="first", observed_at=NOW),)


def test_figures_go_when_they_are_older_than_their_row_allows() -> None:
    """At the limit they still stand in; beyond it the row is lacking, and says how old they are."""
    keeper = Keeper(ROWS)
    keeper.complete(gathered(mood(FIRST, 20)), NOW)
    limit = NOW + MOOD.most_age

    assert keeper.complete(gathered(), limit).gathered.told["mood"]
    done = keeper.complete(gathered(), limit + timedelta(seconds=1))
    assert done.gathered.told["mood"] == ()
    assert {each.row: each.newest for each in done.lacking} == {"mood": NOW, "funding": None}


def test_a_row_that_is_lacking_says_what_its_sources_failed_at() -> None:
    """Failures of other rows are not among them."""
    failed, other = (
        Attempt(row=row, provider="first", reason="refused", detail="404")
        for row in ("mood", "funding")
    )
    told = {"mood": (), "funding": (funding(FIRST),)}
    done = Keeper(ROWS).complete(Gathered(told=told, attempts=(failed, other)), NOW)

    (lacking,) = done.lacking
    assert (lacking.row, lacking.covers) == ("mood", MOOD.covers)
    assert lacking.failures == (failed,)
