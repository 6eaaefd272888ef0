"""What all groups of readings share: the base struct, symbols, and ranges with a meaning."""

from datetime import date
from typing import Annotated

import msgspec

Symbol = Annotated[
    str,
    # \Z, since $ also matches before a final line break; the schema's dialect knows only $
    msgspec.Meta(
        pattern=r"^[A-Z0-9]{1,15}\Z",
        description="Symbol of an asset: 1 to 15 capital letters or digits.",
        extra_json_schema={"pattern": "^[A-Z0-9]{1,15}$"},
    ),
]
Reading = float | None
"""A number in the metric's unit; None when it was not supplied."""
Day = date | None
BySymbol = dict[Symbol, Reading]

PERCENT = (0.0, 100.0)
CORRELATION = (-1.0, 1.0)
PRICE = (1e-15, 1e9)
"""US dollars: some tokens are quoted with a dozen zeros, none at zero."""
CAP = (1.0, 1e15)
"""US dollars."""
COINS = (0.0, 21e6)
"""Bitcoin: no more than there will ever be."""


class Group(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A group of readings. Every one is optional, and a missing one is None, never zero."""


def without_nulls(held: dict[str, Reading]) -> dict[str, Reading]:
    """Return the same readings without those sent as null."""
    return {name: reading for name, reading in held.items() if reading is not None}
