"""Formats of `explainer rules lint`: pure functions from what was found to one document."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from explainer.cli.lint_formats.found import Found
from explainer.cli.lint_formats.to_github import to_github
from explainer.cli.lint_formats.to_json import to_json
from explainer.cli.lint_formats.to_sarif import to_sarif
from explainer.cli.lint_formats.to_text import to_text

FORMS: Mapping[str, Callable[[Found], str]] = MappingProxyType(
    {"text": to_text, "json": to_json, "sarif": to_sarif, "github": to_github}
)
"""Format -> document, without a line break at the end."""
FOR_PEOPLE = "text"
"""The format that ends in the summary itself."""

__all__ = ["FORMS", "FOR_PEOPLE", "Found"]
