"""Checks of the metrics, events and dates that rules look at."""

from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.pack.check import check
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.schema import EvidenceRule, OffsetRule
from explainer.pack.vocabulary import ALL_ALTCOINS, DERIVED, Vocabulary
from explainer.source import Path


@check("R102")
def unknown_metric(draft: Draft) -> Iterator[Diagnostic]:
    """A condition on a metric that does not exist could never hold.

    A condition on a metric that does not exist would be unknown for ever, and the driver with it. A
    misspelt name looks the same.

    Take the name from `docs/metrics.md`, or declare the metric in `metrics.yaml`.
    """
    for use in draft.uses():
        if draft.vocabulary.find(use.metric) is None:
            yield _unknown(draft.vocabulary, use.file, use.path, use.metric)
    if draft.metrics is None:
        return
    for name, rule in draft.vocabulary.derived.items():
        for at, operand in enumerate(rule.of):
            if draft.vocabulary.find(operand.replace(ALL_ALTCOINS, ASSET_SLOT)) is None:
                path: Path = ("derived", name, "of", at)
                yield _unknown(draft.vocabulary, draft.metrics, path, operand)
        if rule.focus is not None and draft.vocabulary.find(rule.focus) is None:
            path = ("derived", name, "focus")
            yield _unknown(draft.vocabulary, draft.metrics, path, rule.focus)


def _unknown(vocabulary: Vocabulary, file: RuleFile, path: Path, metric: str) -> Diagnostic:
    near = vocabulary.nearest(metric.replace(SYMBOL_SLOT, ASSET_SLOT))
    hint = "name a reading of the snapshot, or declare the metric in metrics.yaml"
    if near is not None:
        hint = f"did you mean `{near}`?"
    return file.problem("R102", path, f"unknown metric `{metric}`", hint)


@check("R103")
def asset_not_said(draft: Draft) -> Iterator[Diagnostic]:
    """`{asset}` stands for the assets of `over`, and `over` is for `{asset}` alone.

    `{asset}` is a blank that `over` fills. One without the other leaves a metric without a name, or
    a list that nothing reads.

    Add `over: [BTC, ETH]`, or write the symbol in place of `{asset}`. A derived metric has
    `{asset}` in its id and in `of`, or in neither.
    """
    for use in draft.uses():
        if ASSET_SLOT in use.metric and not use.asset_known:
            hint = "name the asset instead, as in `assets.BTC.price_usd`"
            if use.path[0] in ("evidence", "offsets") and "when" not in use.path:
                hint = "add `over: [BTC, ETH]`, or name the asset instead"
            message = f"nothing says which assets `{ASSET_SLOT}` stands for"
            yield use.file.problem("R103", use.path, message, hint)
    for file, path, rule in draft.sources():
        if rule.over is not None and (rule.metric is None or ASSET_SLOT not in rule.metric):
            message = f"`over` has no `{ASSET_SLOT}` to stand for"
            hint = f"remove `over`, or write `{ASSET_SLOT}` into the metric in place of the symbol"
            yield file.problem("R103", (*path, "over"), message, hint, at_key=True)
    for name, derived in draft.vocabulary.derived.items():
        held = any(ASSET_SLOT in operand for operand in derived.of)
        if held != (ASSET_SLOT in name) and draft.metrics is not None:
            message = f"`{ASSET_SLOT}` stands in the id or in `of`, but not in both"
            hint = f"write it into both, as in `derived.{ASSET_SLOT}.gap_pct`"
            yield draft.metrics.problem("R103", ("derived", name), message, hint, at_key=True)


@check("R140")
def any_without_every_asset(draft: Draft) -> Iterator[Diagnostic]:
    """`over: any` compares one number of every asset, so the snapshot has it for each.

    `over: any` reads the metric of every asset of a snapshot and takes the strongest. Derived
    metrics are computed for named assets only, offsets do not look for the strongest, and words
    have no order.

    Name the assets, as in `over: [BTC, ETH]`, or write `over: focus`.
    """
    for file, path, rule in draft.sources():
        if rule.over != "any" or rule.metric is None or ASSET_SLOT not in rule.metric:
            continue
        named = draft.vocabulary.find(rule.metric)
        if isinstance(rule, OffsetRule):
            message = "an offset cannot look for the strongest of all assets"
        elif rule.metric.startswith(DERIVED):
            message = f"`{rule.metric}` is not derived for every asset"
        elif named is not None and named.kind not in ("number", "unknown"):
            message = f"`{rule.metric}` is a {named.kind}, and only numbers can be compared"
        else:
            continue
        hint = "write a list such as `over: [BTC, ETH]`, or `over: focus`"
        yield file.problem("R140", (*path, "over"), message, hint)


@check("R115")
def not_one_source(draft: Draft) -> Iterator[Diagnostic]:
    """A condition looks at one thing: a metric, an event or a scheduled date.

    One piece of evidence has one strength, so it looks at one thing. With two sources nobody could
    tell which of them was meant.

    Keep one of `metric`, `event` and `calendar`, and make a second entry for the other.
    """
    for file, path, rule in draft.sources():
        keys = (
            ("metric", "event", "calendar")
            if isinstance(rule, EvidenceRule)
            else ("metric", "event")
        )
        given = [key for key in keys if getattr(rule, key) is not None]
        if len(given) != 1:
            shown = " and ".join(f"`{key}`" for key in given) or "none"
            message = (
                f"expected exactly one of {', '.join(f'`{key}`' for key in keys)}; got {shown}"
            )
            hint = "split it into one entry for each" if given else "add `metric: ...`"
            yield file.problem("R115", path, message, hint, at_key=True)


CHECKS = (
    unknown_metric,
    asset_not_said,
    any_without_every_asset,
    not_one_source,
)
