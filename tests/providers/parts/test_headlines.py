"""Headlines of all desks as events of a snapshot, each once."""

from __future__ import annotations

from datetime import UTC, datetime

from explainer.intake import convert_snapshot
from explainer.providers.assemble import assemble
from explainer.providers.coindesk import COINDESK
from explainer.providers.cointelegraph import COINTELEGRAPH
from explainer.providers.gather import Gathered
from explainer.providers.nouns import Headlines, Price, Told
from explainer.providers.parts.happenings import MOST_EVENTS, headlines
from explainer.providers.provider import Provider
from explainer.providers.rows import HEADLINES, PRICES
from explainer.snapshot import Event

NOW = datetime(2026, 9, 30, 18, 0, tzinfo=UTC)


def event(title: str, hour: int = 9, size: float | None = None) -> Event:
    """A theft that a headline tells of."""
    date = f"2026-09-30T{hour:02}:00:00Z"
    return Event(
        kind="security_breach", title=title, date=date, size_usd=size, url="https://example.org/a"
    )


def gathered(**events: list[Event]) -> Gathered:
    """What the two desks told."""
    desks: dict[str, Provider] = {"coindesk": COINDESK, "cointelegraph": COINTELEGRAPH}
    told = tuple(
        Told(
            figures=Headlines(events=tuple(found)),
            provider=desks[name],
            url="https://example.org/feed",
            observed_at=NOW,
        )
        for name, found in events.items()
    )
    return Gathered(told={HEADLINES.id: told}, attempts=())


def titles(**events: list[Event]) -> list[str]:
    """The titles of the events that come of it."""
    return [each.title for each in headlines(gathered(**events)).events]


def test_nothing_was_told() -> None:
    """Without an answer there are no events and no source."""
    part = headlines(Gathered(told={}, attempts=()))
    assert part.events == ()
    assert part.sources == ()


def test_the_same_words_of_two_desks() -> None:
    """Capitals and stops make no other event; the earlier headline is kept."""
    one, other = event("Upbit hacked", 10), event("UPBIT: Hacked!", 9)
    assert titles(coindesk=[one], cointelegraph=[other]) == ["UPBIT: Hacked!"]


def test_the_same_loss_in_other_words() -> None:
    """Two thefts of one size within days are one."""
    one = event("Hackers drain $290M from bridge", 9, 290e6)
    other = event("KelpDAO suffers $290 million exploit", 12, 290e6)
    assert titles(coindesk=[other], cointelegraph=[one]) == [one.title]


def test_events_of_other_sizes_and_words_stay() -> None:
    """Newest first, over all desks."""
    one, two, three = event("A", 9, 60e6), event("B", 12, 70e6), event("C", 11)
    assert titles(coindesk=[one, two], cointelegraph=[three]) == ["B", "C", "A"]


def test_not_too_many() -> None:
    """Of very many the newest are taken."""
    many = [event(f"Number {number}", number % 24) for number in range(60)]
    found = headlines(gathered(coindesk=many)).events
    assert len(found) == MOST_EVENTS
    assert found[0].date == "2026-09-30T23:00:00Z"


def test_events_reach_the_snapshot() -> None:
    """They stand in the snapshot as a sender would have written them."""
    told = gathered(coindesk=[event("Upbit hacked")])
    price = Told(
        figures={"BTC": Price(price_usd=60000.0)},
        provider=COINDESK,
        url="https://a.org",
        observed_at=NOW,
    )
    found = assemble(Gathered(told={**told.told, PRICES.id: (price,)}, attempts=()), NOW)
    assert found.snapshot is not None
    assert found.snapshot.events == (event("Upbit hacked"),)
    assert convert_snapshot({"as_of": "2026-09-30T18:00:00Z"}).events is None
