"""What may be typed in place of a name: each is refused where it can only be a slip."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

PORT_CEILING = 65_535
MOST_DIGITS = 6
"""Digits of a count; more is a slip."""


def folder(text: str) -> Path:
    """The path; a blank one, which Python takes for the working folder, is a slip."""
    if text.strip():
        return Path(text)
    raise argparse.ArgumentTypeError("the name of the folder is blank")


def file(text: str) -> Path:
    """The path; a blank one names no file."""
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
    except re.error as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no regular expression: {error}") from None


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
