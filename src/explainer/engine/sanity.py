"""Readings that contradict each other: found before anything is concluded from them.

A suspected unit is only flagged; it is rejected when a second reading confirms the suspicion,
because real values can look odd. Where two readings contradict and neither can be preferred, the
one that says less about prices goes.
"""

from typing import Any

from explainer.assessment import Flaw, Value
from explainer.engine.readings import Readings, flaw

ROUNDING = 0.02
"""Totals and their parts are published rounded: within 2% they agree."""
PARTS_TOLERANCE = 0.15
"""Up to 15% apart, totals and parts come from different feeds; beyond it one of them is wrong."""
SHARE_TOLERANCE_PP = 5.0
SHARE_CONFLICT_PP = 15.0
FRACTION = 1.5
"""A share at or below this, where percent is due, was probably sent as a share of one."""
FRACTION_CHANGE = 0.6
"""Changes at or below this size, in percent, may be fractions of one (0.5 would be 50%)."""
SMALLEST_FRACTION = 0.015
"""A change that is under 1.5% even times a hundred cannot be told from an ordinary one."""
AGREES = 0.4
"""The day's range may differ by this share from the change it confirms."""
CONFIRMS = 50.0
"""A second reading this many times larger confirms that a suspected unit is wrong."""
MOST_LOST = 10.0
"""Times the present value: a market that lost nine tenths of itself still passes."""
WRONG_UNIT = "wrong_unit"
BY_ASSET = "derivatives.liquidations_by_asset_usd."

LONG = "derivatives.long_liquidations_24h_usd"
SHORT = "derivatives.short_liquidations_24h_usd"
TOTAL = "derivatives.liquidations_24h_usd"
SHARE = "derivatives.long_share_pct"
PARTS_DISAGREE = "parts_contradict_total"


def check(found: Readings) -> list[Flaw]:
    """Reject in *found* what other readings refute; the conflicts, in a fixed order."""
    conflicts: list[Flaw] = []
    if found.flagged:
        _confirmed_units(found)
    _liquidations(found, conflicts)
    for symbol, fields in found.assets.items():
        if not _fits_together(fields):
            _prices(f"assets.{symbol}.", found, conflicts)
    _market_value(found, conflicts)
    return conflicts


def _number(values: dict[str, Value], metric: str) -> float | None:
    value = values.get(metric)
    return value if isinstance(value, float) else None


def _reject(found: Readings, metric: str, code: str, reason: str, *others: str) -> None:
    if metric in found.values:
        found.rejected.append(flaw(metric, code, reason, found.values.pop(metric), *others))


def _note(
    found: Readings, conflicts: list[Flaw], metric: str, code: str, reason: str, *others: str
) -> None:
    conflicts.append(flaw(metric, code, reason, found.values.get(metric), *others))


def _refute(
    found: Readings, conflicts: list[Flaw], metric: str, code: str, reason: str, *others: str
) -> None:
    """Name the contradiction and reject the reading that loses it."""
    _note(found, conflicts, metric, code, reason, *others)
    _reject(found, metric, code, reason, *others)


def _liquidations(found: Readings, conflicts: list[Flaw]) -> None:
    """Longs and shorts against the total, and the share of longs against both."""
    values = found.values
    total, long, short = (_number(values, metric) for metric in (TOTAL, LONG, SHORT))
    if long is not None:
        _share(found, conflicts, total, long, short)
    if total is None or long is None:
        return
    gap = max(0.0, long - total) if short is None else abs(long + short - total)
    if gap <= ROUNDING * total:
        return
    others = (LONG,) if short is None else (LONG, SHORT)
    _note(found, conflicts, TOTAL, PARTS_DISAGREE, "longs and shorts do not add up to it", *others)
    if gap > PARTS_TOLERANCE * total:
        # the total stays as reported; what would be derived from its parts is not to be trusted
        for metric in others:
            _reject(found, metric, PARTS_DISAGREE, "it does not fit the reported total", TOTAL)


def _share(
    found: Readings, conflicts: list[Flaw], total: float | None, long: float, short: float | None
) -> None:
    """The stated share of longs against the one that the parts come to."""
    share = _number(found.values, SHARE)
    whole = long + short if short is not None else total
    if share is None or not whole or long > whole:
        return
    implied = 100 * long / whole
    if 0 < share <= FRACTION < implied:
        _reject(found, SHARE, WRONG_UNIT, "the parts show that it is a share of one", LONG)
        return
    gap = abs(share - implied)
    reason = "it differs from what the parts come to"
    if gap > SHARE_CONFLICT_PP:
        _refute(found, conflicts, SHARE, "share_contradicts_parts", reason, LONG)
    elif gap > SHARE_TOLERANCE_PP:
        _note(found, conflicts, SHARE, "share_contradicts_parts", reason, LONG)


def _fits_together(fields: dict[str, Any]) -> bool:
    """Whether an asset's readings agree at a glance, as those of nearly every asset do."""
    price = fields.get("price_usd")
    low = fields.get("low_24h_usd", price)
    high = fields.get("high_24h_usd", price)
    if price is None:
        return low is None or high is None or low <= high
    change = fields.get("change_24h_pct")
    return (
        low <= price <= high
        and price <= fields.get("support_lost_usd", price)
        and not (change is not None and SMALLEST_FRACTION <= abs(change) <= FRACTION_CHANGE)
    )


def _prices(prefix: str, found: Readings, conflicts: list[Flaw]) -> None:
    """One asset's price, its day's range, its change and the support it is said to have lost."""
    at, bottom, top = prefix + "price_usd", prefix + "low_24h_usd", prefix + "high_24h_usd"
    price, low, high = (_number(found.values, metric) for metric in (at, bottom, top))
    if low is not None and high is not None and low > high:
        reason = "the day's low is above its high"
        _refute(found, conflicts, bottom, "low_above_high", reason, top)
        _reject(found, top, "low_above_high", reason, bottom)
    elif price is not None:
        if low is not None and low > price:
            reason = "the day's low is above the price"
            _refute(found, conflicts, bottom, "low_above_price", reason, at)
        if high is not None and high < price:
            reason = "the day's high is below the price"
            _refute(found, conflicts, top, "high_below_price", reason, at)
    if price is not None:
        change = _number(found.values, prefix + "change_24h_pct")
        if change is not None and SMALLEST_FRACTION <= abs(change) <= FRACTION_CHANGE:
            _fraction(prefix, price, change, found)
        _support(prefix, price, found, conflicts)


def _fraction(prefix: str, price: float, change: float, found: Readings) -> None:
    """A change such as -0.059 is a fraction when the day's range shows a move of percents."""
    bottom, top = prefix + "low_24h_usd", prefix + "high_24h_usd"
    low, high = _number(found.values, bottom), _number(found.values, top)
    if low is None or high is None:
        return
    # a day that closes near its end travelled about its change: only then does the range measure it
    travelled = 100 * (high - price) / high if change < 0 else 100 * (price - low) / low
    if abs(travelled - 100 * abs(change)) <= travelled * AGREES:
        reason = "the day's range shows that it is a fraction, not percent"
        _reject(found, prefix + "change_24h_pct", WRONG_UNIT, reason, bottom, top)


def _support(prefix: str, price: float, found: Readings, conflicts: list[Flaw]) -> None:
    """A support cannot be lost while even the day's low is above it."""
    metric = prefix + "support_lost_usd"
    support = _number(found.values, metric)
    if support is None or price <= support:
        return
    low = _number(found.values, prefix + "low_24h_usd")
    if low is not None and low > support:
        reason = "neither the price nor the day's low is below it"
        others = (prefix + "price_usd", prefix + "low_24h_usd")
        _refute(found, conflicts, metric, "support_not_lost", reason, *others)
        return
    reason = "the price is above it again"
    found.flagged.append(flaw(metric, "support_regained", reason, support, prefix + "price_usd"))


def _confirmed_units(found: Readings) -> None:
    """Reject a suspected unit where a second reading of the same kind is far larger."""
    values = found.values
    for metric, witnesses in _witnesses(found):
        value = _number(values, metric)
        if not value:
            continue
        for witness in witnesses:
            other = _number(values, witness)
            if other is not None and abs(other) >= CONFIRMS * abs(value):
                reason = "another reading of the same kind shows that its unit is wrong"
                _reject(found, metric, WRONG_UNIT, reason, witness)
                break


def _witnesses(found: Readings) -> list[tuple[str, list[str]]]:
    """The metrics whose unit is suspected, each with those that could confirm it."""
    pairs: list[tuple[str, list[str]]] = []
    for doubt in found.flagged:
        if doubt.code != "suspected_unit":
            continue
        metric = doubt.pointer[1:].replace("/", ".")
        if metric.startswith("etf."):
            prefix = metric.rsplit(".", 1)[0]
            names = ("net_flow_usd", "net_flow_7d_usd", "largest_outflow_usd")
            pairs.append((metric, [f"{prefix}.{name}" for name in names]))
        elif metric in (TOTAL, LONG, SHORT):
            by_asset = [name for name in found.values if name.startswith(BY_ASSET)]
            pairs.append((metric, [TOTAL, LONG, SHORT, *by_asset]))
        elif metric.startswith("sentiment."):
            pairs.append((metric, ["sentiment.fear_greed", "sentiment.fear_greed_previous"]))
    return pairs


def _market_value(found: Readings, conflicts: list[Flaw]) -> None:
    """More value cannot be lost than there ever was."""
    metric, whole = "market.cap_lost_usd", "market.total_cap_usd"
    lost, total = _number(found.values, metric), _number(found.values, whole)
    if lost is not None and total is not None and lost > MOST_LOST * total:
        reason = "it is more than the market could have lost"
        _refute(found, conflicts, metric, "cap_lost_too_large", reason, whole)
