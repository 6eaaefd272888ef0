"""What every check of a rule pack has in common."""

import inspect
import re

import pytest

from explainer.pack import CODES
from explainer.pack.lint import CHECKS, Check
from explainer.pack.read_cases import CHECKS as CASE_CHECKS

LONGEST = 40
CODE = re.compile(r"R\d{3}")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_is_short_and_says_its_codes(check: Check) -> None:
    """A check has under 40 lines, and its docstring begins with the codes that it reports."""
    lines, _ = inspect.getsourcelines(check)
    assert len(lines) < LONGEST
    said = (inspect.getdoc(check) or "").partition(":")[0]
    assert CODE.findall(said)
    assert set(CODE.findall(said)) <= set(CODES)


def test_every_rule_code_has_a_check() -> None:
    """Codes from R102 on are told by the checks, save the one about files that switch off."""
    told = {
        code
        for check in (*CHECKS, *CASE_CHECKS)
        for code in CODE.findall((inspect.getdoc(check) or "").partition(":")[0])
    }
    assert told == {code for code in CODES if code > "R1"} - {"R139"}


def test_no_check_runs_twice() -> None:
    """Each check stands in the list once."""
    assert len(set(CHECKS)) == len(CHECKS)
