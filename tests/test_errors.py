"""What the exceptions say to a person, and what they keep for a program."""

from __future__ import annotations

import inspect

import msgspec
import pytest

from explainer import errors
from explainer.diagnostics import Diagnostic, Severity, Span
from explainer.errors import (
    SHOWN_PROBLEMS,
    ExplainerError,
    InstallationError,
    OptionError,
    PackError,
    Problem,
    SettingsError,
    SnapshotError,
    SnapshotTooLarge,
    UnbackedNumberError,
)


def test_the_tree_in_the_docstring_names_every_exception() -> None:
    """A reader of the module's first lines has seen all there is to catch."""
    tree = inspect.getdoc(errors) or ""
    classes = [
        thing
        for thing in vars(errors).values()
        if isinstance(thing, type) and issubclass(thing, Exception)
    ]
    assert [thing.__name__ for thing in classes if thing.__name__ not in tree] == []
    assert all(issubclass(thing, ExplainerError) for thing in classes)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem(pointer="/etf/BTC", detail="unknown field `netflow`", hint="did you mean X?"),
            "/etf/BTC: unknown field `netflow` (did you mean X?)",
        ),
        (Problem(pointer="/as_of", detail="is missing"), "/as_of: is missing"),
        (Problem(pointer="", detail="is not JSON"), "is not JSON"),
    ],
)
def test_a_problem_reads_as_one_line(problem: Problem, line: str) -> None:
    """Pointer, detail and hint stand in one line, without marks for what is absent."""
    assert str(problem) == line


def test_a_problem_is_a_frozen_struct_that_json_can_hold() -> None:
    """A problem goes into a problem document as it is."""
    problem = Problem(pointer="/as_of", detail="is missing")
    assert msgspec.to_builtins(problem) == {
        "pointer": "/as_of",
        "detail": "is missing",
        "hint": None,
    }
    with pytest.raises(AttributeError):
        problem.detail = "x"  # type: ignore[misc]


@pytest.mark.parametrize("kind", [SnapshotError, SnapshotTooLarge, SettingsError])
def test_every_problem_is_kept_and_shown(
    kind: type[SnapshotError | SettingsError],
) -> None:
    """All problems are in the attribute, in order, and each has its line in the message."""
    problems = [Problem(pointer=f"/{name}", detail="is wrong") for name in ("a", "b")]
    error = kind(problems)
    assert error.problems == tuple(problems)
    assert str(error) == "/a: is wrong\n/b: is wrong"


def test_a_long_list_is_cut_in_the_message_alone() -> None:
    """A hundred problems stay readable: the message counts the ones it leaves out."""
    problems = [Problem(pointer=f"/{number}", detail="is wrong") for number in range(100)]
    error = SnapshotError(problems)
    assert len(error.problems) == 100
    assert len(str(error).splitlines()) == SHOWN_PROBLEMS + 1
    assert str(error).endswith("... and 80 more")


def test_a_snapshot_that_is_too_large_is_caught_as_a_snapshot_error() -> None:
    """Whoever handles bad snapshots handles too large ones as well."""
    with pytest.raises(SnapshotError):
        raise SnapshotTooLarge([Problem(pointer="", detail="body of 5,000,000 bytes")])


def test_a_pack_error_lists_its_diagnostics() -> None:
    """A pack error has one line for each diagnostic, with file, line and column."""
    diagnostic = Diagnostic(
        code="R102",
        severity=Severity.ERROR,
        path="rules/drivers/a.yaml",
        message="unknown metric `x`",
        span=Span(line=6, column=13, end_column=14),
    )
    error = PackError([diagnostic, diagnostic])
    assert error.diagnostics == (diagnostic, diagnostic)
    assert (
        str(error).splitlines() == ["rules/drivers/a.yaml:6:13: error R102 unknown metric `x`"] * 2
    )


def test_a_pack_error_lists_errors_alone() -> None:
    """Warnings keep no pack from loading: they are in the attribute, not in the message."""
    warnings = [
        Diagnostic(
            code="R203", severity=Severity.WARNING, path=f"drivers/{name}.yaml", message="no cases"
        )
        for name in range(SHOWN_PROBLEMS)
    ]
    error = Diagnostic(
        code="R102", severity=Severity.ERROR, path="drivers/z.yaml", message="unknown metric `x`"
    )
    raised = PackError([*warnings, error])
    assert raised.diagnostics == (*warnings, error)
    assert str(raised) == "drivers/z.yaml: error R102 unknown metric `x`"


def test_an_option_error_keeps_its_parts() -> None:
    """Option, what was given and the hint are there one by one, for a problem document."""
    error = OptionError("length", "brif", "did you mean brief?")
    assert (error.option, error.got, error.hint) == ("length", "brif", "did you mean brief?")
    assert str(error) == "unknown length 'brif' (did you mean brief?)"
    assert str(OptionError("focus", "ZZZ")) == "unknown focus 'ZZZ'"


def test_an_unbacked_number_is_named_with_its_text() -> None:
    """The defect can be found from the message: the number and the sentence that holds it."""
    error = UnbackedNumberError("$5M", "ETFs lost $5M.")
    assert (error.number, error.text) == ("$5M", "ETFs lost $5M.")
    assert str(error) == "no receipt for '$5M' in 'ETFs lost $5M.'"


def test_a_broken_installation_says_so() -> None:
    """The message of an installation error is its own text."""
    assert str(InstallationError("rules are missing")) == "rules are missing"
