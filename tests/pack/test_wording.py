"""What the house's style sheet finds in sentences, and what it leaves alone."""

import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.pack import load_pack
from explainer.pack.style import StyleSheet
from explainer.pack.wording import Wording

STYLE = load_pack().style
WORDING = Wording(STYLE)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Buy now, before it is gone.", "phrase", "Buy now"),
        ("Sell.", "imperative", "Sell"),
        ("Prices fell. Hold on to what is left.", "imperative", "Hold"),
        ("Prices fell; avoid leverage.", "imperative", "avoid"),
        ("Consider smaller positions.", "imperative", "Consider"),
        ("Please wait for the close.", "imperative", "wait"),
        ("Stay away from altcoins.", "phrase", "Stay away"),
        ("Don't chase the bounce.", "imperative", "Don't"),
        ("Don\u2019t chase the bounce.", "imperative", "Don\u2019t"),
        ("Do not panic.", "imperative", "Do not"),
        ("If bitcoin loses $90,000, sell.", "imperative", "sell"),
        ("When fear peaks, accumulate.", "imperative", "accumulate"),
        ("- Trim positions\n- Hedge the rest", "imperative", "Trim"),
        ("What now: take profits?", "imperative", "take profits"),
        ("Then just hold.", "imperative", "hold"),
        ("Be patient.", "imperative", "Be patient"),
        ("You should sell.", "modal", "You should"),
        ("You may want to wait.", "modal", "You may"),
        ("Here you can still get out.", "modal", "you can"),
        ("You really ought to know.", "modal", "You really ought"),
        ("Long-term investors may want to look again.", "modal", "investors may want"),
        ("Traders would do well to cut leverage.", "modal", "Traders would do well"),
        ("Investors should stay calm.", "phrase", "should"),
        ("It is time to buy.", "phrase", "time to buy"),
        ("Many buy the dip.", "phrase", "buy the dip"),
        ("The price target is $50,000.", "phrase", "price target"),
        ("A rare opportunity for buyers.", "phrase", "opportunity"),
        ("Patience may be prudent.", "phrase", "Patience"),
        ("It is wise to diversify.", "phrase", "It is wise"),
        ("Bitcoin looks undervalued.", "phrase", "undervalued"),
        ("A must-have coin.", "phrase", "must-have"),
        ("It goes to the moon.", "phrase", "to the moon"),
        ("Gains are guaranteed.", "phrase", "guaranteed"),
        ("The bottom is in.", "phrase", "The bottom"),
        ("Sign up with our exchange.", "phrase", "Sign up"),
        ("Watch your portfolio.", "phrase", "your portfolio"),
        ("Set a limit order at $90,000.", "imperative", "Set a limit"),
        ("Investors are better off waiting.", "modal", "Investors are better off"),
        ("Now might be a good time to load up.", "phrase", "good time"),
        ("Bitcoin will recover.", "prediction", "will recover"),
        ("Prices will almost certainly fall.", "prediction", "will almost certainly fall"),
        ("Ether is set to rebound.", "prediction", "set to rebound"),
        ("It'll reach a record.", "prediction", "It'll reach"),
        ("The market won\u2019t recover.", "prediction", "won\u2019t recover"),
    ],
)
def test_advice_is_found(text: str, kind: str, words: str) -> None:
    """What tells a reader what to do, or what will come, is found with its kind and its words."""
    found = WORDING.advice(text)[0]
    assert (found.kind, found.words) == (kind, words)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Funds that are redeemed sell coins, and a buyer steps back.",
        "Buyers stepped back and traders sold.",
        "Sell orders outnumbered buy orders.",
        "Buy pressure faded.",
        "Miners sell coins to pay for power.",
        "Some holders must leave, and others wait.",
        "Traders must post more collateral when prices fall.",
        "Prices fell as funds sold, and holders wait.",
        "Frightened holders sell and cautious buyers wait, so a fall goes on.",
        "The court ruled: \u201cBuy the dip\u201d was no promise.",
        'A post titled "You should sell everything now" made the rounds.',
        "A report, \u00abTime to buy\u00bb, was withdrawn.",
        "Some of the feared supply will not be sold.",
        "The Fed will publish its minutes on Feb. 18.",
        "Inflation stayed above the Fed's 2% target.",
        "Hackers targeted a bridge.",
        "One thing to watch: ETF flows, at $50 million against a mark of $200 million.",
        "Worth watching: the funding rate.",
        "Written automatically from these figures; not investment advice.",
        "A fall through the next level would extend the decline.",
        "The index stood at 11, near the mark under which it is called oversold.",
        "In the last hour, traders bought back.",
        "On balance, coins flowed out.",
        "People limit risk by borrowing less and by spreading what they hold.",
        "Gains were taken after a strong run.",
        "If prices fell, the first suspect is outflows.",
        "When prices fall, lenders sell the collateral.",
        "In a short squeeze, traders who bet on falling prices have to buy back.",
        "Exit queues for staked ether grew.",
        "Past falls of this size lasted a median of nine days.",
        "Whether the fall is over cannot be read from these figures.",
    ],
)
def test_plain_description_is_no_advice(text: str) -> None:
    """What describes, and what is quoted, passes."""
    assert WORDING.advice(text) == []


@pytest.mark.parametrize(
    ("text", "certainty", "words"),
    [
        ("The fall coincided with outflows.", "coincided", "coincided"),
        ("It came as stocks fell.", "coincided", "came as"),
        ("At the same time came losses in stocks.", "coincided", "At the same time"),
        ("Outflows may have weighed on prices.", "hedged", "may have"),
        ("Perhaps outflows drove the fall.", "hedged", "Perhaps"),
        ("It could have been triggered by rates.", "hedged", "could have"),
        ("Outflows weighed on prices.", "moderate", "weighed on"),
        ("Liquidations made the fall worse.", "moderate", "made the fall worse"),
        ("It fell in part because of rates.", "moderate", "in part because of"),
        ("Prices came under pressure from miners.", "moderate", "under pressure from"),
        ("Outflows led the fall.", "strong", "led"),
        ("That fed into forced selling.", "strong", "fed into"),
        ("That fed forced selling.", "strong", "fed"),
        ("It fell due to outflows.", "strong", "due to"),
        ("As a result of the ban, it fell.", "strong", "As a result of"),
        ("Sales pushed prices down.", "strong", "pushed prices down"),
        ("Tariffs dragged bitcoin and ether lower.", "strong", "dragged bitcoin and ether lower"),
        ("Outflows drove the fall.", "severe", "drove"),
        ("A hack triggered the fall.", "severe", "triggered"),
        ("Tariffs set off the sell-off.", "severe", "set off"),
        ("The Fed's tone sent bitcoin sharply lower.", "severe", "sent bitcoin sharply lower"),
        ("It was a liquidation-driven fall.", "severe", "liquidation-driven"),
        ("Leverage was behind the fall.", "severe", "was behind"),
        ("It fell above all because of outflows.", "severe", "above all because of"),
    ],
)
def test_causal_words_have_their_certainty(text: str, certainty: str, words: str) -> None:
    """A clause is as certain as its boldest word, or as its hedge."""
    assert WORDING.certainty(text) == certainty
    assert words in [found.words for found in WORDING.causal(text) if found.kind == certainty]


@pytest.mark.parametrize(
    "text",
    [
        "Bitcoin fell 5.9%.",
        "The Fed left rates unchanged.",
        "In May prices stood still.",
        "Bitcoin led the way.",
        "A report is due to be published.",
        "A corporate holder added to its coins.",
        "There was no trigger.",
        "He wrote: \u201cOutflows drove the fall\u201d.",
        "An options expiry was due on Friday.",
    ],
)
def test_what_claims_no_cause(text: str) -> None:
    """Names, dates and quotations that hold the letters of causal words claim nothing."""
    assert WORDING.causal(text) == []
    assert WORDING.certainty(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Liquidations triggered more selling.", ["triggered"]),
        ("Outflows drove it and set off sales.", ["drove", "set off"]),
        ("Liquidations deepened the fall.", []),
        ("It fell without a clear trigger.", []),
    ],
)
def test_words_that_only_a_trigger_may_take(text: str, words: list[str]) -> None:
    """Starting something is for triggers; deepening it is not."""
    assert [found.words for found in WORDING.triggering(text)] == words


def test_no_phrase_stands_under_two_certainties() -> None:
    """Each causal phrase claims one certainty, and what says "because" or triggers is causal."""
    listed = [phrase for words in msgspec.structs.astuple(STYLE.causal) for phrase in words]
    assert len(listed) == len(set(listed))
    assert set(STYLE.because) | set(STYLE.triggering) <= {
        *listed,
        *("caused by", "led the fall", "led the decline", "led the losses", "led * lower"),
    }


def test_because_drama_and_jargon() -> None:
    """Each list has its own search, and a term is told by the name the sheet gives it."""
    assert [one.words for one in WORDING.because("It fell because of fear, owing to it.")] == [
        "because",
        "owing to",
    ]
    assert [one.words for one in WORDING.drama("Prices plummeted in a bloodbath.")] == [
        "plummeted",
        "bloodbath",
    ]
    assert [one.kind for one in WORDING.jargon("The vix and the RSI rose.")] == ["VIX", "RSI"]


def test_an_unclosed_quotation_mark_hides_nothing() -> None:
    """Only a closed quotation is left alone, and one that ends on its own line."""
    assert [one.words for one in WORDING.advice('He said "Sell now.\nSell now.')] == [
        "Sell now",
        "Sell now",
    ]


def test_an_empty_sheet_finds_nothing() -> None:
    """Without lists there is nothing to find."""
    wording = Wording(StyleSheet())
    assert wording.advice("Buy now") == wording.causal("It drove the fall") == []


@given(st.text(alphabet="ab uyosldw'\u2019\"\u201c\u201d\u00ab.,;:-*\n\x00\u0130", max_size=80))
def test_any_text_is_searched_without_an_exception(text: str) -> None:
    """Whatever is written, findings lie inside the text, in order, and are what stands there."""
    for search in (WORDING.advice, WORDING.causal, WORDING.triggering):
        done = 0
        for found in search(text):
            assert done <= found.start < found.end <= len(text)
            assert text[found.start : found.end] == found.words
            done = found.start


@pytest.mark.parametrize(
    "piece",
    [
        "you ",
        "also ",
        "sent ",
        "if, ",
        "\u00ab",
        "\u201c",
        '"',
        "!)",
        "a-",
        "u.",
        "will likely ",
        " ",
    ],
)
def test_searching_takes_time_linear_in_the_text(piece: str) -> None:
    """A hundred thousand characters of the worst kind are searched in a moment."""
    text = piece * (100_000 // len(piece))
    begun = time.perf_counter()
    WORDING.advice(text)
    WORDING.causal(text)
    assert time.perf_counter() - begun < 5
