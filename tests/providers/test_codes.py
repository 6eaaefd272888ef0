from __future__ import annotations

import pytest

from explainer.providers.codes import code_of


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("50015", "50015"),
        (-32602, "32602"),
        ("apiLimitExceeded", "apiLimitExceeded"),
        ("<script>\x00\n", "script"),
        ("EGeneral:Invalid arguments", "EGeneral:Invalid"),
        ("x" * 1000, "no known code"),
        ("0f3b9c2d7e4a41f8a6b5c4d3e2f1a0b9", "no known code"),
        ("CGk3yOfOurs4U and more", "no known code"),
        ("", "no known code"),
    ],
)
def test_code_is_a_short_word(told: str | int, code: str) -> None:
    """One word or number is told, and no part of what may be a key."""
    assert code_of(told) == code
