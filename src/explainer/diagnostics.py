"""A problem in a file that a person wrote, and the one way of drawing it under its source line."""

import enum

import msgspec

LINE_SHOWN = 160
"""Characters of a source line that are drawn; a longer line is cut around the problem."""
LEAD_SHOWN = 60
"""Characters that stay before the problem when a line is cut."""
HINT_INDENT = " " * 7


class Severity(enum.StrEnum):
    """An error stops the file from being used, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Span(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place in one line; line and columns count from 1, `end_column` is the one after it."""

    line: int
    column: int
    end_column: int


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is wrong in a file, where, and what to do about it.

    `span` is None for a problem of the file as a whole. The text of `str(diagnostic)` is the
    first line of `draw`.
    """

    code: str
    severity: Severity
    path: str
    message: str
    span: Span | None = None
    hint: str | None = None

    def __str__(self) -> str:
        place = "" if self.span is None else f":{self.span.line}:{self.span.column}"
        return f"{visible(self.path)}{place}: {self.severity} {self.code} {visible(self.message)}"


def draw(diagnostic: Diagnostic, source_text: str) -> str:
    """The problem under its source line, with carets and hint; no line break at the end."""
    drawn = [str(diagnostic)]
    lines = source_text.splitlines()
    span = diagnostic.span
    if span is not None and 0 < span.line <= len(lines):
        drawn.extend(_underlined(lines[span.line - 1], span))
    if diagnostic.hint is not None:
        drawn.append(f"{HINT_INDENT}hint: {visible(diagnostic.hint)}")
    return "\n".join(drawn)


def shortened(text: str, most: int) -> str:
    """The text in at most this many characters; an ellipsis ends one that was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _underlined(line: str, span: Span) -> list[str]:
    """The source line with its number, and the carets below it."""
    start = span.column - 1
    cut = max(0, start - LEAD_SHOWN) if len(line) > LINE_SHOWN else 0
    shown = visible(line[cut : cut + LINE_SHOWN]).rstrip()
    before = shown[: start - cut]
    under = shown[start - cut : max(span.end_column - 1, start + 1) - cut]
    gutter = f"{span.line:4} | "
    blank = " " * (len(gutter) + max(_width(before), start - cut))
    return [f"{gutter}{shown}".rstrip(), blank + "^" * max(1, _width(under))]


def visible(text: str) -> str:
    """The same text with everything that would move the cursor replaced, one for one."""
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )


def _width(text: str) -> int:
    """Columns that the text takes on a terminal: wide characters take two."""
    if text.isascii():
        return len(text)
    import unicodedata  # a large table, which most starts of the command line never look into

    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
