"""What is written about one metric beside its name: unit, window, sign, range, age, label."""

from typing import Literal

import msgspec

Unit = Literal[
    "usd", "pct", "pp", "bp", "btc", "index", "ratio", "coefficient", "count", "days", "none"
]
Kind = Literal["number", "date", "boolean", "choice", "text"]
Range = tuple[float, float]

SYMBOL_SLOT = "<SYM>"
"""Stands for an asset symbol in a metric's id, as in `etf.<SYM>.net_flow_usd`."""

ASSET_SLOT = "{asset}"
"""Stands for the asset in a label and in a rule's metric, as in `etf.{asset}.net_flow_usd`."""

SUFFIX_UNITS: dict[str, Unit] = {
    "_usd": "usd",
    "_pct": "pct",
    "_pp": "pp",
    "_bp": "bp",
    "_btc": "btc",
}
"""The unit that the end of a metric's name promises."""


class MetricSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that is known about a metric before anybody has read it.

    `id` is the path with `<SYM>` where a symbol stands; `window` is the time the figure covers
    ("now" for a level at one moment); `low` and `high` bound what is possible at all (inclusive,
    in `unit`); `max_age_hours` is the age after which a reading is stale (None: never);
    `label` is a short plain name in which `{asset}` stands for the symbol; a number other than
    zero whose magnitude is under `suspect_below` was probably sent as a `suspect_unit`.
    """

    id: str
    kind: Kind
    unit: Unit
    label: str
    description: str
    window: str
    sign: str | None = None
    low: float | None = None
    high: float | None = None
    max_age_hours: float | None = None
    suspect_below: float | None = None
    suspect_unit: str | None = None
    choices: tuple[str, ...] = ()

    def label_for(self, symbol: str) -> str:
        """The label of the metric of one asset: "net flow of U.S. spot BTC ETFs"."""
        return self.label.replace(ASSET_SLOT, symbol)

    def possible(self, value: float) -> bool:
        """Whether a reading of this size (in `unit`) can exist at all."""
        if self.low is not None and value < self.low:
            return False
        return self.high is None or value <= self.high

    def suspect(self, value: float) -> bool:
        """Whether the magnitude (in `unit`) suggests that another unit was sent."""
        return self.suspect_below is not None and 0 < abs(value) < self.suspect_below


def metric(
    unit: Unit,
    label: str,
    description: str,
    *,
    window: str = "now",
    sign: str | None = None,
    within: Range | None = None,
    max_age: float | None = None,
    kind: Kind = "number",
    choices: tuple[str, ...] = (),
    suspect_below: float | None = None,
    suspect_unit: str | None = None,
) -> msgspec.Meta:
    """The annotation of a metric's field, to be written `Annotated[Reading, metric(...)]`.

    `within` is the plausible range (inclusive), `max_age` is in hours, the rest as in `MetricSpec`.

    The range never limits decoding: an impossible number is a rejected reading that the answer
    names, not a refused snapshot. The id is filled in by the catalogue, which knows the path.
    """
    spec = MetricSpec(
        id="",
        kind=kind,
        unit=unit,
        label=label,
        description=description,
        window=window,
        sign=sign,
        low=within[0] if within else None,
        high=within[1] if within else None,
        max_age_hours=max_age,
        suspect_below=suspect_below,
        suspect_unit=suspect_unit,
        choices=choices,
    )
    schema: dict[str, object] = {"x-unit": unit, "x-window": window}
    if sign is not None:
        schema["x-sign"] = sign
    if within is not None:
        schema["x-plausible-range"] = list(within)
    if max_age is not None:
        schema["x-max-age"] = f"PT{max_age:g}H"
    return msgspec.Meta(description=description, extra_json_schema=schema, extra={"metric": spec})


def change(
    label: str,
    description: str,
    *,
    window: str,
    within: Range,
    max_age: float,
    unit: Unit = "pct",
) -> msgspec.Meta:
    """The annotation of a change over `window`, of which a negative one is a fall."""
    return metric(
        unit,
        label,
        description,
        window=window,
        sign="negative is a fall",
        within=within,
        max_age=max_age,
    )


def day(label: str, description: str) -> msgspec.Meta:
    """The annotation of a date."""
    return metric("none", label, description, kind="date")
