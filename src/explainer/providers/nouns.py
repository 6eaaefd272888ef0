"""What sources tell, each kind in one shape and one unit, whoever tells it.

Amounts are in US dollars, shares and changes in percent, times in UTC. A figure that is not known
is None and never zero. Rows are sorted from the oldest to the newest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Generic, TypeVar

import msgspec

from explainer.providers.provider import Provider
from explainer.snapshot import CalendarEntry, Event

Figures = TypeVar("Figures")


class Told(msgspec.Struct, Generic[Figures], frozen=True, kw_only=True):
    """Figures of one source: *observed_at* is their own time, *url* holds no key."""

    figures: Figures
    provider: Provider
    url: str
    observed_at: datetime


class Price(msgspec.Struct, frozen=True, kw_only=True):
    """What an asset costs, and how that changed."""

    price_usd: float
    change_1h_pct: float | None = None
    change_24h_pct: float | None = None
    change_7d_pct: float | None = None
    change_30d_pct: float | None = None
    volume_24h_usd: float | None = None
    low_24h_usd: float | None = None
    high_24h_usd: float | None = None
    all_time_high_usd: float | None = None


Prices = Mapping[str, Price]
"""By symbol."""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """The market as a whole."""

    total_cap_usd: float
    change_24h_pct: float | None = None
    volume_24h_usd: float | None = None
    btc_dominance_pct: float | None = None


class Liquidated(msgspec.Struct, frozen=True, kw_only=True):
    """Positions closed by force on one venue over the last 24 hours.

    *whole* is false where the list did not reach back so far, so that there were more. A source
    *of_many* adds up several venues, and is not added to others.
    """

    venue: str
    long_usd: float
    short_usd: float
    by_asset_usd: Mapping[str, float] = {}
    largest_usd: float | None = None
    whole: bool = True
    of_many: bool = False


class OpenInterest(msgspec.Struct, frozen=True, kw_only=True):
    """Open contracts on one asset at one venue, counted once; *before_usd* is 24 hours earlier."""

    venue: str
    asset: str
    now_usd: float
    before_usd: float | None = None
    coins: float | None = None


class Funding(msgspec.Struct, frozen=True, kw_only=True):
    """What holders of bitcoin perpetuals that bet on a rise pay the others, over eight hours."""

    venue: str
    rate_8h_pct: float


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """Open options on bitcoin: puts to calls by open interest, and the amount by expiry."""

    put_call_ratio: float | None = None
    by_expiry_usd: Mapping[date, float] = {}


class Depth(msgspec.Struct, frozen=True, kw_only=True):
    """Orders for bitcoin at one venue within 1% of the mid price, both sides; spread in bp."""

    venue: str
    within_1pct_usd: float
    spread_bp: float | None = None


class RateOdds(msgspec.Struct, frozen=True, kw_only=True):
    """What a market holds likely of the Federal Reserve's next decision, adding up to 100."""

    meeting: date
    cut_pct: float
    hold_pct: float
    hike_pct: float
    cut_before_pct: float | None = None
    """The same for a cut, one day earlier."""


class Mood(msgspec.Struct, frozen=True, kw_only=True):
    """The fear and greed index, 0 to 100, of today and of the day before."""

    now: float
    before: float | None = None


class Stablecoins(msgspec.Struct, frozen=True, kw_only=True):
    """Dollars in stablecoins now and a week ago."""

    total_usd: float
    week_ago_usd: float | None = None


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """What is scheduled, by one source, from a week ago on."""

    entries: tuple[CalendarEntry, ...]


class Headlines(msgspec.Struct, frozen=True, kw_only=True):
    """Headlines of which the kind of event can be read off, newest first."""

    events: tuple[Event, ...]
