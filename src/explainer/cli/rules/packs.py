"""The rules that an action works on: a named folder, or what the environment makes of ours."""

from __future__ import annotations

import os
from pathlib import Path

from explainer.errors import OptionError, PackError
from explainer.pack import PackReport, RulePack, check_pack, load_pack
from explainer.settings import read_settings

WHOLE_PACK = ("pack.yaml", "metrics.yaml", "moves.yaml", "lexicon")
"""A folder with all of these stands alone; any other is an overlay."""
BUILT_IN = "built-in"
"""Stands for the rules that come with the package, where a folder could be named."""
ANY_RULES = (*WHOLE_PACK, "drivers", "signals", "*.yaml", "*.yml")
"""A folder with none of these holds no rules: to find nothing wrong with it would mislead."""


def folders(path: Path | None) -> tuple[Path | None, Path | None]:
    """The whole pack and the overlay that *path* stands for, or that the environment sets.

    None for the pack is the built-in one. OptionError for a path that is no folder, or holds no
    rules.
    """
    if path is None:
        return None, read_settings(os.environ).rules
    if not path.is_dir():
        raise OptionError("rules folder", str(path), "name an existing folder")
    if not any(next(path.glob(pattern), None) for pattern in ANY_RULES):
        raise OptionError("rules folder", str(path), "it holds no rules; name one that does")
    return (path, None) if is_whole(path) else (None, path)


def is_whole(path: Path) -> bool:
    """Whether the folder stands alone; any other is laid over the built-in pack."""
    return all((path / name).exists() for name in WHOLE_PACK)


def checked(path: Path | None) -> PackReport:
    """Read and judge the pack or overlay at *path*, as `folders` finds it."""
    return check_pack(*folders(path))


def usable(path: Path | None) -> RulePack:
    """The pack of `folders`; PackError, with all that was found, if it does not load."""
    return load_pack(*folders(path))


def usable_both(first: str, second: str) -> tuple[RulePack, RulePack]:
    """The packs of two folders, or of the word `built-in`, which stands for ours alone.

    PackError, with all that was found in both, if one does not load; OptionError as of `folders`.
    """
    packs: list[RulePack] = []
    broken: list[PackError] = []
    for name in (first, second):
        try:
            packs.append(load_pack() if name == BUILT_IN else usable(Path(name)))
        except PackError as error:
            broken.append(error)
    if broken:
        found = dict.fromkeys(problem for error in broken for problem in error.diagnostics)
        texts = {path: text for error in broken for path, text in error.texts.items()}
        raise PackError(tuple(found), texts)
    return packs[0], packs[1]
