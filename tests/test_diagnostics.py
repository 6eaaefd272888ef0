"""How a problem in a file is drawn."""

import pytest

from explainer.diagnostics import Diagnostic, Severity, Span, draw, shortened

TEXT = """\
id: etf_outflows
version: 1
title: t
evidence:
  session:
    metric: etf.BTC.netflow_usd
"""


def problem(span: Span | None, message: str = "odd", hint: str | None = None) -> Diagnostic:
    """Return an error at a place of `rules/a.yaml`."""
    return Diagnostic(
        code="R102",
        severity=Severity.ERROR,
        path="rules/a.yaml",
        span=span,
        message=message,
        hint=hint,
    )


def test_problem_is_drawn_under_its_line() -> None:
    """Place, code and message come first, then the line with carets, then the hint."""
    drawn = draw(
        problem(
            Span(line=6, column=13, end_column=32),
            "unknown metric `etf.BTC.netflow_usd`",
            "did you mean `etf.BTC.net_flow_usd`?",
        ),
        TEXT,
    )
    assert drawn == (
        "rules/a.yaml:6:13: error R102 unknown metric `etf.BTC.netflow_usd`\n"
        "   6 |     metric: etf.BTC.netflow_usd\n"
        "                   ^^^^^^^^^^^^^^^^^^^\n"
        "       hint: did you mean `etf.BTC.net_flow_usd`?"
    )


def test_problem_of_the_whole_file_has_no_line() -> None:
    """Without a span there is the path alone."""
    assert draw(problem(None), TEXT) == "rules/a.yaml: error R102 odd"


def test_place_beyond_the_text_draws_no_line() -> None:
    """A problem at the end of the file, after its last line, is still told."""
    drawn = draw(problem(Span(line=7, column=1, end_column=2)), TEXT)
    assert drawn == "rules/a.yaml:7:1: error R102 odd"


@pytest.mark.parametrize(
    ("line", "column", "end_column", "below"),
    [
        ("日本: x", 5, 6, "             ^"),
        ("a: 日本", 4, 6, "          ^^^^"),
        ("a: b", 4, 90, "          ^"),
        ("a:", 4, 5, "          ^"),
        ("\ta: b", 5, 6, "           ^"),
    ],
)
def test_carets_stand_below_what_they_mean(
    line: str, column: int, end_column: int, below: str
) -> None:
    """Wide characters take two columns; carets end with the line; a tab takes one."""
    drawn = draw(problem(Span(line=1, column=column, end_column=end_column)), line)
    assert drawn.splitlines()[2] == below


def test_terminal_codes_are_not_passed_on() -> None:
    """What a file says cannot move the cursor or colour the screen."""
    drawn = draw(problem(Span(line=1, column=1, end_column=2), "key `\x1b[31m`"), "\x1b[2Ja: 1")
    assert "\x1b" not in drawn


def test_long_line_is_cut_around_the_problem() -> None:
    """The caret of a problem far to the right stands below the part that is shown."""
    line = "x" * 5_000 + "!" + "y" * 5_000
    _, shown, below = draw(problem(Span(line=1, column=5_001, end_column=5_002)), line).splitlines()
    assert len(shown) < 200
    assert shown[below.index("^")] == "!"


def test_long_words_are_cut_to_measure() -> None:
    """What is repeated has at most so many characters, the ellipsis among them."""
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abcdefg", 6) == "abcde…"
