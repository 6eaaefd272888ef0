"""What may be typed in place of a name: each is refused where it can only be a slip."""

from __future__ import annotations

import argparse
import re
from datetime import datetime
from pathlib import Path

from explainer.diagnostics import shortened

PORT_CEILING = 65_535
DAY_SECONDS = 86_400
MOST_DIGITS = 6
"""Digits of a count; more is a slip."""
MOST_SHOWN = 100
"""Characters of a pattern that a message repeats."""


def folder(text: str) -> Path:
    """The path; a blank one, which Python takes for the working folder, is a slip."""
    if text.strip():
        return Path(text)
    raise argparse.ArgumentTypeError("the name of the folder is blank")


def file(text: str) -> Path:
    """The path; a blank one names no file, and neither does the sign for a standard stream."""
    if text == "-":
        raise argparse.ArgumentTypeError("a file is needed here; ./- is one of that name")
    if text.strip():
        return Path(text)
    raise argparse.ArgumentTypeError("the name of the file is blank")


def rules(text: str) -> str:
    """The name of a folder of rules, as it was typed: `./built-in` is no word."""
    folder(text)
    return text


def pattern(text: str) -> re.Pattern[str]:
    """The pattern; what is wrong with it is told by where it stands."""
    try:
        return re.compile(text)
    except (re.error, OverflowError) as error:
        reason = str(error)
    except RecursionError:
        reason = "it is nested too deep"
    shown = shortened(text, MOST_SHOWN)
    raise argparse.ArgumentTypeError(f"{shown!r} is no regular expression: {reason}")


def count(text: str) -> int:
    """A whole number, 0 included."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no count: a number such as 3")


def host(text: str) -> str:
    """The address; a blank one, which the system takes for every interface, is a slip."""
    if text.strip():
        return text
    raise argparse.ArgumentTypeError("the address is blank; 0.0.0.0 stands for every interface")


def port(text: str) -> int:
    """A port, 0 included."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and int(text) <= PORT_CEILING:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port: a number from 0 to {PORT_CEILING}")


def seconds(text: str) -> int:
    """A time of one second at least, and of a day at most."""
    digits = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    if digits and 0 < int(text) <= DAY_SECONDS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from 1 to {DAY_SECONDS}")


def moment(text: str) -> datetime:
    """A time with an offset, of which a snapshot can be; in UTC."""
    from explainer.snapshot import snapshot_moment  # few commands are given a time

    try:
        return snapshot_moment(datetime.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no time with an offset, such as 2025-04-07T11:30:00Z"
        ) from None
