"""What a history shows: how often drivers fired, alone and in pairs, on days of which kind."""

from __future__ import annotations

import msgspec

from explainer.assessment import Direction
from explainer.workbench.cases import UnreadableCase
from explainer.workbench.interval import Interval


class Firing(msgspec.Struct, frozen=True, kw_only=True):
    """How often a driver fired on days of one kind: on *fired* of the *seen* days.

    *seen* are those on which something that it reads was given; *share* is null where none was.
    """

    fired: int
    seen: int
    share: float | None


class DriverFrequency(msgspec.Struct, frozen=True, kw_only=True):
    """On how many days a driver fired, and on which.

    *fired*, *not_fired* and *not_evaluated* add up to all days. *unseen* are the days, of those not
    evaluated, on which nothing that it reads was given: on these its silence says nothing, so
    *share* is that of the other days. *by_size* has the days by the size of bitcoin's change, and
    adds up to all; *falls*, *rises* and *quiet* are the days on which the market fell, rose, or
    hardly moved. *explained* counts falls and mixed days that it explains. *longest_run* is the
    greatest number of days in a row, the last of which was *longest_run_until*.
    """

    id: str
    title: str
    fired: int
    not_fired: int
    not_evaluated: int
    unseen: int
    share: float | None
    share_interval: Interval | None
    explained: int
    by_size: dict[str, Firing]
    falls: Firing
    rises: Firing
    quiet: Firing
    longest_run: int
    longest_run_until: str | None


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """How two drivers kept company, over the *seen* days on which both had something to read.

    On *together* of them both fired; *expected* is how many that would be if neither had to do with
    the other. *lift* is the one by the other: above 1 they keep company, below 1 they avoid it. It
    is null where one of them never fired.
    """

    seen: int
    together: int
    expected: float
    lift: float | None


class DriverPair(msgspec.Struct, frozen=True, kw_only=True):
    """Two drivers, in the order of the pack: on all days, and on days when the market fell.

    Many drivers count only while prices fall, so on all days most of them seem to keep company.
    """

    first: str
    second: str
    all_days: Company
    falls: Company


class SizeCount(msgspec.Struct, frozen=True, kw_only=True):
    """The days of one size: how many, on how many a driver explains the fall, or none fired."""

    id: str
    title: str
    days: int
    explained: int
    silent: int


class UnexplainedFall(msgspec.Struct, frozen=True, kw_only=True):
    """A large fall that no driver explains; *not_evaluated* drivers lacked the readings."""

    day: str
    change_pct: float
    direction: Direction
    fired: tuple[str, ...]
    not_evaluated: int


class Backtest(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules make of a series of days, one snapshot each.

    *directions* are those of the market, *sizes* of bitcoin's change; *quiet_days* are days when
    neither it nor the altcoins moved much. *large_falls* are days with bitcoin down 5% or more, and
    *unexplained* those of them that no driver explains. *unreadable* names the first of the
    *unreadable_lines* that hold no usable snapshot and are not among the days.
    """

    days: int
    first_day: str
    last_day: str
    quiet_days: int
    large_falls: int
    directions: dict[Direction, int]
    sizes: tuple[SizeCount, ...]
    drivers: tuple[DriverFrequency, ...]
    pairs: tuple[DriverPair, ...]
    unexplained: tuple[UnexplainedFall, ...]
    unreadable: tuple[UnreadableCase, ...]
    unreadable_lines: int
