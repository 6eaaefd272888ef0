"""Roles: what a driver does in a fall may depend on the circumstances."""

from collections.abc import Iterable

from explainer.assessment import Scope
from explainer.pack.schema import RoleChange


def role_change(
    changes: Iterable[RoleChange], strength: float, scope: Scope, fired: frozenset[str]
) -> RoleChange | None:
    """The first change of role that applies to a driver of this strength; None if none does."""
    for change in changes:
        if _applies(change, strength, scope, fired):
            return change
    return None


def _applies(change: RoleChange, known: float, scope: Scope, fired: frozenset[str]) -> bool:
    if change.scope and scope not in change.scope:
        return False
    if change.fired and not any(driver in fired for driver in change.fired):
        return False
    if any(driver in fired for driver in change.not_fired):
        return False
    return change.strength_at_least is None or known >= change.strength_at_least
