"""A comparison in the formats of explanations."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from explainer.comparison.result import Comparison
from explainer.errors import OptionError
from explainer.render.to_markdown import drawn
from explainer.slips import way_out


def to_text(comparison: Comparison) -> str:
    """The plain text, in which the spans of claims and receipts count."""
    return comparison.text


def to_json(comparison: Comparison) -> str:
    """The whole comparison as JSON text."""
    return msgspec.json.encode(comparison).decode()


def to_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown (CommonMark), ending in a line break."""
    return drawn(comparison.parts, comparison.claims)


FORMS: Mapping[str, Callable[[Comparison], str]] = MappingProxyType(
    {"text": to_text, "markdown": to_markdown, "json": to_json}
)
"""Format -> rendering."""


def render(comparison: Comparison, form: str) -> str:
    """The comparison in one of FORMS; OptionError for a format that does not exist."""
    if form not in FORMS:
        raise OptionError("format", form, way_out(form, FORMS))
    return FORMS[form](comparison)
