"""Renderings: pure functions from an explanation to the text of one format."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from explainer.explanation import Explanation
from explainer.render.html_article import to_article
from explainer.render.style import ARTICLE_STYLE
from explainer.render.to_html import to_html
from explainer.render.to_json import as_json, to_json
from explainer.render.to_markdown import to_markdown
from explainer.render.to_slack import SlackMessage, to_slack
from explainer.render.to_telegram import to_telegram
from explainer.render.to_text import to_text

RENDERINGS: Mapping[str, Callable[[Explanation], str]] = MappingProxyType(
    {
        "text": to_text,
        "markdown": to_markdown,
        "html": to_html,
        "slack": to_slack,
        "telegram": to_telegram,
        "json": to_json,
    }
)
"""Format -> rendering."""

__all__ = [
    "ARTICLE_STYLE",
    "RENDERINGS",
    "SlackMessage",
    "as_json",
    "to_article",
    "to_html",
    "to_json",
    "to_markdown",
    "to_slack",
    "to_telegram",
    "to_text",
]
