"""The explanation as Markdown: the same lines as the text, with headings and lists marked."""

from explainer.explanation import Explanation

BULLET = "- "
_ESCAPES = str.maketrans({char: "\\" + char for char in "\\`*_[]<>&|~#"})
_STARTS = ("+", "-", "=")
"""What would make a paragraph a list or a heading where it stands at the start of a line."""


def to_markdown(explanation: Explanation) -> str:
    """The explanation as Markdown (CommonMark), ending in a line break.

    A line that belongs to no claim is a heading: all else is a sentence with its rule.
    """
    starts = {claim.start for claim in explanation.claims}
    lines: list[str] = []
    place = 0
    for number, line in enumerate(explanation.text.split("\n")):
        if number == 0:
            lines.append("# " + escaped(line))
        elif line.startswith(BULLET):
            lines.append(BULLET + escaped(line.removeprefix(BULLET)))
        elif line and place not in starts:
            lines.extend(["## " + escaped(line), ""])
        else:
            lines.append(escaped(line))
        place += len(line) + 1
    return "\n".join(lines)


def escaped(text: str) -> str:
    """The text with every character escaped that Markdown would read as markup."""
    words = text.translate(_ESCAPES)
    if words.startswith(_STARTS):
        return "\\" + words
    number, dot, _ = words.partition(".")
    if dot and number.isdigit():
        return f"{number}\\{words[len(number) :]}"
    return words
