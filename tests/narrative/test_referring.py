"""Referring expressions: what a paragraph names again gets a short name or a pronoun."""

from __future__ import annotations

import pytest
from tests.narrative.finished import draft, texts

from explainer.narrative import compile_words
from explainer.narrative.referring import Referents, refer
from explainer.pack import load_pack

SAME = None
"""Nothing changes."""
FUNDS = "U.S. spot bitcoin ETFs saw $578 million of net outflows."

ROWS: list[tuple[list[str], list[str] | None]] = [
    # the funds
    (
        [FUNDS, "Money left U.S. spot bitcoin ETFs for a fifth straight session."],
        [FUNDS, "Money left the funds for a fifth straight session."],
    ),
    (
        [FUNDS, "U.S. spot bitcoin ETFs took in $80 million the week before."],
        [FUNDS, "The funds took in $80 million the week before."],
    ),
    (
        [
            "U.S. spot bitcoin ETFs lost $578 million and U.S. spot ether ETFs lost $9 million.",
            "Money left U.S. spot bitcoin ETFs for a fifth straight session.",
        ],
        [
            "U.S. spot bitcoin ETFs lost $578 million and U.S. spot ether ETFs lost $9 million.",
            "Money left the bitcoin funds for a fifth straight session.",
        ],
    ),
    (
        [
            "Investors withdrew $2 billion from crypto investment funds worldwide.",
            FUNDS,
            "Money left U.S. spot bitcoin ETFs for a fifth straight session.",
        ],
        [
            "Investors withdrew $2 billion from crypto investment funds worldwide.",
            FUNDS,
            "Money left the bitcoin funds for a fifth straight session.",
        ],
    ),
    (
        [FUNDS, "U.S. spot bitcoin ETFs' net flow over a week was $1 billion."],
        [FUNDS, "The funds' net flow over a week was $1 billion."],
    ),
    (
        [
            "U.S. spot ether ETFs lost $9 million, the worst day for U.S. spot ether ETFs in 30.",
        ],
        ["U.S. spot ether ETFs lost $9 million, the worst day for the funds in 30."],
    ),
    (
        [
            FUNDS,
            "Money left U.S. spot bitcoin ETFs for a fifth straight session.",
            "The run of withdrawals from U.S. spot bitcoin ETFs was the worst in 30 days.",
        ],
        [
            FUNDS,
            "Money left the funds for a fifth straight session.",
            "The run of withdrawals from the funds was the worst in 30 days.",
        ],
    ),
    ([FUNDS, "U.S. spot ether ETFs lost $9 million."], SAME),
    ([FUNDS, "A headline read \u201cU.S. spot bitcoin ETFs bleed\u201d."], SAME),
    (
        [
            "The fall coincided with outflows: \u201cU.S. spot bitcoin ETFs bleed.\u201d",
            "Money left U.S. spot bitcoin ETFs for a fifth straight session.",
        ],
        SAME,
    ),
    # no two sentences in a row come to open alike
    (
        [
            FUNDS,
            "The funds lost more of it later.",
            "U.S. spot bitcoin ETFs saw the worst run in 30 days.",
        ],
        SAME,
    ),
    # the market
    (
        ["The crypto market has lost $1 trillion.", "Forced sales hit the crypto market hard."],
        ["The crypto market has lost $1 trillion.", "Forced sales hit the market hard."],
    ),
    (
        ["A shock reached the crypto market.", "The crypto market's value fell 3%."],
        ["A shock reached the crypto market.", "The market's value fell 3%."],
    ),
    (
        ["The crypto market fell 3% as the stock market did.", "Then the crypto market fell on."],
        SAME,
    ),
    (["The crypto market fell 3% with the Nasdaq-100.", "The crypto market fell on."], SAME),
    # the Fed
    (
        [
            "The Federal Reserve signaled a tighter policy.",
            "Traders were waiting for the Federal Reserve's meeting on Dec. 10.",
        ],
        [
            "The Federal Reserve signaled a tighter policy.",
            "Traders were waiting for the Fed's meeting on Dec. 10.",
        ],
    ),
    (
        [
            "A Federal Reserve meeting was scheduled for Dec. 10.",
            "The odds fell after the minutes of the Federal Reserve's last meeting.",
        ],
        [
            "A Federal Reserve meeting was scheduled for Dec. 10.",
            "The odds fell after the minutes of the Fed's last meeting.",
        ],
    ),
    (
        ["The Federal Reserve raised rates.", "“Federal Reserve raises rates” was the headline."],
        SAME,
    ),
    # indexes
    (
        [
            "Bitcoin's relative strength index stood at 28.",
            "The strain showed in ether's relative strength index at 29.",
        ],
        [
            "Bitcoin's relative strength index stood at 28.",
            "The strain showed in ether's index at 29.",
        ],
    ),
    (
        [
            "Bitcoin's relative strength index stood at 28.",
            "The fear and greed index stood at 20.",
            "The market's relative strength index was 31.",
        ],
        SAME,
    ),
    (
        ["The fear and greed index stood at 20.", "A day before, the fear and greed index was 31."],
        ["The fear and greed index stood at 20.", "A day before, the index was 31."],
    ),
    (
        ["The dollar index rose 0.9%.", "The dollar index stood at 106, high by recent standards."],
        ["The dollar index rose 0.9%.", "The index stood at 106, high by recent standards."],
    ),
    (["The dollar index rose 0.9%.", "Worth watching: dollar index, at 0.9%."], SAME),
    (["The dollar index rose 0.9% and the VIX 12%.", "The dollar index stood at 106."], SAME),
    (
        [
            "The dollar index rose 0.9%, to the highest reading of the dollar index since Nov. 4.",
        ],
        ["The dollar index rose 0.9%, to the highest reading of the index since Nov. 4."],
    ),
    # it and its
    (
        ["Bitcoin fell through $100,000, a line held for 6 months.", "Bitcoin traded 3% below it."],
        ["Bitcoin fell through $100,000, a line held for 6 months.", "It traded 3% below it."],
    ),
    (
        ["Bitcoin fell 5.9%.", "Bitcoin's trading volume rose 40%."],
        ["Bitcoin fell 5.9%.", "Its trading volume rose 40%."],
    ),
    (
        ["Bitcoin cash fell 5.9%.", "Bitcoin cash was within 4% of its record high."],
        ["Bitcoin cash fell 5.9%.", "It was within 4% of its record high."],
    ),
    (
        ["Ether had gained 40%, and ether was within 4% of its record high."],
        ["Ether had gained 40%, and it was within 4% of its record high."],
    ),
    (
        ["Bitcoin fell below its average of 50 days, and bitcoin's hash rate fell 3%."],
        ["Bitcoin fell below its average of 50 days, and its hash rate fell 3%."],
    ),
    (
        ["XRP fell 11%.", "XRP traded 4% below the level it had lost."],
        ["XRP fell 11%.", "It traded 4% below the level it had lost."],
    ),
    (
        ["Bitcoin fell 5%.", "Bitcoin traded at $90,000.", "Bitcoin stood 30% below its high."],
        ["Bitcoin fell 5%.", "It traded at $90,000.", "Bitcoin stood 30% below its high."],
    ),
    (["Bitcoin fell 5.9%.", "Bitcoin cash fell 7%."], SAME),
    (["Bitcoin fell 5.9% and ether 8%.", "Bitcoin traded at $90,000."], SAME),
    (["Bitcoin fell 5.9% as gold rose.", "Bitcoin traded at $90,000."], SAME),
    (["Bitcoin fell 5.9%: the Fed met.", "Bitcoin traded at $90,000."], SAME),
    (["Bitcoin and ether fell 5.9%.", "Bitcoin traded at $90,000."], SAME),
    (["Bitcoin's hash rate fell 3%.", "Bitcoin traded at $90,000."], SAME),
    (["Bitcoin positions were closed.", "Bitcoin traded at $90,000."], SAME),
    (["Bitcoin fell 5.9%.", "Bitcoin ETFs lost $578 million."], SAME),
    (["Bitcoin fell 5.9%.", "Stocks fell too.", "Bitcoin traded at $90,000."], SAME),
    (["Bitcoin fell 5.9%.", "Ether fell 8%.", "Bitcoin traded at $90,000."], SAME),
    (["Ether fell 8% against bitcoin, and bitcoin rose 1%."], SAME),
    (["Bitcoin fell 5%: “Bitcoin slides, and bitcoin was hit.”"], SAME),
    # numbers that stand behind what changes, and quotations there, keep their places
    (
        [FUNDS, "Of U.S. spot bitcoin ETFs, 3 lost $9 million: “1 of them closes.” That was 2%."],
        [FUNDS, "Of the funds, 3 lost $9 million: “1 of them closes.” That was 2%."],
    ),
]


@pytest.fixture(scope="module")
def table() -> Referents:
    """Return the referring expressions of the built-in lexicon."""
    return compile_words(load_pack()).referents


@pytest.mark.parametrize(("before", "after"), ROWS, ids=lambda row: row[-1][:40] if row else "same")
def test_a_second_mention_is_short(
    table: Referents, before: list[str], after: list[str] | None
) -> None:
    """The first mention keeps its long name; what could mean something else keeps it too."""
    drafts = [draft(text) for text in before]
    assert texts(refer(drafts, table)) == (after or before)
    assert texts(drafts) == before, "the drafts that came in are as they were"


def test_nothing_is_left_to_refer_to(table: Referents) -> None:
    """A second pass over its own words finds nothing that it would say otherwise."""
    for before, _ in ROWS:
        once = refer([draft(text) for text in before], table)
        if all("Bitcoin" not in one.text for one in once):
            assert texts(refer(once, table)) == texts(once)


def test_an_empty_paragraph_stays_empty(table: Referents) -> None:
    """There may be nothing to say."""
    assert refer([], table) == []
