"""Case files as they are read: what fits, what does not, and who reads them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.pack.folders import BASE, CASES, DRIVER, write_folder

from explainer.errors import PackError
from explainer.pack import check_pack, load_pack
from explainer.pack.read_cases import load_cases

BROKEN = (
    CASES
    + """\
  - {name: of another status, status: fires}
  - {name: upside down, status: fired, strength: [0.5, 0.3]}
  - {name: of another field, status: fired, given: {etf: {BTC: {net_flow: 1}}}}
  - {name: after all of them, status: fired}
"""
)


def overlay(root: Path, cases: str) -> Path:
    """Write an overlay with one driver and its cases."""
    return write_folder(root, {"drivers/extra.yaml": DRIVER, "drivers/extra.cases.yaml": cases})


def test_a_broken_case_hides_no_other(tmp_path: Path) -> None:
    """Cases that do not fit are reported, each at its place; the others can be run."""
    report = load_cases(BASE, overlay(tmp_path, BROKEN))
    (file,) = report.cases
    assert [case.name for case in file.cases.cases] == [
        "it fires",
        "it does not",
        "it cannot tell",
        "after all of them",
    ]
    assert [(found.code, found.span and found.span.line) for found in report.diagnostics] == [
        ("R013", 6),
        ("R306", 7),
        ("R303", 8),
    ]
    assert [place.line for place in file.places] == [3, 4, 5, 9]
    assert file.errors == 3


@pytest.mark.parametrize(
    "change", [("driver: extra", "driver: more"), ("cases:", "usual: 3\ncases:")]
)
def test_what_is_wrong_outside_the_cases_keeps_them_all(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    """No case is run over readings, or for a driver, that are not what they should be."""
    report = load_cases(BASE, overlay(tmp_path, CASES.replace(*change)))
    assert report.diagnostics
    assert [file.cases.cases for file in report.cases] == [()]


def test_a_file_that_is_no_yaml_is_reported(tmp_path: Path) -> None:
    """It has no cases; the diagnostics are those of the YAML reader."""
    report = load_cases(BASE, overlay(tmp_path, "cases: ["))
    assert report.cases == ()
    assert {found.code[0] for found in report.diagnostics} == {"Y"}
    assert all(found.path in report.texts for found in report.diagnostics)


def test_a_warning_keeps_no_case_from_being_run(tmp_path: Path) -> None:
    """Cases that leave out a status are run all the same."""
    lines = CASES.splitlines(keepends=True)
    report = load_cases(BASE, overlay(tmp_path, "".join(lines[:-1])))
    assert [found.code for found in report.diagnostics] == ["R350"]
    assert len(report.cases[0].cases.cases) == 2


def test_an_overlay_has_its_own_cases_and_a_pack_all_of_them(tmp_path: Path) -> None:
    """The cases of the built-in drivers are not those of an overlay."""
    over = load_cases(BASE, overlay(tmp_path, CASES))
    assert [file.cases.driver for file in over.cases] == ["extra"]
    assert [file.cases.driver for file in load_cases(BASE).cases] == [
        "etf_outflows",
        "regulation",
        "technical_breakdown",
    ]


def test_cases_of_a_driver_that_is_switched_off_are_reported(tmp_path: Path) -> None:
    """They could not be run, and the author is told why."""
    root = write_folder(
        tmp_path,
        {
            "drivers/regulation.yaml": "id: regulation\nenabled: false\n",
            "drivers/regulation.cases.yaml": CASES.replace("extra", "regulation"),
        },
    )
    (found,) = load_cases(BASE, root).diagnostics
    assert found.code == "R302"
    assert "switched off" in found.message


def test_loading_a_pack_reads_no_case(tmp_path: Path) -> None:
    """A pipe in the place of a case file keeps nobody waiting, and is reported by lint alone."""
    root = write_folder(tmp_path, {"drivers/extra.yaml": DRIVER})
    os.mkfifo(root / "drivers" / "extra.cases.yaml")
    assert load_pack(BASE, root).drivers
    assert [found.code for found in check_pack(BASE, root).diagnostics] == ["R001"]


def test_a_pack_that_does_not_load_has_no_cases(tmp_path: Path) -> None:
    """Its diagnostics come first: cases are held against rules."""
    root = overlay(tmp_path, CASES)
    write_folder(root, {"drivers/extra.yaml": DRIVER.replace("role: trigger", "role: cause")})
    with pytest.raises(PackError, match="R013"):
        load_cases(BASE, root)
