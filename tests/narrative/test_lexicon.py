"""The lexicon: complete, or the pack does not load."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from explainer.errors import PackError
from explainer.narrative import compile_words
from explainer.narrative.lexicon import LEXICON_CODE, REQUIRED_KEYS, check_lexicon, read_lexicon
from explainer.pack import check_pack, load_pack


@pytest.fixture
def written() -> dict[str, Any]:
    """Return the built-in lexicon as plain data, free to be spoiled."""
    data: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(load_pack().lexicon))
    return data


def test_the_built_in_lexicon_is_complete() -> None:
    """It reads, and every driver of the pack has its words."""
    pack = load_pack()
    words = compile_words(pack)
    assert set(words.drivers) == {driver.id for driver in pack.drivers}
    assert set(words.signals) == {signal.id for signal in pack.signals}


def test_a_missing_part_is_named(written: dict[str, Any]) -> None:
    """The diagnostic says what is missing and in which file."""
    del written["headlines"]
    with pytest.raises(PackError) as caught:
        read_lexicon(written)
    assert "headlines" in str(caught.value)
    assert caught.value.diagnostics[0].path == "lexicon/en.yaml"


def test_an_unknown_key_is_named(written: dict[str, Any]) -> None:
    """A slip of the pen is no silent default."""
    written["watch"]["headign"] = "What to watch"
    with pytest.raises(PackError, match="headign"):
        read_lexicon(written)


@pytest.mark.parametrize("part", sorted(REQUIRED_KEYS))
def test_a_table_without_a_required_key_is_refused(written: dict[str, Any], part: str) -> None:
    """Every severity, scope, stage and role has its words."""
    key = REQUIRED_KEYS[part][0]
    del written[part][key]
    with pytest.raises(PackError, match=key.partition(".")[0]):
        read_lexicon(written)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("watch:\n  headign: What to watch\n", 2, 3, "unknown key `headign`"),
        ("at_least:\n  - at least\n", 2, 3, "expected text, got a list"),
        ("trends: {steady: two}\nflaws: {other: over two weeks}\n", 2, 16, "the number `two`"),
        ("falls: []\n", 1, 1, "length >= 1"),
    ],
)
def test_a_problem_of_the_lexicon_has_its_place(
    tmp_path: Path, text: str, line: int, column: int, words: str
) -> None:
    """What an overlay does wrong is told under the author's own line."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "en.yaml").write_text(text)
    lexicon = check_pack(overlay=tmp_path).lexicon
    assert lexicon is not None
    problem = check_lexicon(lexicon)[0]
    assert problem.code == LEXICON_CODE
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (line, column)
    assert words in problem.message


def test_no_sentence_is_written_in_python(repository: Path) -> None:
    """Every word that readers see is in rules/: the code holds no clause of the lexicon."""
    source = "".join(
        path.read_text() for path in (repository / "src/explainer/narrative").glob("*.py")
    )
    for sentence in ("not falling", "no clear driver", "investment advice", "led the fall"):
        assert sentence not in source
