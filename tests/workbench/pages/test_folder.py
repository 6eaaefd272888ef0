"""The folder that pages are written into: only what differs, and nothing of anybody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.errors import OptionError
from explainer.workbench.pages.folder import differences, write
from explainer.workbench.pages.markdown import NOTICE

PAGES = {"one.md": f"{NOTICE}\n1\n", "drivers/two.md": f"{NOTICE}\n2\n"}


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file into the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_that_is_not_there_lacks_every_page(tmp_path: Path) -> None:
    """Writing makes it, and after that nothing differs."""
    folder = tmp_path / "new" / "pages"
    found = differences(PAGES, folder)
    write(PAGES, found, folder)

    assert found.missing == tuple(PAGES)
    assert not differences(PAGES, folder)
    assert sorted(path.name for path in folder.rglob("*")) == ["drivers", "one.md", "two.md"]


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    """A page that is up to date keeps its time of writing."""
    put(tmp_path, "one.md", PAGES["one.md"])
    put(tmp_path, "drivers/two.md", f"{NOTICE}\nold\n")
    before = (tmp_path / "one.md").stat().st_mtime_ns
    found = differences(PAGES, tmp_path)
    write(PAGES, found, tmp_path)

    assert (found.missing, found.changed) == ((), ("drivers/two.md",))
    assert (tmp_path / "one.md").stat().st_mtime_ns == before
    assert (tmp_path / "drivers/two.md").read_text() == PAGES["drivers/two.md"]


def test_a_page_of_what_is_gone_is_named_and_left(tmp_path: Path) -> None:
    """Files of others beside the pages are nobody's business."""
    put(tmp_path, "drivers/gone.md", NOTICE)
    put(tmp_path, "drivers/mine.md", "my notes")
    put(tmp_path, "drivers/data.json", NOTICE)
    found = differences(PAGES, tmp_path)
    write(PAGES, found, tmp_path)

    assert found.stale == ("drivers/gone.md",)
    assert (tmp_path / "drivers/gone.md").exists()


def test_a_file_of_somebody_else_is_never_overwritten(tmp_path: Path) -> None:
    """It is refused before anything is written."""
    mine = put(tmp_path, "drivers/two.md", "my own page")

    with pytest.raises(OptionError, match="did not write it"):
        differences(PAGES, tmp_path)
    assert mine.read_text() == "my own page"


def test_a_folder_in_the_place_of_a_page_is_refused(tmp_path: Path) -> None:
    """What is no file cannot be one of ours."""
    (tmp_path / "one.md").mkdir()

    with pytest.raises(OptionError, match=r"one\.md"):
        differences(PAGES, tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """The message says what to name instead."""
    with pytest.raises(OptionError, match="name a folder"):
        differences(PAGES, put(tmp_path, "pages", "a file"))
