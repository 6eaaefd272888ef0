"""What pages are written from: a rule pack, the cases of its drivers, and a scorecard."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from explainer.pack.case_file import RuleCases
from explainer.pack.schema import Driver, RulePack
from explainer.workbench.scores import Scorecard


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """What pages are written from.

    *drivers* are those that get a page: all of the pack, or those of an overlay. *cases* are by
    driver. Without a *scorecard* nothing was measured. Pages of lint *codes* go with a whole pack.
    """

    pack: RulePack
    drivers: tuple[Driver, ...]
    cases: Mapping[str, RuleCases]
    scorecard: Scorecard | None = None
    codes: bool = True

    def has_page(self, driver: str) -> bool:
        """Whether the driver of this id gets a page."""
        return any(one.id == driver for one in self.drivers)

    def fires_at(self, driver: Driver) -> float:
        """The known strength at which a driver fires: its own threshold, or else the pack's."""
        return self.pack.fires_at if driver.fires_at is None else driver.fires_at.strength
