"""The rules that an action works on: a named folder, or what the environment makes of ours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from explainer.errors import OptionError, PackError
from explainer.pack import PackReport, RulePack, check_pack
from explainer.resources import rules_dir
from explainer.settings import read_settings

WHOLE_PACK = ("pack.yaml", "metrics.yaml", "moves.yaml", "lexicon")
"""A folder with all of these stands alone; any other is an overlay."""
ANY_RULES = (*WHOLE_PACK, "drivers", "signals", "*.yaml", "*.yml")
"""A folder with none of these holds no rules: to find nothing wrong with it would mislead."""


class RuleFolders(NamedTuple):
    """A folder that is a whole pack, and the overlay laid over it, if there is one."""

    whole: Path
    overlay: Path | None


def folders(path: Path | None) -> RuleFolders:
    """The pack or overlay at *path*, else the built-in pack as the environment sets it.

    OptionError for a path that is no folder, or holds no rules.
    """
    if path is None:
        return RuleFolders(rules_dir(), read_settings(os.environ).rules)
    if not path.is_dir():
        raise OptionError("rules folder", str(path), "name an existing folder")
    if not any(next(path.glob(pattern), None) for pattern in ANY_RULES):
        raise OptionError("rules folder", str(path), "it holds no rules; name one that does")
    whole = all((path / name).exists() for name in WHOLE_PACK)
    return RuleFolders(path, None) if whole else RuleFolders(rules_dir(), path)


def checked(path: Path | None) -> PackReport:
    """Read the rules in the folders of *path*; OptionError as `folders` raises it."""
    return check_pack(*folders(path))


def usable(path: Path | None) -> RulePack:
    """The pack of `checked`; PackError, with all that was found, if it does not load."""
    report = checked(path)
    if report.pack is None:
        raise PackError(report.diagnostics, report.texts)
    return report.pack
