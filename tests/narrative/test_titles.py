"""Words from outside: one line, quoted, never markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.narrative.titles import CUT, LONGEST_TITLE, cleaned, credited, named, quoted


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("SEC delays ETF", "\u201cSEC delays ETF\u201d"),
        ("two\nlines\tand  spaces", "\u201ctwo lines and spaces\u201d"),
        ('he said "sell"', "\u201che said 'sell'\u201d"),
        ("he \u201csaid\u201d so", "\u201che \u2018said\u2019 so\u201d"),
        ("right \u202eto left\u202c", "\u201cright to left\u201d"),
        ("zero\u200bwidth\x00 null", "\u201czerowidth null\u201d"),
        ("caf\u00e9 \U0001f525", "\u201ccaf\u00e9 \U0001f525\u201d"),
    ],
)
def test_a_title_is_folded_into_quotation_marks(title: str, printed: str) -> None:
    """Line breaks, controls and marks of its own cannot break out of the quotation."""
    assert quoted(title) == printed


def test_a_long_title_is_cut_after_a_word() -> None:
    """An ellipsis says that there was more."""
    printed = cleaned("word " * 1000)
    assert len(printed) <= LONGEST_TITLE
    assert printed.endswith("word" + CUT)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("ETHA", "ETHA"),
        ("Farside Investors", "Farside Investors"),
        ("5 million inflows", "\u201c5 million inflows\u201d"),
        ("[link](http://x)", "\u201c[link](http://x)\u201d"),
    ],
)
def test_only_a_plain_name_stands_bare(name: str, printed: str) -> None:
    """Letters only, and few words; the rest is quoted."""
    assert named(name) == printed


@given(st.text(max_size=3000))
def test_nothing_printed_can_end_its_quotation(title: str) -> None:
    """One opening mark, one closing mark, one line, at any input."""
    printed = quoted(title)
    assert printed.count("\u201c") == printed.count("\u201d") == 1
    assert printed.splitlines() == [printed]
    assert len(printed) <= LONGEST_TITLE + 2
    assert printed.isprintable()


@pytest.mark.parametrize(
    ("credit", "printed"),
    [
        ("Price data by CoinGecko", "Price data by CoinGecko"),
        (
            "Series from FRED, Federal Reserve Bank of St. Louis",
            "\u201cSeries from FRED, Federal Reserve Bank of St. Louis\u201d",
        ),
    ],
)
def test_a_credit_is_never_cut_as_a_name_is(credit: str, printed: str) -> None:
    """Its source asks for all of it."""
    assert credited(credit) == printed
