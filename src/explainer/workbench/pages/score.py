"""How a driver agrees with published attributions, in words."""

from __future__ import annotations

from explainer.workbench.pages.markdown import listed, table, words
from explainer.workbench.pages.material import Material
from explainer.workbench.scores import DriverScore

NOT_MEASURED = "Not measured."
HEADS = ("measure", "share", "counted")


def score_part(driver: str, material: Material) -> str:
    """Recall, precision and lead of one driver with the counts behind them."""
    card = material.scorecard
    found = [] if card is None else [one for one in card.drivers if one.id == driver]
    if card is None or not found:
        return NOT_MEASURED
    (scored,) = found
    measured = (
        f"Measured with {words(card.rule_pack.name)} {words(card.rule_pack.version)} "
        f"on {card.falls} falls of which published sources named the causes."
    )
    return f"{measured}\n\n{table(HEADS, _rows(scored))}"


def in_short(driver: str, material: Material) -> str:
    """Recall and precision of one driver in a few words; empty where nothing was measured."""
    card = material.scorecard
    found = [] if card is None else [one for one in card.drivers if one.id == driver]
    shares = [
        f"{name} {_share(share)}"
        for one in found
        for name, share in (("recall", one.recall), ("precision", one.precision))
        if share is not None
    ]
    return listed(shares) if shares else ""


def _rows(one: DriverScore) -> list[tuple[str, str, str]]:
    offered = one.confirmed + one.unnamed
    return [
        (
            "recall",
            _share(one.recall),
            f"named by the source and visible in the figures in {_falls(one.observable)}; "
            f"found in {one.found}",
        ),
        (
            "precision",
            _share(one.precision),
            f"offered as a cause in {_falls(offered)}; the source named it in {one.confirmed}",
        ),
        (
            "lead",
            _share(one.lead),
            f"put first in {_falls(one.led)} of which the main cause is known; "
            f"the source agreed in {one.led_agreed}",
        ),
    ]


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _falls(count: int) -> str:
    return "1 fall" if count == 1 else f"{count} falls"
