"""What a source calls its own errors, as it may stand in a message of ours."""

from __future__ import annotations

import re

CODE = re.compile(
    r"[^A-Za-z0-9]*(?P<code>[A-Za-z]{1,24}(:[A-Za-z]{1,24})?|[0-9]{1,8})(?![A-Za-z0-9])"
)
"""One word, two with a colon, or one number. A source may repeat our key in place of its code; keys
mix the two or are longer, and a part of one would not be known for a key."""
UNKNOWN = "no known code"


def code_of(told: str | int) -> str:
    """The word or number that an error begins with; that there is none, where it is neither."""
    found = CODE.match(str(told))
    return UNKNOWN if found is None else found["code"]
