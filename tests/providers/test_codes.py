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
        ("x" * 1000, "x" * 24),
        ("", ""),
    ],
)
def test_code_is_a_short_word(told: str | int, code: str) -> None:
    """Whatever a source calls its error, letters and digits of it are told, and not many."""
    assert code_of(told) == code
