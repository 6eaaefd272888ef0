"""The last steps on finished sentences: glosses once, no doubled marks, the right article."""

from __future__ import annotations

import time

import pytest
from tests.narrative.finished import draft, texts

from explainer.narrative import compile_words
from explainer.narrative.plan import Block, Plan
from explainer.narrative.referring import Referents
from explainer.narrative.steps import polish, slips, tidy, without
from explainer.pack import load_pack

RSI, FUNDING = (
    "a gauge of how far a move has run",
    "which traders with long positions pay to hold them",
)
OPEN, LONGS = "the sum of open futures positions", "bets on rising prices"
PEG = "a coin meant to hold at one dollar"


@pytest.fixture(scope="module")
def table() -> Referents:
    """Return the referring expressions of the built-in lexicon."""
    return compile_words(load_pack()).referents


@pytest.mark.parametrize(
    ("gloss", "before", "after"),
    [
        (
            RSI,
            "Ether's relative strength index, a gauge of how far a move has run, stood at 29.",
            "Ether's relative strength index stood at 29.",
        ),
        (
            RSI,
            "The strain showed in the index, a gauge of how far a move has run.",
            "The strain showed in the index.",
        ),
        (
            FUNDING,
            "The funding rate, which traders with long positions pay to hold them, was 0.05%.",
            "The funding rate was 0.05%.",
        ),
        (
            OPEN,
            "After a fall of 3%, open interest, the sum of open futures positions, fell 9%.",
            "After a fall of 3%, open interest fell 9%.",
        ),
        (
            LONGS,
            "About 80% of the positions liquidated were longs, bets on rising prices, and 5 held.",
            "About 80% of the positions liquidated were longs, and 5 held.",
        ),
        (
            LONGS,
            "They were longs, bets on rising prices; the largest was worth $9 million.",
            "They were longs; the largest was worth $9 million.",
        ),
        (
            LONGS,
            "They were longs, bets on rising prices, with $9 million in the largest.",
            "They were longs, with $9 million in the largest.",
        ),
        (
            PEG,
            "USDC, a coin meant to hold at one dollar, traded at $0.88.",
            "USDC traded at $0.88.",
        ),
        (LONGS, "Bets on rising prices made up 80%.", "Bets on rising prices made up 80%."),
        (
            LONGS,
            "Traders closed their bets on rising prices.",
            "Traders closed their bets on rising prices.",
        ),
        (
            LONGS,
            "They said: “Longs, bets on rising prices, lost.”",
            "They said: “Longs, bets on rising prices, lost.”",
        ),
    ],
)
def test_a_gloss_goes_with_its_commas(
    table: Referents, gloss: str, before: str, after: str
) -> None:
    """The sentence reads as if the word had never been explained; quotations are left alone."""
    assert texts([without(draft(before), gloss, table)]) == [after]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Bitcoin  fell 5%.", "Bitcoin fell 5%."),
        ("Bitcoin   fell   5%.", "Bitcoin fell 5%."),
        ("Bitcoin fell 5% , and ether 8%.", "Bitcoin fell 5%, and ether 8%."),
        ("Bitcoin fell,, and ether rose 8%.", "Bitcoin fell, and ether rose 8%."),
        ("It happened in the U.S..", "It happened in the U.S."),
        ("Bitcoin fell 5% .", "Bitcoin fell 5%."),
        ("Bitcoin fell; ; ether rose.", "Bitcoin fell; ether rose."),
        ("Prices had a easy day.", "Prices had an easy day."),
        ("Prices had an hard day of 5%.", "Prices had a hard day of 5%."),
        ("Prices had an hour and a unit, 5 in all.", "Prices had an hour and a unit, 5 in all."),
        ("Prices had a hour and an unit.", "Prices had an hour and a unit."),
        ("A fund held a euro and an ounce.", "A fund held a euro and an ounce."),
        (
            "Prices had an one-day rise after a outage.",
            "Prices had a one-day rise after an outage.",
        ),
        (
            "The report said: “A  title .. an hard one”.",
            "The report said: “A  title .. an hard one”.",
        ),
        ("An ETF, an 8% fall and a U.S. fund.", "An ETF, an 8% fall and a U.S. fund."),
    ],
)
def test_slips_are_mended(table: Referents, before: str, after: str) -> None:
    """Numbers and quotations keep their places, and nobody else's words are mended."""
    assert texts([tidy(draft(before), table)]) == [after]
    assert not slips(after, table) or "“" in after


TEXT = [
    (["Headline on the crypto market"], "paragraph", 1),
    (
        ["The crypto market fell 3%.", "Bitcoin's relative strength index, " + RSI + ", was 28."],
        "paragraph",
        0,
    ),
    (
        [
            "Ether's relative strength index, " + RSI + ", stood at 29.",
            "A wave hit the crypto market.",
            "Of it, the crypto market lost $9 billion.",
        ],
        "paragraph",
        0,
    ),
    (
        ["Index: 28, " + RSI + ".", "Bitcoin fell 3%: “A  title.”", "Bitcoin traded at $9."],
        "list",
        2,
    ),
    (["the crypto market | the crypto market", RSI], "table", 2),
]
LAST = [
    ["Headline on the crypto market"],
    ["The crypto market fell 3%.", "Bitcoin's relative strength index, " + RSI + ", was 28."],
    [
        "Ether's relative strength index stood at 29.",
        "A wave hit the crypto market.",
        "Of it, the market lost $9 billion.",
    ],
    ["Index: 28.", "Bitcoin fell 3%: “A  title.”", "Bitcoin traded at $9."],
    ["the crypto market | the crypto market", RSI],
]


def plan_of() -> Plan:
    """Return a text of several blocks, of which the second begins with the answer."""
    blocks = [
        Block("part", [draft(text) for text in told], kind, level=level)  # type: ignore[arg-type]
        for told, kind, level in TEXT
    ]
    (headline,) = blocks[0].drafts
    return Plan(headline, blocks[1].drafts[:1], blocks, draft("Not advice."))


def test_a_text_is_told_once_and_each_paragraph_by_itself(table: Referents) -> None:
    """Glosses count over the text, names over a paragraph; headline and tables stay."""
    plan = plan_of()
    polish(plan, table)
    assert [texts(block.drafts) for block in plan.blocks] == LAST
    assert plan.answer == plan.blocks[1].drafts[:1], "the answer is told in the same words"


def test_the_answer_stays_as_it_is(table: Referents) -> None:
    """It is the same at every length, whatever stands before it."""
    told = [
        draft("The crypto market fell 3%."),
        draft(
            f"The crypto market's strength index, {RSI}, led: the crypto market lost $9 billion."
        ),
    ]
    plan = Plan(draft("Headline"), told[1:], [Block("part", list(told))], draft(""))
    polish(plan, table)
    assert plan.blocks[0].drafts[1] is told[1]


def test_a_word_in_other_use_is_no_gloss(table: Referents) -> None:
    """The first gloss stays where the same words stood before as something else."""
    told = [
        "Bets on rising prices fell, as bets on rising prices do.",
        "Longs, " + LONGS + ", fell.",
    ]
    plan = Plan(
        draft("Headline"),
        [],
        [Block("part", [draft(text) for text in (*told, "Shorts, " + LONGS)])],
        draft(""),
    )
    polish(plan, table)
    assert texts(plan.blocks[0].drafts) == [*told, "Shorts"]


def test_a_polished_text_is_in_its_last_form(table: Referents) -> None:
    """A second time changes nothing."""
    plan = plan_of()
    polish(plan, table)
    polish(plan, table)
    assert [texts(block.drafts) for block in plan.blocks] == LAST


def test_a_text_with_nothing_to_do_costs_next_to_nothing(table: Referents) -> None:
    """A brief is on the path of every request."""
    told = ["The dollar index rose 0.9%.", "Stocks fell 1.4%.", "The VIX stood at 25."]
    blocks = [Block("part", [draft(text) for text in told]) for _ in range(4)]
    plan = Plan(draft("Headline"), blocks[0].drafts, blocks, draft("Not advice."))
    best = 1.0
    for _ in range(200):
        start = time.perf_counter()
        polish(plan, table)
        best = min(best, time.perf_counter() - start)
    assert best < 100e-6
