"""Whatever a source of prices, moods or chains sends, it comes to figures or to a named error."""

from __future__ import annotations

import asyncio
import copy
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

import msgspec
import pytest
import stamina
from tests.providers.healthy import ANSWERS, NOW
from tests.providers.small_mirror import Answer, Page, SmallMirror

from explainer.errors import ProviderError
from explainer.providers import (
    alternative_me,
    blockchain,
    coinbase,
    coingecko,
    coinlore,
    coinmetrics,
    coinpaprika,
    defillama,
    kraken,
    mempool,
)
from explainer.providers.client import Client

A_DAY = 86_400.0
ASKED: list[Callable[..., Any]] = [
    coingecko.prices,
    coingecko.totals,
    coingecko.stablecoins,
    coinbase.prices,
    coinbase.candles_btc,
    coinbase.depth,
    kraken.last_prices,
    kraken.prices,
    kraken.candles_btc,
    kraken.depth,
    coinpaprika.totals,
    coinlore.totals,
    alternative_me.mood,
    defillama.stablecoins,
    mempool.hash_rate,
    blockchain.hash_rate,
    blockchain.active_addresses,
    coinmetrics.hash_rate,
    coinmetrics.active_addresses,
]
ODD_BODIES = {
    "nothing": b"",
    "page": b"<!DOCTYPE html><title>Maintenance</title>",
    "challenge": b"<html><title>Just a moment...</title>",
    "null": b"null",
    "text": b'"down"',
    "empty object": b"{}",
    "empty list": b"[]",
    "null rows": b"[null, null]",
    "lists of nothing": b"[[], [null], [null, null, null, null, null, null]]",
    "numbers for rows": b"[1, 2, 3]",
    "cut off": b'{"error":[],"result":{"XXBTZUSD":{"c":["605',
    "too large a number": b'[{"id": "bitcoin", "current_price": 1e999}]',
    "not text": b'{"data": "\xff\xfe"}',
    "deep": b"[" * 100_000,
    "error": b'{"error": "down"}',
    "no result": b'{"error": [], "result": null}',
    "absurd total": b'[{"total_mcap": "1e400"}]',
    "absurd time": b'{"data": [{"value": "5", "timestamp": "1e30"}]}',
}
ODD_FIGURES: tuple[Any, ...] = (None, "", "NaN", -1, 1e300, [], "x" * 5_000)


def named(asked: Callable[..., Any]) -> str:
    """The source and its row."""
    return f"{asked.__module__.rpartition('.')[2]}.{asked.__name__}"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one set of answers: figures or an error."""

    figures: Any = None
    error: ProviderError | None = None


def ask_each(asked: Callable[..., Any], answers: Iterable[Mapping[str, Answer]]) -> list[Told]:
    """What a source tells under each of these, all of them asked through one client."""
    days = count()

    async def run(mirror: SmallMirror) -> list[Told]:
        found: list[Told] = []
        # each is asked on another day, so that nothing is kept and nobody is left alone
        async with Client(
            clock=lambda: NOW, mirror=mirror.url, ticks=lambda: A_DAY * next(days)
        ) as client:
            for each in answers:
                mirror.answer_with(each)
                try:
                    told = await asked(client)
                    found.append(Told(figures=told.figures))
                except ProviderError as error:
                    found.append(Told(error=error))
        return found

    with SmallMirror({}) as mirror, stamina.set_testing(True, attempts=1):
        return asyncio.run(run(mirror))


@pytest.mark.parametrize("asked", ASKED, ids=named)
def test_healthy_answer_is_told(asked: Callable[..., Any]) -> None:
    """What the other tests spoil is read when it is whole."""
    (told,) = ask_each(asked, [ANSWERS])
    assert told.error is None


@pytest.mark.parametrize("asked", ASKED, ids=named)
def test_odd_body_is_a_named_error(asked: Callable[..., Any]) -> None:
    """No odd body is taken for a figure, and each is told in a line."""
    spoiled = [{path: Page(body=body) for path in ANSWERS} for body in ODD_BODIES.values()]
    for name, told in zip(ODD_BODIES, ask_each(asked, spoiled), strict=True):
        assert told.error is not None, name
        assert len(str(told.error)) < 300, name


@pytest.mark.parametrize("asked", ASKED, ids=named)
def test_odd_figure_is_left_out_or_a_named_error(asked: Callable[..., Any]) -> None:
    """Every figure of every answer is spoiled in turn: what is told after that is a number."""
    spoiled = [
        {**ANSWERS, path: answer}
        for path in read_by(asked)
        for answer in spoiled_in_turn(ANSWERS[path])
    ]
    for told, answers in zip(ask_each(asked, spoiled), spoiled, strict=True):
        if told.error is not None:
            assert len(str(told.error)) < 300
            continue
        for number in numbers(msgspec.to_builtins(told.figures)):
            assert math.isfinite(number), json.dumps(answers)


def read_by(asked: Callable[..., Any]) -> list[str]:
    """The paths without which a source tells something else, or nothing."""
    (healthy,) = ask_each(asked, [ANSWERS])
    without = [{key: ANSWERS[key] for key in ANSWERS if key != path} for path in ANSWERS]
    told = ask_each(asked, without)
    return [path for path, each in zip(ANSWERS, told, strict=True) if each != healthy]


def spoiled_in_turn(answer: Any) -> Iterator[Any]:
    """The answer with each of its figures replaced by each odd one, one at a time."""
    for path in paths(answer):
        for odd in ODD_FIGURES:
            spoiled = copy.deepcopy(answer)
            place = spoiled
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = odd
            yield spoiled


def paths(tree: Any) -> Iterator[list[Any]]:
    """Where the leaves and branches are."""
    steps: Iterable[Any] = tree if isinstance(tree, dict) else range(len(tree))
    for step in steps:
        yield [step]
        if isinstance(tree[step], dict | list):
            yield from ([step, *rest] for rest in paths(tree[step]))


def numbers(tree: Any) -> Iterator[float]:
    """All numbers of a tree."""
    if isinstance(tree, dict):
        tree = list(tree.values())
    if isinstance(tree, list):
        for each in tree:
            yield from numbers(each)
    elif isinstance(tree, int | float):
        yield tree
