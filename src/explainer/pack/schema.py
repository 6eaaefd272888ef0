"""The rule format: what a driver, a signal, a derived metric and the pack file may hold.

One struct per file kind; every struct refuses keys it does not know. Numbers in `bands`, `above`,
`below` and `threshold` may be written with a suffix (`-300M`); the loader turns them into floats
before these structs see them. `docs/rule-format.md` explains each key with an example.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from explainer.assessment import Role, Scope
from explainer.pack.own_metrics import MetricsFile
from explainer.pack.shape_words import ONE_FOR_A_LIST
from explainer.pack.style import StyleSheet

RuleStatus = Literal["experimental", "stable", "deprecated"]
Texts = Annotated[tuple[str, ...], msgspec.Meta(extra={ONE_FOR_A_LIST: True})]
"""One text or several that mean the same, each with `<one|another>` where its words may vary."""


class Band(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A point of the curve from reading to strength: at this reading, this strength (0..1)."""

    at: float
    strength: float


class Condition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A test of one reading: at least *above*, at most *below*, or equal to a choice."""

    metric: str
    above: float | None = None
    below: float | None = None
    equals: str | bool | None = None


class EventCondition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that happened: one of *kind*, in the *within_days* up to `as_of`, not after it.

    Where one asset is asked about, an event of other assets counts only where such events *spread*
    over the market. Bitcoin and stablecoins are the market's own.
    """

    kind: tuple[str, ...]
    within_days: float
    impact: Literal["negative", "positive", "any"] = "negative"
    spreads: bool = False


class CalendarCondition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something scheduled: one of *kind*, at most *within_days* after `as_of`.

    With *since_days* it may also lie that many days before: a decision is still talked about then.
    """

    kind: tuple[str, ...]
    within_days: float
    since_days: float = 0.0


class EvidenceRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One condition of a driver. Exactly one of *metric*, *event*, *calendar*.

    A metric has *bands* (numbers) or *values* (choices and truths); an event or a calendar entry
    has *strength*, and an event may add *bands* on its `size_usd`. *over* names the assets that
    `{asset}` stands for: a symbol, a list, `any` (the strongest of all assets), `focus`, `other`.
    *when* guards it: false makes it false, unknown makes it unknown.

    Words: *say* is a whole clause without its full stop; *tail* a phrase that may follow another
    clause of the driver after a comma; *absent* the clause used when the reading rules it out.
    """

    family: str
    metric: str | None = None
    event: EventCondition | None = None
    calendar: CalendarCondition | None = None
    over: str | tuple[str, ...] | None = None
    bands: tuple[Band, ...] = ()
    values: Mapping[str, float] = {}
    strength: float | None = None
    decisive: bool = False
    when: tuple[Condition, ...] = ()
    say: str
    tail: str | None = None
    absent: str | None = None
    reason: str | None = None


class OffsetRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What argues the other way: a reading beyond a number, a choice, or a positive event."""

    say: str
    metric: str | None = None
    over: str | tuple[str, ...] | None = None
    above: float | None = None
    below: float | None = None
    equals: str | bool | None = None
    event: EventCondition | None = None
    reason: str | None = None


class RoleChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another role in some circumstances; all given must hold, the first match wins."""

    role: Role
    scope: tuple[Scope, ...] = ()
    fired: tuple[str, ...] = ()
    not_fired: tuple[str, ...] = ()
    strength_at_least: float | None = None
    reason: str


class OwnThreshold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A known strength at which this driver fires, other than the pack's, with the reason."""

    strength: float
    reason: str


class InShort(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a driver means and why it hurts in a few words each, for the cells of a table."""

    means: str
    hurts: str


class Driver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named cause of a fall: one file `drivers/<id>.yaml`.

    *noun* is the driver as a noun phrase inside a sentence ("outflows from spot ETFs"); *headline*
    a clause in the present tense for headlines ("money leaves spot ETFs").
    """

    id: str
    version: int
    title: str
    status: RuleStatus
    role: Role
    code: str
    owner: str
    noun: str
    headline: str
    evidence: Mapping[str, EvidenceRule]
    what_it_means: Texts
    why_it_hurts: Texts
    references: tuple[str, ...]
    false_positives: tuple[str, ...]
    offsets: Mapping[str, OffsetRule] = {}
    role_when: tuple[RoleChange, ...] = ()
    leads_to: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    fires_at: OwnThreshold | None = None
    in_short: InShort | None = None
    background: Texts = ()
    enabled: bool = True


class SignalRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to watch: one file `signals/<id>.yaml`.

    The threshold is where a rule's evidence flips its driver (*flips*: `<driver>.evidence.<id>`,
    with *asset* where the evidence runs over several), or else *metric* and *threshold* (a number,
    or the id of a metric that holds the level) with *beyond* saying on which side the reading is
    past it. *near* is the distance, in the metric's unit or as a share of the threshold (`25%`),
    that counts as near. *trend* is a metric whose sign says whether the reading rises or falls.
    *meaning* says in words what crossing would tell.
    """

    id: str
    version: int
    title: str
    meaning: str
    near: float | str
    flips: str | None = None
    asset: str | None = None
    metric: str | None = None
    threshold: float | str | None = None
    beyond: Literal["above", "below"] | None = None
    trend: str | None = None
    calendar: tuple[str, ...] = ()
    reason: str
    enabled: bool = True


class SeverityBand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fall of at least *at* (percent, or daily standard deviations) carries this word."""

    at: float
    word: Literal["dip", "pullback", "sell-off", "rout", "crash"]


class DirectionRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The bands of the direction, in percent over 24 hours (percentage points for *mixed_gap*).

    Without any 24-hour change, a *drawdown* (percent) or a loss of *cap_lost_usd* makes it a fall.
    """

    flat_within: float
    always_up: float
    always_down: float
    mixed_gap: float
    drawdown: float
    cap_lost_usd: float
    reason: str


class SeverityRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a fall is named: in daily standard deviations where volatility is given, else in percent.

    A fall of *crash_at* percent is a crash whatever the volatility.
    """

    by_volatility: tuple[SeverityBand, ...]
    by_percent: tuple[SeverityBand, ...]
    crash_at: float
    reason: str


class ScopeRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who led: gaps in percentage points between bitcoin and the median altcoin.

    *altcoin_led_bitcoin_at_most* is the fall of bitcoin, in percent, beyond which it led too.
    """

    bitcoin_led_gap: float
    altcoin_led_gap: float
    altcoin_led_bitcoin_at_most: float
    reason: str


class FocusRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When the asset asked about moved on its own.

    Against bitcoin, the other altcoins and the market: *apart* by so many percentage points where
    it went another way; where it went the same way, *further_gap* points and *further_times* as
    far.
    """

    apart: float
    further_gap: float
    further_times: float
    reason: str


class StageRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stage and the conditions that all must hold; the first stage that holds is taken."""

    stage: Literal["building", "forced_selling", "unwinding", "stabilising", "recovering"]
    when: tuple[Condition, ...]
    direction: tuple[Literal["down", "up", "flat", "mixed", "unknown"], ...] = ()
    reason: str


class MovesFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`moves.yaml`."""

    direction: DirectionRule
    severity: SeverityRule
    scope: ScopeRule
    focus: FocusRule
    stages: tuple[StageRule, ...]


class PackFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`pack.yaml`: the order of drivers and signals is the last word in every tie."""

    name: str
    version: str
    fires_at: float
    drivers: tuple[str, ...]
    signals: tuple[str, ...]
    stablecoins: tuple[str, ...]
    wrapped: tuple[str, ...]


class RulePack(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Rules loaded, linted and versioned together. *hash* is the SHA-256 over all their files."""

    name: str
    version: str
    hash: str
    fires_at: float
    drivers: tuple[Driver, ...]
    signals: tuple[SignalRule, ...]
    metrics: MetricsFile
    moves: MovesFile
    lexicon: Mapping[str, object]
    style: StyleSheet = StyleSheet()
    stablecoins: frozenset[str]
    wrapped: frozenset[str]
