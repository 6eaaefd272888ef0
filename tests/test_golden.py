"""What every episode is told as, byte for byte; `make golden` rewrites the files."""

from __future__ import annotations

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

Golden = Callable[[Path, str], None]

EPISODES = sorted((Path(__file__).parents[1] / "fixtures/episodes").glob("*.yaml"))
FOLDER = Path(__file__).parent / "golden/episodes"
IN_FULL = (
    "2023-03-11-usdc-depeg",
    "2025-11-04-etf-outflows-leverage",
    "2022-06-13-celsius-and-cpi",
)
"""Episodes whose JSON is kept too: a rise, a fall with flows, and one with events."""


@pytest.fixture(scope="module")
def tell() -> Callable[[Path], Explanation]:
    """Return a function from the file of an episode to its explanation.

    The id picks among wordings, and changes with every edit of a rule. Here the name of the
    episode picks them, so that an edit shows where it tells and nowhere else.
    """
    explainer = Explainer(load_pack())
    words = compile_words(explainer.pack)

    def told(path: Path) -> Explanation:
        data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
        snapshot = convert_snapshot(data["snapshot"], Limits())
        seed = sha256(path.stem.encode()).hexdigest()
        narrative = narrate(explainer.assess(snapshot), words, seed=seed)
        return msgspec.structs.replace(
            explainer.explain(snapshot),
            headline=narrative.headline,
            answer=narrative.answer,
            text=narrative.text,
            claims=narrative.claims,
            offsets=narrative.offsets,
            ruled_out=narrative.ruled_out,
        )

    return told


@pytest.mark.parametrize("path", EPISODES, ids=lambda path: path.stem)
@pytest.mark.parametrize(("form", "suffix"), [("text", ".txt"), ("markdown", ".md")])
def test_an_episode_reads_as_it_did(
    tell: Callable[[Path], Explanation], golden: Golden, path: Path, form: str, suffix: str
) -> None:
    """The brief, in both written formats."""
    golden(FOLDER / f"{path.stem}{suffix}", RENDERINGS[form](tell(path)))


@pytest.mark.parametrize("stem", IN_FULL)
def test_the_whole_answer_is_as_it_was(
    tell: Callable[[Path], Explanation], golden: Golden, stem: str
) -> None:
    """As JSON, without what changes with every edit of a rule: the pack's hash and the id."""
    path = next(path for path in EPISODES if path.stem == stem)
    whole = msgspec.to_builtins(tell(path))
    del whole["id"], whole["rule_pack"]["hash"]
    shown = msgspec.json.format(msgspec.json.encode(whole, order="deterministic"), indent=1)
    golden(FOLDER / f"{stem}.json", shown.decode() + "\n")


def test_there_is_no_golden_file_without_an_episode() -> None:
    """What an episode leaves behind goes with it."""
    stems = {path.stem for path in EPISODES}
    assert {path.stem for path in FOLDER.iterdir()} <= stems
