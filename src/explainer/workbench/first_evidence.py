"""The first evidence of a new rule with the cases that show what it does, for each kind of reading.

The texts lie in `templates/`; here are the figures that fill them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import msgspec

from explainer.assessment import Role
from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT, MetricSpec
from explainer.narrative.numbers import Style
from explainer.narrative.words import Words
from explainer.pack.case_file import USUAL_AS_OF
from explainer.pack.case_snapshot import MISSING
from explainer.pack.shapes import write_number
from explainer.workbench.first_curve import FirstCurve, first_curve
from explainer.workbench.first_words import filled, first_words, named_in_full, put, quoted

STRONGEST = 0.6
"""Strength at the far end of a first curve."""
ABOVE_FIRING = 0.1
"""How far above the firing strength a first event, choice or truth stands."""
DAYS = 3
"""The window of a first event."""
FALL_PCT, RISE_PCT = -4, 1
"""What the market did in 24 hours, in percent: in most cases, and in the one without a fall."""
MARKET_CHANGE = "market.change_24h_pct"
TELLS_DIRECTION = "change_24h_pct"
"""How the name of a reading ends that says by itself whether prices fell."""
SLACK = 0.001
"""How far a strength in a case may lie from the computed one, which answers round."""

Tree = dict[str, "str | Tree"]


class NewRule(msgspec.Struct, frozen=True, kw_only=True):
    """What every template needs: the rule, where its files find their schemas, when it fires."""

    id: str
    role: Role
    fires_at: float
    schemas: str


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A metric of the catalogue, for one *symbol* where its id has a place for one."""

    spec: MetricSpec
    symbol: str | None = None

    @property
    def reading(self) -> str:
        """The id of the reading: `etf.BTC.net_flow_usd`."""
        return self.spec.id.replace(SYMBOL_SLOT, self.symbol or "")

    @property
    def name(self) -> str:
        """The metric's name without group and symbol: `net_flow_usd`."""
        return next(part for part in self.spec.id.split(".")[1:] if part != SYMBOL_SLOT)


class FirstEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """What stands under `evidence:`, the file of cases, and what is looked at in words."""

    evidence: str
    cases: str
    subject: str
    what_it_means: str


def first_evidence(named: Named, rule: NewRule, words: Words) -> FirstEvidence:
    """The evidence on a number, a choice or a truth, and its cases."""
    spec, drafted = named.spec, first_words()
    label = named_in_full(spec.label)
    subject = drafted.with_meaning(label, spec.id)
    said = f"{subject}{',' if subject != label else ''} {drafted.past(spec)}"
    worst, usual, shown, own = _readings(named, rule, said, words)
    slots = {
        **_of_rule(rule),
        **own,
        "evidence_id": named.name,
        "metric": spec.id.replace(SYMBOL_SLOT, ASSET_SLOT),
        "over": f"    over: [{named.symbol}]\n" if named.symbol else "",
        "say": quoted(said),
        "text": quoted(_as_told(said, named, shown, words)),
        "reading": named.reading,
        "usual": _usual(named.reading, usual),
        "beyond": _given({named.reading: worst}),
        "missing": _given({named.reading: MISSING}),
        "stale": _given({named.reading: f"{{value: {worst}, stale: true}}"}),
        "no_fall": _given({MARKET_CHANGE: str(RISE_PCT), named.reading: worst}),
    }
    kind = "number" if spec.kind == "number" else "choice"
    cases = filled(f"cases_{kind}.yaml", slots)
    if spec.max_age_hours is not None:
        cases += filled("case_stale.yaml", slots)
    if not named.reading.endswith(TELLS_DIRECTION):
        cases += filled("case_no_fall.yaml", slots)
    plain = subject.replace(ASSET_SLOT, named.symbol or "")
    return FirstEvidence(
        evidence=filled(f"evidence_{kind}.yaml", slots).rstrip("\n"),
        cases=cases,
        subject=plain,
        what_it_means=put(drafted.what_it_means(spec), {"subject": plain}),
    )


def first_event(kind: str, rule: NewRule) -> FirstEvidence:
    """The evidence on events of one kind, and its cases."""
    drafted = first_words()
    today = datetime.datetime.fromisoformat(USUAL_AS_OF).date()
    slots = {
        **_of_rule(rule),
        "kind": kind,
        "days": str(DAYS),
        "strength": _above(rule.fires_at),
        "say": quoted(drafted.event.say),
        "last_day": str(today - datetime.timedelta(days=DAYS)),
        "too_old": str(today - datetime.timedelta(days=DAYS + 1)),
    }
    plain = put(drafted.event.subject, {"kind": kind.replace("_", " ")})
    subject = drafted.with_meaning(plain, kind)
    return FirstEvidence(
        evidence=filled("evidence_event.yaml", slots).rstrip("\n"),
        cases=filled("cases_event.yaml", slots),
        subject=subject,
        what_it_means=put(drafted.event.what_it_means, {"subject": subject}),
    )


def _of_rule(rule: NewRule) -> dict[str, str]:
    return {
        "id": rule.id,
        "role": rule.role,
        "fires_at": f"{rule.fires_at:g}",
        "schema": f"{rule.schemas}/cases.schema.json",
    }


def _readings(
    named: Named, rule: NewRule, said: str, words: Words
) -> tuple[str, str, str, dict[str, str]]:
    """A reading that fires the rule, a usual one, the first as told, and what templates need."""
    spec = named.spec
    if spec.kind == "number":
        curve = first_curve(spec)
        shown = _shown(curve.beyond, spec, said, words)
        own = _of_curve(named, curve, rule.fires_at)
        return write_number(curve.beyond), write_number(curve.ordinary), shown, own
    worst, usual = ("true", "false") if spec.kind == "boolean" else spec.choices[:2]
    return worst, usual, worst, {"chosen": worst, "strength": _above(rule.fires_at)}


def _of_curve(named: Named, curve: FirstCurve, fires_at: float) -> dict[str, str]:
    """The readings of a curve as rule and cases write them, and the strengths there."""
    strongest = max(STRONGEST, fires_at)
    after = (curve.beyond - curve.mark) / (curve.far - curve.mark)
    before = (curve.short - curve.start) / (curve.mark - curve.start)
    return {
        "start": write_number(curve.start),
        "mark": write_number(curve.mark),
        "far": write_number(curve.far),
        "strongest": f"{strongest:g}",
        "strength_beyond": _about(fires_at + (strongest - fires_at) * after),
        "on_the_mark": _given({named.reading: write_number(curve.mark)}),
        "short": _given({named.reading: write_number(curve.short)}),
        "strength_short": _about(fires_at * before),
    }


def _about(strength: float) -> str:
    return f"[{strength - SLACK:.4g}, {strength + SLACK:.4g}]"


def _above(fires_at: float) -> str:
    return f"{min(1.0, fires_at + ABOVE_FIRING):g}"


def _shown(number: float, spec: MetricSpec, said: str, words: Words) -> str:
    """The number as a first sentence shows it."""
    bound = spec.id in words.lexicon.lower_bounds
    style: Style | None = "signed" if "|signed}" in said else None
    show = words.tongue.numerals.shower(spec.unit, style, bound=bound)
    return (words.lexicon.at_least if bound else "") + show(number)[0]


def _as_told(said: str, named: Named, shown: str, words: Words) -> str:
    """A first sentence as readers get it."""
    symbol = named.symbol or ""
    asset = words.lexicon.assets.get(symbol, symbol)
    for slot, stands in (("{value|signed}", shown), ("{value}", shown), (ASSET_SLOT, asset)):
        said = said.replace(slot, stands)
    return said


def _usual(reading: str, value: str) -> str:
    """The usual readings, one group a line: a fall of the market, and the reading."""
    tree = _tree({MARKET_CHANGE: str(FALL_PCT), reading: value})
    return "\n".join(f"  {group}: {_written(held)}" for group, held in tree.items())


def _given(readings: Mapping[str, str]) -> str:
    """The readings of a case in one line: `{etf: {BTC: {net_flow_usd: 10M}}}`."""
    return _written(_tree(readings))


def _tree(readings: Mapping[str, str]) -> Tree:
    tree: Tree = {}
    for reading, value in readings.items():
        *groups, name = reading.split(".")
        inner = tree
        for group in groups:
            held = inner.setdefault(group, {})
            assert isinstance(held, dict)
            inner = held
        inner[name] = value
    return tree


def _written(value: str | Tree) -> str:
    if isinstance(value, str):
        return value
    return "{" + ", ".join(f"{key}: {_written(held)}" for key, held in value.items()) + "}"
