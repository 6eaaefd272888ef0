"""What every check of a rule pack has in common: one function, one code, one thing wrong."""

import ast
import inspect
import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.pack.folders import BASE, bad_rule, write_folder

from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.metrics import CATALOGUE
from explainer.pack import CODES
from explainer.pack.check import Check
from explainer.pack.checks.unused import metrics_read
from explainer.pack.code_words import WORDS
from explainer.pack.draft import Draft
from explainer.pack.files import read_folder
from explainer.pack.layers import Layers
from explainer.pack.lint import CHECKS
from explainer.pack.read import read_draft
from explainer.pack.read_cases import CHECKS as CASE_CHECKS
from explainer.resources import bad_rules_dir, rules_dir

LONGEST = 36
"""Lines of a check, its docstring left aside."""
BAD_RULES = sorted(bad_rules_dir().glob("R[12]*.bad.yaml"))


def draft_of(overlay: Path | None, base: Path = BASE) -> Draft:
    """Return the draft of a pack with an overlay laid over it."""
    laid = None if overlay is None else read_folder(overlay)
    return read_draft(Layers(base=read_folder(base), overlay=laid)).draft


@pytest.mark.parametrize("check", [*CHECKS, *CASE_CHECKS], ids=lambda check: check.name)
def test_a_check_is_short_and_explains_itself(check: Check[Any, Any]) -> None:
    """Under 36 lines of code; three paragraphs say what is asked, why, and how to mend it."""
    (function,) = ast.parse(textwrap.dedent(inspect.getsource(check.find))).body
    assert isinstance(function, ast.FunctionDef)
    code = function.body[1:]
    assert code[-1].end_lineno is not None
    assert code[-1].end_lineno - code[0].lineno < LONGEST
    words = check.words()
    assert words.asks.endswith(".")
    assert words.why.endswith(".")
    assert words.mend.endswith(".")


def test_every_code_has_one_check_or_comes_of_reading_files() -> None:
    """No code has two functions, and each that has none is found before there is a rule."""
    every: tuple[Check[Any, Any], ...] = (*CHECKS, *CASE_CHECKS)
    told = Counter(check.code for check in every)
    assert set(told.values()) == {1}
    assert told.keys() == {code for code in CODES if code > "R1" and code not in WORDS}
    assert {code for code in CODES if code < "R1"} <= WORDS.keys()


@pytest.mark.parametrize("path", BAD_RULES, ids=lambda path: path.name.removesuffix(".bad.yaml"))
def test_a_check_tells_of_its_own_code_alone(path: Path, tmp_path: Path) -> None:
    """On every broken rule each function yields its code or nothing, and one yields the rule's."""
    draft = draft_of(write_folder(tmp_path, bad_rule(path)))
    codes = {check.code: {found.code for found in check.find(draft)} for check in CHECKS}
    assert {code: told for code, told in codes.items() if not told <= {code}} == {}
    assert codes[path.name.partition("-")[0]]


def test_every_metric_of_the_catalogue_is_read_by_a_built_in_rule() -> None:
    """What senders are asked for is of use."""
    draft = draft_of(None, rules_dir())
    read = metrics_read(draft)
    symbols = {metric.split(".")[1] for metric in read if metric.count(".") == 2}
    stand_ins = {ASSET_SLOT, *symbols}

    def is_read(metric: str) -> bool:
        return any(metric.replace(SYMBOL_SLOT, symbol) in read for symbol in stand_ins)

    assert [metric for metric in CATALOGUE if not is_read(metric)] == []
