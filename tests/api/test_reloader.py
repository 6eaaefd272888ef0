"""What becomes of rule folders that changed, without a server around it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from tests.api.reloaded import BROKEN, Overlay

from explainer.api.edition import Current, Edition, make_edition
from explainer.api.rejection import LONGEST_TEXT, problems_of
from explainer.api.reloading import Reloader
from explainer.diagnostics import Diagnostic, Severity
from explainer.errors import PackError
from explainer.explainer import Explainer
from explainer.pack import RulePack
from explainer.pack.folders import RuleFolders
from explainer.resources import rules_dir

START = datetime(2026, 2, 4, 21, tzinfo=UTC)


class Desk:
    """An overlay, what is served, and the reloader between them; its clock ticks in minutes."""

    def __init__(self, root: Path) -> None:
        self.overlay = Overlay(root, "Money leaves")
        self.folders = RuleFolders(base=rules_dir(), overlay=root)
        self.made: Callable[[RulePack], Edition] = edition_of
        seen = self.folders.stamps()
        ticks = count(1)
        self.current = Current.first(edition_of(self.folders.load()), START, reloads=True)
        self.reloader = Reloader(
            self.folders,
            self.current,
            lambda pack: self.made(pack),
            seen=seen,
            clock=lambda: START + timedelta(minutes=next(ticks)),
        )

    @property
    def title(self) -> str:
        """The title of the driver in what is served."""
        pack = self.current.served.edition.pack
        (driver,) = [each for each in pack.drivers if each.id == "etf_outflows"]
        return driver.title


def edition_of(pack: RulePack) -> Edition:
    """Return an edition without episodes."""
    return make_edition(Explainer(pack), (), {"paths": {}, "components": {"schemas": {}}})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return an overlay that is served; what the collector spared is given back at the end."""
    yield Desk(tmp_path / "my-rules")
    gc.unfreeze()


def test_nothing_is_read_where_nothing_changed(desk: Desk) -> None:
    """A look at folders as they were costs no reading."""
    before = desk.current.served
    desk.reloader.look(False)
    assert desk.current.served is before


def test_a_change_is_taken_at_the_next_look(desk: Desk) -> None:
    """Nobody needs to have told of it; since when it serves is the moment it was taken."""
    desk.overlay.retitle("Money returns")
    desk.reloader.look(False)
    assert desk.title == "Money returns"
    assert (
        desk.current.served.since == desk.current.served.reload.at == START + timedelta(minutes=1)
    )


def test_a_touched_file_is_read_though_it_looks_the_same(desk: Desk) -> None:
    """What is equal by its hash exchanges nothing."""
    before = desk.current.served
    desk.reloader.look(True)
    assert desk.current.served.edition is before.edition
    assert desk.current.served.since == START
    assert desk.current.served.reload.at == START + timedelta(minutes=1)


def test_what_changes_while_it_is_read_is_read_again(desk: Desk) -> None:
    """The edition is that of the last change, and nothing in between is served."""
    served: list[str] = []

    def change_meanwhile(pack: RulePack) -> Edition:
        served.append(desk.title)
        if len(served) < 3:
            desk.overlay.retitle(f"Money leaves by {'ab'[len(served) - 1]}")
        return edition_of(pack)

    desk.made = change_meanwhile
    desk.overlay.retitle("Money returns")
    desk.reloader.look(False)
    assert served == ["Money leaves"] * 3
    assert desk.title == "Money leaves by b"


def test_what_never_comes_to_rest_is_taken_all_the_same(desk: Desk) -> None:
    """Rules that are written again and again are served as they were read last."""
    letters = iter("abcdefghijklmnopqrstuvwxyz")

    def change_meanwhile(pack: RulePack) -> Edition:
        made = edition_of(pack)
        desk.overlay.retitle(f"Money leaves by {next(letters)}")
        return made

    desk.made = change_meanwhile
    desk.overlay.retitle("Money returns")
    desk.reloader.look(False)
    first = desk.title
    desk.reloader.look(False)
    assert "Money leaves" < first < desk.title


def test_a_defect_leaves_the_old_rules_serving(desk: Desk) -> None:
    """The log has the traceback; readiness tells that there is a defect and nothing of it."""

    def fail(_pack: RulePack) -> Edition:
        raise ZeroDivisionError("secret detail")

    desk.made = fail
    desk.overlay.retitle("Money returns")
    with capture_logs() as logged:
        desk.reloader.look(False)
    reload = desk.current.served.reload
    assert desk.title == "Money leaves"
    assert (reload.state, reload.problem_count) == ("failed", 1)
    assert "secret" not in str(reload)
    (rejected,) = logged
    assert rejected["event"] == "pack.rejected"
    assert isinstance(rejected["exc_info"], ZeroDivisionError)

    desk.made = edition_of
    desk.overlay.driver.touch()
    desk.reloader.look(True)
    assert desk.title == "Money returns"
    assert desk.current.served.reload.state == "ok"


def test_words_that_do_not_compile_are_a_pack_that_does_not_load(desk: Desk) -> None:
    """A lexicon is checked when it is compiled, and its problems have codes as well."""
    lexicon = desk.overlay.root / "lexicon" / "en.yaml"
    lexicon.parent.mkdir()
    lexicon.write_text("numbers: {minus: [1]}\n", encoding="utf-8")
    desk.reloader.look(False)
    reload = desk.current.served.reload
    assert reload.state == "failed"
    assert {problem.code for problem in reload.problems} == {"N001"}
    assert {problem.path for problem in reload.problems} == {"lexicon/en.yaml"}
    assert desk.title == "Money leaves"


def test_editions_that_are_over_are_freed(desk: Desk) -> None:
    """The first one too, which the collector was told to spare: memory does not grow by edits."""
    over = []
    for title in ("Money leaves by a", "Money leaves by b", "Money leaves by c"):
        over.append(weakref.ref(desk.current.served.edition.explainer))
        desk.overlay.retitle(title)
        desk.reloader.look(False)
    assert [explainer() for explainer in over] == [None] * 3
    assert gc.get_freeze_count() > 0


def test_problems_name_no_place_on_the_machine(desk: Desk) -> None:
    """A path begins with the name of its rule folder, as the operator wrote it."""
    (desk.overlay.root / "drivers" / "bad.yaml").write_text(BROKEN, encoding="utf-8")
    (desk.overlay.root / "stray.yml").write_text("", encoding="utf-8")
    desk.reloader.look(False)
    problems = desk.current.served.reload.problems
    assert {problem.path for problem in problems} == {
        "my-rules/drivers/bad.yaml",
        "my-rules/stray.yml",
    }
    assert str(desk.overlay.root.parent) not in str(problems)


def test_long_messages_are_cut() -> None:
    """A rule may quote whole paragraphs in what is wrong with it; warnings are no reason."""
    error, warning = (
        Diagnostic(code=code, severity=severity, path="pack.yaml", message="x" * 1000, hint="y")
        for code, severity in (("R010", Severity.ERROR), ("R203", Severity.WARNING))
    )
    problems, found = problems_of(PackError([error, warning]), str)
    assert [len(problem.message) for problem in problems] == [LONGEST_TEXT]
    assert found == 1
