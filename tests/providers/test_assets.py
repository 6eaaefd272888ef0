from __future__ import annotations

import asyncio

import pytest

from explainer.errors import ProviderEmpty, ProviderRefused
from explainer.providers.assets import of_each


async def _ask(asset: str) -> str:
    if asset == "ETH":
        raise ProviderRefused("gate", "no such contract")
    if asset == "SOL":
        raise ProviderEmpty("gate", "no hour")
    if asset == "DOGE":
        raise ZeroDivisionError
    return asset.lower()


def test_asset_that_fails_does_not_take_the_others_along() -> None:
    """What is told of bitcoin stands, whatever becomes of ether; the order is that of asking."""
    found = asyncio.run(of_each(("XRP", "ETH", "BTC"), _ask))
    assert list(found.items()) == [("XRP", "xrp"), ("BTC", "btc")]


def test_nothing_told_is_the_first_error() -> None:
    """Where no asset is told of, the first reason stands for all."""
    with pytest.raises(ProviderRefused, match="no such contract"):
        asyncio.run(of_each(("ETH", "SOL"), _ask))


def test_defect_is_not_hidden() -> None:
    """What is no failure of a source is raised as it is."""
    with pytest.raises(ZeroDivisionError):
        asyncio.run(of_each(("BTC", "DOGE"), _ask))


def test_reason_is_that_of_the_asset_asked_first() -> None:
    """Who answers sooner is chance, and no reason."""

    async def ask(asset: str) -> str:
        await asyncio.sleep(0.01 if asset == "ETH" else 0)
        return await _ask(asset)

    with pytest.raises(ProviderRefused, match="no such contract"):
        asyncio.run(of_each(("ETH", "SOL"), ask))
