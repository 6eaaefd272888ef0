"""From case files to cases: each is held against its struct, and against the driver it is for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from explainer.diagnostics import Diagnostic
from explainer.pack.case_file import CaseDraft, CaseFile, case_file, driver_of, shaped
from explainer.pack.check import Check
from explainer.pack.checks import case_readings, cases
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.files import read_case_files
from explainer.pack.load import finished, in_order, read_layers
from explainer.pack.schema import RulePack
from explainer.pack.shapes import Misfit
from explainer.source import Source

CHECKS: tuple[Check[CaseDraft, Misfit], ...] = (*case_readings.CHECKS, *cases.CHECKS)


class CaseFolder(msgspec.Struct, frozen=True, kw_only=True):
    """The case files of one folder in the order of their names.

    *diagnostics* holds all that is wrong with any of them; *texts* the text behind each path.
    """

    files: tuple[CaseFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]


class CaseReport(msgspec.Struct, frozen=True, kw_only=True):
    """A pack, and the case files that go with it.

    *diagnostics* holds all that is wrong with the files, and *texts* the texts to draw it with;
    what it keeps from being run is not among the *cases*.
    """

    pack: RulePack
    cases: tuple[CaseFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def load_cases(path: Path | None = None, overlay: Path | None = None) -> CaseReport:
    """The pack as `load_pack` gives it, with the cases of its own drivers: of an overlay, its own.

    PackError as of `load_pack`; what is wrong with a case is in the report.
    """
    layers, reading = read_layers(path, overlay)
    pack = finished(layers, reading)
    folder = read_cases(layers.folders()[-1].root, reading.draft)
    return CaseReport(
        pack=pack,
        cases=folder.files,
        diagnostics=in_order(folder.diagnostics),
        texts=folder.texts,
    )


def read_cases(root: Path, draft: Draft) -> CaseFolder:
    """Read the cases of drivers under *root*, which speak of the drivers and metrics of a pack."""
    folder = read_case_files(root)
    files = [
        _judged(RuleFile(relative=relative, layers=(source,), data=source.data), draft)
        for relative, source in folder.sources.items()
        if relative not in folder.broken
    ]
    found = [problem for file in files for problem in file.diagnostics]
    return CaseFolder(
        files=tuple(files),
        diagnostics=(*folder.diagnostics, *found),
        texts={source.path: source.text for source in folder.sources.values()},
    )


def read_case_file(source: Source, relative: str) -> CaseFile:
    """One case file by itself: whether its driver has what it names is not looked at."""
    file = RuleFile(relative=relative, layers=(source,), data=source.data)
    return case_file(file, *shaped(file.data))


def _judged(file: RuleFile, draft: Draft) -> CaseFile:
    entries, misfits = shaped(file.data)
    if entries is not None:
        drafted = CaseDraft(name=driver_of(file), entries=entries, pack=draft)
        found = [misfit for check in CHECKS for misfit in check.find(drafted)]
        misfits = (*misfits, *found)
    return case_file(file, entries, misfits)
