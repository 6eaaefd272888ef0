"""The rules that an action works on: a named folder, or what the environment makes of ours."""

from __future__ import annotations

import os
from pathlib import Path

from explainer.errors import OptionError, PackError
from explainer.pack import PackReport, RulePack, check_pack
from explainer.settings import read_settings

WHOLE_PACK = ("pack.yaml", "metrics.yaml", "moves.yaml", "lexicon")
"""A folder with all of these stands alone; any other is an overlay."""
ANY_RULES = (*WHOLE_PACK, "drivers", "signals", "*.yaml", "*.yml")
"""A folder with none of these holds no rules: to find nothing wrong with it would mislead."""


def checked(path: Path | None) -> PackReport:
    """Read the pack or overlay at *path*, else the built-in pack as the environment sets it.

    OptionError for a path that is no folder, or holds no rules.
    """
    if path is None:
        return check_pack(overlay=read_settings(os.environ).rules)
    if not path.is_dir():
        raise OptionError("rules folder", str(path), "name an existing folder")
    if not any(next(path.glob(pattern), None) for pattern in ANY_RULES):
        raise OptionError("rules folder", str(path), "it holds no rules; name one that does")
    return check_pack(path) if is_whole(path) else check_pack(overlay=path)


def is_whole(path: Path) -> bool:
    """Whether the folder stands alone; any other is laid over the built-in pack."""
    return all((path / name).exists() for name in WHOLE_PACK)


def usable(path: Path | None) -> RulePack:
    """The pack of `checked`; PackError, with all that was found, if it does not load."""
    report = checked(path)
    if report.pack is None:
        raise PackError(report.diagnostics, report.texts)
    return report.pack
