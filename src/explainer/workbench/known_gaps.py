"""What the rules are known not to do yet: cases whose authors expect them to fail, and why."""

from __future__ import annotations

import msgspec


class KnownGap(msgspec.Struct, frozen=True, kw_only=True):
    """A case of a driver that its rule does not meet, and the reason its author gives."""

    driver: str
    case: str
    reason: str
