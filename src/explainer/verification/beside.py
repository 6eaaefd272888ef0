"""Where drivers stand beside causal words and denials in a sentence."""

from collections.abc import Sequence

from explainer.pack.matching import Found
from explainer.verification.listed import Heard
from explainer.verification.phrasebook import Mention

NAMED = 2
"""Words of a name that stands for a driver alone."""


def is_link(heard: Heard, found: Found, cause: Mention, drivers: Sequence[Mention]) -> bool:
    """Whether causal words lead from one driver straight to another."""
    last = place_of(heard, found)[1]
    return cause.last <= last and any(
        other.first == last and other.last - other.first >= NAMED and other.means != cause.means
        for other in drivers
    )


def is_general(heard: Heard, found: Found) -> bool:
    """Whether causal words stand in a part of the sentence that says what usually happens."""
    first, last = place_of(heard, found)
    ends = [i for i, token in enumerate(heard.tokens) if token.text in ",;:—“”"]
    low = max((i for i in ends if i < first), default=-1)
    high = min((i for i in ends if i >= last), default=len(heard.tokens))
    opening = heard.tokens[0].same in ("when", "if", "whenever", "once")
    return opening or any(low < one.first < high for one in heard.of("general"))


def place_of(heard: Heard, found: Found) -> tuple[int, int]:
    """The first token of causal words, and the one after them."""
    start, end = heard.sentence.start + found.start, heard.sentence.start + found.end
    first = next((i for i, token in enumerate(heard.tokens) if token.end > start), 0)
    ahead = (i for i, token in enumerate(heard.tokens) if token.start >= end)
    return first, next(ahead, len(heard.tokens))


def run(heard: Heard, mentions: Sequence[Mention], place: int, *, forward: bool) -> list[Mention]:
    """The nearest driver on one side, with those that are listed beside it."""
    found: list[Mention] = []
    for mention in mentions if forward else reversed(mentions):
        gap = (place, mention.first) if forward else (mention.last, place)
        between = heard.tokens[gap[0] : gap[1]]
        if forward and not found and between and between[0].text == ":":
            between = between[1:]
        if not found:
            if any(token.text in (";", ":", "—") for token in between):
                break
        elif not all(token.same in ("and", ",", "or", "the", "both", "by") for token in between):
            if mention.first < found[-1].last and found[-1].first < mention.last:
                continue
            break
        found.append(mention)
        place = mention.last if forward else mention.first
    return found


def same_part(heard: Heard, one: Mention, other: Mention) -> bool:
    """Whether no semicolon or "but" stands between two mentions."""
    low, high = min(one.last, other.last), max(one.first, other.first)
    return not any(token.same in (";", "but", "while", "—") for token in heard.tokens[low:high])


def negated(heard: Heard, mention: Mention) -> bool:
    """Whether a "no" or "without" stands right before a driver."""
    return any(
        heard.tokens[one.first].same in ("no", "without") and 0 <= mention.first - one.last <= 3
        for one in heard.of("negations")
    )
