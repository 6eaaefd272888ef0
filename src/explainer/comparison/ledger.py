"""The changes of all drivers by kind, as the text tells them."""

from collections.abc import Sequence

from explainer.comparison.result import DriverChange, DriverChangeKind


class Ledger:
    """Ids of drivers by what became of them, in the order of the later ranking.

    Those that *left* or *faded* come in their earlier order. *remained* are those that fired at
    both moments with about the same strength. Of the rest that cannot be compared, *only_before*
    and *only_after* fired at one moment and could not be evaluated at the other, *unlike* fired at
    both on other evidence, and *uncompared* did neither.
    """

    def __init__(self, changes: Sequence[DriverChange], earlier: Sequence[str]) -> None:
        self.changes = {change.id: change for change in changes}
        place = {name: rank for rank, name in enumerate(earlier)}
        before = sorted(changes, key=lambda change: place[change.id])
        self.entered = _of("entered", changes)
        self.grew = _of("grew", changes)
        self.left = _of("left", before)
        self.faded = _of("faded", before)
        self.remained = [name for name in _of("steady", changes) if all(self._fired(name))]
        unknown = _of("unknown", changes)
        self.only_before = [name for name in unknown if self._fired(name) == (True, False)]
        self.only_after = [name for name in unknown if self._fired(name) == (False, True)]
        self.unlike = [name for name in unknown if all(self._fired(name))]
        self.uncompared = [name for name in unknown if not any(self._fired(name))]

    @property
    def changed(self) -> bool:
        """Whether any driver is known to have changed."""
        return bool(self.entered or self.left or self.grew or self.faded)

    @property
    def unclear(self) -> bool:
        """Whether a driver that fired could not be compared, or none could."""
        fired = self.only_before or self.only_after or self.unlike
        return bool(fired) or len(self.uncompared) == len(self.changes)

    def _fired(self, name: str) -> tuple[bool, bool]:
        change = self.changes[name]
        return change.before.status == "fired", change.after.status == "fired"


def _of(kind: DriverChangeKind, changes: Sequence[DriverChange]) -> list[str]:
    return [change.id for change in changes if change.change == kind]
