"""The explanation as a page of its own: nothing to fetch, no script, fit to be printed."""

from explainer.explanation import Explanation
from explainer.render.html_article import to_article
from explainer.render.html_inline import escaped
from explainer.render.structured_data import structured_data
from explainer.render.style import ARTICLE_STYLE, PAGE_STYLE

_HEAD = """\
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
"""
_STYLE = f"""\
<link rel="icon" href="data:,">
<style>
{PAGE_STYLE}{ARTICLE_STYLE}</style>
"""


def to_html(explanation: Explanation) -> str:
    """The explanation as a whole HTML page."""
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{escaped(explanation.language)}">\n{_HEAD}',
            f"<title>{escaped(explanation.headline)}</title>\n",
            f'<meta name="description" content="{escaped(explanation.answer)}">\n',
            _STYLE,
            f'<script type="application/ld+json">{structured_data(explanation)}</script>\n',
            "</head>\n<body>\n<main>\n",
            to_article(explanation),
            "</main>\n</body>\n</html>\n",
        )
    )
