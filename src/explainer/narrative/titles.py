"""Words that came with the snapshot: made fit to be printed, never obeyed.

A title is somebody else's sentence, so it stands inside quotation marks; marks of its own become
single ones, so that where the quotation ends is never in doubt.
"""

import unicodedata

LONGEST_TITLE = 160
"""Characters of a title that are printed; a longer one is cut after a word."""
LONGEST_NAME = 40
CONSIDERED = 4
"""Times the longest length: so much of a text is cleaned before it is cut."""
PLAIN_WORDS = 4
"""A name of more words than this is a sentence, and is quoted."""
OPENING, CLOSING, CUT = (
    "\N{LEFT DOUBLE QUOTATION MARK}",
    "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{HORIZONTAL ELLIPSIS}",
)

_INNER_MARKS = str.maketrans(
    {
        '"': "'",
        OPENING: "\N{LEFT SINGLE QUOTATION MARK}",
        CLOSING: "\N{RIGHT SINGLE QUOTATION MARK}",
        "\N{DOUBLE LOW-9 QUOTATION MARK}": "\N{LEFT SINGLE QUOTATION MARK}",
        "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": "\N{LEFT SINGLE QUOTATION MARK}",
        "\N{FULLWIDTH QUOTATION MARK}": "'",
    }
)
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")
"""Controls, invisible and direction-changing characters, halves of characters, unassigned ones."""
_SPACES = ("Zl", "Zp", "Zs")


def cleaned(text: str, longest: int = LONGEST_TITLE) -> str:
    """The text on one line without controls, cut after a word when it is longer than *longest*."""
    head = text[: longest * CONSIDERED]
    clipped = len(text) > len(head)
    if not (head.isascii() and head.isprintable()):
        head = "".join(_kept(char) for char in head)
    folded = " ".join(head.split())
    if not folded.isascii() or '"' in folded:
        folded = folded.translate(_INNER_MARKS)
    if len(folded) <= longest:
        return folded + CUT if clipped else folded
    cut = folded[: longest - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > longest // 2 else cut).rstrip(" ,.;:-") + CUT


def _kept(char: str) -> str:
    if char.isprintable():
        return char
    category = unicodedata.category(char)
    if category in _SPACES or char in "\t\n\r\x0b\x0c\x85":
        return " "
    return "" if category in _DROPPED else char


def quoted(text: str) -> str:
    """The text inside quotation marks."""
    return f"{OPENING}{cleaned(text)}{CLOSING}"


def credited(text: str) -> str:
    """A credit that a source asks for: as a name is told if it is as short, else whole, quoted."""
    return named(text) if len(text) <= LONGEST_NAME else quoted(text)


def named(text: str) -> str:
    """A short name as it stands (`ETHA`, `Farside Investors`), anything else in quotation marks."""
    name = cleaned(text, LONGEST_NAME)
    if name.count(" ") < PLAIN_WORDS and name.isascii() and name.replace(" ", "").isalpha():
        return name
    return f"{OPENING}{name}{CLOSING}"
