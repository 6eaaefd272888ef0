"""What was probably meant by a word that does not exist."""

import pytest

from explainer.metrics import CATALOGUE
from explainer.slips import LONGEST_SUGGESTED, suggest


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("etf.BTC.netflow_usd", ["macro.vix", "etf.BTC.net_flow_usd"], "etf.BTC.net_flow_usd"),
        ("brif", ["article", "brief"], "brief"),
        ("weather", CATALOGUE, None),
        ("", ["brief"], None),
        ("brif", [], None),
    ],
)
def test_suggestion_is_near_or_nothing(word: str, known: list[str], meant: str | None) -> None:
    """A slip is put right; a word like no other is left alone."""
    assert suggest(word, known) == meant


def test_long_words_are_not_compared() -> None:
    """Nobody slips over a hundred characters, and comparing a million would take minutes."""
    assert suggest("x" * LONGEST_SUGGESTED, ["x" * LONGEST_SUGGESTED]) is not None
    assert suggest("x" * 1_000_000, ["x" * 1_000_000]) is None
