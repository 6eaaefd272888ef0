"""Checks of what to watch: where a signal's threshold comes from, and what counts as near."""

import re
from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.check import check
from explainer.pack.draft import Draft
from explainer.pack.schema import SignalRule
from explainer.source import Path

_SHARE = re.compile(r"[0-9]+(?:\.[0-9]+)?%")
OWN_KEYS = ("metric", "threshold", "beyond")


@check("R129")
def distance_malformed(draft: Draft) -> Iterator[Diagnostic]:
    """Near is a distance above 0, in the metric's unit or as a share of the threshold.

    `near` decides when a signal is called close. Zero, a negative number or a word would make it
    never or always so.

    Write a distance in the metric's unit, such as `100M`, or a share of the threshold, such as
    `3%`.
    """
    for written in draft.signals.values():
        near = written.rule.near
        share = isinstance(near, str) and _SHARE.fullmatch(near) is not None
        number = float(near.removesuffix("%")) if isinstance(near, str) and share else near
        if isinstance(number, str) or number <= 0:
            message = f"`{near}` is not a distance"
            hint = "write a number above 0 such as `100M`, or a share such as `3%`"
            yield written.file.problem("R129", ("near",), message, hint)


@check("R134")
def not_one_threshold(draft: Draft) -> Iterator[Diagnostic]:
    """A threshold is where evidence flips, or else a metric's own, or there is but a date.

    A signal compares one reading with one threshold. With two sources of it, or none, there is
    nothing to compare.

    Write `flips` alone, or `metric`, `threshold` and `beyond` together, or `calendar` alone for a
    date.
    """
    for written in draft.signals.values():
        signal = written.rule
        own = [key for key in OWN_KEYS if getattr(signal, key) is not None]
        if signal.flips is not None:
            for key in own:
                message = f"`{key}` beside `flips`, which brings its own"
                hint = f"remove `{key}`, or remove `flips`"
                yield written.file.problem("R134", (key,), message, hint, at_key=True)
            continue
        if signal.calendar and not own:
            continue  # a signal may be a date alone
        for key in OWN_KEYS:
            if key not in own:
                message = f"neither `flips` nor `{key}` is there"
                hint = f"add `{key}: ...`" if own else "add `flips: <driver>.evidence.<id>`"
                yield written.file.problem("R134", (), message, hint)
                break


@check("R149")
def asset_does_not_fit(draft: Draft) -> Iterator[Diagnostic]:
    """Of evidence that runs over assets a signal names one, and of other evidence none.

    Evidence that runs over several assets has a reading for each, and a signal shows one of them.
    An asset that nothing uses, or that the evidence does not cover, would show the wrong reading or
    none.

    Name one asset of the evidence that is flipped; remove `asset` where nothing runs over assets.
    """
    for written in draft.signals.values():
        signal = written.rule
        slots = ASSET_SLOT in f"{signal.metric} {signal.threshold} {signal.trend}"
        if signal.flips is None and signal.asset is not None and not slots:
            message = "`asset` without `flips`: the metric names its asset"
            yield written.file.problem("R149", ("asset",), message, "remove `asset`", at_key=True)
        over = _over(draft, signal)
        problem: tuple[Path, str, str] | None = None
        if over == () and signal.asset is not None:
            message = "the evidence it flips does not run over assets"
            problem = ("asset",), message, "remove `asset`"
        elif signal.asset is None and over is not None and (len(over) > 1 or over == ("any",)):
            first = next((name for name in over if name.isupper()), "BTC")
            message = f"the evidence it flips runs over {', '.join(over)}"
            problem = ("flips",), message, f"add `asset: {first}`"
        elif over and signal.asset not in (None, "focus", *over) and "any" not in over:
            message = f"the evidence it flips does not run over `{signal.asset}`"
            problem = ("asset",), message, f"name one of {', '.join(over)}"
        if problem is not None:
            yield written.file.problem("R149", *problem)


def _over(draft: Draft, signal: SignalRule) -> tuple[str, ...] | None:
    """The assets of the flipped evidence; None if there is no such evidence."""
    rule = draft.flipped(signal)
    if rule is None:
        return None
    return (rule.over,) if isinstance(rule.over, str) else rule.over or ()


CHECKS = (distance_malformed, not_one_threshold, asset_does_not_fit)
