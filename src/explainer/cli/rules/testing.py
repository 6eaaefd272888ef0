"""`explainer rules test`: the cases beside the drivers, run."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from pathlib import Path

import msgspec

from explainer.cli.drawing import draw_all
from explainer.cli.exits import FINDINGS, FINE
from explainer.cli.rules.packs import folders
from explainer.errors import OptionError
from explainer.explainer import Explainer
from explainer.pack.read_cases import CaseReport, load_cases
from explainer.settings import read_settings
from explainer.workbench.case_drawing import WIDTH, draw_run
from explainer.workbench.case_run import RunReport, full_name, run_cases
from explainer.workbench.writing import check_target, write_whole


def run(asked: argparse.Namespace) -> int:
    """Run the cases and show what became of them; 1 if any failed or could not be run.

    PackError if the rules do not load; OptionError if no case is asked for, and for a JUnit file
    that cannot be written.
    """
    if asked.junit is not None:
        check_target(asked.junit)
    base, overlay = folders(asked.path)
    cases = load_cases(base, overlay)
    explainer = Explainer(cases.pack, read_settings(os.environ).limits)
    report = run_cases(cases.cases, cases.diagnostics, explainer, asked.pattern)
    if not any(driver.cases for driver in report.drivers) and not report.totals.broken:
        raise _nothing_to_run(asked.pattern, cases, overlay or base)
    if asked.junit is not None:
        from explainer.workbench.junit import junit_xml

        write_whole(asked.junit, junit_xml(report))
    if asked.format == "json":
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        _print(report, cases)
    return FINE if report.ok else FINDINGS


def _print(report: RunReport, cases: CaseReport) -> None:
    if report.diagnostics:
        print(draw_all(report.diagnostics, cases.texts), end="\n\n")
    print(draw_run(report, shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH))


def _nothing_to_run(
    pattern: re.Pattern[str] | None, cases: CaseReport, root: Path | None
) -> OptionError:
    """What to say where there is no case, or none whose name holds the pattern."""
    names = [
        full_name(file.cases.driver, case.name) for file in cases.cases for case in file.cases.cases
    ]
    if pattern is None or not names:
        hint = "there are no cases in it; add `drivers/<id>.cases.yaml`"
        return OptionError("rules folder", str(root or "built-in"), hint)
    hint = f"no case has such a name; names look like {names[0]!r}"
    return OptionError("pattern", pattern.pattern, hint)
