"""Whatever a stranger writes, each slip is told at its place, with the mend, beside all others."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.command_line import Cli
from tests.pack.folders import BASE, DRIVER
from tests.pack.strangers import SLIPS, Slip

from explainer.diagnostics import Diagnostic
from explainer.pack import check_pack
from explainer.pack.files import shown_path
from explainer.source import BREAKING

LEAST_SLIPS = 40
NEIGHBOR = (
    DRIVER.replace("id: extra", "id: neighbor")
    .replace("EXTRA-01", "NEIGHBOR-01")
    .replace("net_flow_usd", "netflow_usd")
)
"""A driver in a file of its own with a problem of its own."""
HEADLINE = "headline: something extra happens"
"""A line that no slip is about; a full stop at its end is one more."""
each_slip = pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)

Told = Callable[[Slip], list[Diagnostic]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Return a function that lays the file, beside its neighbor, over the small pack."""

    def write(relative: str, written: str | bytes) -> None:
        path = tmp_path / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written if isinstance(written, bytes) else written.encode())

    def check(slip: Slip) -> list[Diagnostic]:
        write("drivers/neighbor.yaml", NEIGHBOR)
        write(slip.relative, slip.written)
        for name in ("neighbor", Path(slip.relative).stem):
            write(f"drivers/{name}.cases.yaml", "[]\n")
        return list(check_pack(BASE, tmp_path).diagnostics)

    return check


def is_told(wanted: tuple[str, int, int, str], found: list[tuple[str, int, int, str]]) -> bool:
    """Whether one of what was found is this, and its hint begins so."""
    return any(each[:3] == wanted[:3] and each[3].startswith(wanted[3]) for each in found)


def place(found: Diagnostic) -> tuple[str, int, int, str]:
    """Code, line, column and hint of what was found."""
    line, column = (0, 0) if found.span is None else (found.span.line, found.span.column)
    return found.code, line, column, found.hint or ""


@each_slip
def test_a_slip_is_told_at_its_place_with_its_mend(slip: Slip, told: Told) -> None:
    """Code, line, column and hint are those of the table."""
    found = [place(each) for each in told(slip)]
    assert [each for each in slip.told if not is_told(each, found)] == []
    assert all(hint for *_, hint in found)


@each_slip
def test_no_slip_hides_what_is_wrong_with_another_file(
    slip: Slip, told: Told, tmp_path: Path
) -> None:
    """The neighbor's misspelt metric is told of, whatever stands beside it."""
    neighbor = shown_path(tmp_path / "drivers" / "neighbor.yaml")
    of_neighbor = {place(each)[:3] for each in told(slip) if each.path == neighbor}
    assert ("R102", 12, 13) in of_neighbor


@each_slip
def test_no_slip_hides_another_in_the_same_file(slip: Slip, told: Told) -> None:
    """A full stop in the headline is told of too, unless the text cannot be read to its end."""
    if not isinstance(slip.written, str) or HEADLINE not in slip.written:
        return
    if slip.relative != "drivers/extra.yaml" or BREAKING & {code for code, *_ in slip.told}:
        return
    twice = slip._replace(written=slip.written.replace(HEADLINE, f"{HEADLINE}."))
    found = [place(each) for each in told(twice)]
    assert "R204" in {code for code, *_ in found}
    assert [each for each in slip.told if not is_told(each, found)] == []


def test_there_are_many_slips_of_many_kinds() -> None:
    """No two are alike, and they run through all kinds of codes."""
    assert len({slip.written for slip in SLIPS}) > LEAST_SLIPS
    assert {code[:2] for slip in SLIPS for code, *_ in slip.told} >= {"R0", "R1", "R2", "Y0"}


def test_all_files_at_once_leave_no_traceback(cli: Cli) -> None:
    """The command tells of a whole folder of slips, each file under its own path."""
    (cli.folder / "drivers").mkdir()
    named = [slip for slip in SLIPS if slip.relative == "drivers/extra.yaml"]
    for number, slip in enumerate(named):
        written = slip.written if isinstance(slip.written, bytes) else slip.written.encode()
        (cli.folder / "drivers" / f"slip_{number}.yaml").write_bytes(written)
    done = cli("rules", "lint", ".")
    assert done.returncode == 1
    report = check_pack(overlay=cli.folder)
    paths = {Path(found.path).name for found in report.diagnostics}
    assert {f"slip_{number}.yaml" for number in range(len(named))} <= paths
