"""What the rules are known not to do yet: cases whose authors expect them to fail, and why."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from explainer.pack.case_file import CaseFile


class KnownGap(msgspec.Struct, frozen=True, kw_only=True):
    """A case of a driver that its rule does not meet, and the reason its author gives."""

    driver: str
    case: str
    reason: str


def known_gaps(files: Iterable[CaseFile]) -> tuple[KnownGap, ...]:
    """The known gaps of these case files, in their order."""
    return tuple(
        KnownGap(driver=file.cases.driver, case=case.name, reason=case.known_gap)
        for file in files
        for case in file.cases.cases
        if case.known_gap is not None
    )
