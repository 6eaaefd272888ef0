"""What a reader gets: claims with their receipts, and the whole explanation."""

from datetime import datetime
from typing import Literal

import msgspec

from explainer.assessment import (
    DataQuality,
    DriverFinding,
    Move,
    Offset,
    Op,
    Operand,
    Signal,
    Value,
)

ClaimKind = Literal["given", "derived", "reading", "background"]
ReceiptKind = Literal["given", "derived", "threshold", "background", "count"]
PartKind = Literal["heading", "paragraph", "list", "table"]
Span = tuple[int, int]
"""From a start to an end, in code points of the explanation's text."""


class Receipt(msgspec.Struct, frozen=True, gc=False):
    """Where one number, date or ordinal of the text comes from.

    *pointer* is a JSON pointer into the snapshot, *rule_pointer* one into a rule file
    (`drivers/etf_outflows.yaml#/evidence/session/bands/1/at`). *value* is the raw value, *shown*
    the characters in the text, *rounding* how one became the other. For a derived number *op* and
    *operands* say how to compute it again. *start* and *end* are code points in the text.

    May be written by position, as a text holds dozens of them.
    """

    kind: ReceiptKind
    value: Value
    shown: str
    unit: str | None = None
    rounding: str | None = None
    pointer: str | None = None
    rule_pointer: str | None = None
    op: Op | None = None
    operands: tuple[Operand, ...] = ()
    start: int = 0
    end: int = 0


class Claim(msgspec.Struct, frozen=True, gc=False):
    """One sentence (or list item) with the rule it rests on and a receipt for each number in it.

    *start* and *end* are code points in the explanation's text; *rule* is `<driver>@<version>`, or
    the name of the rule file's part that supplied the words.
    """

    text: str
    start: int
    end: int
    kind: ClaimKind
    rule: str
    receipts: tuple[Receipt, ...] = ()


class Part(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One block of the text: what a rendering draws as a heading, a paragraph, a list or a table.

    It holds `claims[first:last]` of the explanation: the sentences of a paragraph, the items of a
    list, the rows of a table. *name* says what it is for (`answer`, `drivers`, `watch`), *driver*
    names the driver it tells of, if it is one alone. A *heading* of *level* 1 to 3 stands before
    it; level 1 is the headline, which is itself the only claim of its part. A table has *columns*,
    and in *cells* one tuple of spans for each row.
    """

    name: str
    kind: PartKind
    first: int
    last: int
    heading: str | None = None
    level: int = 0
    driver: str | None = None
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[Span, ...], ...] = ()


class RuledOut(msgspec.Struct, frozen=True, kw_only=True):
    """A driver that was checked and found absent, with the figure in words."""

    driver: str
    title: str
    metric: str | None = None
    pointer: str | None = None
    value: Value = None
    text: str


class PackIdentity(msgspec.Struct, frozen=True, kw_only=True):
    """Which rules spoke: name, version and the SHA-256 of all their files."""

    name: str
    version: str
    hash: str


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Where figures or events of the snapshot come from: a name on one line, and a link if any.

    *pointer* leads to the source or event in the snapshot, *attribution* is the credit that a
    source asks for.
    """

    name: str
    url: str | None
    pointer: str
    attribution: str | None = None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one snapshot at one length.

    *headlines* are candidates for editors, the headline first, at the lengths that offer them;
    their spans count in their own text. *parts* say how the text is built. *left_out* is the line
    for a channel that has no room for every driver, with `{drivers}` for their titles.
    """

    id: str
    as_of: datetime
    language: str
    engine_version: str
    rule_pack: PackIdentity
    move: Move
    headline: str
    answer: str
    drivers: tuple[DriverFinding, ...]
    offsets: tuple[Offset, ...]
    ruled_out: tuple[RuledOut, ...]
    signals: tuple[Signal, ...]
    claims: tuple[Claim, ...]
    parts: tuple[Part, ...]
    headlines: tuple[Claim, ...]
    data_quality: DataQuality
    citations: tuple[Citation, ...]
    text: str
    disclosure: str
    left_out: str
