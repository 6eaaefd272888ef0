"""What the sender probably meant: fields, kinds and symbols that are nearly right, and numbers."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from explainer.metrics import GROUPS, KEYED_GROUPS, SYMBOL_SLOT, resolve, suggest

EXAMPLE_SYMBOL = "BTC"
EXAMPLE_TIME = "2026-02-04T14:30:00Z"
LONGEST_NUMBER_TEXT = 40

_SIZES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}
_SIZES |= {"t": 12, "tn": 12, "trillion": 12}
_NUMBER_TEXT = re.compile(
    r"\s*(?P<sign>[-+\u2212]?)\s*[$\u20ac]?\s*(?P<digits>\d[\d,_]*(?:\.\d+)?|\.\d+)\s*"
    r"(?P<size>thousand|million|billion|trillion|[kmbt]n?)?\s*(?:%|pp|bps?|usd|btc)?\s*",
    re.IGNORECASE,
)
_FIRST_SECOND = 1_230_768_000
"""The year 2009 in seconds of the epoch; larger numbers may be times."""
_MILLISECONDS_FROM = 100_000_000_000


def number_hint(text: str) -> str | None:
    """The number that a text holds, as it has to be sent: "-4.1%" -> "send -4.1"."""
    found = _NUMBER_TEXT.fullmatch(text) if len(text) <= LONGEST_NUMBER_TEXT else None
    if found is None:
        return None
    digits = found["digits"].replace(",", "").replace("_", "")
    size = _SIZES.get((found["size"] or "").lower(), 0)
    number = Decimal(digits).scaleb(size)
    sign = "-" if found["sign"] in ("-", "\u2212") else ""
    return f"send {sign}{_plain(number)}, a number without quotes or unit"


def time_hint(value: object) -> str:
    """How to write a time; an epoch time is translated."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value >= _MILLISECONDS_FROM else value
        if _FIRST_SECOND <= seconds < _MILLISECONDS_FROM // 10:
            moment = datetime.fromtimestamp(int(seconds), UTC)
            return f'send "{moment:%Y-%m-%dT%H:%M:%SZ}"'
    if isinstance(value, str) and "T" in value and len(value) == len("2026-02-04T14:30:00"):
        return f'send "{value}Z" if that is UTC'
    return f'send it like "{EXAMPLE_TIME}"'


def choice_hint(value: object, choices: Iterable[str]) -> str | None:
    """The choice that is most like what was sent."""
    near = suggest(value.lower(), choices) if isinstance(value, str) else None
    return None if near is None else f"did you mean `{near}`?"


def name_hint(key: str, pattern: str) -> str:
    """How to write the symbol or the id that does not match its pattern."""
    for candidate in (key.strip().upper(), key.strip().lower().replace("-", "_")):
        if key.isascii() and re.search(pattern, candidate):
            return f"did you mean `{candidate}`?"
    if re.search(pattern, EXAMPLE_SYMBOL):
        return f"write 1 to 15 capital letters or digits, such as {EXAMPLE_SYMBOL}"
    return "write small letters, digits and `_`, a letter first, at most 64"


def field_hint(name: str, value: object, fields: Iterable[str], prefix: str) -> str | None:
    """Where an unknown field of the object at `prefix` ("" for the snapshot) belongs."""
    symbol = prefix.split(".")[1] if "." in prefix else EXAMPLE_SYMBOL
    meant = (
        _elsewhere(name, symbol)
        or suggest(name, fields)
        or _led_by_symbol(name, value)
        or _nearly_elsewhere(name, symbol)
    )
    return None if meant is None or meant == name else f"did you mean `{meant}`?"


def _elsewhere(name: str, symbol: str) -> str | None:
    """The paths of metrics of this name, when it is a metric in the wrong place."""
    if resolve(name) is not None:
        inner = name.replace(".", '": {"')
        return f'{{"{inner}": ...{"}" * (name.count(".") + 1)}'
    paths = [spec.id for fields in GROUPS.values() for own, spec in fields.items() if own == name]
    return "` or `".join(path.replace(SYMBOL_SLOT, symbol) for path in paths) or None


def _nearly_elsewhere(name: str, symbol: str) -> str | None:
    """The same for a name that is only nearly right."""
    near = suggest(name, (own for fields in GROUPS.values() for own in fields))
    return None if near is None else _elsewhere(near, symbol)


def _led_by_symbol(name: str, value: object) -> str | None:
    """The metric meant by `btc.price` or `btc_price`, or the asset meant by `"btc": {...}`."""
    found = re.fullmatch(r"([A-Za-z0-9]{2,10})[._](\w+)", name)
    if found:
        group = "assets"
        near = suggest(found[2].lower(), GROUPS[group])
        return None if near is None else f"{group}.{found[1].upper()}.{near}"
    if isinstance(value, dict) and re.fullmatch(r"[A-Za-z0-9]{2,10}", name):
        for group in sorted(KEYED_GROUPS):
            if any(suggest(str(own), GROUPS[group]) for own in list(value)[:20]):
                return f"{group}.{name.upper()}"
    return None


def _plain(number: Decimal) -> str:
    """The number without exponent or needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
