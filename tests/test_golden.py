"""What every episode is told as, byte for byte; `make golden` rewrites the files."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from explainer import Explainer, load_pack
from explainer.explanation import Explanation
from explainer.intake import convert_snapshot
from explainer.limits import Limits
from explainer.narrative import compile_words, narrate
from explainer.render import RENDERINGS
from explainer.source import read_yaml

Golden = Callable[[Path, str], str]

EPISODES = sorted((Path(__file__).parents[1] / "fixtures/episodes").glob("*.yaml"))
FOLDER = Path(__file__).parent / "golden/episodes"
IN_FULL = (
    "2023-03-11-usdc-depeg",
    "2025-11-04-etf-outflows-leverage",
    "2022-06-13-celsius-and-cpi",
)
"""Episodes whose JSON is kept too: a rise, a fall with flows, and one with events."""


TOLD = (
    ("headline", "prose"),
    ("chat", "prose"),
    ("brief", "prose"),
    ("brief", "list"),
    ("article", "prose"),
)
"""Every length, and every style of it."""
SUFFIXES = {
    "text": "txt",
    "markdown": "md",
    "html": "html",
    "slack": "slack.json",
    "telegram": "telegram.html",
}
STYLE_SHEET = re.compile(r"<style>.*?</style>", re.DOTALL)
HASH = re.compile(r"\b[0-9a-f]{64}\b")
"""The id and the pack's hash, which change with every edit of a rule."""

Tell = Callable[[Path, str, str], Explanation]


@pytest.fixture(scope="module")
def tell() -> Tell:
    """Return a function from the file of an episode, a length and a style to its explanation.

    The snapshot picks among wordings, and every edit of a figure would change them all. Here the
    name of the episode picks them, so that an edit shows where it tells and nowhere else.
    """
    explainer = Explainer(load_pack())
    words = compile_words(explainer.pack)

    def told(path: Path, length: str, style: str) -> Explanation:
        data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
        snapshot = convert_snapshot(data["snapshot"], Limits())
        seed = sha256(path.stem.encode()).hexdigest()
        narrative = narrate(
            explainer.assess(snapshot), words, length=length, style=style, seed=seed
        )
        return msgspec.structs.replace(
            explainer.explain(snapshot, length=length, style=style),
            headline=narrative.headline,
            headlines=narrative.headlines,
            answer=narrative.answer,
            text=narrative.text,
            claims=narrative.claims,
            parts=narrative.parts,
            offsets=narrative.offsets,
            ruled_out=narrative.ruled_out,
        )

    return told


@pytest.mark.parametrize(("length", "style"), TOLD)
@pytest.mark.parametrize("path", EPISODES, ids=lambda path: path.stem)
def test_an_episode_reads_as_it_did(
    tell: Tell, golden: Golden, path: Path, length: str, style: str
) -> None:
    """At every length and in every written format; a page without its style sheet and hashes."""
    told = tell(path, length, style)
    name = length if style == "prose" else f"{length}-{style}"
    for form, suffix in SUFFIXES.items():
        text = HASH.sub("", STYLE_SHEET.sub("<style></style>", RENDERINGS[form](told)))
        if form == "slack":
            text = msgspec.json.format(text, indent=1)
        text = text.rstrip("\n") + "\n"
        assert golden(FOLDER / path.stem / f"{name}.{suffix}", text) == text


@pytest.mark.parametrize("stem", IN_FULL)
def test_the_whole_answer_is_as_it_was(tell: Tell, golden: Golden, stem: str) -> None:
    """As JSON, without what changes with every edit of a rule: the pack's hash and the id."""
    path = next(path for path in EPISODES if path.stem == stem)
    whole = msgspec.to_builtins(tell(path, "brief", "prose"))
    del whole["id"], whole["rule_pack"]["hash"]
    told = msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=1)
    shown = told.decode() + "\n"
    assert golden(FOLDER / stem / "brief.json", shown) == shown


def test_no_golden_file_is_left_over() -> None:
    """Of an episode, a length or a format that is gone."""
    forms = len(TOLD) * len(SUFFIXES)
    for folder in FOLDER.iterdir():
        assert folder.name in {path.stem for path in EPISODES}
        whole = folder.name in IN_FULL
        assert len(list(folder.iterdir())) == forms + whole
