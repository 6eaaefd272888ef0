"""Sentences as HTML: escaped, every number with its receipt, every quotation kept to itself."""

import re
from collections.abc import Sequence

from explainer.assessment import Operand, Value
from explainer.explanation import Claim, Receipt
from explainer.render.links import linked

_QUOTATION = re.compile("\u201c([^\u201c\u201d]*)\u201d")
_ISO_DATE = len("2025-11-05")
MOST_OPERANDS = 4
"""Operands of a computation that are named."""


def escaped(text: str) -> str:
    """The text for HTML, as content and between double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def words(text: str, links: Sequence[str] = ()) -> str:
    """Words without figures. What is quoted cannot turn the direction of the words around it.

    Addresses among *links* become links.
    """
    if links:
        return "".join(
            [
                _link(piece) if is_address else words(piece)
                for piece, is_address in linked(text, links)
            ]
        )
    text = escaped(text)
    return _QUOTATION.sub("\u201c<bdi>\\1</bdi>\u201d", text) if "\u201c" in text else text


def _link(url: str) -> str:
    address = escaped(url)
    return f'<a href="{address}" rel="nofollow"><bdi>{address}</bdi></a>'


def sentence(claim: Claim, links: Sequence[str] = ()) -> str:
    """A whole claim."""
    return excerpt(claim.text, claim.receipts, claim.start, claim.start, claim.end, links)


def excerpt(
    text: str,
    receipts: Sequence[Receipt],
    place: int,
    start: int,
    end: int,
    links: Sequence[str] = (),
) -> str:
    """What stands from *start* to *end*, of a *text* whose own first character is at *place*."""
    pieces: list[str] = []
    done = start
    for receipt in receipts:
        if done <= receipt.start and receipt.end <= end:
            if done < receipt.start:
                pieces.append(words(text[done - place : receipt.start - place], links))
            pieces.append(_figure(receipt))
            done = receipt.end
    if done < end:
        pieces.append(words(text[done - place : end - place], links))
    return "".join(pieces)


def _figure(receipt: Receipt) -> str:
    """A number or date: its raw value for programs, where it comes from for who points at it."""
    shown, value = escaped(receipt.shown), receipt.value
    title = escaped(_origin(receipt))
    if isinstance(value, str) and value[4:5] == "-" and value[7:8] == "-":
        moment = value if len(value) == _ISO_DATE else value.replace("+00:00", "Z")
        return f'<time datetime="{escaped(moment)}" title="{title}">{shown}</time>'
    return f'<data value="{escaped(_raw(value))}" title="{title}">{shown}</data>'


def _raw(value: Value) -> str:
    """The value as JSON would show it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _origin(receipt: Receipt) -> str:
    """The pointer of a number, or the computation and the pointers of what went into it."""
    if receipt.op is not None:
        return _computed(receipt.op, receipt.operands)
    return receipt.pointer or receipt.rule_pointer or receipt.kind


def _computed(op: str, operands: Sequence[Operand]) -> str:
    named = [
        _computed(operand.op, operand.operands)
        if operand.op is not None
        else operand.pointer or _raw(operand.value)
        for operand in operands[:MOST_OPERANDS]
    ]
    if len(operands) > MOST_OPERANDS:
        named.append("\u2026")
    return f"{op}({', '.join(named)})"
