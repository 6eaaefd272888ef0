"""The schema that a rule file is held against, by the file's path."""

from __future__ import annotations

from explainer.workbench.schemas import KINDS


def kind_of(relative: str) -> str:
    """Return the name of the schema; StopIteration for a path that has none."""
    if relative.endswith(".cases.yaml"):
        return "cases"
    name = relative.partition("/")[0].removesuffix(".yaml")
    return next(kind for kind in (name, name.removesuffix("s")) if kind in KINDS)
