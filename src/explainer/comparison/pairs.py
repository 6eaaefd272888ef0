"""A pair of snapshots in one JSON text, taken apart before either is read."""

from explainer.intake.envelope import members
from explainer.limits import Limits

MISSING = "this snapshot is missing"
SIDES = {"before": MISSING, "after": MISSING}
_HINT = 'send {"before": {...}, "after": {...}}, each a snapshot'


def split(body: bytes, limits: Limits) -> tuple[bytes, bytes]:
    """The JSON of the earlier snapshot and that of the later one.

    Raises SnapshotError for what is no pair: other JSON, or a key missing, unknown or repeated.
    """
    parts = members(body, limits.max_depth, SIDES, (), _HINT)
    before, after = (bytes(parts[side]) for side in SIDES)
    return before, after
