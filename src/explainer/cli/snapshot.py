"""`explainer snapshot`: the market as public sources tell it, as a snapshot."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import sys

import msgspec

from explainer.cli.exits import FINE, INTERRUPTED, NOTHING_OBTAINED
from explainer.cli.live import one_round, opened, summary, tell_attempt, tell_missing
from explainer.providers.live import Live, Round
from explainer.settings import read_settings
from explainer.snapshot import Snapshot
from explainer.workbench.writing import check_target, write_whole

DOCUMENT = b"---\n"
"""Begins each snapshot of several in YAML."""


def run(asked: argparse.Namespace) -> int:
    """Make a snapshot: 0 if one came about, 3 if not; SettingsError for an unknown source.

    OptionError for a file that cannot be written, before any source is asked.
    """
    if asked.every is not None and not asked.watch:
        asked.refuse("--every goes with --watch")
    settings = read_settings(os.environ)
    if asked.out is not None:
        check_target(asked.out)
    live = opened(settings, asked.now)
    if asked.watch:
        return _watch(live, asked, asked.every or settings.live.seconds)
    done = asyncio.run(one_round(live, tell_attempt))
    tell_missing(done)
    return _hand_over(done, asked)


def _watch(live: Live, asked: argparse.Namespace, seconds: int) -> int:
    """Make one snapshot after the other until Ctrl-C; the code is that of the last round."""
    codes = [INTERRUPTED]

    async def watch() -> None:
        async with live:
            loop = asyncio.get_running_loop()
            while True:
                due = loop.time() + seconds
                done = await live.round()
                print(summary(done), file=sys.stderr, flush=True)
                codes.append(_hand_over(done, asked))
                await asyncio.sleep(due - loop.time())

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(watch())
    return codes[-1]


def _hand_over(done: Round, asked: argparse.Namespace) -> int:
    """Write the snapshot of a round where it is wanted; a file from before stays without one."""
    if done.snapshot is None:
        return NOTHING_OBTAINED
    if asked.out is not None:
        write_whole(asked.out, _encoded(done.snapshot, asked.format, whole=True))
        return FINE
    content = _encoded(done.snapshot, asked.format, whole=not asked.watch)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    return FINE


def _encoded(snapshot: Snapshot, form: str, *, whole: bool) -> bytes:
    """The snapshot as a file of its own, or as one of several: a line of JSON, a YAML document."""
    if form == "yaml":
        return (b"" if whole else DOCUMENT) + msgspec.yaml.encode(snapshot)
    content = msgspec.json.encode(snapshot)
    return (msgspec.json.format(content, indent=2) if whole else content) + b"\n"
