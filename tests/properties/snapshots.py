"""Whole random snapshots, drawn from the metric catalogue: a strategy for hypothesis."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from explainer.metrics import CATALOGUE, SYMBOL_SLOT, MetricSpec
from explainer.snapshot import CalendarKind, EventKind, Impact, utc_text

Plain = dict[str, Any]

PRICES = {"BTC": 100_000.0, "ETH": 3_000.0, "SOL": 150.0, "USDT": 1.0, "WBTC": 100_000.0}
"""Symbols that snapshots hold, each with a price that its levels lie around."""

ORDINARY: dict[str, tuple[float, float]] = {
    "usd": (-3e9, 3e9),
    "pct": (-15, 15),
    "pp": (-5, 5),
    "bp": (-20, 20),
    "btc": (-40_000, 40_000),
    "index": (0, 100),
    "ratio": (0, 2),
    "coefficient": (-1, 1),
    "count": (0, 500_000),
    "days": (0, 20),
    "none": (0, 1),
}
"""Unit -> the range that readings are mostly in; the catalogue's own range bounds it."""

OTHER_RANGES: dict[str, tuple[float, float]] = {
    "market.total_cap_usd": (5e11, 5e12),
    "derivatives.options_expiry_usd": (0, 3e10),
    "derivatives.funding_rate_8h_pct": (-0.1, 0.2),
    "macro.dxy": (90, 115),
    "macro.us10y_yield_pct": (0, 6),
    "macro.fed_cut_probability_pct": (0, 100),
    "macro.cpi_surprise_pp": (-0.5, 0.5),
    "derivatives.long_share_pct": (0, 100),
    "market.btc_dominance_pct": (40, 70),
    "assets.<SYM>.run_up_pct": (-20, 120),
    "assets.<SYM>.drawdown_from_high_pct": (-80, 0),
}
"""Metrics whose readings mostly lie elsewhere than those of their unit."""

COVERS = ("*", "etf.*", "macro.*", "derivatives.*", "assets.BTC.*", "market.change_24h_pct")
BEYOND = 0.005
"""Share of a range by which readings may leave it: some are impossible, and must be refused."""


def paths() -> list[tuple[str, MetricSpec]]:
    """Return every metric that snapshots may hold, symbols spelled out."""
    return [
        (name.replace(SYMBOL_SLOT, symbol), spec)
        for name, spec in CATALOGUE.items()
        for symbol in (PRICES if SYMBOL_SLOT in name else ("",))
    ]


PATHS = paths()


def range_of(path: str, spec: MetricSpec) -> tuple[float, float]:
    """Return the range in which readings of this metric are drawn."""
    parts = path.split(".")
    if parts[0] == "assets" and spec.unit == "usd" and not parts[2].startswith("volume"):
        return 0.85 * PRICES[parts[1]], 1.15 * PRICES[parts[1]]
    low, high = OTHER_RANGES.get(spec.id) or ORDINARY[spec.unit]
    return (
        low if spec.low is None else max(low, spec.low),
        high if spec.high is None else min(high, spec.high),
    )


def reading(path: str, spec: MetricSpec, share: float, as_of: datetime) -> Any:
    """Return a reading of the metric: *share* (about 0..1) says where in its range it lies."""
    if spec.kind == "boolean":
        return share < 0.5
    if spec.kind == "choice":
        return spec.choices[int(min(max(share, 0), 0.999) * len(spec.choices))]
    if spec.kind == "date":
        return (as_of + timedelta(days=int(10 * share) - 8)).date().isoformat()
    if spec.kind == "text":
        return "IBIT"
    low, high = range_of(path, spec)
    return low + share * (high - low)


def put(snapshot: Plain, path: str, value: Any) -> None:
    """Put one reading into a snapshot, in place."""
    *groups, name = path.split(".")
    held = snapshot
    for group in groups:
        held = held.setdefault(group, {})
    held[name] = value


FIRST_MOMENT = datetime(2019, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 8 * 365 * 24 * 60).map(lambda m: FIRST_MOMENT + timedelta(minutes=m))
SHARES = st.floats(-BEYOND, 1 + BEYOND, allow_subnormal=False)


def event_at(as_of: datetime, days: st.SearchStrategy[int]) -> st.SearchStrategy[Plain]:
    """Return events that happened some days after *as_of* (negative: before it)."""
    return st.fixed_dictionaries(
        {
            "kind": st.sampled_from(get_args(EventKind)),
            "title": st.sampled_from(["Something happened", "A *bold* claim <b>", "5M stolen"]),
            "date": days.map(lambda later: (as_of + timedelta(days=later)).date().isoformat()),
        },
        optional={
            "impact": st.sampled_from(get_args(Impact)),
            "size_usd": st.floats(0, 2e10),
            "id": st.sampled_from(["a", "b"]),
        },
    )


def _entry_at(as_of: datetime) -> st.SearchStrategy[Plain]:
    days = st.integers(-2, 8)
    return st.fixed_dictionaries(
        {
            "kind": st.sampled_from(get_args(CalendarKind)),
            "date": days.map(lambda later: (as_of + timedelta(days=later)).date().isoformat()),
        }
    )


def _source_at(as_of: datetime) -> st.SearchStrategy[Plain]:
    return st.fixed_dictionaries(
        {
            "name": st.just("a source"),
            "observed_at": st.integers(-2, 60).map(
                lambda hours: utc_text(as_of - timedelta(hours=hours))
            ),
            "covers": st.lists(st.sampled_from(COVERS), min_size=1, max_size=2),
        }
    )


@st.composite
def snapshots(draw: st.DrawFn, *, most: int = 60) -> Plain:
    """Draw a snapshot as plain data: up to *most* readings, some impossible, stale or misdated."""
    as_of = draw(MOMENTS)
    size = draw(st.integers(0, most))
    places = st.integers(0, len(PATHS) - 1)
    drawn = draw(st.dictionaries(places, SHARES, min_size=size, max_size=size))
    snapshot: Plain = {"as_of": utc_text(as_of)}
    for place, share in drawn.items():
        path, spec = PATHS[place]
        put(snapshot, path, reading(path, spec, share, as_of))
    change = draw(st.none() | st.floats(-12, 6))
    if change is not None:
        put(snapshot, "market.change_24h_pct", change)
    if draw(st.booleans()):
        snapshot["events"] = draw(st.lists(event_at(as_of, st.integers(-12, 2)), max_size=3))
    if draw(st.booleans()):
        snapshot["calendar"] = draw(st.lists(_entry_at(as_of), max_size=3))
    snapshot["sources"] = draw(st.lists(_source_at(as_of), max_size=1))
    return snapshot
