"""Every source that is offered, played well and badly: a round ends in time and names what failed.

Written over what is offered, so that a source is held to all of it as soon as it is there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests.providers import acting
from tests.providers.acting import Act, healthy
from tests.providers.playing import AS_OF, Playing
from tests.providers.running import client_of, run

import explainer
from explainer.providers.assemble import Assembled, assemble
from explainer.providers.client import CALL_SECONDS
from explainer.providers.gather import ROUND_SECONDS, Gathered, gather
from explainer.providers.nouns import Told
from explainer.providers.offer import Offer
from explainer.providers.offers import OFFERED
from explainer.providers.rows import Row

OFFERS = [(row.row, offer) for row in OFFERED for offer in row.offers]
PROVIDERS = sorted({offer.provider.name for _, offer in OFFERS})
CONNECTIONS = 8 * len(PROVIDERS)
"""More than the gates of all hosts let through."""
KEYS = {
    offer.provider.key.variable: f"key-of-{offer.provider.name}"
    for _, offer in OFFERS
    if offer.provider.key is not None
}
SLOW = frozenset({"slow", "silent", "trickling"})
"""For these a call and a round are shorter than in service, to wait as little as shows it."""
CALL_SECONDS_OF_SLOW, ROUND_SECONDS_OF_SLOW = 1.0, 3.0
SPOILING: dict[str, Act] = {
    "down": acting.down,
    "slow": acting.delayed(60.0),
    "silent": acting.silent,
    "rate limited": acting.rate_limited,
    "rate limited for long": acting.status(429, {"Retry-After": "600"}),
    "failing": acting.status(500),
    "blocking": acting.status(451, body=b'{"code": 0, "msg": "restricted location"}'),
    "gone": acting.status(404, body=acting.PAGE),
    "page": acting.page(),
    "challenge": acting.challenge,
    "nothing": acting.status(200, body=b""),
    "half and hanging up": acting.truncated,
    "half": acting.cut_short,
    "other shape": acting.wrong_shape,
    "list of nothing": acting.status(200, body=b"[]"),
    "endless": acting.endless,
    "trickling": acting.trickling(),
    "bomb": acting.bomb,
}
"""What no figure may come of."""
ODD: dict[str, Act] = {
    "nulls": acting.null_rows,
    "of the future": acting.skewed(timedelta(days=2)),
    "of last month": acting.skewed(timedelta(days=-40)),
    "an hour behind": acting.skewed(timedelta(hours=-1)),
}
"""What some figures may come of: those of days, and those that have no time of their own."""


@pytest.fixture(scope="module")
def playing() -> Iterator[Playing]:
    """All sources, played; each test tells them how."""
    with Playing() as playing:
        yield playing


@pytest.fixture
def playing_alone() -> Iterator[Playing]:
    """Return sources that still hold no connection of a test before."""
    with Playing() as playing:
        yield playing


@pytest.fixture(autouse=True)
def well(playing: Playing) -> Iterator[None]:
    """Every test begins with sources that are well, and ends without an unknown question."""
    playing.act(healthy)
    playing.forget()
    yield
    assert playing.unknown == []
    assert playing.failed == []


def gathered(playing: Playing, on: Collection[str] = PROVIDERS, *, slow: bool = False) -> Gathered:
    """A round with all keys; a test of one that does not end in time fails."""
    call, whole = (CALL_SECONDS, ROUND_SECONDS)
    if slow:
        call, whole = CALL_SECONDS_OF_SLOW, ROUND_SECONDS_OF_SLOW

    async def gathering() -> Gathered:
        async with (
            asyncio.timeout(whole + 2),
            client_of(playing, keys=KEYS, call_seconds=call) as client,
        ):
            return await gather(client, OFFERED, on, seconds=whole)

    return run(gathering())


def assembled(playing: Playing, *, slow: bool = False) -> tuple[Gathered, Assembled]:
    """A round and its snapshot; there is no defect in it, and no key."""
    found = gathered(playing, slow=slow)
    for attempt in found.attempts:
        assert attempt.reason != "defect", attempt
        assert (attempt.reason is None) == (attempt.detail == ""), attempt
        assert "key-of" not in attempt.detail
    for told in (told for row in found.told.values() for told in row):
        assert "key-of" not in told.url
        assert "127.0.0.1" not in told.url
    return found, assemble(found, AS_OF)


def has_others(row: Row[Any], name: str) -> bool:
    """Whether a row is offered by another source."""
    return any(each is row and offer.provider.name != name for each, offer in OFFERS)


@pytest.mark.parametrize(
    ("row", "offer"), OFFERS, ids=[f"{row.id}-{offer.provider.name}" for row, offer in OFFERS]
)
def test_every_source_answers_every_row_it_offers(
    playing: Playing, row: Row[Any], offer: Offer[Any]
) -> None:
    """By itself, with figures of an age that is taken."""

    async def asking() -> Told[Any]:
        async with client_of(playing, keys=KEYS) as client:
            return await offer.ask(client)

    told = run(asking())
    assert told.provider.name == offer.provider.name
    assert timedelta() <= AS_OF - told.observed_at <= row.most_age
    assert told.url.startswith("https://")
    if offer.provider.key is not None:
        key = KEYS[offer.provider.key.variable]
        sent = [*playing.seen[-1].headers.values(), *playing.seen[-1].query.values()]
        assert key in sent
        assert key not in told.url


def test_on_a_good_day_every_row_is_told_and_the_fall_is_explained(playing: Playing) -> None:
    """The market fell by ten percent, and the text says so."""
    found, made = assembled(playing)
    assert [row for row, told in found.told.items() if not told] == []
    assert made.snapshot is not None
    assert made.dropped == ()
    explanation = explainer.explain(made.snapshot, length="article")
    assert explanation.move.direction == "down"
    assert "10%" in explanation.text


@pytest.mark.parametrize("name", PROVIDERS)
def test_one_source_that_is_down_is_named_and_replaced(playing: Playing, name: str) -> None:
    """Rows that another source has are told all the same."""
    playing.act(acting.down, [name])
    found, made = assembled(playing)
    failed = {attempt.row for attempt in found.attempts if attempt.provider == name}
    asked = {attempt.reason for attempt in found.attempts if attempt.provider == name}
    assert asked <= {"unreachable"}
    for row in (row for row, _ in OFFERS if row.id in failed and has_others(row, name)):
        assert found.every(row), row.id
    assert made.snapshot is not None or not any(
        has_others(row, name) for row, _ in OFFERS if row.id in ("prices", "totals")
    )


@pytest.mark.parametrize("name", SPOILING)
def test_when_all_sources_are_bad_nothing_is_told_and_all_is_named(
    playing: Playing, name: str
) -> None:
    """No figure comes of it, no snapshot, and no error."""
    playing.act(SPOILING[name])
    found, made = assembled(playing, slow=name in SLOW)
    assert {row: told for row, told in found.told.items() if told} == {}
    assert made.snapshot is None
    rows = {row.row.id for row in OFFERED}
    assert {attempt.row for attempt in found.attempts} == rows
    assert [each for each in found.attempts if each.reason is None] == []


@pytest.mark.parametrize("act", ODD.values(), ids=list(ODD))
def test_when_all_sources_are_odd_what_is_told_makes_sense(playing: Playing, act: Act) -> None:
    """Figures of the future and nulls are not taken; what can be made of the rest is made."""
    playing.act(act)
    found, _ = assembled(playing)
    for told in (told for row in found.told.values() for told in row):
        assert told.observed_at <= AS_OF + timedelta(minutes=2)


BAD_HALVES = [(name, 0) for name in (*SPOILING, *ODD)] + [("page", 1)]


@pytest.mark.parametrize(("name", "half"), BAD_HALVES)
def test_when_half_of_the_sources_are_bad_the_others_are_told(
    playing: Playing, name: str, half: int
) -> None:
    """The round ends in time, and the sources that are well are heard."""
    bad = PROVIDERS[half::2]
    playing.act({**SPOILING, **ODD}[name], bad)
    found, _ = assembled(playing, slow=name in SLOW)
    others = {attempt.reason for attempt in found.attempts if attempt.provider not in bad}
    # what waited for a slow source may have had too little time for a good one
    assert others <= ({None, "no_time", "timed_out"} if name in SLOW else {None})


def test_many_rounds_at_once_are_one_round_upstream(playing_alone: Playing) -> None:
    """Equal calls of one client are one request each, and its connections stay few."""
    playing = playing_alone

    async def gathering() -> list[Gathered]:
        async with client_of(playing, keys=KEYS) as client:
            rounds = (gather(client, OFFERED, PROVIDERS) for _ in range(20))
            return await asyncio.gather(*rounds)

    every = run(gathering())
    assert max(playing.calls().values()) <= max(calls_of_one_round(playing).values())
    assert all(found.told == every[0].told for found in every)
    assert playing.most_connections <= CONNECTIONS


def calls_of_one_round(playing: Playing) -> dict[str, int]:
    """How often each path is asked for in a round of one."""
    before = playing.calls()
    gathered(playing)
    return {path: count - before[path] for path, count in playing.calls().items()}


def test_a_day_of_rounds_leaves_nothing_behind(playing_alone: Playing) -> None:
    """Rounds a minute apart, by the clock of the client: no task, no connection, few bodies."""
    playing = playing_alone
    minutes = [0]

    async def gathering() -> None:
        client = client_of(
            playing,
            keys=KEYS,
            clock=lambda: AS_OF + timedelta(minutes=minutes[0]),
            ticks=lambda: 60.0 * minutes[0],
        )
        async with client:
            for minute in range(0, 24 * 60, 48):
                minutes[0] = minute
                await gather(client, OFFERED, PROVIDERS)
                assert asyncio.all_tasks() == {asyncio.current_task()}
                assert playing.connections <= CONNECTIONS
        assert len(client._kept) <= len(playing.calls()) * 30

    playing.clock = lambda: AS_OF + timedelta(minutes=minutes[0])
    try:
        run(gathering())
    finally:
        playing.clock = lambda: AS_OF
