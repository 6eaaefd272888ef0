"""The explanation as an HTML article, to stand on a page of its own or inside another."""

from collections.abc import Mapping, Sequence

from explainer.explanation import Claim, Explanation, Part
from explainer.render.html_inline import escaped, excerpt, sentence, words
from explainer.render.links import SOURCES, links_of

HEADER = frozenset({"standfirst"})
CLOSING = frozenset({"disclosure", "closing"})
"""Parts that belong to no section, whatever stands before them."""
REGIONS: Mapping[str, str] = {
    "method": "footer",
    "sources": "footer",
    "disclosure": "footer",
    "closing": "footer",
    "alternatives": "aside",
    "check_list": "aside",
}
"""Part -> the element that holds it, if it is not the body of the article."""
AS_OF = "/as_of"


def to_article(explanation: Explanation, deeper: int = 0) -> str:
    """The `article` element; its headings start at the level *deeper* than the first.

    Each heading opens a section that it names. A text without a headline is given one.
    """
    return "".join(_Article(explanation, deeper).pieces)


class _Article:
    """The pieces so far, and the levels of the sections that are open."""

    def __init__(self, explanation: Explanation, deeper: int) -> None:
        self._claims = explanation.claims
        self._deeper = deeper
        self._links = links_of(explanation)
        self._open: list[int] = []
        self._ids: set[str] = set()
        self.pieces: list[str] = ['<article class="told">\n']
        self._region: str | None = None
        self._header(explanation)
        for part in explanation.parts:
            if part.level != 1 and part.name not in HEADER:
                self._enter(REGIONS.get(part.name))
                self._part(part)
        self._enter(None)
        self._close(0)
        self.pieces.append("</article>\n")

    def _header(self, explanation: Explanation) -> None:
        """The headline, what stands right below it, and the moment of the figures."""
        level = 1 + self._deeper
        headline = next((part for part in explanation.parts if part.level == 1), None)
        told = (
            words(explanation.headline)
            if headline is None
            else " ".join(map(sentence, self._claims[headline.first : headline.last]))
        )
        self.pieces.append(f"<header>\n<h{level}>{told}</h{level}>\n")
        for part in explanation.parts:
            if part.name in HEADER:
                self._body(part)
        moment = _moment(self._claims)
        if moment is not None:
            stamp = explanation.as_of.strftime("%Y-%m-%dT%H:%M:%SZ")
            self.pieces.append(
                f'<p class="dateline"><time datetime="{stamp}">{escaped(moment)}</time></p>\n'
            )
        self.pieces.append("</header>\n")

    def _enter(self, region: str | None) -> None:
        """Go on in this region; the sections of another one end before it."""
        if region == self._region:
            return
        self._close(0)
        if self._region is not None:
            self.pieces.append(f"</{self._region}>\n")
        if region is not None:
            self.pieces.append(f"<{region}>\n")
        self._region = region

    def _part(self, part: Part) -> None:
        """A part, in a section of its own when it has a heading."""
        if part.name in CLOSING:
            self._close(0)
        if part.heading is None:
            self._body(part)
            return
        self._close(part.level)
        name = self._id(part)
        level = part.level + self._deeper
        heading = f'<h{level} id="{name}">{words(part.heading)}</h{level}>'
        self.pieces.append(f'<section aria-labelledby="{name}">\n')
        self._open.append(part.level)
        if part.kind == "table":
            self._table(part, f"<caption>{heading}</caption>\n")
        else:
            self.pieces.append(heading + "\n")
            self._body(part)

    def _body(self, part: Part) -> None:
        """What a part says, without its heading."""
        claims = self._claims[part.first : part.last]
        if part.kind == "table":
            self._table(part, "")
        elif part.kind == "list":
            items = "\n".join([f"<li>{self._sentence(part, claim)}</li>" for claim in claims])
            self.pieces.append(f'<ul class="{part.name}">\n{items}\n</ul>\n')
        elif claims:
            told = " ".join([self._sentence(part, claim) for claim in claims])
            self.pieces.append(f'<p class="{part.name}">{told}</p>\n')

    def _sentence(self, part: Part, claim: Claim) -> str:
        return sentence(claim, self._links) if part.name == SOURCES else sentence(claim)

    def _table(self, part: Part, caption: str) -> None:
        """A table; the roles hold where a narrow screen shows its rows as blocks."""
        columns = [words(column) for column in part.columns]
        heads = "".join(
            [f'<th scope="col" role="columnheader">{column}</th>' for column in columns]
        )
        rows = [
            _row(claim, cells, columns)
            for claim, cells in zip(self._claims[part.first : part.last], part.cells, strict=True)
        ]
        self.pieces.append(
            f'<table class="{part.name}" role="table">\n{caption}<thead role="rowgroup">'
            f'<tr role="row">{heads}</tr></thead>\n<tbody role="rowgroup">\n'
            + "".join(rows)
            + "</tbody>\n</table>\n"
        )

    def _close(self, level: int) -> None:
        """Close the sections of this level and those inside them; level 0 closes all."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
            self.pieces.append("</section>\n")

    def _id(self, part: Part) -> str:
        """A name that no other heading has."""
        name = part.name if part.driver is None else f"{part.name}-{part.driver}"
        found, number = name, 2
        while found in self._ids:
            found, number = f"{name}-{number}", number + 1
        self._ids.add(found)
        return found


def _row(claim: Claim, cells: Sequence[tuple[int, int]], columns: Sequence[str]) -> str:
    """One row; its first cell is the heading of the row."""
    text, receipts, place = claim.text, claim.receipts, claim.start
    pieces = ['<tr role="row">']
    for number, (start, end) in enumerate(cells):
        told = excerpt(text, receipts, place, start, end)
        if number == 0:
            pieces.append(f'<th scope="row" role="rowheader">{told}</th>')
        else:
            pieces.append(f'<td role="cell" data-column="{columns[number]}">{told}</td>')
    pieces.append("</tr>\n")
    return "".join(pieces)


def _moment(claims: Sequence[Claim]) -> str | None:
    """The moment of the figures in the text's fullest words for it, if it tells it at all."""
    told = [
        receipt.shown for claim in claims for receipt in claim.receipts if receipt.pointer == AS_OF
    ]
    return max(told, key=len, default=None)
