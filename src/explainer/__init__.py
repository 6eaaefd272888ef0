"""Why are crypto prices falling, and what should I watch? Rules in, a traceable explanation out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explainer.explainer import Explainer, explain, explain_json
    from explainer.explanation import Explanation
    from explainer.pack import RulePack, load_pack
    from explainer.snapshot import Snapshot

__all__ = [
    "Explainer",
    "Explanation",
    "RulePack",
    "Snapshot",
    "explain",
    "explain_json",
    "load_pack",
]

_HOMES = {
    "Explainer": "explainer.explainer",
    "Explanation": "explainer.explanation",
    "RulePack": "explainer.pack",
    "Snapshot": "explainer.snapshot",
    "explain": "explainer.explainer",
    "explain_json": "explainer.explainer",
    "load_pack": "explainer.pack",
}
"""Where the public names live: imported on first use, so that one module alone stays cheap."""


def __getattr__(name: str) -> Any:
    """The public name, imported from its home."""
    try:
        home = _HOMES[name]
    except KeyError:
        msg = f"module 'explainer' has no attribute {name!r}"
        raise AttributeError(msg) from None
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """The public names too, though they are not imported yet."""
    return sorted({*globals(), *__all__})
