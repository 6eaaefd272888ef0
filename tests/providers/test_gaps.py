"""Kinds of dates and events of which nobody told, as the snapshot says it."""

from __future__ import annotations

from typing import Any

from tests.providers.asking import utc
from tests.providers.parts.gathering import told

from explainer.providers import bea, coindesk, federalreserve
from explainer.providers.gaps import HAPPENED, untold_kinds
from explainer.providers.gather import Attempt, Gathered
from explainer.providers.nouns import Agenda, Headlines, Told
from explainer.providers.provider import Provider
from explainer.snapshot import CalendarEntry, CalendarKind, Event

NOW = utc("2026-10-05T12:00")


def dated(provider: Provider, *kinds: CalendarKind) -> Told[Any]:
    """A source that has a date of each kind."""
    entries = tuple(CalendarEntry(kind=kind, date="2026-12-09") for kind in kinds)
    return told(Agenda(entries=entries), NOW, provider)


def heard(provider: Provider, *events: Event) -> Told[Any]:
    """A feed of headlines."""
    return told(Headlines(events=events), NOW, provider)


ALL_DATES = (
    dated(federalreserve.FEDERAL_RESERVE, "fomc", "fomc_minutes", "cpi", "jobs", "ppi"),
    dated(bea.BEA, "gdp", "pce"),
)
NEWS = (heard(coindesk.COINDESK),)


def gaps(agenda: tuple[Told[Any], ...], headlines: tuple[Told[Any], ...]) -> dict[str, Any]:
    """Reason and paths by row, where the Federal Reserve and the desks gave nothing."""
    attempts = (
        Attempt(row="agenda", provider="fred", reason="no_key"),
        Attempt(row="agenda", provider="federalreserve", reason="blocked"),
        Attempt(row="headlines", provider="coindesk", reason="timed_out"),
    )
    gathered = Gathered(told={"agenda": agenda, "headlines": headlines}, attempts=attempts)
    return {
        gap.metric.partition(".")[0]: (gap.reason, gap.covers) for gap in untold_kinds(gathered)
    }


def test_where_all_kinds_are_told_there_is_no_gap() -> None:
    """One desk of news is enough, and so is one date of each kind, however far ahead."""
    assert gaps(ALL_DATES, NEWS) == {}


def test_dates_of_one_office_leave_those_of_the_others_open() -> None:
    """The reason is that of the first source that was asked."""
    assert gaps(ALL_DATES[1:], NEWS) == {
        "calendar": (
            "blocked",
            tuple(f"calendar.{kind}" for kind in ("fomc", "fomc_minutes", "cpi", "jobs", "ppi")),
        )
    }


def test_the_feed_of_an_office_tells_of_its_own_doings_alone() -> None:
    """What it decided is known; whether anything was stolen is not."""
    decided = Event(kind="monetary_policy", title="Rates held", date="2026-10-05T11:00:00Z")
    found = gaps(ALL_DATES, (heard(federalreserve.FEDERAL_RESERVE, decided),))
    reason, paths = found["events"]
    assert reason == "timed_out"
    assert "events.security_breach" in paths
    assert "events.monetary_policy" not in paths
    assert len(paths) == len(HAPPENED) - 1
