"""The environment, read once into Settings; every bad value is reported, not the first alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args
from urllib.parse import urlsplit

import msgspec

from explainer.errors import Problem, SettingsError
from explainer.limits import Limits
from explainer.slips import suggest

PREFIX = "EXPLAINER_"
PORT_CEILING = 65_535
FEWEST_HISTORY_DAYS = 31  # the usual depth of order books is that of 30 days before today
MOST_HISTORY_DAYS = 3_660  # ten years: more is a slip
MOST_DIGITS = 18  # any more is a slip, and int() on thousands of digits is slow
DAY_SECONDS = 86_400
DEPTH_CEILING = 500  # half of Python's own recursion limit; deeper than any snapshot has a use for

LogLevel = Literal["debug", "info", "warning", "error", "critical"]
LogFormat = Literal["json", "console"]
Restricted = Literal["use", "drop"]
Choice = TypeVar("Choice", bound=str)


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """Keys of sources by their variable; shown by name alone, wherever they are shown."""

    held: Mapping[str, str] = {}

    def __repr__(self) -> str:
        """Which keys there are, and none of them."""
        return f"Keys({', '.join(sorted(self.held))})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same, for who draws more than text."""
        return [(name, ...) for name in sorted(self.held)]


class LiveSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a server has live data, and where they come from.

    `seconds` lie between the starts of two rounds. `mirror` is asked in place of every source.
    `providers` names the sources that are asked; with `+` and `-` before the names, what is
    changed of the usual choice. `restricted` says what becomes of sources whose terms do not allow
    that their figures leave the service.
    """

    on: bool = False
    seconds: int = 120
    """Twice as long as the quickest figures are kept, so that each round has new ones; four rounds
    can fail before prices are too old."""
    mirror: str | None = None
    providers: tuple[str, ...] = ()
    restricted: Restricted = "use"
    """The server answers its own machine unless told otherwise, which the terms allow; who serves
    others decides."""
    keys: Keys = Keys()


class HistorySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file that readings are kept in, None to keep none, and for how many days.

    `restricted` says what becomes of readings whose source does not allow that they are kept.
    """

    file: Path | None = None
    days: int = 400
    """A year and a month: what a whole year has not seen can be told on every day of the year."""
    restricted: Restricted = "drop"


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
    live: LiveSettings = LiveSettings()


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
    "EXPLAINER_HISTORY_RESTRICTED",
    "EXPLAINER_MAX_BODY_BYTES",
    "EXPLAINER_MAX_DEPTH",
    "EXPLAINER_MAX_ASSETS",
    "EXPLAINER_MAX_EVENTS",
    "EXPLAINER_MAX_TITLE_CHARS",
    "EXPLAINER_MAX_TEXT_CHARS",
    "EXPLAINER_LIVE",
    "EXPLAINER_LIVE_SECONDS",
    "EXPLAINER_PROVIDERS",
    "EXPLAINER_PROVIDERS_URL",
    "EXPLAINER_RESTRICTED",
)
KEY_VARIABLES = (
    "COINALYZE_API_KEY",
    "COINGECKO_API_KEY",
    "COINGLASS_API_KEY",
    "FRED_API_KEY",
    "SOSOVALUE_API_KEY",
)
"""Keys of sources, by the names under which people have them already."""


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
            restricted=reader.choice(
                "EXPLAINER_HISTORY_RESTRICTED", standard.history.restricted, get_args(Restricted)
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
        live=_live(reader),
    )
    problems = [*reader.problems, *_unknown(environment)]
    if problems:
        raise SettingsError(problems)
    return settings


def _live(reader: _Reader) -> LiveSettings:
    standard = LiveSettings()
    return LiveSettings(
        on=reader.switch("EXPLAINER_LIVE", default=standard.on),
        seconds=reader.number("EXPLAINER_LIVE_SECONDS", standard.seconds, highest=DAY_SECONDS),
        mirror=reader.address("EXPLAINER_PROVIDERS_URL"),
        providers=reader.words("EXPLAINER_PROVIDERS"),
        restricted=reader.choice("EXPLAINER_RESTRICTED", standard.restricted, get_args(Restricted)),
        keys=Keys(held=reader.keys(KEY_VARIABLES)),
    )


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

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(name, "").split(",") if part.strip())

    def address(self, name: str) -> str | None:
        given = self.text(name, "")
        if not given:
            return None
        if not _is_address(given):
            self._refuse(name, given, "an http or https address such as http://127.0.0.1:9000")
        return given.rstrip("/")

    def keys(self, names: Sequence[str]) -> dict[str, str]:
        """The keys that are there; whether they can be sent is known to who sends them."""
        held = {name: self.text(name, "") for name in names}
        return {name: key for name, key in held.items() if key}

    def origins(self, name: str) -> tuple[str, ...]:
        origins = self.words(name)
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


def _is_address(text: str) -> bool:
    """Say whether requests can be sent to paths below `text`: a host, perhaps a path, no more."""
    try:
        parts = urlsplit(text)
        whole = parts.hostname and parts.port != 0  # a port beyond the range raises
    except ValueError:
        return False
    plain = text.isascii() and text.isprintable() and not set(text) & set("?#@ ")
    return parts.scheme in ("http", "https") and bool(whole) and plain


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
