"""`explainer explain`: files in, explanations out."""

from __future__ import annotations

import argparse
import os
import sys

import msgspec

from explainer.cli.exits import FINDINGS, FINE, NOTHING_OBTAINED, WRONG_USE
from explainer.cli.files import shown_name, snapshot_in
from explainer.diagnostics import spelled_out
from explainer.errors import OptionError, Problem
from explainer.explainer import Explainer
from explainer.limits import Limits
from explainer.narrative import LENGTHS
from explainer.pack import load_pack
from explainer.settings import Settings, read_settings
from explainer.slips import way_out
from explainer.snapshot import Snapshot
from explainer.snapshot_file import Unreadable, unreadable

SEPARATORS = {
    "text": "==> {name} <==\n",
    "markdown": "<!-- {name} -->\n\n",
    "html": "<!-- {name} -->\n",
    "telegram": "==> {name} <==\n",
}
"""What stands before each answer when there are several, where the format has room for it."""


class FailedFile(msgspec.Struct, frozen=True, kw_only=True):
    """The line that stands for a file without an answer, in jsonl."""

    file: str
    errors: tuple[Problem, ...]


def run(asked: argparse.Namespace) -> int:
    """Explain the files in their order and return the exit code.

    A file without an answer does not keep the others from theirs.
    """
    if asked.now is not None and not asked.live:
        asked.refuse("--now goes with --live")
    settings = read_settings(os.environ)
    overlay = asked.rules if asked.rules is not None else settings.rules
    if overlay is not None and not overlay.is_dir():
        raise OptionError("rules folder", str(overlay), "name an existing folder")
    explainer = Explainer(load_pack(overlay=overlay), settings.limits)
    if asked.length not in LENGTHS:
        raise OptionError("length", asked.length, way_out(asked.length, LENGTHS))
    if asked.live:
        return _explain_live(explainer, asked, settings)
    several = len(asked.files) > 1
    failed = False
    for number, name in enumerate(asked.files):
        answer = _answer(explainer, asked, name, settings.limits)
        failed = failed or isinstance(answer, Unreadable)
        if asked.format == "jsonl":
            _write(_line(name, answer))
        elif isinstance(answer, Unreadable):
            sys.stdout.flush()
            print(answer.drawn(), file=sys.stderr)
        else:
            if several and asked.format in SEPARATORS:
                _write(_heading(asked.format, name, first=number == 0))
            _write(answer)
    if not failed:
        return FINE
    return FINDINGS if asked.format == "jsonl" else WRONG_USE


def _explain_live(explainer: Explainer, asked: argparse.Namespace, settings: Settings) -> int:
    """Explain a fresh round, and tell what it lacks: 3 if it gave nothing to explain."""
    import asyncio  # files are explained without what speaks to the network

    from explainer.cli.live import one_round, opened, tell_missing

    done = asyncio.run(one_round(opened(settings, asked.now)))
    tell_missing(done)
    if done.snapshot is None:
        return NOTHING_OBTAINED
    _write(_explained(explainer, asked, done.snapshot))
    return FINE


def _answer(
    explainer: Explainer, asked: argparse.Namespace, name: str, limits: Limits
) -> bytes | Unreadable:
    """The explanation of one file, ending in a line break, or why there is none."""
    shown = shown_name(name)
    snapshot = snapshot_in(name, limits)
    if isinstance(snapshot, Unreadable):
        return snapshot
    try:
        return _explained(explainer, asked, snapshot)
    except OptionError as error:
        return unreadable(shown, f"unknown {error.option} {error.got!r}", error.hint)


def _explained(explainer: Explainer, asked: argparse.Namespace, snapshot: Snapshot) -> bytes:
    explanation = explainer.explain(
        snapshot,
        length=asked.length,
        style=asked.style,
        focus=asked.focus,
        premise=asked.premise is not None,
    )
    form = "json" if asked.format == "jsonl" else asked.format
    return explainer.render(explanation, form).rstrip("\n").encode() + b"\n"


def _line(name: str, answer: bytes | Unreadable) -> bytes:
    if isinstance(answer, bytes):
        return answer
    # What a name holds beside UTF-8 has no place in JSON.
    shown = name.encode(errors="backslashreplace").decode()
    return msgspec.json.encode(FailedFile(file=shown, errors=answer.problems)) + b"\n"


def _heading(form: str, name: str, *, first: bool) -> bytes:
    heading = SEPARATORS[form].format(name=spelled_out(name).replace("--", "- -"))
    return ("" if first else "\n").encode() + heading.encode()


def _write(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
