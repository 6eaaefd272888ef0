"""Checks of what rules are called, and of the order they come in."""

import re
from collections.abc import Iterator
from typing import Literal

from explainer.diagnostics import Diagnostic
from explainer.pack.draft import Draft, Order, RuleFile, Written
from explainer.pack.schema import Driver, SignalRule
from explainer.pack.texts import walk
from explainer.source import Path

NEVER_EMPTY = ("evidence", "what_it_means", "why_it_hurts", "references", "false_positives")
"""Keys of a driver with at least one entry."""

ID = "[a-z][a-z0-9_]{0,63}"
DERIVED_ID = rf"derived\.(?:\{{asset\}}\.)?{ID}"
CODE = "[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+"
"""How ids, those of derived metrics, and reason codes are written."""

_ID = re.compile(ID)
_DERIVED_ID = re.compile(DERIVED_ID)
_CODE = re.compile(CODE)


def id_differs_from_file(draft: Draft) -> Iterator[Diagnostic]:
    """R101: a rule is found by its file, so the file bears its id."""
    for written in _rules(draft):
        name = written.file.relative.partition("/")[2].removesuffix(".yaml")
        if written.rule.id != name:
            message = f"the id differs from the file's name `{name}`"
            yield written.file.problem("R101", ("id",), message, f"write `id: {name}`")


def id_not_well_formed(draft: Draft) -> Iterator[Diagnostic]:
    """R108: ids are parts of paths, so they hold small letters, digits and `_` alone."""
    for written in _rules(draft):
        if not _ID.fullmatch(written.rule.id):
            yield _bad_id(written.file, ("id",), written.rule.id, "etf_outflows", at_key=False)
    for driver in draft.drivers.values():
        for key in ("evidence", "offsets"):
            for name in getattr(driver.rule, key):
                if not _ID.fullmatch(name):
                    yield _bad_id(driver.file, (key, name), name, "session")
    if draft.metrics is not None:
        for name in draft.vocabulary.derived:
            if not _DERIVED_ID.fullmatch(name):
                yield _bad_id(draft.metrics, ("derived", name), name, "derived.{asset}.gap_pct")
        for name in draft.vocabulary.custom:
            if not _ID.fullmatch(name):
                yield _bad_id(draft.metrics, ("custom", name), name, "search_interest")


def _bad_id(
    file: RuleFile, path: Path, name: str, example: str, *, at_key: bool = True
) -> Diagnostic:
    hint = f"write small letters, digits and `_`, as in `{example}`"
    return file.problem("R108", path, f"`{name}` is not written as ids are", hint, at_key=at_key)


def reason_code_not_unique(draft: Draft) -> Iterator[Diagnostic]:
    """R109: apps tell drivers apart by their code, so it is well formed and one driver's own."""
    taken: dict[str, str] = {}
    for name in draft.driver_order.sequence():
        written = draft.drivers.get(name)
        if written is None:
            continue
        code = written.rule.code
        if not _CODE.fullmatch(code):
            hint = "write capital letters and digits with `-` between, as in `FLOW-ETF-01`"
            yield written.file.problem("R109", ("code",), f"`{code}` is not a reason code", hint)
        elif code in taken:
            message = f"the driver `{taken[code]}` has the code `{code}` already"
            yield written.file.problem("R109", ("code",), message, "take the next free number")
        taken.setdefault(code, name)


def version_below_one(draft: Draft) -> Iterator[Diagnostic]:
    """R127: versions count from 1, since receipts name them."""
    for written in _rules(draft):
        if written.rule.version < 1:
            message = f"the version is {written.rule.version}, below 1"
            yield written.file.problem("R127", ("version",), message, "write `version: 1`")


def empty_text(draft: Draft) -> Iterator[Diagnostic]:
    """R128: a text that is there says something, and a driver has evidence and references."""
    for written in _rules(draft):
        for path, value in walk(written.file.data):
            if isinstance(value, str) and not value.strip():
                hint = "write the text, or remove the key if it is not needed"
                yield written.file.problem("R128", path, "the text is empty", hint)
    for driver in draft.drivers.values():
        for key in NEVER_EMPTY:
            if not getattr(driver.rule, key):
                hint = f"add at least one entry to `{key}`"
                yield driver.file.problem("R128", (key,), f"`{key}` is empty", hint)
    for file, path, rule in draft.evidence():
        condition = rule.event or rule.calendar
        if rule.over == ():
            yield file.problem("R128", (*path, "over"), "`over` is empty", "write `over: [BTC]`")
        if condition is not None and not condition.kind:
            place = (*path, "calendar" if rule.event is None else "event", "kind")
            yield file.problem("R128", place, "`kind` is empty", "write `kind: [regulation]`")


def order_names_no_file(draft: Draft) -> Iterator[Diagnostic]:
    """R130: every id in the pack's order has its file."""
    for key, order, file in _orders(draft):
        for at, name in enumerate(order.named):
            if name not in order.present:
                hint = f"add `{key}/{name}.yaml`, or remove the id from the order"
                yield file.problem("R130", (key, at), f"there is no `{key}/{name}.yaml`", hint)


def file_not_in_order(draft: Draft) -> Iterator[Diagnostic]:
    """R131: every built-in rule has its place in the order; those of an overlay may be appended."""
    for key, order, file in _orders(draft):
        if file.layer_of((key,)) > 0:
            continue
        for name in sorted(order.built_in - set(order.named)):
            message = f"`{key}/{name}.yaml` has no place in the order"
            hint = f"add `- {name}` to `{key}`"
            yield file.problem("R131", (key,), message, hint, at_key=True)


def order_names_twice(draft: Draft) -> Iterator[Diagnostic]:
    """R132: the order names each rule once."""
    for key, order, file in _orders(draft):
        for at, name in enumerate(order.named):
            if name in order.named[:at]:
                message = f"`{name}` has a place in the order already"
                yield file.problem("R132", (key, at), message, "remove one of the two")


def _orders(draft: Draft) -> Iterator[tuple[Literal["drivers", "signals"], Order, RuleFile]]:
    if draft.pack is not None:
        yield "drivers", draft.driver_order, draft.pack.file
        yield "signals", draft.signal_order, draft.pack.file


def _rules(draft: Draft) -> Iterator[Written[Driver] | Written[SignalRule]]:
    yield from draft.drivers.values()
    yield from draft.signals.values()


CHECKS = (
    id_differs_from_file,
    id_not_well_formed,
    reason_code_not_unique,
    version_below_one,
    empty_text,
    order_names_no_file,
    file_not_in_order,
    order_names_twice,
)
