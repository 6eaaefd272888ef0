"""Renderings: pure functions from an explanation to the text of one format."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from explainer.explanation import Explanation
from explainer.render.to_json import as_json, to_json
from explainer.render.to_markdown import to_markdown
from explainer.render.to_text import to_text

RENDERINGS: Mapping[str, Callable[[Explanation], str]] = MappingProxyType(
    {"text": to_text, "markdown": to_markdown, "json": to_json}
)
"""Format -> rendering."""

__all__ = ["RENDERINGS", "as_json", "to_json", "to_markdown", "to_text"]
