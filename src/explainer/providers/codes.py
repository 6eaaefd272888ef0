"""What a source calls its own errors, as it may stand in a message of ours."""

from __future__ import annotations

LONGEST = 24
"""Characters: room for a word, and for no key."""


def code_of(told: str | int) -> str:
    """The code or word of an error: letters and digits alone, and cut."""
    return "".join(char for char in str(told)[:LONGEST] if char.isalnum())
