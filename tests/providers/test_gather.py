"""All rows are asked at once, within a time, and what became of every source is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import msgspec
import pytest
import structlog
from tests.providers.playing import AS_OF
from tests.providers.running import run

from explainer.errors import ProviderEmpty, ProviderError, ProviderRefused
from explainer.providers.client import Client
from explainer.providers.gather import SKEW, Attempt, Gathered, gather
from explainer.providers.nouns import Mood, Told
from explainer.providers.offer import Offered, offered
from explainer.providers.provider import Key, Provider
from explainer.providers.rows import MOOD

KEYED = Key(variable="SOURCE_KEY", sent_as="header", name="x-key")
Ask = Callable[[Client], Awaitable[Told[Mood]]]


def source(name: str, key: Key | None = None) -> Provider:
    """A source of this name."""
    return Provider(
        name=name, title=name.title(), link="https://x", attribution="x", terms="x", key=key
    )


def tells(name: str, value: float = 1.0, age: timedelta = timedelta()) -> tuple[Provider, Ask]:
    """A source that answers with a figure of that age."""
    provider = source(name)

    async def ask(_client: Client) -> Told[Mood]:
        return Told(
            figures=Mood(now=value), provider=provider, url="https://x", observed_at=AS_OF - age
        )

    return provider, ask


def fails(name: str, error: Exception) -> tuple[Provider, Ask]:
    """A source that does not answer."""

    async def ask(_client: Client) -> Told[Mood]:
        raise error

    return source(name), ask


def hangs(name: str) -> tuple[Provider, Ask]:
    """A source that never answers."""

    async def ask(_client: Client) -> Told[Mood]:
        await asyncio.Event().wait()
        raise ProviderEmpty(name, "never")

    return source(name), ask


TOGETHER = msgspec.structs.replace(MOOD, id="together", together=True)


def gathered(
    *rows: Offered, on: set[str] | None = None, keys: dict[str, str] | None = None
) -> Gathered:
    """What is gathered from these rows."""
    names = {offer.provider.name for row in rows for offer in row.offers}

    async def gathering() -> Gathered:
        async with Client(clock=lambda: AS_OF, mirror="http://127.0.0.1:1", keys=keys) as client:
            return await gather(client, rows, names if on is None else on, seconds=0.1)

    return run(gathering())


def reasons(found: Gathered) -> list[tuple[str, str | None]]:
    """Who was asked, and what came of it."""
    return [(attempt.provider, attempt.reason) for attempt in found.attempts]


def test_of_a_row_the_first_source_that_answers_is_taken() -> None:
    """Sources behind it are not asked; those before it are named with their reason."""
    empty = fails("empty", ProviderEmpty("empty", "nothing there"))
    found = gathered(offered(MOOD, empty, tells("first", 7.0), tells("second", 8.0)))
    assert reasons(found) == [("empty", "nothing_usable"), ("first", None)]
    first = found.first(MOOD)
    assert first is not None
    assert first.figures.now == 7.0
    assert len(found.every(MOOD)) == 1


def test_of_a_row_of_many_all_are_asked_and_told_in_their_order() -> None:
    """One that fails takes nothing from the others, and who answers first does not come first."""
    empty = fails("empty", ProviderEmpty("empty", "nothing there"))
    found = gathered(offered(TOGETHER, hangs("never"), tells("one"), empty, tells("two")))
    assert [told.provider.name for told in found.every(TOGETHER)] == ["one", "two"]
    assert sorted(reasons(found), key=str) == [
        ("empty", "nothing_usable"),
        ("never", "no_time"),
        ("one", None),
        ("two", None),
    ]


def test_a_source_that_is_off_is_not_asked() -> None:
    """And says nothing of itself."""
    found = gathered(offered(MOOD, tells("one"), tells("two")), on={"two"})
    assert reasons(found) == [("two", None)]
    assert gathered(offered(MOOD, tells("one")), on=set()).attempts == ()


@pytest.mark.parametrize(
    ("age", "reason", "detail"),
    [
        (timedelta(), None, ""),
        (MOOD.most_age, None, ""),
        (MOOD.most_age + timedelta(seconds=1), "too_old", "its newest figure is 36.0 hours old"),
        (timedelta(days=400), "too_old", "its newest figure is 9600.0 hours old"),
        (-SKEW, None, ""),
        (-SKEW - timedelta(seconds=1), "from_future", "its newest figure is 2 minutes ahead of us"),
        (timedelta(days=-1), "from_future", "its newest figure is 24.0 hours ahead of us"),
    ],
)
def test_figures_too_old_or_of_the_future_are_not_taken(
    age: timedelta, reason: str | None, detail: str
) -> None:
    """The next source is asked instead; a clock may be a little ahead of ours."""
    found = gathered(offered(MOOD, tells("odd", age=age), tells("next")))
    assert found.attempts[0].reason == reason
    assert found.attempts[0].detail == detail
    assert len(found.attempts) == (1 if reason is None else 2)
    assert found.first(MOOD) is not None


def test_a_source_that_wants_a_key_is_asked_with_one_alone() -> None:
    """Without it the variable is named; where a key may be missing, it is asked all the same."""
    provider, ask = tells("keyed")
    keyed = msgspec.structs.replace(provider, key=KEYED)
    optional = msgspec.structs.replace(keyed, optional=True)
    without = gathered(offered(MOOD, (keyed, ask)))
    assert without.attempts == (
        Attempt(row="mood", provider="keyed", reason="no_key", detail="SOURCE_KEY is not set"),
    )
    assert reasons(gathered(offered(MOOD, (keyed, ask)), keys={"SOURCE_KEY": "k"})) == [
        ("keyed", None)
    ]
    assert reasons(gathered(offered(MOOD, (optional, ask)))) == [("keyed", None)]


def test_a_defect_of_ours_costs_one_source_and_is_logged_with_its_trace() -> None:
    """The row goes on with the next source; the log shows where, and no values of variables."""
    broken = fails("broken", KeyError("price"))
    with structlog.testing.capture_logs() as logs:
        found = gathered(offered(MOOD, broken, tells("next")), offered(TOGETHER, tells("other")))
    assert found.attempts[0].reason == "defect"
    assert found.attempts[0].detail == "we failed to read it (KeyError)"
    assert found.first(MOOD) is not None
    assert found.first(TOGETHER) is not None
    (log,) = logs
    assert (log["event"], log["provider"], log["row"]) == ("provider.defect", "broken", "mood")
    assert "KeyError: 'price'" in log["trace"]


def test_a_key_in_the_words_of_a_source_is_hidden() -> None:
    """Also where the source's own code raised the error."""
    refused: ProviderError = ProviderRefused("one", "unknown key abc123")
    found = gathered(offered(MOOD, fails("one", refused)), keys={"OTHER": "abc123"})
    assert found.attempts[0].detail == "unknown key ***"


def test_every_attempt_is_told_once_with_how_long_it_took() -> None:
    """As soon as it is over, by the client's own seconds."""
    heard: list[Attempt] = []
    seconds = [0.0]
    provider, _ = tells("slow")

    async def ask(_client: Client) -> Told[Mood]:
        seconds[0] += 1.25
        return Told(figures=Mood(now=1.0), provider=provider, url="https://x", observed_at=AS_OF)

    async def gathering() -> Gathered:
        async with Client(
            clock=lambda: AS_OF, mirror="http://127.0.0.1:1", ticks=lambda: seconds[0]
        ) as client:
            rows = [offered(MOOD, (provider, ask))]
            return await gather(client, rows, {"slow"}, tell=heard.append)

    found = run(gathering())
    assert tuple(heard) == found.attempts
    assert heard[0].milliseconds == 1250


def test_whoever_listens_and_fails_is_heard() -> None:
    """A defect of the listener is not taken for one of a source."""

    def tell(_attempt: Attempt) -> None:
        raise ZeroDivisionError

    async def gathering() -> Gathered:
        async with Client(clock=lambda: AS_OF, mirror="http://127.0.0.1:1") as client:
            return await gather(client, [offered(MOOD, tells("one"))], {"one"}, tell=tell)

    with pytest.raises(ZeroDivisionError):
        run(gathering())


def test_who_cancels_a_round_ends_every_question() -> None:
    """Nothing is left running."""

    async def gathering() -> None:
        async with Client(clock=lambda: AS_OF, mirror="http://127.0.0.1:1") as client:
            rows = [offered(MOOD, hangs("one")), offered(TOGETHER, hangs("one"), hangs("two"))]
            task = asyncio.create_task(gather(client, rows, {"one", "two"}))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert asyncio.all_tasks() == {asyncio.current_task()}

    run(gathering())


def test_nothing_asked_is_nothing_gathered() -> None:
    """No rows, no figures, no attempts, and no waiting."""
    found = gathered()
    assert (dict(found.told), found.attempts) == ({}, ())
    assert found.first(MOOD) is None
    assert found.every(MOOD) == ()
