"""Checks of the metrics that a pack derives or brings, and of how moves are named."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import get_args

from explainer.assessment import Op
from explainer.diagnostics import Diagnostic
from explainer.metric_spec import ASSET_SLOT, Unit
from explainer.pack.check import check
from explainer.pack.checks.links import way_back
from explainer.pack.draft import Draft
from explainer.pack.own_metrics import DerivedRule
from explainer.pack.vocabulary import ALL_ALTCOINS, SPARING
from explainer.slips import suggest

UNITS: tuple[str, ...] = get_args(Unit)
MANY = 0
"""Stands for one operand or more."""
OPERANDS: Mapping[Op, int | None] = MappingProxyType(
    {
        "difference": 2,
        "ratio": 2,
        "share_pct": 2,
        "change_pct": 2,
        "abs": 1,
        "negate": 1,
        "complement": 1,
        "days_between": 1,
        "sum": MANY,
        "product": MANY,
        "median": MANY,
        "mean": MANY,
        "min": MANY,
        "max": MANY,
        "count": MANY,
        "first": MANY,
        "weekday": None,
    }
)
"""How many operands an operation takes; None: none, since it looks at `as_of`."""


@check("R123")
def needs_itself(draft: Draft) -> Iterator[Diagnostic]:
    """No derived metric needs itself, by whatever way round.

    A metric that is needed to compute itself can never be computed.

    Let one metric of the circle use readings of the snapshot alone.
    """
    if draft.metrics is None:
        return
    vocabulary = draft.vocabulary
    needs: dict[str, list[str]] = {}
    for name, rule in vocabulary.derived.items():
        declared = [vocabulary.declared(operand) for operand in rule.of]
        needs[name] = [operand for operand in declared if operand is not None]
    for name, operands in needs.items():
        for operand in operands:
            chain = way_back(operand, name, needs)
            # told once, at the metric of the circle that comes first by name
            if chain and name == min(chain):
                shown = " -> ".join(f"`{step}`" for step in (name, *chain))
                message = f"derived metrics need each other: {shown}"
                hint = "let one of them use readings of the snapshot alone"
                yield draft.metrics.problem("R123", ("derived", name), message, hint, at_key=True)
                break


@check("R125")
def wrong_operands(draft: Draft) -> Iterator[Diagnostic]:
    """An operation has as many operands as it takes, of a kind it can compute with.

    An operation with too few operands, or with a word in place of a number, has no result. The
    metric would be unknown for ever.

    Name as many metrics in `of` as the message says, each of the kind that it asks for.
    """
    if draft.metrics is None:
        return
    for name, rule in draft.vocabulary.derived.items():
        path = ("derived", name)
        for key, message, hint in _operand_problems(rule):
            yield draft.metrics.problem("R125", (*path, key), message, hint, at_key=True)
        wanted = "date" if rule.op == "days_between" else "number"
        for at, operand in enumerate(rule.of):
            named = draft.vocabulary.find(operand.replace(ALL_ALTCOINS, ASSET_SLOT))
            if named is None or named.kind in (wanted, "unknown") or rule.op == "first":
                continue
            message = f"`{rule.op}` needs a {wanted}, and `{operand}` is a {named.kind}"
            hint = f"name a metric that is a {wanted}"
            yield draft.metrics.problem("R125", (*path, "of", at), message, hint)


def _operand_problems(rule: DerivedRule) -> Iterator[tuple[str, str, str]]:
    """Key, message and hint of what is wrong with number, `*` and bounds of the operands."""
    takes = OPERANDS[rule.op]
    if takes is None and rule.of:
        yield "of", f"`{rule.op}` takes no operands", "remove `of`"
    elif takes == MANY and not rule.of:
        yield "of", f"`{rule.op}` needs operands", "add `of: [...]`"
    elif takes and len(rule.of) != takes:
        counted = "1 operand" if takes == 1 else f"{takes} operands"
        yield "of", f"`{rule.op}` takes {counted}, got {len(rule.of)}", f"name {counted} in `of`"
    if rule.op not in SPARING and any(ALL_ALTCOINS in operand for operand in rule.of):
        yield "of", f"`{rule.op}` does not run over all assets", "use `median`, `sum` or `count`"
    bounds = [key for key in ("above", "below") if getattr(rule, key) is not None]
    if rule.op == "count" and len(bounds) != 1:
        yield "op", "`count` needs either `above` or `below`", "add `below: 0`, for example"
    if rule.op != "count":
        for key in bounds:
            yield key, f"`{rule.op}` has no `{key}`", f"remove `{key}`, or write `op: count`"


@check("R126")
def unknown_unit(draft: Draft) -> Iterator[Diagnostic]:
    """Units are those of the catalogue, so that prose knows how to write them.

    The unit decides how a number is written: `-300M` in `usd` becomes $300 million. An unknown unit
    could not be written at all.

    Take a unit of the catalogue; `none` is for numbers that no text shows.
    """
    if draft.metrics is None:
        return
    units = {("derived", name): rule.unit for name, rule in draft.vocabulary.derived.items()}
    units |= {("custom", name): rule.unit for name, rule in draft.vocabulary.custom.items()}
    for path, unit in units.items():
        if unit not in UNITS:
            near = suggest(unit, UNITS)
            hint = f"did you mean `{near}`?" if near else f"units are {', '.join(UNITS)}"
            yield draft.metrics.problem("R126", (*path, "unit"), f"unknown unit `{unit}`", hint)


@check("R151")
def range_upside_down(draft: Draft) -> Iterator[Diagnostic]:
    """The range of a metric that the pack brings is not empty.

    Readings outside a metric's range are rejected. An empty range would reject every one.

    Write the lower number as `low` and the greater one as `high`.
    """
    for name, rule in draft.vocabulary.custom.items():
        if rule.low >= rule.high and draft.metrics is not None:
            message = f"nothing lies from {rule.low:g} to {rule.high:g}"
            place = ("custom", name, "low")
            yield draft.metrics.problem("R151", place, message, "write the lower number as `low`")


@check("R150")
def severity_out_of_order(draft: Draft) -> Iterator[Diagnostic]:
    """The words for a fall are sorted from the smallest fall to the largest, from 0 on.

    The words for a fall are looked up from the smallest to the largest. Out of order, a crash could
    be called a dip.

    Sort the bands from the smallest fall to the largest. A fall is written as a positive number.
    """
    if draft.moves is None:
        return
    for key in ("by_volatility", "by_percent"):
        bands = getattr(draft.moves.rule.severity, key)
        for at, band in enumerate(bands):
            if band.at < 0 or (at > 0 and band.at <= bands[at - 1].at):
                message = f"{band.at:g} is out of order"
                hint = "sort the bands from the smallest fall to the largest; a fall is positive"
                yield draft.moves.file.problem("R150", ("severity", key, at, "at"), message, hint)
                break


@check("R152")
def direction_out_of_order(draft: Draft) -> Iterator[Diagnostic]:
    """Always down lies below flat, flat around 0, and always up above it.

    A change of the market has one direction. Bands that overlap would give it two.

    Write `always_down` below 0, `flat_within` above 0 and `always_up` above that.
    """
    if draft.moves is None:
        return
    rule = draft.moves.rule.direction
    limits = (rule.always_down, -rule.flat_within, rule.flat_within, rule.always_up)
    if any(low > high for low, high in pairwise(limits)):
        message = "the bands of the direction overlap"
        hint = "write `always_down` below 0, `flat_within` above 0, `always_up` above that"
        yield draft.moves.file.problem("R152", ("direction",), message, hint, at_key=True)


CHECKS = (
    needs_itself,
    wrong_operands,
    unknown_unit,
    range_upside_down,
    severity_out_of_order,
    direction_out_of_order,
)
