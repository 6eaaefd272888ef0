"""The move: which way prices went, how hard, who led, and at which stage it is."""

from collections.abc import Sequence
from math import sqrt
from statistics import median
from typing import Literal

from explainer.assessment import Direction, Move, Scope, Severity, Stage
from explainer.engine.facts import BITCOIN, Facts
from explainer.engine.wiring import Wiring
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.schema import MovesFile, SeverityBand

DAYS_A_YEAR = 365
"""Crypto trades every day, so an annualised volatility spreads over all of them."""

CHANGE = "change_24h_pct"
MARKET_CHANGE = f"market.{CHANGE}"
ALTCOIN_CHANGE = "market.altcoin_change_24h_pct"
ALL_ALTCOIN_CHANGES = f"assets.*.{CHANGE}"

SeverityBasis = Literal["volatility", "published_bands"]


class MoveProgram:
    """`moves.yaml`, compiled, for the market or for one asset."""

    __slots__ = ("_focus", "_pegged", "_rules", "_stages")

    def __init__(
        self, rules: MovesFile, wiring: Wiring, focus: str | None, *, pegged: bool = False
    ) -> None:
        """*pegged* says that the asset in focus is a stablecoin."""
        self._rules = rules
        self._focus = focus
        self._pegged = pegged
        own = focus is not None
        self._stages = tuple(
            (
                stage,
                wiring.guard(stage.when, focus, own=own),
                any(ASSET_SLOT in condition.metric for condition in stage.when),
            )
            for stage in rules.stages
        )

    def read(self, facts: Facts) -> Move:
        """The move on these facts; direction `unknown` where they say nothing of it."""
        market = _number(facts, MARKET_CHANGE)
        bitcoin = _number(facts, f"assets.{BITCOIN}.{CHANGE}")
        altcoins, altcoin_basis = self._altcoins(facts)
        basis: tuple[str, ...] = ()
        change: float | None = None
        if self._focus is not None:
            own = f"assets.{self._focus}.{CHANGE}"
            change = _number(facts, own)
            basis = (own,) if change is not None else ()
            direction = self._by_change(change)
        else:
            if market is not None:
                change, basis = market, (MARKET_CHANGE,)
            elif bitcoin is not None and altcoins is not None:
                change = (bitcoin + altcoins) / 2
                basis = (f"assets.{BITCOIN}.{CHANGE}", altcoin_basis)
            elif bitcoin is not None:
                change, basis = bitcoin, (f"assets.{BITCOIN}.{CHANGE}",)
            elif altcoins is not None:
                change, basis = altcoins, (altcoin_basis,)
            direction = self._market(change, bitcoin, altcoins, market)
        if change is None:
            direction, basis = self._without_change(facts)
        severity, severity_basis = self._severity(facts, direction, change, bitcoin)
        if self._focus is None or self._focus == BITCOIN:
            scope = self._scope(direction, bitcoin, altcoins)
        else:
            scope = self._relation(facts, direction, change)
        return Move(
            direction=direction,
            severity=severity,
            severity_basis=severity_basis,
            scope=scope,
            stage=self._stage(facts, direction, alone=scope == "single_asset"),
            basis=basis,
            change_pct=change,
            bitcoin_change_pct=bitcoin,
            altcoin_change_pct=altcoins,
            focus=self._focus,
        )

    def _altcoins(self, facts: Facts) -> tuple[float | None, str]:
        """The change of the altcoins, as stated or as the median of those given."""
        stated = _number(facts, ALTCOIN_CHANGE)
        if stated is not None:
            return stated, ALTCOIN_CHANGE
        changes = [
            change
            for symbol in facts.altcoins
            if (change := _number(facts, f"assets.{symbol}.{CHANGE}")) is not None
        ]
        return (median(changes) if changes else None), ALL_ALTCOIN_CHANGES

    def _by_change(self, change: float | None) -> Direction:
        if change is None:
            return "unknown"
        if abs(change) <= self._rules.direction.flat_within:
            return "flat"
        return "up" if change > 0 else "down"

    def _market(
        self,
        change: float | None,
        bitcoin: float | None,
        altcoins: float | None,
        market: float | None,
    ) -> Direction:
        """The fixed bands; bitcoin and altcoins together outrank the market figure.

        They are not at odds where the market as a whole clearly moved: a few altcoins that rose are
        then not the altcoins.
        """
        bands = self._rules.direction
        clear = market is not None and abs(market) >= -bands.always_down
        if bitcoin is not None and altcoins is not None:
            if min(bitcoin, altcoins) >= bands.always_up:
                return "up"
            if max(bitcoin, altcoins) <= bands.always_down:
                return "down"
            if not clear and bitcoin * altcoins < 0 and abs(bitcoin - altcoins) > bands.mixed_gap:
                return "mixed"
        return self._by_change(change)

    def _without_change(self, facts: Facts) -> tuple[Direction, tuple[str, ...]]:
        """Without a 24-hour change: a stated loss, a lost support or a deep drawdown means down."""
        prefix = f"assets.{self._focus or BITCOIN}."
        supports = [f"{prefix}support_lost_usd"]
        if self._focus is None:
            lost = _number(facts, "market.cap_lost_usd")
            if lost is not None:
                return self._by_loss(facts, lost)
            supports += ["market.support_lost_usd"]
            supports += [f"assets.{symbol}.support_lost_usd" for symbol in facts.altcoins]
        for metric in supports:
            if metric in facts.values:
                return "down", (metric,)
        drawdown = _number(facts, f"{prefix}drawdown_from_high_pct")
        if drawdown is not None and drawdown <= self._rules.direction.drawdown:
            return "down", (f"{prefix}drawdown_from_high_pct",)
        return "unknown", ()

    def _by_loss(self, facts: Facts, lost: float) -> tuple[Direction, tuple[str, ...]]:
        """A loss of market value is a fall where it is more than noise."""
        rules = self._rules.direction
        total = _number(facts, "market.total_cap_usd")
        if total is None:
            noise = lost < rules.cap_lost_usd
            basis: tuple[str, ...] = ("market.cap_lost_usd",)
        else:
            noise = 100 * lost <= rules.flat_within * (total + lost)
            basis = ("market.cap_lost_usd", "market.total_cap_usd")
        return ("flat" if noise else "down"), basis

    def _severity(
        self, facts: Facts, direction: Direction, change: float | None, bitcoin: float | None
    ) -> tuple[Severity | None, SeverityBasis | None]:
        """The word for a fall: by volatility where it is given, else by published bands."""
        if direction != "down" or change is None or change >= 0:
            return None, None
        rules = self._rules.severity
        if -change >= rules.crash_at:
            return "crash", "published_bands"
        symbol = self._focus or BITCOIN
        own = change if self._focus else bitcoin
        yearly = _number(facts, f"assets.{symbol}.realized_volatility_30d_pct")
        # divided, the smallest of numbers comes out as zero
        daily = None if yearly is None else yearly / sqrt(DAYS_A_YEAR)
        if daily and own is not None and own < 0:
            return _word(rules.by_volatility, -own / daily), "volatility"
        return _word(rules.by_percent, -change), "published_bands"

    def _scope(self, direction: Direction, bitcoin: float | None, altcoins: float | None) -> Scope:
        """Who led a fall; unknown where bitcoin or the altcoins are not given."""
        if direction not in ("down", "mixed") or bitcoin is None or altcoins is None:
            return "unknown"
        rules = self._rules.scope
        gap = bitcoin - altcoins
        if gap <= -rules.bitcoin_led_gap and bitcoin < -self._rules.direction.flat_within:
            return "bitcoin_led"
        if gap >= rules.altcoin_led_gap and -bitcoin <= rules.altcoin_led_bitcoin_at_most:
            return "altcoin_led"
        return "market_wide" if direction == "down" else "unknown"

    def _relation(self, facts: Facts, direction: Direction, change: float | None) -> Scope:
        """Whether the asset in focus moved with the market or on its own, whichever way it went.

        It is held against bitcoin, the other altcoins and the market figure. It moved with them if
        one of them went the same way and it went not much further; on its own if it went much
        further, or another way and far apart; else nothing can be said.
        A stablecoin moves on its own or not at all.
        """
        if change is None:
            return "unknown"
        if self._pegged:
            return "unknown" if direction == "flat" else "single_asset"
        rules, others = self._rules.focus, self._others(facts)
        along = [other for other in others if self._by_change(other) == direction]
        if along:
            furthest = max(map(abs, along))
            further = abs(change) - furthest
            far = further >= rules.further_gap and abs(change) >= rules.further_times * furthest
            return "single_asset" if far and direction != "flat" else "market_wide"
        gaps = [abs(change - other) for other in others]
        return "single_asset" if gaps and min(gaps) >= rules.apart else "unknown"

    def _others(self, facts: Facts) -> list[float]:
        """The changes of bitcoin, the other altcoins (their median, and as stated), the market."""
        changes = [
            each
            for symbol in facts.altcoins
            if symbol != self._focus
            and (each := _number(facts, f"assets.{symbol}.{CHANGE}")) is not None
        ]
        known = (
            _number(facts, f"assets.{BITCOIN}.{CHANGE}"),
            median(changes) if changes else None,
            _number(facts, ALTCOIN_CHANGE),
            _number(facts, MARKET_CHANGE),
        )
        return [other for other in known if other is not None]

    def _stage(self, facts: Facts, direction: Direction, *, alone: bool) -> Stage:
        """The first stage whose conditions all hold; of a move *alone*, by the asset's readings."""
        for stage, guard, about_asset in self._stages:
            fits = not stage.direction or direction in stage.direction
            if fits and (about_asset or not alone) and (guard is None or guard.holds(facts.values)):
                return stage.stage
        return "unknown"


def _number(facts: Facts, metric: str) -> float | None:
    value = facts.values.get(metric)
    return value if isinstance(value, float) else None


def _word(bands: Sequence[SeverityBand], size: float) -> Severity:
    """The word of the last band that the size reaches; the first band begins at zero."""
    word = bands[0].word
    for band in bands:
        if size >= band.at:
            word = band.word
    return word
