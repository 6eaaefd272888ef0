"""Rule folders that cannot be read, or hold what is no rule."""

import os
from pathlib import Path

import pytest
from tests.pack.folders import BASE, CASES, DRIVER, check_over_base, codes, write_folder

from explainer.errors import PackError
from explainer.pack import check_pack, load_pack
from explainer.pack.files import MAX_FILE_BYTES
from explainer.pack.read import NEEDED


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A missing folder is one diagnostic that names it."""
    report = check_pack(BASE, tmp_path / "none")
    assert codes(report) == ["R001"]
    assert report.diagnostics[0].path.endswith("/none")
    assert report.pack is None


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    """A file given as overlay is refused with a hint."""
    path = tmp_path / "rules.yaml"
    path.write_text("id: extra\n")
    report = check_pack(BASE, path)
    assert codes(report) == ["R001"]
    assert report.diagnostics[0].message == "this is not a folder"


def test_a_pack_without_its_needed_files(tmp_path: Path) -> None:
    """An empty folder in place of the built-in rules lacks five files."""
    report = check_pack(tmp_path)
    assert codes(report) == ["R004"] * 5
    with pytest.raises(PackError) as caught:
        load_pack(tmp_path)
    assert caught.value.diagnostics == report.diagnostics


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    """A link to a file elsewhere is refused, and what it leads to is not read."""
    secret = write_folder(tmp_path / "elsewhere", {"extra.yaml": "password: swordfish\n"})
    overlay = write_folder(tmp_path / "rules", {"drivers/.keep": ""})
    (overlay / "drivers" / "extra.yaml").symlink_to(secret / "extra.yaml")
    report = check_pack(BASE, overlay)
    assert codes(report) == ["R003"]
    assert "swordfish" not in str(report)


def test_a_linked_folder(tmp_path: Path) -> None:
    """A folder of drivers that lies elsewhere is refused as a whole."""
    secret = write_folder(tmp_path / "elsewhere", {"extra.yaml": DRIVER})
    overlay = write_folder(tmp_path / "rules", {".keep": ""})
    (overlay / "drivers").symlink_to(secret)
    assert codes(check_pack(BASE, overlay)) == ["R003"]


def test_a_link_inside_the_folder(tmp_path: Path) -> None:
    """A link to a file of the same folder is read like a file."""
    overlay = write_folder(tmp_path, {"data/extra.yaml": DRIVER, "drivers/extra.cases.yaml": CASES})
    (overlay / "drivers" / "extra.yaml").symlink_to(overlay / "data" / "extra.yaml")
    report = check_pack(BASE, overlay)
    assert report.diagnostics == ()


def test_a_link_to_itself(tmp_path: Path) -> None:
    """A link that leads nowhere is a diagnostic."""
    overlay = write_folder(tmp_path, {"drivers/.keep": ""})
    (overlay / "drivers" / "extra.yaml").symlink_to(overlay / "drivers" / "extra.yaml")
    assert codes(check_pack(BASE, overlay)) == ["R001"]


def test_a_folder_named_like_a_rule(tmp_path: Path) -> None:
    """A folder with the name of a rule file is refused, as a pipe would be."""
    report = check_over_base(tmp_path, {"drivers/extra.yaml/.keep": ""})
    assert codes(report) == ["R001"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe in the place of a rule is refused at once."""
    overlay = write_folder(tmp_path, {"drivers/.keep": ""})
    os.mkfifo(overlay / "drivers" / "extra.yaml")
    assert codes(check_pack(BASE, overlay)) == ["R001"]


def test_a_huge_file(tmp_path: Path) -> None:
    """A file beyond a million bytes is refused before it is read."""
    report = check_over_base(tmp_path, {"drivers/extra.yaml": "#" * (MAX_FILE_BYTES + 1)})
    assert codes(report) == ["R002"]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file that is not UTF-8 is a diagnostic, and nothing else is told about it."""
    overlay = write_folder(tmp_path, {"drivers/.keep": ""})
    (overlay / "drivers" / "extra.yaml").write_bytes(b"id: \xff\xfe\n")
    assert codes(check_pack(BASE, overlay)) == ["Y012"]


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 5000, "- " * 5000 + "a"])
def test_deep_nesting(text: str, tmp_path: Path) -> None:
    """Thousands of nested lists are refused, not recursed into."""
    report = check_over_base(tmp_path, {"drivers/extra.yaml": text})
    assert report.pack is None
    assert codes(report)[0].startswith("Y0")


@pytest.mark.parametrize("relative", ["driver.yaml", "drivers/extra.yml", "signals/extra.json"])
def test_a_file_that_nothing_reads(relative: str, tmp_path: Path) -> None:
    """A file in a wrong place or with a wrong ending is reported rather than passed over."""
    report = check_over_base(tmp_path, {relative: DRIVER})
    assert codes(report) == ["R005"]


def test_an_unreadable_file_hides_nothing_else(tmp_path: Path) -> None:
    """Problems of all files are reported together, sorted by file and line."""
    report = check_over_base(
        tmp_path,
        {
            "drivers/extra.yaml": DRIVER.replace("role: trigger", "role: cause"),
            "drivers/other.yaml": "id: [",
            "signals/third.yaml": "id: third\nversion: x\n",
        },
    )
    names = [Path(found.path).name for found in report.diagnostics]
    assert names == sorted(names)
    assert set(names) == {"extra.yaml", "other.yaml", "third.yaml"}


@pytest.mark.parametrize("relative", NEEDED)
@pytest.mark.parametrize("text", ["- 1\n", "just words\n", "7\n"])
def test_a_file_without_keys(relative: str, text: str, tmp_path: Path) -> None:
    """A list, a word or a number in place of keys and values is reported."""
    report = check_over_base(tmp_path, {relative: text})
    assert "R012" in codes(report)
    assert report.pack is None


@pytest.mark.parametrize("relative", NEEDED)
def test_an_empty_overlay_file_changes_nothing(relative: str, tmp_path: Path) -> None:
    """A file without content leaves what is below it as it is."""
    assert check_over_base(tmp_path, {relative: "# nothing yet\n"}).diagnostics == ()


@pytest.mark.parametrize("name", ["driver", "Drivers", "signalz", "drivers/mine"])
def test_a_folder_that_was_meant_for_rules_is_told_of(name: str, tmp_path: Path) -> None:
    """Rules in a folder that nothing reads would be missing without a word."""
    assert codes(check_over_base(tmp_path, {f"{name}/extra.yaml": DRIVER})) == ["R005"]


@pytest.mark.parametrize("name", ["driver_notes", "data", "signals_of_2019"])
def test_another_folder_is_let_be(name: str, tmp_path: Path) -> None:
    """What stands beside the rules under a name of its own is no slip."""
    assert codes(check_over_base(tmp_path, {f"{name}/extra.yaml": DRIVER})) == []
