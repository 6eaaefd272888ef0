"""Whatever stands in a rule file, the answer is diagnostics, never an exception."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pack.folders import BASE, DRIVER

from explainer.pack.files import Folder, read_folder
from explainer.pack.layers import Layers
from explainer.pack.lint import lint
from explainer.pack.read import read_draft
from explainer.source import read_yaml

PIECES = st.sampled_from(
    [
        *"{}[]:-~\"'|#\n\t\x00é",
        *("<", "<|", "a|b>", "you can", "  ", " %"),
        *("- ", "  ", "null", "-1", "-1B", "1e999", ".nan", "9" * 400 + "T", "true", "{asset}"),
        *("&a", "*a", "!!x", "0x10", "[]", "{}", "any", "focus", "derived.a", ""),
        *(
            "event: {kind: [], within_days: -1}",
            "when: [{metric: market.change_24h_pct, above: 1}]",
        ),
        *("\u201c", "\u201d", "  again:\n", "\ufeff", "enabled: false\n", "over: any\n"),
    ]
)
"""What slips of the keyboard and of thought are made of."""


def check_text(relative: str, text: str) -> list[str]:
    """Lay one file over the small pack without writing it, and return the codes found."""
    source = read_yaml(text, relative)
    broken = frozenset(() if source.complete else {relative})
    overlay = Folder(
        root=Path("overlay"),
        sources={relative: source},
        broken=broken,
        cases=frozenset(),
        diagnostics=source.diagnostics,
    )
    reading = read_draft(Layers(base=read_folder(BASE), overlay=overlay))
    found = [*source.diagnostics, *reading.diagnostics, *lint(reading.draft)]
    lines = text.count("\n") + 2
    for problem in found:
        assert problem.message
        if problem.path == relative and problem.span is not None:
            assert 1 <= problem.span.line <= lines
    return [problem.code for problem in found]


def mutated(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """The text with pieces cut out and others put in."""
    for start, length, piece in cuts:
        at = start % (len(text) + 1)
        text = text[:at] + piece + text[at + length :]
    return text


CUTS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 30), PIECES), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cuts=CUTS)
def test_any_change_of_a_driver_gives_diagnostics_at_most(cuts: list[tuple[int, int, str]]) -> None:
    """A driver with pieces cut out and put in is read or refused, never a traceback."""
    codes = check_text("drivers/extra.yaml", mutated(DRIVER, cuts))
    assert all(code[0] in "RY" for code in codes)


@pytest.mark.parametrize(
    "relative",
    [
        "pack.yaml",
        "metrics.yaml",
        "moves.yaml",
        "lexicon/en.yaml",
        "style/en.yaml",
        "signals/key_level.yaml",
    ],
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cuts=CUTS)
def test_any_change_of_another_file_gives_diagnostics_at_most(
    relative: str, cuts: list[tuple[int, int, str]]
) -> None:
    """The same holds for every other kind of file."""
    text = (BASE / relative).read_text(encoding="utf-8")
    codes = check_text(relative, mutated(text, cuts))
    assert all(code[0] in "RY" for code in codes)


LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    key=st.sampled_from([line.split(":")[0] for line in DRIVER.splitlines() if line[0] != " "]),
    value=TREES,
)
def test_any_value_under_any_key_gives_diagnostics_at_most(key: str, value: object) -> None:
    """Any data in place of a driver's own is held against the format without an exception."""
    data = yaml.safe_load(DRIVER)
    data[key] = value
    codes = check_text("drivers/extra.yaml", yaml.safe_dump(data, allow_unicode=True))
    assert all(code[0] in "RY" for code in codes)
