"""Numbers and sentences of every episode at every length, as an editor would check them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from explainer.engine import assess, compile_pack
from explainer.intake import convert_snapshot
from explainer.limits import Limits
from explainer.narrative import LENGTHS, Words, compile_words, narrate
from explainer.narrative.steps import slips
from explainer.pack import load_pack
from explainer.source import read_yaml

EPISODES = sorted((Path(__file__).parents[2] / "fixtures/episodes").glob("*.yaml"))
QUOTATION = re.compile("\u201c[^\u201d]*\u201d")
SIGN_BESIDE_VERB = re.compile(
    r"\b(?:fell|rose|lost|gained|moved|dropped|slid|sank|saw|took in|shrank|grew|by) [-+]"
)
TODAY = re.compile(r"\b(?:today|yesterday|tomorrow)\b", re.IGNORECASE)
BARE_ZERO = re.compile(r"(?:^| )-(?:\$?0(?:\.0+)?)(?![\d.])")


@cache
def compiled() -> tuple[Any, Words]:
    """Return the built-in pack, compiled."""
    pack = load_pack()
    return compile_pack(pack), compile_words(pack)


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("path", EPISODES, ids=lambda path: path.stem)
def test_an_episode_is_told_without_slips(path: Path, length: str) -> None:
    """No sign beside a verb, no doubled mark, no wrong article, no day that passes."""
    program, words = compiled()
    data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
    assessment = assess(convert_snapshot(data["snapshot"], Limits()), program)
    text = narrate(assessment, words, length=length, seed=f"{len(path.stem):012x}").text
    ours = QUOTATION.sub("\u201cQ\u201d", text)
    assert SIGN_BESIDE_VERB.search(ours) is None
    assert BARE_ZERO.search(ours) is None
    assert TODAY.search(ours) is None
    assert not slips(ours, words.referents)
