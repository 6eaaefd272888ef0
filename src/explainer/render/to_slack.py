"""The explanation as a Slack message in Block Kit."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from explainer.explanation import Explanation
from explainer.render.leaving_out import Piece, Told, shortened

MOST_BLOCKS, MOST_TEXT, MOST_HEADER, MOST_FIELD = 50, 3000, 150, 2000
"""Blocks of a message; characters of a text, of a header and of a field."""
SMALL = frozenset({"closing", "disclosure", "method", "sources"})
"""Parts that stand in small print."""
HEADER_LEVEL = 2
"""Headings down to this level are headers; those below it are bold."""
BULLET, LINE, SPACE = "\u2022 ", "\n", " "
_MARKUP = frozenset("*_~`")

BlockKind = Literal["header", "section", "context"]


class Text(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A text object. *emoji* belongs to plain text, *verbatim* to marked text."""

    type: Literal["plain_text", "mrkdwn"]
    text: str
    emoji: bool | None = None
    verbatim: bool | None = None


class Block(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A block: a header or section with its text, or a context with its elements."""

    type: BlockKind
    text: Text | None = None
    fields: tuple[Text, ...] | None = None
    elements: tuple[Text, ...] | None = None

    def texts(self) -> Iterator[tuple[Text, int]]:
        """Each text with the characters that it may have."""
        if self.text is not None:
            yield self.text, MOST_TEXT
        for text in self.fields or ():
            yield text, MOST_FIELD
        for text in self.elements or ():
            yield text, MOST_TEXT


class SlackMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message as `chat.postMessage` and incoming webhooks take it.

    *text* is what notifications show and what is read aloud.
    """

    blocks: tuple[Block, ...]
    text: str


def to_slack(explanation: Explanation) -> str:
    """The JSON of a message: its blocks, and the `text` that notifications show.

    Words stand in plain text, where Slack reads no markup; only our own headings are bold.
    """
    told = shortened(explanation, lambda told: _fits(_blocks(told)))
    fallback = escaped(f"{explanation.headline}{LINE}{explanation.answer}")
    message = SlackMessage(blocks=tuple(_blocks(told)), text=fallback)
    return msgspec.json.encode(message).decode()


def escaped(text: str) -> str:
    """The text with the three characters escaped that Slack asks to escape in every text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _fits(blocks: Sequence[Block]) -> bool:
    """Whether there are few enough blocks and no text in them is too long."""
    return len(blocks) <= MOST_BLOCKS and all(
        len(text.text) <= most for block in blocks for text, most in block.texts()
    )


def _blocks(told: Told) -> list[Block]:
    blocks: list[Block] = []
    for piece in told.pieces:
        blocks += _piece(piece)
    if told.left_out is not None:
        blocks.append(_small(escaped(told.left_out)))
    return blocks


def _piece(piece: Piece) -> list[Block]:
    """The blocks of one part."""
    part, lines = piece.part, [escaped(claim.text) for claim in piece.claims]
    if part.level == 1:
        return [_header(SPACE.join(lines))]
    heading = None if part.heading is None else escaped(part.heading)
    if heading is not None and part.level > HEADER_LEVEL and part.kind == "paragraph":
        return _told_under(heading, lines)
    blocks = [] if heading is None else [_heading(heading, part.level)]
    if part.kind == "table":
        blocks += [_row(first, others) for first, others in piece.rows()]
    elif part.name in SMALL and lines:
        blocks.append(_small(SPACE.join(lines)))
    elif part.kind == "list":
        blocks += _sections([BULLET + line for line in lines], LINE)
    else:
        blocks += _sections(lines, SPACE)
    return blocks


def _told_under(heading: str, lines: Sequence[str]) -> list[Block]:
    """Sentences under a bold heading: in one section, where Slack would mark nothing in them."""
    told = SPACE.join(lines)
    together = f"*{heading}*{LINE}{told}"
    if not lines or _marked(heading + told) or len(together) > MOST_TEXT:
        return [_section(_bold(heading)), *_sections(lines, SPACE)]
    return [_section(Text(type="mrkdwn", text=together, verbatim=True))]


def _heading(words: str, level: int) -> Block:
    return _header(words) if level <= HEADER_LEVEL else _section(_bold(words))


def _sections(lines: Sequence[str], between: str) -> list[Block]:
    """Lines in as few sections as hold them, cut between two lines alone."""
    texts: list[str] = []
    for line in lines:
        if texts and len(texts[-1]) + len(between) + len(line) <= MOST_TEXT:
            texts[-1] += between + line
        else:
            texts.append(line)
    return [_section(_plain(text)) for text in texts]


def _row(first: str, others: Sequence[str]) -> Block:
    """A row of a table: its first cell, and the others as fields."""
    fields = tuple(_plain(escaped(cell)) for cell in others)
    return Block(type="section", text=_bold(escaped(first)), fields=fields or None)


def _header(words: str) -> Block:
    """A header, or a section where the words are too long for one."""
    kind: BlockKind = "header" if len(words) <= MOST_HEADER else "section"
    return Block(type=kind, text=_plain(words))


def _section(text: Text) -> Block:
    return Block(type="section", text=text)


def _small(words: str) -> Block:
    return Block(type="context", elements=(_plain(words),))


def _plain(words: str) -> Text:
    return Text(type="plain_text", text=words, emoji=False)


def _bold(words: str) -> Text:
    """The words in bold, where Slack would mark nothing else in them."""
    if _marked(words):
        return _plain(words)
    return Text(type="mrkdwn", text=f"*{words}*", verbatim=True)


def _marked(words: str) -> bool:
    """Whether Slack might read markup, or the name of an emoji, in the words."""
    return words.count(":") > 1 or not _MARKUP.isdisjoint(words)
