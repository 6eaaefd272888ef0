"""A comparison in the formats of explanations."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from explainer.comparison.result import Comparison
from explainer.errors import OptionError
from explainer.explanation import Part
from explainer.render.to_markdown import escaped
from explainer.slips import way_out

PARAGRAPH, LINE, BULLET = "\n\n", "\n", "- "


def to_text(comparison: Comparison) -> str:
    """The plain text, in which the spans of claims and receipts count."""
    return comparison.text


def to_json(comparison: Comparison) -> str:
    """The whole comparison as JSON text."""
    return msgspec.json.encode(comparison).decode()


def to_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown (CommonMark), ending in a line break."""
    return PARAGRAPH.join(_block(comparison, part) for part in comparison.parts) + LINE


def _block(comparison: Comparison, part: Part) -> str:
    said = [escaped(claim.text) for claim in comparison.claims[part.first : part.last]]
    items = part.kind == "list"
    drawn = LINE.join(BULLET + item for item in said) if items else " ".join(said)
    if part.heading is not None:
        return "#" * part.level + f" {escaped(part.heading)}{PARAGRAPH}{drawn}"
    return f"{'#' * part.level} {drawn}" if part.level else drawn


FORMS: Mapping[str, Callable[[Comparison], str]] = MappingProxyType(
    {"text": to_text, "markdown": to_markdown, "json": to_json}
)
"""Format -> rendering."""


def render(comparison: Comparison, form: str) -> str:
    """The comparison in one of FORMS; OptionError for a format that does not exist."""
    if form not in FORMS:
        raise OptionError("format", form, way_out(form, FORMS))
    return FORMS[form](comparison)
