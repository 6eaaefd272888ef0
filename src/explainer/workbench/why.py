"""A trace as text: the answer in a sentence, the tree of the evidence, and what would flip it.

The text needs neither color nor a wide terminal: marks are plain characters, and no line has more
than 100 columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from explainer.engine.facts import EVENTS
from explainer.trace import DriverTrace, FamilyTrace, Flip
from explainer.workbench.figures import figure
from explainer.workbench.why_evidence import MARKS, details, headline

COLUMNS = 100
STATUSES = {"fired": "fired", "not_fired": "did not fire", "not_evaluated": "was not evaluated"}
BECOMES = {"fired": "fires", "not_fired": "does not fire", "not_evaluated": "is not evaluated"}
LEGEND = (
    f"{MARKS['true']} holds   {MARKS['false']} does not hold   {MARKS['unknown']} not known, "
    "for lack of a reading"
)
FLIPS = "What would flip it (size: the change as a share of the band it moves in)"
HEADING = f"{'driver':20}  {'status':13}  {'strength':12}  what would flip it"
"""What stands over summaries."""
UNEXPLAINED = {
    "rising": "prices rose, so it is pressure that is present and no cause of a fall",
    "flat": "prices hardly moved, so it is pressure that is present and no cause of a fall",
    "unknown_direction": "nothing tells whether prices fell; `--premise fall` says that they did",
    "on_its_own": "the asset moved on its own, and this driver is not about it",
}
ABOUT = {
    "asset": "the asset asked about",
    "market": "the market",
    "others": "bitcoin or other assets alone",
}
STATUS_WIDTH = 13
FIGURES_WIDTH = 12


def drawn(trace: DriverTrace) -> str:
    """One driver's trace, ending in a line break."""
    lines = [
        *_wrapped(answer(trace)),
        "",
        *_wrapped(f"{trace.title}: {trace.role}, prices {trace.direction}.", "  "),
        *(line for told in _circumstances(trace) for line in _wrapped(told, "  ")),
        "",
        f"Evidence ({LEGEND})",
        *_tree(trace),
        *_wrapped(_sum(trace)),
    ]
    if trace.offsets:
        lines += ["", "What argued the other way"]
        for each in trace.offsets:
            read = "" if each.metric == EVENTS else f"{each.metric} "
            found = f"{each.id}: {read}{figure(each.value)} ({each.pointer or 'computed'})"
            lines += _wrapped(f"- {found}", "  ", "    ")
    lines += ["", FLIPS, *_flips(trace)]
    return "\n".join(lines) + "\n"


def answer(trace: DriverTrace) -> str:
    """What became of the driver, in a sentence."""
    known = figure(round(trace.strength, 2))
    told = f"{trace.id} {STATUSES[trace.status]}: strength {known}"
    needed = figure(trace.fires_at)
    if trace.status == "fired":
        return f"{told}, and {needed} is enough."
    if trace.status == "not_evaluated":
        most = figure(round(trace.possible, 2))
        return f"{told} of {needed} is known, up to {most} is possible."
    ruling = [one.id for each in trace.families for one in each.evidence if one.rules_out]
    if trace.possible >= trace.fires_at and ruling:
        return f"{told} of {needed}; {', '.join(dict.fromkeys(ruling))} rules it out."
    return f"{told} of {needed}."


def summary(trace: DriverTrace) -> str:
    """One driver in one line, or two where a name is long."""
    strength = f"{figure(round(trace.strength, 2))} / {figure(trace.fires_at)}"
    status = trace.status.replace("_", " ")
    head = f"{trace.id:20}  {status:{STATUS_WIDTH}}  {strength:{FIGURES_WIDTH}}"
    best = trace.flips.changes[0] if trace.flips.changes else None
    told = _none(trace) if best is None else _change(best)
    return "\n".join(_wrapped(f"{head}  {told}", "", " " * 24))


def _circumstances(trace: DriverTrace) -> Iterator[str]:
    """Where the threshold and the role come from, and why it explains nothing, if it does not."""
    if trace.threshold_reason is None:
        yield f"It fires at {figure(trace.fires_at)}, the threshold of the pack."
    else:
        yield f"It fires at {figure(trace.fires_at)}, its own threshold: {trace.threshold_reason}."
    if trace.role_reason is not None and trace.role != trace.usual_role:
        yield f"Its role is {trace.role} instead of {trace.usual_role}: {trace.role_reason}."
    if trace.about is not None:
        yield f"It is about {ABOUT[trace.about]}."
    if trace.unexplained in UNEXPLAINED:
        yield f"It explains nothing: {UNEXPLAINED[trace.unexplained]}."


def _tree(trace: DriverTrace) -> Iterator[str]:
    """The families, those with most to say first, each with its evidence."""
    families = sorted(trace.families, key=_weight)
    for number, family in enumerate(families, start=1):
        last = number == len(families)
        yield f"{'└─' if last else '├─'} family {family.id}: {_family(family)}"
        stem = "   " if last else "│  "
        for place, one in enumerate(family.evidence, start=1):
            end = place == len(family.evidence)
            inner = stem + ("   " if end else "│  ")
            yield from _wrapped(headline(one), f"{stem}{'└─' if end else '├─'} ", f"{inner}    ")
            for line in details(one, trace.fires_at):
                yield from _wrapped(line, f"{inner}  ", f"{inner}    ")


def _weight(family: FamilyTrace) -> tuple[float, bool]:
    """Orders families: the strongest first, then those of which anything is known."""
    return -family.strength, all(one.status == "unknown" for one in family.evidence)


def _family(family: FamilyTrace) -> str:
    if family.possible > family.strength:
        return f"strength {figure(family.strength)}, at most {figure(family.possible)}"
    return f"strength {figure(family.strength)}"


def _sum(trace: DriverTrace) -> str:
    """How the families combine: `1 - (1 - 0.15)(1 - 0.2) = 0.32`."""
    parts = [family.strength for family in trace.families if family.strength]
    if not parts:
        return "No family has any strength, so the driver has none."
    if len(parts) == 1:
        return f"One family alone has strength: {figure(trace.strength)}."
    shown = "".join(f"(1 - {figure(part)})" for part in sorted(parts, reverse=True))
    return f"Families combine: 1 - {shown} = {figure(trace.strength)}."


def _flips(trace: DriverTrace) -> Iterator[str]:
    for number, flip in enumerate(trace.flips.changes):
        lead = "- smallest: " if number == 0 else "- or "
        name = flip.evidence if flip.asset is None else f"{flip.evidence}, {flip.asset}"
        after = f"{BECOMES[flip.status]} with {figure(flip.strength)}"
        size = figure(round(flip.size, 3))
        told = f"{lead}{_change(flip)}: {after} (through {name}; size {size})"
        yield from _wrapped(told, "  ", "    ")
    if not trace.flips.changes:
        yield from _wrapped(f"{_none(trace)}.", "  ")


def _change(flip: Flip) -> str:
    """The change itself: `etf.BTC.net_flow_usd from -81.28M to -110M`."""
    if flip.before is None:
        return f"{flip.metric} supplied at {figure(flip.after)}"
    return f"{flip.metric} from {figure(flip.before)} to {figure(flip.after)}"


def _none(trace: DriverTrace) -> str:
    """Why no single reading flips the driver."""
    flips = trace.flips
    if flips.nearest is not None:
        most = "up to" if flips.to == "fired" else "down to"
        return f"no single reading; {flips.nearest_metric} takes it {most} {figure(flips.nearest)}"
    evidence = [one for family in trace.families for one in family.evidence]
    looked_at = {kind for one in evidence for kind in one.kinds}
    if looked_at:
        return f"no single reading; it looks at events and dates: {', '.join(sorted(looked_at))}"
    return "no single reading changes its strength"


def _wrapped(text: str, first: str = "", rest: str | None = None) -> Sequence[str]:
    return wrap(
        text,
        COLUMNS,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
