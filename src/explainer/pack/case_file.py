"""Cases of a driver: readings, and what the driver must come to. Each driver has a file of them.

`docs/rule-format.md` (section "Cases") explains each key.
"""

from __future__ import annotations

from typing import Any

import msgspec

from explainer.assessment import Role, Status
from explainer.diagnostics import Diagnostic, Severity, Span
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.shapes import Misfit, fit
from explainer.source import Source

USUAL_AS_OF = "2026-02-04T12:00:00Z"
"""The moment of a case that names none: noon of a Wednesday."""
CASES_KEY = "cases"


class RuleCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One case: readings, and what is expected of the driver. What is not named is not compared.

    *given* is laid over the file's *usual* readings. *strength* is the range of the known strength,
    inclusive; *missing* names readings that must be told as lacking, *offsets* what must argue the
    other way. *text* is a whole clause of the driver as these readings fill it, or several by the
    evidence or offset that says them. *known_gap* is why the driver does not do this yet.
    """

    name: str
    status: Status
    given: dict[str, Any] = {}
    as_of: str = USUAL_AS_OF
    premise: bool = False
    focus: str | None = None
    strength: tuple[float, ...] | None = None
    role: Role | None = None
    explains: bool | None = None
    missing: tuple[str, ...] = ()
    offsets: tuple[str, ...] = ()
    text: str | dict[str, str] | None = None
    known_gap: str | None = None


class RuleCases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The cases of one driver. *usual* holds readings that lie under those of every case."""

    driver: str
    cases: tuple[RuleCase, ...]
    usual: dict[str, Any] = {}


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """The cases of a file that have the right shape, by their places in its list.

    *whole* says that all of them have it.
    """

    driver: str
    usual: dict[str, Any]
    cases: dict[int, RuleCase]
    whole: bool


class CaseDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A case file as it is being read, *name* being the driver's by its file, beside its pack."""

    name: str
    entries: Entries
    pack: Draft


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """A case file: the *cases* in it that can be run, where each stands, and all that is wrong.

    A broken case keeps no other from being run; what is wrong outside the cases keeps them all.
    """

    source: Source
    cases: RuleCases
    places: tuple[Span, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def errors(self) -> int:
        """How many problems keep cases from being run."""
        return sum(found.severity is Severity.ERROR for found in self.diagnostics)


def shaped(data: Any) -> tuple[Entries | None, tuple[Misfit, ...]]:
    """The cases in a file's data that fit their struct, and every misfit.

    None if so much is broken that there are no cases to look at.
    """
    if not isinstance(data, dict):
        hint = "write `driver:`, then `cases:` with a list of cases"
        return None, (Misfit(code="R012", path=(), message="this is no case file", hint=hint),)
    fitted = fit(data, RuleCases)
    misfits = fitted.misfits
    if any(case_of(misfit) is None for misfit in misfits):
        return None, misfits
    broken = {case_of(misfit) for misfit in misfits}
    return Entries(
        driver=fitted.data["driver"],
        usual=fitted.data.get("usual", {}),
        cases={
            place: msgspec.convert(case, RuleCase)
            for place, case in enumerate(fitted.data[CASES_KEY])
            if place not in broken
        },
        whole=not misfits,
    ), misfits


def case_file(file: RuleFile, entries: Entries | None, misfits: tuple[Misfit, ...]) -> CaseFile:
    """What a file comes to, given all that is wrong with it."""
    diagnostics = tuple(
        file.problem(misfit.code, misfit.path, misfit.message, misfit.hint, at_key=misfit.at_key)
        for misfit in misfits
    )
    errors = {
        case_of(misfit)
        for misfit, found in zip(misfits, diagnostics, strict=True)
        if found.severity is Severity.ERROR
    }
    usable = entries is not None and None not in errors
    sound = [place for place in entries.cases if place not in errors] if entries and usable else []
    source = file.layers[-1]
    return CaseFile(
        source=source,
        cases=RuleCases(
            driver=driver_of(file),
            usual=entries.usual if entries else {},
            cases=tuple(entries.cases[place] for place in sound) if entries else (),
        ),
        places=tuple(source.place((CASES_KEY, place, "name")) for place in sound),
        diagnostics=diagnostics,
    )


def case_of(misfit: Misfit) -> int | None:
    """The place of the case that a misfit lies in; None if it lies in none."""
    path = misfit.path
    inside = len(path) > 1 and path[0] == CASES_KEY and isinstance(path[1], int)
    return int(path[1]) if inside else None


def driver_of(file: RuleFile) -> str:
    """The driver that a case file stands beside, by its name."""
    return file.relative.partition("/")[2].removesuffix(".cases.yaml")
