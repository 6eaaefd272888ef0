"""What tells from outside that a rule folder changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pack.folders import DRIVER, write_folder

from explainer.pack.folders import RuleFolders
from explainer.pack.stamp import places, stamp

FILES = {"pack.yaml": "name: x\n", "drivers/extra.yaml": DRIVER, "lexicon/en.yaml": "a: b\n"}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Return a folder of rules."""
    return write_folder(tmp_path / "rules", FILES)


def _keep_size_and_time(root: Path) -> None:
    """Put another file in place of one, with its size and its time of change."""
    file = root / "pack.yaml"
    before = file.stat()
    fresh = root / ".fresh"
    fresh.write_text("name: y\n")
    os.utime(fresh, ns=(before.st_atime_ns, before.st_mtime_ns))
    fresh.replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "another text": lambda root: (root / "pack.yaml").write_text("name: other\n"),
    "another file of the same size and time": _keep_size_and_time,
    "a new rule": lambda root: (root / "drivers" / "new.yaml").write_text(DRIVER),
    "a rule that is gone": lambda root: (root / "drivers" / "extra.yaml").unlink(),
    "a new folder of rules": lambda root: write_folder(root, {"signals/new.yaml": "id: new\n"}),
    "a folder that is gone": lambda root: (root / "lexicon").rename(root / "elsewhere"),
    "a file that looks like a rule": lambda root: (root / "stray.yml").write_text(""),
    "one that looks like it inside": lambda root: (root / "drivers" / "a.json").write_text(""),
    "a link that leads nowhere": lambda root: (root / "drivers" / "a.yaml").symlink_to("none"),
    "a file in place of a folder": lambda root: (root / "signals").write_text(""),
    "the folder itself": lambda root: root.rename(root.with_name("elsewhere")),
}
NO_CHANGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _root: None,
    "cases": lambda root: (root / "drivers" / "extra.cases.yaml").write_text("cases: []\n"),
    "a hidden file": lambda root: (root / "drivers" / ".extra.yaml").write_text(DRIVER),
    "a backup": lambda root: (root / "drivers" / "extra.yaml~").write_text(DRIVER),
    "notes": lambda root: (root / "README.md").write_text("# Rules\n"),
    "a folder of something else": lambda root: write_folder(root, {"cases/a.yaml": "a: b\n"}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_rules_changes_the_stamp(rules: Path, change: Callable[[Path], object]) -> None:
    """Whatever reading would use or refuse counts."""
    before = stamp(rules)
    change(rules)
    assert stamp(rules) != before


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES)
def test_what_is_no_rule_leaves_the_stamp(rules: Path, change: Callable[[Path], object]) -> None:
    """What changes no answer does not count."""
    before = stamp(rules)
    change(rules)
    assert stamp(rules) == before


def test_places_are_the_folders_that_are_there(rules: Path) -> None:
    """The rule folder and those inside it, by where links lead; another folder is another place."""
    link = rules.with_name("link")
    link.symlink_to(rules)
    found = places(link)
    assert [place.folder for place in found] == ["", "drivers", "lexicon"]
    assert [place.path for place in found] == [rules, rules / "drivers", rules / "lexicon"]
    rules.rename(rules.with_name("elsewhere"))
    assert places(link) == ()
    write_folder(rules, FILES)
    assert places(link) != found


def test_links_in_a_circle_are_no_place(tmp_path: Path) -> None:
    """They are no reason to fail either."""
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert places(tmp_path / "a") == ()
    assert stamp(tmp_path / "a") == stamp(tmp_path / "b")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("base/pack.yaml", "base/pack.yaml"),
        ("mine/drivers/a.yaml", "mine/drivers/a.yaml"),
        ("mine", "mine"),
        ("mine-too/pack.yaml", None),
        ("lexicon/en.yaml", None),
    ],
)
def test_a_path_is_shown_from_its_rule_folder_on(
    tmp_path: Path, path: str, shown: str | None
) -> None:
    """What lies in none of the folders stays as it is."""
    folders = RuleFolders(base=tmp_path / "base", overlay=tmp_path / "mine")
    whole = path if shown is None and path.startswith("lexicon") else str(tmp_path / path)
    assert folders.within(whole) == (whole if shown is None else shown)
