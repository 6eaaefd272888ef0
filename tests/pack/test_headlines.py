"""The words of headlines: a file that is wrong is refused with every problem."""

from __future__ import annotations

import pytest

from explainer.errors import PackError
from explainer.pack.headlines import HEADLINES, HeadlineWords, headline_words, read_headline_words
from explainer.source import read_yaml

GOOD = """\
language: en
passed_over:
  - {reason: a question, marks: ["?"]}
words:
  bank: [Fed]
  sets: [cuts]
kinds:
  - {kind: monetary_policy, in_order: [bank, sets, amount], least_usd: 10M, reason: because}
assets:
  BTC: [bitcoin]
"""


def read(text: str) -> HeadlineWords:
    """The words of a file with this text."""
    return read_headline_words(read_yaml(text, HEADLINES))


def test_a_good_file() -> None:
    """Numbers may have a suffix, as in every rule file."""
    (rule,) = read(GOOD).kinds
    assert rule.least_usd == 10_000_000
    assert rule.in_order == ("bank", "sets", "amount")


WRONG = [
    ("kind: monetary_policy", "kind: monetary", "monetary_policy"),
    ("[bank, sets, amount]", "[bank, set, amount]", "no list of words `set`"),
    ("reason: because", "why: because", "reason"),
    ("language: en\n", "", "language"),
    ("[bitcoin]", "{}", "expected"),
    ("[cuts]", "[cuts", ""),
    ("sets: [cuts]", "sets: [yes]\n  sets: [cuts]", "sets"),
]


@pytest.mark.parametrize(("good", "wrong", "said"), WRONG)
def test_a_wrong_file(good: str, wrong: str, said: str) -> None:
    """Each problem has its place and its words."""
    assert good in GOOD
    with pytest.raises(PackError) as caught:
        read(GOOD.replace(good, wrong))
    assert any(said in str(each.message) + str(each.hint) for each in caught.value.diagnostics)
    assert all(each.span is not None for each in caught.value.diagnostics)


def test_every_problem_at_once() -> None:
    """Not the first one alone."""
    text = GOOD.replace("bank, sets, amount", "banks, set, amount")
    with pytest.raises(PackError) as caught:
        read(text)
    assert [each.message for each in caught.value.diagnostics] == [
        "there is no list of words `banks`",
        "there is no list of words `set`",
    ]
    assert caught.value.diagnostics[0].hint == "did you mean bank?"


def test_the_built_in_file() -> None:
    """Every list of words is used, every list has words, and every pattern says why it is one."""
    words = headline_words()
    used = {name for rule in words.kinds for name in rule.in_order} - {"amount"}
    assert used == set(words.words)
    assert all(words.words.values())
    assert all(rule.reason and rule.in_order for rule in words.kinds)
    assert all(each.reason for each in words.passed_over)
    assert not [rule for rule in words.kinds if rule.least_usd and "amount" not in rule.in_order]
