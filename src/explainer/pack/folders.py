"""The folders that a rule pack is read from: the built-in rules, and an overlay."""

from __future__ import annotations

from pathlib import Path

import msgspec

from explainer.pack.files import shown_path
from explainer.pack.load import load_pack
from explainer.pack.schema import RulePack
from explainer.pack.stamp import Place, Stamp, places, stamp


class RuleFolders(msgspec.Struct, frozen=True, kw_only=True):
    """Where the rules are; *overlay* is laid over *base* if there is one.

    They may change, go away and come back at any time.
    """

    base: Path
    overlay: Path | None = None

    def load(self) -> RulePack:
        """What they hold now; PackError as `load_pack` says."""
        return load_pack(self.base, self.overlay)

    def stamps(self) -> tuple[Stamp, ...]:
        """What tells that something changed in them."""
        return tuple(map(stamp, self._roots()))

    def places(self) -> tuple[Place, ...]:
        """Every folder that rule files lie in now."""
        return tuple(place for root in self._roots() for place in places(root))

    def within(self, path: str) -> str:
        """A diagnostic's path, from the name of its rule folder on: `my-rules/pack.yaml`.

        What lies elsewhere, or is relative already, is returned as it is.
        """
        for root in self._roots():
            inside = path.removeprefix(shown_path(root))
            if inside != path and (not inside or inside.startswith("/")):
                return root.absolute().name + inside
        return path

    def _roots(self) -> tuple[Path, ...]:
        return (self.base,) if self.overlay is None else (self.base, self.overlay)
