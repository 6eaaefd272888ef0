"""A rule folder with another laid over it: which files count, and what they come to."""

import hashlib
from typing import Any

import msgspec

from explainer.pack.draft import Order, RuleFile
from explainer.pack.files import Folder
from explainer.source import Source


class Layers(msgspec.Struct, frozen=True, kw_only=True):
    """The built-in folder, and the overlay if there is one."""

    base: Folder
    overlay: Folder | None

    def folders(self) -> tuple[Folder, ...]:
        """The folders, the one that counts most last."""
        return (self.base,) if self.overlay is None else (self.base, self.overlay)

    def holds(self, relative: str) -> bool:
        """Whether the file is there, readable or not."""
        return any(
            relative in folder.sources or relative in folder.broken for folder in self.folders()
        )

    def readable(self, relative: str) -> bool:
        """Whether no layer of the file is broken."""
        return all(relative not in folder.broken for folder in self.folders())

    def merged(self, relative: str) -> RuleFile | None:
        """A file of which the overlay's mappings are merged into the built-in ones key by key.

        None if it is not there, or if no layer of it can be read.
        """
        layers = self._usable(relative)
        if not layers:
            return None
        data: Any = layers[0].data
        for source in layers[1:]:
            data = _merge(data, source.data)
        return RuleFile(relative=relative, layers=layers, data=data)

    def rule(self, relative: str) -> RuleFile | None:
        """A rule's file: the overlay's instead of the built-in one; None if it cannot be read."""
        folder = self._winner(relative)
        if folder is None or relative in folder.broken:
            return None
        source = folder.sources[relative]
        return RuleFile(relative=relative, layers=(source,), data=source.data)

    def names(self, kind: str) -> frozenset[str]:
        """The ids of all rules of one kind (`drivers` or `signals`), broken ones included."""
        return frozenset().union(*(_names(folder, kind) for folder in self.folders()))

    def order(self, kind: str, named: tuple[str, ...], off: frozenset[str]) -> Order:
        """What there is of one kind, and the order in which it comes."""
        return Order(
            named=named,
            present=self.names(kind),
            built_in=_names(self.base, kind),
            off=off,
        )

    def cases(self) -> frozenset[str]:
        """The ids of drivers with cases beside them."""
        return frozenset().union(*(folder.cases for folder in self.folders()))

    def beneath(self) -> frozenset[str]:
        """The paths of files that lie beneath an overlay, and are not its author's."""
        if self.overlay is None:
            return frozenset()
        return frozenset(source.path for source in self.base.sources.values())

    def fingerprint(self) -> str:
        """SHA-256 over the paths and texts of all files that count, the same on every machine.

        Cases do not count, since they change no answer; line ends do not differ between systems.
        """
        digest = hashlib.sha256()
        for relative in sorted({name for folder in self.folders() for name in folder.sources}):
            for source in self._counting(relative):
                text = source.text.replace("\r\n", "\n").encode()
                digest.update(f"{relative}\n{len(text)}\n".encode())
                digest.update(text)
        return digest.hexdigest()

    def _counting(self, relative: str) -> tuple[Source, ...]:
        if relative.startswith(("drivers/", "signals/")):
            folder = self._winner(relative)
            return () if folder is None else (folder.sources[relative],)
        return tuple(
            folder.sources[relative] for folder in self.folders() if relative in folder.sources
        )

    def _winner(self, relative: str) -> Folder | None:
        for folder in reversed(self.folders()):
            if relative in folder.sources or relative in folder.broken:
                return folder
        return None

    def _usable(self, relative: str) -> tuple[Source, ...]:
        return tuple(
            folder.sources[relative]
            for folder in self.folders()
            if relative in folder.sources and relative not in folder.broken
        )


def _names(folder: Folder, kind: str) -> frozenset[str]:
    return frozenset(
        relative.removeprefix(f"{kind}/").removesuffix(".yaml")
        for relative in folder.sources.keys() | folder.broken
        if relative.startswith(f"{kind}/")
    )


def _merge(below: Any, above: Any) -> Any:
    """Lay a mapping over another: values that are mappings in both are merged, others replaced."""
    if above is None:
        return below
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    merged = dict(below)
    for key, value in above.items():
        held = below.get(key)
        if isinstance(held, dict) and isinstance(value, dict):
            merged[key] = {**held, **value}
        else:
            merged[key] = value
    return merged
