"""Checks of what rules are called, and of the order they come in."""

import re
from collections.abc import Iterator
from typing import Literal

from explainer.diagnostics import Diagnostic
from explainer.pack.check import check
from explainer.pack.draft import SWITCHED_OFF_KEYS, Draft, Order, RuleFile, Written
from explainer.pack.salvage import NO_CODE
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


@check("R101")
def id_differs_from_file(draft: Draft) -> Iterator[Diagnostic]:
    """A rule is found by its file, so the file bears its id.

    Links, signals and overlays name a rule by its file. A rule under two names would be found under
    one of them and missed under the other.

    Write the file's name, without `.yaml`, as `id`; or rename the file and its cases.
    """
    named = [(written.file, written.rule.id) for written in _rules(draft)]
    named += [
        (file, file.data.get("id"))
        for file in draft.switched_off
        if not _switches_nothing(draft, file)
    ]
    for file, name in named:
        if name != file.name:
            message = f"the id differs from the file's name `{file.name}`"
            hint = f"write `id: {file.name}`"
            if not _ID.fullmatch(file.name):
                hint = f"rename the file to `{name}.yaml`, with small letters, digits and `_` alone"
            yield file.problem("R101", ("id",), message, hint)


@check("R139")
def switches_nothing_off(draft: Draft) -> Iterator[Diagnostic]:
    """A file that only switches a rule off names one of the built-in pack.

    If there is no such rule, the one that was meant is still on.

    Name the file and its `id` after the rule that it switches off; `explainer rules list` shows
    them all.
    """
    for file in draft.switched_off:
        if _switches_nothing(draft, file):
            message = f"there is no built-in rule `{file.name}` to switch off"
            hint = "name the file after the rule that it switches off"
            yield file.problem("R139", ("enabled",), message, hint, at_key=True)


def _switches_nothing(draft: Draft, file: RuleFile) -> bool:
    is_driver = file.relative.startswith("drivers/")
    order = draft.driver_order if is_driver else draft.signal_order
    return file.data.keys() <= SWITCHED_OFF_KEYS and file.name not in order.built_in


@check("R108")
def id_not_well_formed(draft: Draft) -> Iterator[Diagnostic]:
    """Ids are parts of paths, so they hold small letters, digits and `_` alone.

    Ids stand in pointers, addresses and commands, where a blank, a capital letter or a dot would
    mean something else.

    Use small letters, digits and `_`, and begin with a letter: `etf_outflows`.
    """
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


@check("R109")
def reason_code_not_unique(draft: Draft) -> Iterator[Diagnostic]:
    """Apps tell drivers apart by their code, so it is well formed and one driver's own.

    Programs that read answers compare codes. One code for two drivers, or another code every month,
    would break them in silence.

    Write capital letters and digits with `-` between, as in `FLOW-ETF-01`. Take the next free
    number where the code is taken.
    """
    taken: dict[str, str] = {}
    for name in draft.driver_order.sequence():
        written = draft.drivers.get(name)
        if written is None:
            continue
        code = written.rule.code
        if not _CODE.fullmatch(code):
            hint = "write capital letters and digits with `-` between, as in `FLOW-ETF-01`"
            yield written.file.problem("R109", ("code",), f"`{code}` is not a reason code", hint)
        elif code in taken and code != NO_CODE:
            message = f"the driver `{taken[code]}` has the code `{code}` already"
            yield written.file.problem("R109", ("code",), message, "take the next free number")
        taken.setdefault(code, name)


@check("R127")
def version_below_one(draft: Draft) -> Iterator[Diagnostic]:
    """Versions count from 1, since receipts name them.

    Every claim of an answer names the rule and its version. A reader can only tell what has changed
    if versions count from 1 and rise.

    Write `version: 1` for a new rule, and one more whenever its answers change.
    """
    for written in _rules(draft):
        if written.rule.version < 1:
            message = f"the version is {written.rule.version}, below 1"
            yield written.file.problem("R127", ("version",), message, "write `version: 1`")


@check("R128")
def empty_text(draft: Draft) -> Iterator[Diagnostic]:
    """A text that is there says something, and a driver has evidence and references.

    An empty text would leave a hole in a sentence. Without references nobody can tell where a
    threshold comes from, and without false positives a reader trusts the rule too far.

    Write the text or the entry. A key that is not needed can go altogether.
    """
    for written in _rules(draft):
        for path, value in walk(written.file.data):
            if isinstance(value, str) and not value.strip():
                hint = "write the text, or remove the key if it is not needed"
                yield written.file.problem("R128", path, "the text is empty", hint)
    for driver in draft.drivers.values():
        for key in NEVER_EMPTY:
            if not getattr(driver.rule, key) and (driver.whole or key != "evidence"):
                hint = f"add at least one entry to `{key}`"
                yield driver.file.problem("R128", (key,), f"`{key}` is empty", hint)
    for file, path, rule in draft.evidence():
        condition = rule.event or rule.calendar
        if rule.over == ():
            yield file.problem("R128", (*path, "over"), "`over` is empty", "write `over: [BTC]`")
        if condition is not None and not condition.kind:
            place = (*path, "calendar" if rule.event is None else "event", "kind")
            yield file.problem("R128", place, "`kind` is empty", "write `kind: [regulation]`")


@check("R130")
def order_names_no_file(draft: Draft) -> Iterator[Diagnostic]:
    """Every id in the pack's order has its file.

    The order settles every tie. An id in it without a file is most often a slip, or a rule that was
    removed by halves.

    Correct the id, add the file, or take the id out of the order.
    """
    for key, order, file in _orders(draft):
        for at, name in enumerate(order.named):
            if name not in order.present:
                hint = f"add `{key}/{name}.yaml`, or remove the id from the order"
                yield file.problem("R130", (key, at), f"there is no `{key}/{name}.yaml`", hint)


@check("R131")
def file_not_in_order(draft: Draft) -> Iterator[Diagnostic]:
    """Every built-in rule has its place in the order; those of an overlay may be appended.

    A rule without a place in the order would win or lose ties by accident.

    Add its id to the list in `pack.yaml`, at the place where it belongs. An overlay need not: its
    new rules come last.
    """
    for key, order, file in _orders(draft):
        if file.layer_of((key,)) > 0:
            continue
        for name in sorted(order.built_in - set(order.named)):
            message = f"`{key}/{name}.yaml` has no place in the order"
            hint = f"add `- {name}` to `{key}`"
            yield file.problem("R131", (key,), message, hint, at_key=True)


@check("R132")
def order_names_twice(draft: Draft) -> Iterator[Diagnostic]:
    """The order names each rule once.

    A rule can stand in one place only, so one of the two lines means nothing.

    Remove the line that is in the wrong place.
    """
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
    switches_nothing_off,
    id_not_well_formed,
    reason_code_not_unique,
    version_below_one,
    empty_text,
    order_names_no_file,
    file_not_in_order,
    order_names_twice,
)
