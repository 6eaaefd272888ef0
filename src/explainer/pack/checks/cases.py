"""Checks of case files: whose they are, and expectations that a driver can meet or miss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from explainer.assessment import Status
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.case_file import CASES_KEY, CaseDraft
from explainer.pack.case_snapshot import LISTS
from explainer.pack.check import check
from explainer.pack.schema import Driver
from explainer.pack.shapes import Misfit
from explainer.pack.vocabulary import ALL_ALTCOINS
from explainer.slips import suggest
from explainer.source import Path

SAMPLES: dict[Status, str] = {
    "fired": "in which it fires",
    "not_fired": "in which it does not fire",
    "not_evaluated": "in which a missing reading could decide",
}


@check("R301")
def other_driver(draft: CaseDraft) -> Iterator[Misfit]:
    """Cases are found by their file, so it bears the name of their driver.

    One would otherwise believe that a driver is tested whose cases are those of another.

    Write the name of the file, without `.cases.yaml`, as the `driver`, or rename the file.
    """
    if draft.entries.driver != draft.name:
        message = f"the driver differs from the file's name `{draft.name}`"
        hint = f"write `driver: {draft.name}`"
        yield Misfit(code="R301", path=("driver",), message=message, hint=hint)


@check("R302")
def unknown_driver(draft: CaseDraft) -> Iterator[Misfit]:
    """There is a driver whose cases these are, and it is switched on.

    Cases of a driver that is not there test nothing, and nobody notices.

    Name the file after its driver; the hint knows the nearest. Cases of a driver that is
    switched off go with it.
    """
    order, name = draft.pack.driver_order, draft.name
    if draft.entries.driver != name or name in order.usable():
        return
    message, hint = f"there is no driver `{name}`", f"add `drivers/{name}.yaml`"
    if name in order.off:
        message, hint = f"the driver `{name}` is switched off", "remove the cases, or switch it on"
    elif near := suggest(name, sorted(order.usable())):
        hint = f"name the file `{near}.cases.yaml`, or {hint}"
    yield Misfit(code="R302", path=("driver",), message=message, hint=hint)


@check("R304")
def never_missing(draft: CaseDraft) -> Iterator[Misfit]:
    """What is told as missing is a metric, or the events or the calendar.

    What is no metric is never told as missing, so the case could not pass.

    Name the metric by its whole path, as in `etf.BTC.net_flow_usd`, or write `events` or
    `calendar`.
    """
    for place, case in draft.entries.cases.items():
        for at, metric in enumerate(case.missing):
            named = metric.replace(ALL_ALTCOINS, ASSET_SLOT)
            if metric in LISTS or draft.pack.vocabulary.find(named) is not None:
                continue
            near = draft.pack.vocabulary.nearest(metric) or suggest(metric, sorted(LISTS))
            hint = f"did you mean `{near}`?" if near else "name a metric, `events` or `calendar`"
            path = (CASES_KEY, place, "missing", at)
            yield Misfit(code="R304", path=path, message=f"unknown metric `{metric}`", hint=hint)


@check("R305")
def unknown_piece(draft: CaseDraft) -> Iterator[Misfit]:
    """Offsets and texts are looked for under ids that the driver has.

    Nothing under another id is ever said, so the case could not pass.

    Take the id from the driver's `evidence` or `offsets`; the hint names the nearest.
    """
    rule = _rule(draft)
    if rule is None:
        return
    pieces = (*rule.evidence, *rule.offsets)
    for place, case in draft.entries.cases.items():
        for at, offset in enumerate(case.offsets):
            if offset not in rule.offsets:
                path = (CASES_KEY, place, "offsets", at)
                yield _unknown(f"offset `{offset}`", offset, tuple(rule.offsets), path)
        for piece in case.text if isinstance(case.text, dict) else ():
            if piece not in pieces:
                at_piece = (CASES_KEY, place, "text", piece)
                what = f"evidence or offset `{piece}`"
                yield _unknown(what, piece, pieces, at_piece, at_key=True)


def _unknown(
    what: str, word: str, known: tuple[str, ...], path: Path, *, at_key: bool = False
) -> Misfit:
    near = suggest(word, known)
    listed = f"it has {', '.join(f'`{one}`' for one in known)}" if known else "it has none"
    hint = f"did you mean `{near}`?" if near else listed
    message = f"the driver has no {what}"
    return Misfit(code="R305", path=path, message=message, hint=hint, at_key=at_key)


@check("R306")
def no_range(draft: CaseDraft) -> Iterator[Misfit]:
    """A strength lies from a number to one that is not below it, both from 0 to 1.

    No strength lies in a range that is upside down, or beyond 0 and 1.

    Write the lowest and the highest strength that will do, as in `[0.3, 0.5]`.
    """
    for place, case in draft.entries.cases.items():
        if case.strength is None:
            continue
        path = (CASES_KEY, place, "strength")
        hint = "write the lowest and the highest strength that will do, as in `[0.3, 0.5]`"
        if len(case.strength) != 2:
            message = f"a range has two numbers, and this has {len(case.strength)}"
            yield Misfit(code="R306", path=path, message=message, hint=hint)
            continue
        low, high = case.strength
        if low > high:
            message = f"the range is upside down: {low:g} is more than {high:g}"
            hint = f"write `[{high:g}, {low:g}]`"
            yield Misfit(code="R306", path=path, message=message, hint=hint)
        elif low < 0 or high > 1:
            message = f"{low:g} to {high:g} is not within 0 to 1"
            yield Misfit(code="R306", path=path, message=message, hint=hint)


@check("R308")
def same_name(draft: CaseDraft) -> Iterator[Misfit]:
    """A case is called by its name, so no other has it.

    A report names the case that failed, and `--run` finds a case by its name.

    Say in the name what is special about this case.
    """
    seen: set[str] = set()
    for place, case in draft.entries.cases.items():
        if case.name in seen:
            message = f"another case is called `{case.name}` already"
            path = (CASES_KEY, place, "name")
            yield Misfit(code="R308", path=path, message=message, hint="say what is special here")
        seen.add(case.name)


@check("R309")
def no_case(draft: CaseDraft) -> Iterator[Misfit]:
    """A file of cases holds one.

    A file without cases looks like a driver that is tested.

    Add cases in which the driver fires, does not, and is not evaluated, or remove the file.
    """
    if draft.entries.whole and not draft.entries.cases:
        hint = "add cases in which it fires, does not, and is not evaluated"
        yield Misfit(code="R309", path=(CASES_KEY,), message="there is no case", hint=hint)


@check("R310")
def says_nothing(draft: CaseDraft) -> Iterator[Misfit]:
    """A name, a clause, or the reason of a gap has words in it.

    An empty expectation holds whatever the driver does, and a gap without a reason cannot be
    judged.

    Write the words, or remove the key.
    """
    for place, case in draft.entries.cases.items():
        texts: list[tuple[Path, str | None]] = [(("name",), case.name)]
        texts.append((("known_gap",), case.known_gap))
        if isinstance(case.text, dict):
            texts += [(("text", piece), clause) for piece, clause in case.text.items()]
            if not case.text:
                texts.append((("text",), ""))
        else:
            texts.append((("text",), case.text))
        for path, text in texts:
            if text is not None and not text.strip():
                hint = "write the words, or remove the key if it is not needed"
                message = f"`{path[0]}` is empty"
                yield Misfit(
                    code="R310", path=(CASES_KEY, place, *path), message=message, hint=hint
                )


@check("R350")
def status_left_out(draft: CaseDraft) -> Iterator[Misfit]:
    """Cases show the driver fire, not fire, and lack what could decide.

    A threshold is shown by a case on each side of it, and three values by a case for the third.

    Add a case with the status that is left out. For `not_evaluated`, take away the reading that
    would decide: `missing`.
    """
    if not draft.entries.whole or not draft.entries.cases:
        return
    shown = {case.status for case in draft.entries.cases.values()}
    for status in get_args(Status):
        if status not in shown:
            message = f"no case {SAMPLES[status]}"
            hint = f"add one with `status: {status}`"
            yield Misfit(code="R350", path=(CASES_KEY,), message=message, hint=hint, at_key=True)


@check("R351")
def role_left_out(draft: CaseDraft) -> Iterator[Misfit]:
    """Of a driver whose role changes with circumstances, cases show each role.

    A role decides which verbs a text may use, and a role that no case shows may never come
    about.

    Add `role:` to a case in whose circumstances the driver takes it.
    """
    rule = _rule(draft)
    if rule is None or not rule.role_when or not draft.entries.whole or not draft.entries.cases:
        return
    shown = {case.role for case in draft.entries.cases.values()}
    for role in dict.fromkeys((rule.role, *(change.role for change in rule.role_when))):
        if role not in shown:
            message = f"no case shows the driver as `{role}`"
            hint = f"add `role: {role}` to a case in which it is one"
            yield Misfit(code="R351", path=(CASES_KEY,), message=message, hint=hint, at_key=True)


def _rule(draft: CaseDraft) -> Driver | None:
    """The driver, None while it is broken, switched off or not there."""
    written = draft.pack.drivers.get(draft.name)
    return None if written is None else written.rule


CHECKS = (
    other_driver,
    unknown_driver,
    never_missing,
    unknown_piece,
    no_range,
    same_name,
    no_case,
    says_nothing,
    status_left_out,
    role_left_out,
)
