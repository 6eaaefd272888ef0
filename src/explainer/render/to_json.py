"""The explanation as JSON, whole or with some of its top-level fields."""

from collections.abc import Sequence

import msgspec

from explainer.errors import OptionError
from explainer.explanation import Explanation
from explainer.slips import way_out

FIELDS: tuple[str, ...] = Explanation.__struct_fields__
"""What may be asked for, in the order of the document."""


def as_json(explanation: Explanation, fields: Sequence[str] | None = None) -> bytes:
    """The explanation as JSON; with *fields* only those, in the document's order.

    Raises OptionError for a field that does not exist.
    """
    if fields is None:
        return msgspec.json.encode(explanation)
    for field in fields:
        if field not in FIELDS:
            raise OptionError("field", field, way_out(field, FIELDS))
    return msgspec.json.encode(
        {field: getattr(explanation, field) for field in FIELDS if field in fields}
    )


def to_json(explanation: Explanation) -> str:
    """The whole explanation as JSON text."""
    return as_json(explanation).decode()
