from __future__ import annotations

from typing import Any

import pytest
from tests.engine.making import judge

from explainer.errors import OptionError


def _snapshot(market: float | None, bitcoin: float | None, *altcoins: float) -> dict[str, Any]:
    assets: dict[str, Any] = {f"ALT{n}": {"change_24h_pct": c} for n, c in enumerate(altcoins)}
    assets["BTC"] = {"change_24h_pct": bitcoin}
    assets["USDT"] = {"change_24h_pct": 0.0}
    return {"market": {"change_24h_pct": market}, "assets": assets}


@pytest.mark.parametrize(
    ("market", "bitcoin", "altcoins", "direction"),
    [
        (-0.51, None, (), "down"),
        (-0.5, None, (), "flat"),
        (0.5, None, (), "flat"),
        (0.51, None, (), "up"),
        (None, -2.0, (), "down"),
        (None, None, (-2.0, -1.0), "down"),
        (None, -1.0, (-0.4,), "down"),
        (None, 0.3, (-0.4,), "flat"),
        (-1.0, 1.5, (1.5,), "up"),
        (1.0, -3.0, (-3.0,), "down"),
        (-1.0, 0.8, (-0.8,), "mixed"),
        (-1.0, 0.75, (-0.75,), "down"),
        (-2.9, -6.0, (5.0,), "mixed"),
        (-3.0, -6.0, (5.0,), "down"),
        (3.0, 6.0, (-5.0,), "up"),
        (None, -2.0, (3.0, 4.0, 1.0), "mixed"),
        (None, None, (), "unknown"),
    ],
)
def test_direction_has_fixed_bands(
    market: float | None, bitcoin: float | None, altcoins: tuple[float, ...], direction: str
) -> None:
    """The market's 24-hour change, else bitcoin and the median altcoin; clear moves outrank it."""
    assert judge(**_snapshot(market, bitcoin, *altcoins)).move.direction == direction


@pytest.mark.parametrize(
    ("groups", "direction", "basis"),
    [
        ({"market": {"cap_lost_usd": 1e12}}, "down", "market.cap_lost_usd"),
        ({"market": {"cap_lost_usd": 1e9}}, "flat", "market.cap_lost_usd"),
        ({"assets": {"BTC": {"support_lost_usd": 1e5}}}, "down", "assets.BTC.support_lost_usd"),
        ({"assets": {"ETH": {"support_lost_usd": 3e3}}}, "down", "assets.ETH.support_lost_usd"),
        (
            {"assets": {"BTC": {"drawdown_from_high_pct": -20}}},
            "down",
            "assets.BTC.drawdown_from_high_pct",
        ),
        ({"assets": {"BTC": {"drawdown_from_high_pct": -19}}}, "unknown", None),
        ({"assets": {"BTC": {"price_usd": 1e5}}}, "unknown", None),
    ],
)
def test_without_a_change_a_stated_loss_may_mean_down(
    groups: dict[str, Any], direction: str, basis: str | None
) -> None:
    """The basis is named, so that the text can say what the direction rests on."""
    move = judge(**groups).move

    assert move.direction == direction
    assert move.basis == (() if basis is None else (basis,))


@pytest.mark.parametrize(
    ("change", "volatility", "word", "basis"),
    [
        (-1.0, None, "dip", "published_bands"),
        (-2.0, None, "pullback", "published_bands"),
        (-6.9, None, "sell-off", "published_bands"),
        (-7.0, None, "rout", "published_bands"),
        (-11.0, None, "crash", "published_bands"),
        (-6.0, 38.2, "rout", "volatility"),
        (-6.0, 114.6, "pullback", "volatility"),
        (-6.0, 5e-324, "sell-off", "published_bands"),
        (-15.0, 300.0, "crash", "published_bands"),
        (3.0, 40.0, None, None),
        (0.0, None, None, None),
    ],
)
def test_severity_is_judged_by_volatility_where_it_is_given(
    change: float, volatility: float | None, word: str | None, basis: str | None
) -> None:
    """38.2% a year is 2% a day; a crash is a crash in any market; a rise has no such word."""
    move = judge(
        assets={"BTC": {"change_24h_pct": change, "realized_volatility_30d_pct": volatility}}
    ).move

    assert (move.severity, move.severity_basis) == (word, basis)


@pytest.mark.parametrize(
    ("bitcoin", "altcoin", "scope"),
    [
        (-6.0, -5.0, "bitcoin_led"),
        (-6.0, -5.6, "market_wide"),
        (-6.0, -10.0, "market_wide"),
        (-1.5, -6.0, "altcoin_led"),
        (-1.5, -4.0, "market_wide"),
        (2.0, 2.0, "unknown"),
    ],
)
def test_scope_says_who_led(bitcoin: float, altcoin: float, scope: str) -> None:
    """Bitcoin where it fell more, altcoins where they fell far more while bitcoin barely moved."""
    assert judge(**_snapshot(None, bitcoin, altcoin)).move.scope == scope


@pytest.mark.parametrize(
    ("derivatives", "change", "stage"),
    [
        ({"liquidations_24h_usd": 1e9}, -5.0, "forced_selling"),
        ({"liquidations_24h_usd": 1e9}, 5.0, "unknown"),
        ({"open_interest_change_24h_pct": -3}, -5.0, "unwinding"),
        ({"liquidations_24h_usd": 2e9, "open_interest_change_24h_pct": -9}, -5.0, "forced_selling"),
        ({}, -5.0, "unknown"),
    ],
)
def test_the_first_stage_whose_conditions_hold_is_taken(
    derivatives: dict[str, float], change: float, stage: str
) -> None:
    """A condition on a missing reading holds for no stage."""
    move = judge(assets={"BTC": {"change_24h_pct": change}}, derivatives=derivatives).move

    assert move.stage == stage


@pytest.mark.parametrize(
    ("own", "market", "direction", "scope"),
    [
        (-8.0, -7.0, "down", "market_wide"),
        (-8.0, -1.0, "down", "single_asset"),
        (-2.0, 0.4, "down", "single_asset"),
        (3.0, -5.0, "up", "single_asset"),
    ],
)
def test_a_focus_is_judged_by_its_own_change(
    own: float, market: float, direction: str, scope: str
) -> None:
    """It moves with the market or on its own."""
    move = judge(
        focus="ETH",
        market={"change_24h_pct": market},
        assets={"ETH": {"change_24h_pct": own}, "BTC": {"change_24h_pct": market}},
    ).move

    assert (move.direction, move.scope, move.focus) == (direction, scope, "ETH")


def test_a_focus_that_the_snapshot_lacks_is_refused_with_a_hint() -> None:
    """The hint names the symbol that was probably meant."""
    with pytest.raises(OptionError) as caught:
        judge(focus="ETHH", assets={"ETH": {"price_usd": 3000}})

    assert caught.value.hint == "did you mean ETH?"
