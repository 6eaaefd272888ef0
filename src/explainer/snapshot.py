"""The input: all readings, events and dates for one moment."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

import msgspec

from explainer.readings import (
    Asset,
    Derivatives,
    Etf,
    Flows,
    Liquidity,
    Macro,
    Market,
    Onchain,
    Sentiment,
    Symbol,
)
from explainer.readings.group import without_nulls

FIRST_YEAR = 2009
"""Before bitcoin there is nothing to explain."""
LAST_YEAR = 2199

EventKind = Literal[
    "monetary_policy",
    "macro_data",
    "trade_policy",
    "geopolitics",
    "public_health",
    "regulation",
    "security_breach",
    "outage",
    "insolvency",
    "depeg",
    "token_unlock",
    "government_sale",
    "creditor_distribution",
    "corporate_treasury",
    "network",
    "other",
]
CalendarKind = Literal[
    "fomc",
    "fomc_minutes",
    "cpi",
    "ppi",
    "pce",
    "jobs",
    "gdp",
    "tariff",
    "central_bank",
    "options_expiry",
    "token_unlock",
    "regulation",
    "other",
]
Impact = Literal["negative", "positive", "neutral"]
GapReason = Literal[
    "timed_out",
    "unreachable",
    "rate_limited",
    "blocked",
    "failed",
    "refused",
    "changed_shape",
    "nothing_usable",
    "no_key",
    "no_time",
    "too_old",
    "from_future",
    "impossible",
    "switched_off",
    "defect",
]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
When = Annotated[
    str,
    msgspec.Meta(
        description="A date (2026-02-04), or an RFC 3339 time with an offset; read as UTC.",
        examples=["2026-02-04", "2026-02-04T14:30:00Z"],
        extra={"form": "when"},
    ),
]
Title = Annotated[str, msgspec.Meta(description="One line of text.", extra={"form": "title"})]
Link = Annotated[
    str,
    msgspec.Meta(
        description="An http or https address.",
        examples=["https://example.org/report"],
        extra_json_schema={"format": "uri"},
        extra={"form": "link"},
    ),
]
Pattern = Annotated[
    str,
    msgspec.Meta(
        description="Path of a metric, `*` for anything: `etf.*`, `assets.BTC.price_usd`.",
        extra={"form": "pattern"},
    ),
]
CustomId = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z][a-z0-9_]{0,63}\Z",
        extra_json_schema={"pattern": "^[a-z][a-z0-9_]{0,63}$"},
    ),
]


class Noun(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A part of the snapshot that is not a group of readings."""


class Event(Noun, frozen=True, kw_only=True):
    """Something that happened. `size_usd` is in US dollars and never negative.

    Without a `date` it is the sender's word that the event is current.
    """

    kind: EventKind
    title: Title
    date: When | None = None
    id: str | None = None
    asset: Symbol | None = None
    assets: tuple[Symbol, ...] = ()
    size_usd: Annotated[float, msgspec.Meta(ge=0)] | None = None
    source: str | None = None
    url: Link | None = None
    impact: Impact | None = None

    def __post_init__(self) -> None:
        """Bring a time to UTC text; ValueError for neither a date nor a time with offset."""
        if self.date is not None:
            msgspec.structs.force_setattr(self, "date", _settled_when(self.date))


class CalendarEntry(Noun, frozen=True, kw_only=True):
    """Something that is scheduled."""

    kind: CalendarKind
    date: When
    title: Title | None = None

    def __post_init__(self) -> None:
        """Bring a time to UTC text; ValueError for neither a date nor a time with offset."""
        msgspec.structs.force_setattr(self, "date", _settled_when(self.date))


class Record(Noun, frozen=True, kw_only=True):
    """A reading such as there was none in a long time, by whoever made the snapshot.

    It is the highest or lowest among the last readings of `days` days that were kept since `first`;
    `since` is the last day on which one was at least as far, absent where there was none.
    """

    metric: Pattern
    side: Literal["highest", "lowest"]
    days: Annotated[float, msgspec.Meta(ge=1)]
    first: date
    since: date | None = None


class Source(Noun, frozen=True, kw_only=True):
    """Where figures came from: `covers` holds path patterns such as `etf.*`.

    `attribution` is the credit that the source asks for, in its words.
    """

    name: Title
    url: Link | None = None
    observed_at: Moment | None = None
    covers: tuple[Pattern, ...] = ()
    attribution: Title | None = None

    def __post_init__(self) -> None:
        """Bring the time to UTC; ValueError for one without offset."""
        if self.observed_at is not None:
            msgspec.structs.force_setattr(self, "observed_at", to_utc(self.observed_at))


class Gap(Noun, frozen=True, kw_only=True):
    """A figure that whoever made the snapshot asked for and did not get.

    `metric` is the path of the main reading that is missing, `covers` holds those of all that are
    missing with it; `source` was asked first. `calendar.fomc` and `events.regulation` are kinds of
    dates and events that are missing, though others are there.
    """

    metric: Pattern
    reason: GapReason
    source: Title | None = None
    covers: tuple[Pattern, ...] = ()


class Doubt(Noun, frozen=True, kw_only=True):
    """What another source has for a reading, where the two differ by more than they may."""

    metric: Pattern
    value: float
    source: Title


class Snapshot(Noun, frozen=True, kw_only=True):
    """All readings, events and dates for one moment, `as_of` (in UTC, whatever was written).

    `events` and `calendar` are None when not supplied, which is not the same as supplied and empty.
    """

    as_of: Annotated[
        datetime,
        msgspec.Meta(tz=True, description="The moment of the readings: RFC 3339 with an offset."),
    ]
    market: Market | None = None
    assets: dict[Symbol, Asset] = {}
    etf: dict[Symbol, Etf] = {}
    flows: Flows | None = None
    derivatives: Derivatives | None = None
    macro: Macro | None = None
    sentiment: Sentiment | None = None
    onchain: Onchain | None = None
    liquidity: Liquidity | None = None
    events: tuple[Event, ...] | None = None
    calendar: tuple[CalendarEntry, ...] | None = None
    sources: tuple[Source, ...] = ()
    gaps: tuple[Gap, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    custom: dict[CustomId, float | None] = {}
    records: tuple[Record, ...] = ()

    def __post_init__(self) -> None:
        """Bring the time to UTC and drop nulls.

        ValueError for a time without offset, or one outside the years 2009 to 2199.
        """
        msgspec.structs.force_setattr(self, "as_of", snapshot_moment(self.as_of))
        if None in self.custom.values():
            msgspec.structs.force_setattr(self, "custom", without_nulls(self.custom))


def snapshot_moment(moment: datetime) -> datetime:
    """The same moment in UTC, if a snapshot can be of it; ValueError if not."""
    moment = to_utc(moment)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"Expected a year from {FIRST_YEAR} to {LAST_YEAR}")
    return moment


def to_utc(moment: datetime) -> datetime:
    """The same moment in UTC; ValueError for one without offset or out of the calendar's range."""
    if moment.tzinfo is UTC:
        return moment
    if moment.tzinfo is None:
        raise ValueError("Expected a time with an offset, such as Z or +02:00")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("Expected a time that UTC can express") from None


def utc_text(moment: datetime) -> str:
    """A time as RFC 3339 text in UTC that ends in Z, with as many decimals as it has."""
    return to_utc(moment).isoformat().removesuffix("+00:00") + "Z"


def read_when(text: str) -> date | datetime:
    """The date or the UTC time that an event or entry carries; ValueError if it is neither."""
    if len(text) == len("2026-02-04"):
        return msgspec.convert(text, date)
    return to_utc(msgspec.convert(text, datetime))


def _settled_when(text: str) -> str:
    """The one way of writing this date or moment: a date as it is, a time in UTC."""
    moment = read_when(text)
    return utc_text(moment) if isinstance(moment, datetime) else text
