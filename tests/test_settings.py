"""The environment as settings: defaults, every variable, every way to get one wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from explainer.errors import Problem, SettingsError
from explainer.limits import Limits
from explainer.settings import (
    KEY_VARIABLES,
    PREFIX,
    VARIABLES,
    HistorySettings,
    LiveSettings,
    Settings,
    read_settings,
)


def problems_of(environment: dict[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong with `environment`."""
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    return caught.value.problems


def test_an_empty_environment_gives_the_defaults() -> None:
    """Nothing has to be set; the limits are those of the contract, 4 MB being 4,000,000 bytes."""
    settings = read_settings({"PATH": "/bin"})
    assert settings == Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.limits == Limits(
        max_body_bytes=4_000_000,
        max_depth=32,
        max_assets=20_000,
        max_events=1_000,
        max_title_chars=10_000,
        max_text_chars=100_000,
    )


def test_every_variable_is_read(tmp_path: Path) -> None:
    """Each variable ends up in its own setting."""
    environment = {
        "EXPLAINER_RULES": str(tmp_path),
        "EXPLAINER_RELOAD": "off",
        "EXPLAINER_HOST": "0.0.0.0",
        "EXPLAINER_PORT": "9000",
        "EXPLAINER_LOG_LEVEL": "DEBUG",
        "EXPLAINER_LOG_FORMAT": "console",
        "EXPLAINER_CORS_ORIGINS": "https://a.example, http://localhost:3000",
        "EXPLAINER_HISTORY": str(tmp_path / "history.duckdb"),
        "EXPLAINER_HISTORY_DAYS": "90",
        "EXPLAINER_HISTORY_RESTRICTED": "use",
        "EXPLAINER_MAX_BODY_BYTES": "1",
        "EXPLAINER_MAX_DEPTH": "2",
        "EXPLAINER_MAX_ASSETS": "3",
        "EXPLAINER_MAX_EVENTS": "4",
        "EXPLAINER_MAX_TITLE_CHARS": "5",
        "EXPLAINER_MAX_TEXT_CHARS": "6",
        "EXPLAINER_LIVE": "on",
        "EXPLAINER_LIVE_SECONDS": "7",
        "EXPLAINER_PROVIDERS": "+yahoo, -farside",
        "EXPLAINER_PROVIDERS_URL": "http://127.0.0.1:9000/played/",
        "EXPLAINER_RESTRICTED": "drop",
    }
    assert set(environment) == set(VARIABLES)
    assert read_settings(environment) == Settings(
        rules=tmp_path,
        reload=False,
        host="0.0.0.0",
        port=9000,
        log_level="debug",
        log_format="console",
        cors_origins=("https://a.example", "http://localhost:3000"),
        history=HistorySettings(file=tmp_path / "history.duckdb", days=90, restricted="use"),
        limits=Limits(
            max_body_bytes=1,
            max_depth=2,
            max_assets=3,
            max_events=4,
            max_title_chars=5,
            max_text_chars=6,
        ),
        live=LiveSettings(
            on=True,
            seconds=7,
            mirror="http://127.0.0.1:9000/played",
            providers=("+yahoo", "-farside"),
            restricted="drop",
        ),
    )


def test_a_blank_variable_counts_as_absent() -> None:
    """Container files often set a variable to nothing when they mean the default."""
    assert read_settings(dict.fromkeys(VARIABLES, " ")) == Settings()


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("EXPLAINER_PORT", "0"),
        ("EXPLAINER_PORT", "65535"),
        ("EXPLAINER_MAX_DEPTH", "500"),
        ("EXPLAINER_MAX_ASSETS", "1"),
        ("EXPLAINER_CORS_ORIGINS", "*"),
        ("EXPLAINER_CORS_ORIGINS", "https://a.example,"),
        ("EXPLAINER_LOG_LEVEL", "Warning"),
        ("EXPLAINER_LIVE_SECONDS", "1"),
        ("EXPLAINER_LIVE_SECONDS", "86400"),
        ("EXPLAINER_PROVIDERS_URL", "https://[::1]:9000"),
    ],
)
def test_a_value_on_the_boundary_is_taken(name: str, given: str) -> None:
    """The ends of a range belong to it."""
    assert isinstance(read_settings({name: given}), Settings)


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("EXPLAINER_PORT", "65536", "a whole number from 0 to 65535, in digits alone"),
        ("EXPLAINER_PORT", "-1", "a whole number from 0 to 65535, in digits alone"),
        ("EXPLAINER_PORT", "80.0", "a whole number from 0 to 65535, in digits alone"),
        (
            "EXPLAINER_PORT",
            "\N{SUPERSCRIPT TWO}",
            "a whole number from 0 to 65535, in digits alone",
        ),
        ("EXPLAINER_MAX_BODY_BYTES", "4MB", "a whole number at least 1, in digits alone"),
        ("EXPLAINER_MAX_BODY_BYTES", "4_000", "a whole number at least 1, in digits alone"),
        ("EXPLAINER_MAX_BODY_BYTES", "9" * 5000, "a whole number at least 1, in digits alone"),
        ("EXPLAINER_MAX_ASSETS", "0", "a whole number at least 1, in digits alone"),
        ("EXPLAINER_MAX_DEPTH", "501", "a whole number from 1 to 500, in digits alone"),
        ("EXPLAINER_LOG_FORMAT", "xml", "one of json, console"),
        ("EXPLAINER_RELOAD", "yes", "one of on, off"),
        ("EXPLAINER_RULES", "/no/such/folder", "an existing folder of rules"),
        ("EXPLAINER_HISTORY", "/no/such/folder/h", "a file, there or to be made, in a folder"),
        ("EXPLAINER_HISTORY", "/", "a file, there or to be made, in a folder that exists"),
        ("EXPLAINER_HISTORY_DAYS", "30", "a whole number from 31 to 3660, in digits alone"),
        ("EXPLAINER_CORS_ORIGINS", "a.example", "* or origins such as https://app.example"),
        ("EXPLAINER_CORS_ORIGINS", "https://", "* or origins such as https://app.example"),
        ("EXPLAINER_CORS_ORIGINS", "https://a.example/x", "* or origins such as"),
        ("EXPLAINER_CORS_ORIGINS", "ftp://a.example", "* or origins such as"),
        ("EXPLAINER_LIVE", "yes", "one of on, off"),
        ("EXPLAINER_LIVE_SECONDS", "0", "a whole number from 1 to 86400"),
        ("EXPLAINER_LIVE_SECONDS", "86401", "a whole number from 1 to 86400"),
        ("EXPLAINER_RESTRICTED", "ask", "one of use, drop"),
        ("EXPLAINER_PROVIDERS_URL", "a.example", "an http or https address"),
        ("EXPLAINER_PROVIDERS_URL", "ftp://a.example", "an http or https address"),
        ("EXPLAINER_PROVIDERS_URL", "http://", "an http or https address"),
        ("EXPLAINER_PROVIDERS_URL", "http://a.example:99999", "an http or https address"),
        ("EXPLAINER_PROVIDERS_URL", "http://a.example?x=1", "an http or https address"),
        ("EXPLAINER_PROVIDERS_URL", "http://me:pass@a.example", "an http or https address"),
    ],
)
def test_a_bad_value_says_what_was_expected(name: str, given: str, expected: str) -> None:
    """The problem points at the variable, names what would do and repeats what was given."""
    (problem,) = problems_of({name: given})
    assert problem.pointer == f"/{name}"
    assert problem.detail.startswith(f"expected {expected}")
    assert problem.detail.endswith(f"got {given!r}")


def test_keys_are_read_by_their_own_names_and_shown_by_name_alone() -> None:
    """A blank one is none; nothing that shows settings shows a key."""
    settings = read_settings(dict.fromkeys(KEY_VARIABLES, " marker ") | {"FRED_API_KEY": " "})
    keys = settings.live.keys

    assert keys.held == dict.fromkeys(set(KEY_VARIABLES) - {"FRED_API_KEY"}, "marker")
    for shown in (repr(settings), str(settings), str(keys.__rich_repr__())):
        assert "marker" not in shown
        assert "COINGECKO_API_KEY" in shown


def test_a_near_miss_gets_a_hint() -> None:
    """A slip in a word is answered with the word."""
    (problem,) = problems_of({"EXPLAINER_LOG_LEVEL": "inf"})
    assert problem.hint == "did you mean info?"


def test_an_unknown_variable_of_ours_is_an_error() -> None:
    """A misspelt name would otherwise do nothing, silently."""
    assert problems_of({"EXPLAINER_PROT": "9000"}) == (
        Problem(
            pointer="/EXPLAINER_PROT",
            detail="unknown setting",
            hint="did you mean EXPLAINER_PORT?",
        ),
    )


def test_all_problems_come_at_once() -> None:
    """Two bad values and an unknown name are three problems of one error."""
    pointers = [
        problem.pointer
        for problem in problems_of(
            {"EXPLAINER_PORT": "x", "EXPLAINER_MAX_DEPTH": "x", "EXPLAINER_ZZZZ": "x"}
        )
    ]
    assert pointers == ["/EXPLAINER_PORT", "/EXPLAINER_MAX_DEPTH", "/EXPLAINER_ZZZZ"]


def test_the_readme_lists_every_setting(repository: Path) -> None:
    """An operator finds every variable in the README, and no other."""
    words = (repository / "README.md").read_text(encoding="utf-8").replace("`", " ").split()
    assert {word for word in words if word.startswith(PREFIX)} == set(VARIABLES)


def test_reading_settings_imports_neither_logging_nor_the_web_stack() -> None:
    """The command line starts fast because settings bring in nothing heavy."""
    code = (
        "import sys, explainer.settings; "
        "print(sorted({'structlog', 'litestar', 'uvicorn', 'httpx', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
