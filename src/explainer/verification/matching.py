"""Whether a number as written can stand for a reading: rounding, hedges, units and signs."""

from explainer.verification.quantities import LARGE_PLAIN, Quantity

EPSILON = 1e-9
HALF = 0.5 + 1e-6
ROUND_SHARE = 0.015
"""A round number (580 for 577.7) may stand without a hedge if it is this close."""
SCALED_SHARE = 0.12
WHOLE_SHARE = 0.25
"""The most that rounding may change, as a share of the number: of "$1 billion", and of "1%"."""
HEDGED_SHARE = 0.1
"""The most that "about" and "nearly" may be off, as a share of the number."""
ABOVE_SHARE = 0.3
"""The most that a reading may lie above "more than"."""
JUST_ABOVE_SHARE = 0.03
"""The most that it may lie above a number told to the last digit."""
SCALES = (1e3, 1e6, 1e9, 1e12, 1e2, 1e4)
"""What a slip of the scale or the unit multiplies by."""
FACTORS = (*SCALES, *(1 / scale for scale in SCALES))
LOW_SLIP, HIGH_SLIP = 0.8, 1.2
"""How near to such a factor the digits are the same, at most."""
UNITS: dict[str, frozenset[str | None]] = {
    "pct": frozenset({"pct"}),
    "pp": frozenset({"pp"}),
    "bp": frozenset({"bp"}),
    "usd": frozenset({"usd"}),
    "btc": frozenset({"btc"}),
    "point": frozenset({"pp", "index", "points"}),
    "run": frozenset({"days"}),
    "plain": frozenset({"index", "coefficient", "ratio", "count", "none", "points", None}),
}
"""Units of readings that a number written in a unit may stand for."""
MONEY = UNITS["plain"] | {"usd", "btc"}


def units_of(quantity: Quantity) -> frozenset[str | None]:
    """The units of the readings that a number may stand for."""
    if quantity.unit == "plain" and (quantity.scaled or quantity.high >= LARGE_PLAIN):
        return MONEY
    return UNITS.get(quantity.unit, frozenset())


def fits(quantity: Quantity, value: float, hedges: frozenset[str]) -> bool:
    """Whether the number, with its hedges, can stand for a reading of this size."""
    size = abs(value)
    low, high = quantity.low, quantity.high
    half = min(quantity.step * HALF, high * (SCALED_SHARE if quantity.scaled else WHOLE_SHARE))
    if low - half - EPSILON <= size <= high + half + EPSILON:
        return True
    if low != high:
        return False
    if low and abs(size - low) <= min(quantity.coarse * HALF, low * ROUND_SHARE):
        return True
    return any(_hedged(quantity, size, hedge) for hedge in hedges)


def _hedged(quantity: Quantity, size: float, hedge: str) -> bool:
    said, coarse = quantity.high, max(quantity.coarse, quantity.step)
    share = max(said * HEDGED_SHARE, quantity.step * HALF)
    if hedge == "about":
        return abs(size - said) <= min(coarse * HALF, share) or abs(size - said) <= said * 0.025
    if hedge in ("below", "under"):
        return said - min(coarse, share) <= size <= said
    most = max(min(coarse, said * ABOVE_SHARE), said * JUST_ABOVE_SHARE)
    return said <= size <= said + most + EPSILON


def slipped(quantity: Quantity, value: float) -> bool:
    """Whether the same digits stand at another scale: million for billion, 0.12% for 12%."""
    size = abs(value)
    ratio = quantity.low / size if size else 1.0
    step = quantity.step * HALF
    for factor in FACTORS:
        if LOW_SLIP * factor < ratio < HIGH_SLIP * factor:
            near = size * factor
            return abs(quantity.low - near) <= max(step, near * EPSILON) and step < near / 5
    return False


def apart(quantity: Quantity, value: float) -> float:
    """How far a number is from a reading, as a share of the larger one."""
    size = abs(value)
    return abs(quantity.low - size) / max(size, quantity.low, EPSILON)
