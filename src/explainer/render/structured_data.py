"""What search engines and archives read: the article as schema.org JSON-LD."""

import msgspec

from explainer.explanation import Citation, Explanation
from explainer.render.links import is_link

DATA_DRIVEN = "https://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia"
"""IPTC: text made from data by fixed rules."""

_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"))


def structured_data(explanation: Explanation) -> str:
    """The JSON of an `AnalysisNewsArticle`, which cannot end the element that it stands in.

    It names no creator and no publisher: who publishes it adds them. It is dated by its figures,
    since the same figures always give the same text.
    """
    stamp = explanation.as_of.strftime("%Y-%m-%dT%H:%M:%SZ")
    pack = explanation.rule_pack
    document: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "identifier": explanation.id,
        "headline": explanation.headline,
        "description": explanation.answer,
        "inLanguage": explanation.language,
        "dateCreated": stamp,
        "digitalSourceType": DATA_DRIVEN,
        "backstory": explanation.disclosure,
        "isBasedOn": {
            "@type": "CreativeWork",
            "name": pack.name,
            "version": pack.version,
            "identifier": pack.hash,
        },
    }
    others = [claim.text for claim in explanation.headlines if claim.text != explanation.headline]
    if others:
        document["alternativeHeadline"] = others
    about = [driver.title for driver in explanation.drivers if driver.rank is not None]
    if about:
        document["about"] = [{"@type": "Thing", "name": title} for title in about]
    if explanation.citations:
        document["citation"] = [_cited(citation) for citation in explanation.citations]
    return _contained(msgspec.json.encode(document).decode())


def _cited(citation: Citation) -> dict[str, str]:
    cited = {"@type": "CreativeWork", "name": citation.name}
    if citation.url is not None and is_link(citation.url):
        cited["url"] = citation.url
    return cited


def _contained(text: str) -> str:
    """JSON that means the same and holds nothing that HTML would read."""
    for char, escape in _ESCAPES:
        if char in text:
            text = text.replace(char, escape)
    return text
