"""The environment, read once into Settings; every bad value is reported, not the first alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeVar, get_args

import msgspec

from explainer.errors import Problem, SettingsError
from explainer.limits import Limits
from explainer.slips import suggest

PREFIX = "EXPLAINER_"
PORT_CEILING = 65_535
FEWEST_HISTORY_DAYS = 31  # the usual depth of order books is that of 30 days before today
MOST_HISTORY_DAYS = 3_660  # ten years: more is a slip
MOST_DIGITS = 18  # any more is a slip, and int() on thousands of digits is slow
DEPTH_CEILING = 500  # half of Python's own recursion limit; deeper than any snapshot has a use for

LogLevel = Literal["debug", "info", "warning", "error", "critical"]
LogFormat = Literal["json", "console"]
Choice = TypeVar("Choice", bound=str)


class HistorySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file that readings are kept in, None to keep none, and for how many days."""

    file: Path | None = None
    days: int = 400
    """A year and a month: what a whole year has not seen can be told on every day of the year."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the operator decides.

    `rules` is a folder laid over the built-in pack; with `reload`, a running server takes rules
    that change. Port 0 lets the system choose a free one.
    `cors_origins` are the origins that browsers may call from; `*` means any, none is the default.
    """

    rules: Path | None = None
    reload: bool = True
    host: str = "127.0.0.1"
    port: int = 8000
    log_level: LogLevel = "info"
    log_format: LogFormat = "json"
    cors_origins: tuple[str, ...] = ()
    history: HistorySettings = HistorySettings()
    limits: Limits = Limits()


VARIABLES = (
    "EXPLAINER_RULES",
    "EXPLAINER_RELOAD",
    "EXPLAINER_HOST",
    "EXPLAINER_PORT",
    "EXPLAINER_LOG_LEVEL",
    "EXPLAINER_LOG_FORMAT",
    "EXPLAINER_CORS_ORIGINS",
    "EXPLAINER_HISTORY",
    "EXPLAINER_HISTORY_DAYS",
    "EXPLAINER_MAX_BODY_BYTES",
    "EXPLAINER_MAX_DEPTH",
    "EXPLAINER_MAX_ASSETS",
    "EXPLAINER_MAX_EVENTS",
    "EXPLAINER_MAX_TITLE_CHARS",
    "EXPLAINER_MAX_TEXT_CHARS",
)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that `environment` holds, defaults where a variable is absent or blank.

    SettingsError with every unusable value and every unknown `EXPLAINER_` variable.
    """
    reader = _Reader(environment)
    standard = Settings()
    limits = standard.limits
    settings = Settings(
        rules=reader.folder("EXPLAINER_RULES"),
        reload=reader.switch("EXPLAINER_RELOAD", default=standard.reload),
        host=reader.text("EXPLAINER_HOST", standard.host),
        port=reader.number("EXPLAINER_PORT", standard.port, lowest=0, highest=PORT_CEILING),
        log_level=reader.choice("EXPLAINER_LOG_LEVEL", standard.log_level, get_args(LogLevel)),
        log_format=reader.choice("EXPLAINER_LOG_FORMAT", standard.log_format, get_args(LogFormat)),
        cors_origins=reader.origins("EXPLAINER_CORS_ORIGINS"),
        history=HistorySettings(
            file=reader.file("EXPLAINER_HISTORY"),
            days=reader.number(
                "EXPLAINER_HISTORY_DAYS",
                standard.history.days,
                lowest=FEWEST_HISTORY_DAYS,
                highest=MOST_HISTORY_DAYS,
            ),
        ),
        limits=Limits(
            max_body_bytes=reader.number("EXPLAINER_MAX_BODY_BYTES", limits.max_body_bytes),
            max_depth=reader.number("EXPLAINER_MAX_DEPTH", limits.max_depth, highest=DEPTH_CEILING),
            max_assets=reader.number("EXPLAINER_MAX_ASSETS", limits.max_assets),
            max_events=reader.number("EXPLAINER_MAX_EVENTS", limits.max_events),
            max_title_chars=reader.number("EXPLAINER_MAX_TITLE_CHARS", limits.max_title_chars),
            max_text_chars=reader.number("EXPLAINER_MAX_TEXT_CHARS", limits.max_text_chars),
        ),
    )
    problems = [*reader.problems, *_unknown(environment)]
    if problems:
        raise SettingsError(problems)
    return settings


class _Reader:
    """Takes one variable after the other and collects what is wrong with them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.problems: list[Problem] = []

    def text(self, name: str, default: str) -> str:
        return self._environment.get(name, "").strip() or default

    def folder(self, name: str) -> Path | None:
        given = self.text(name, "")
        if not given:
            return None
        if not Path(given).is_dir():
            self._refuse(name, given, "an existing folder of rules")
        return Path(given)

    def file(self, name: str) -> Path | None:
        given = self.text(name, "")
        if not given:
            return None
        if Path(given).is_dir() or not Path(given).absolute().parent.is_dir():
            self._refuse(name, given, "a file, there or to be made, in a folder that exists")
        return Path(given)

    def number(
        self, name: str, default: int, *, lowest: int = 1, highest: int | None = None
    ) -> int:
        given = self.text(name, str(default))
        # int() would also take "1_000", " 7 " and digits of other scripts, which are slips here.
        digits = given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS
        if digits and lowest <= int(given) and (highest is None or int(given) <= highest):
            return int(given)
        expected = f"at least {lowest}" if highest is None else f"from {lowest} to {highest}"
        self._refuse(name, given, f"a whole number {expected}, in digits alone")
        return default

    def choice(self, name: str, default: Choice, allowed: tuple[Choice, ...]) -> Choice:
        given = self.text(name, default).lower()
        for value in allowed:
            if value == given:
                return value
        self._refuse(name, given, f"one of {', '.join(allowed)}", _did_you_mean(given, allowed))
        return default

    def switch(self, name: str, *, default: bool) -> bool:
        return self.choice(name, "on" if default else "off", ("on", "off")) == "on"

    def origins(self, name: str) -> tuple[str, ...]:
        origins = tuple(part.strip() for part in self.text(name, "").split(",") if part.strip())
        for origin in origins:
            if not _is_origin(origin):
                self._refuse(name, origin, "* or origins such as https://app.example, with commas")
        return origins

    def _refuse(self, name: str, given: str, expected: str, hint: str | None = None) -> None:
        detail = f"expected {expected}, got {given!r}"
        self.problems.append(Problem(pointer=f"/{name}", detail=detail, hint=hint))


def _is_origin(text: str) -> bool:
    """Say whether a browser could send `text` as its origin: a scheme and a host, no path."""
    scheme, separator, host = text.partition("://")
    plain = host.isascii() and host.isprintable() and not set(host) & set("/?#@ *")
    return text == "*" or (scheme in ("http", "https") and separator != "" and host != "" and plain)


def _unknown(environment: Mapping[str, str]) -> list[Problem]:
    """One problem for each variable with our prefix that means nothing to us."""
    return [
        Problem(pointer=f"/{name}", detail="unknown setting", hint=_did_you_mean(name, VARIABLES))
        for name in sorted(environment)
        if name.startswith(PREFIX) and name not in VARIABLES
    ]


def _did_you_mean(got: str, known: Sequence[str]) -> str | None:
    near = suggest(got, known)
    return None if near is None else f"did you mean {near}?"
