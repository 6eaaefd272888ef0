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


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one snapshot at one length."""

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
    data_quality: DataQuality
    text: str
    disclosure: str
