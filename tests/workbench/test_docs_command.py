"""`explainer rules docs`, run as people run it."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.command_line import Cli

from explainer.pack import load_pack
from explainer.resources import rules_dir

READER = MarkdownIt("commonmark").enable("table")
HOSTILE = '"[x](javascript:alert(1)) | `a` *b* & {} \\u0007"'
DRIVER = f"""
id: fear_of_heights
version: 1
title: {HOSTILE}
status: experimental
role: symptom
code: SENT-HIGH-01
owner: {HOSTILE}
noun: fear of heights
headline: fear of heights spreads
evidence:
  vix:
    metric: macro.vix
    family: {HOSTILE}
    bands: [{{at: 20, strength: 0}}, {{at: 40, strength: 0.6}}]
    say: "the VIX, a gauge of expected swings in stocks, stood at {{value}}"
    reason: {HOSTILE}
what_it_means: Traders look down.
why_it_hurts: They climb back.
references: [{HOSTILE}]
false_positives: [{HOSTILE}]
leads_to: [fear_sentiment]
"""
CASES = """
driver: fear_of_heights
cases:
  - {name: "# high | <b>", given: {macro: {vix: 35}}, status: fired}
"""


@pytest.fixture
def overlay(cli: Cli) -> str:
    """Return an overlay with one driver, every free text of it hostile."""
    (cli.folder / "my-rules" / "drivers").mkdir(parents=True)
    cli.write("my-rules/drivers/fear_of_heights.yaml", DRIVER)
    cli.write("my-rules/drivers/fear_of_heights.cases.yaml", CASES)
    return "my-rules"


def files(folder: Path) -> set[str]:
    """Return the files of a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_built_in_pack_is_written_into_docs(cli: Cli) -> None:
    """Every driver gets a page; a second run writes nothing and finds nothing."""
    done = cli("rules", "docs")
    written = files(cli.folder / "docs")

    assert done.returncode == 0, done.stderr
    assert {f"drivers/{driver.id}.md" for driver in load_pack().drivers} <= written
    assert {"drivers.md", "signals.md", "metrics.md"} <= written
    assert len(done.stdout.splitlines()) == len(written) + 1
    assert cli("rules", "docs").stdout.decode() == (
        f"{len(written)} pages and pictures: 0 written, 0 stale\n"
    )
    assert cli("rules", "docs", "--check").returncode == 0


def test_of_an_overlay_its_own_drivers_get_pages(cli: Cli, overlay: str) -> None:
    """They and the lists are written where the author says."""
    done = cli("rules", "docs", overlay, "--out", "my-docs")

    assert done.returncode == 0, done.stderr
    assert files(cli.folder / "my-docs") == {
        "drivers.md",
        "metrics.md",
        "signals.md",
        "drivers/fear_of_heights.md",
        "drivers/bands/fear_of_heights.vix.svg",
    }
    assert "A fearful market" in (cli.folder / "my-docs/drivers/fear_of_heights.md").read_text()


def test_pages_of_an_overlay_lie_inside_it_by_default(cli: Cli, overlay: str) -> None:
    """They never take the place of those of a whole pack, and are no rules."""
    done = cli("rules", "docs", EXPLAINER_RULES=overlay)

    assert done.returncode == 0, done.stderr
    assert "docs/drivers/fear_of_heights.md" in files(cli.folder / overlay)
    assert not (cli.folder / "docs").exists()
    assert cli("rules", "docs", overlay, "--check").returncode == 0


def test_no_text_of_an_author_becomes_markup(cli: Cli, overlay: str) -> None:
    """The page holds no HTML but its notice, and links to nothing but pages beside it."""
    cli("rules", "docs", overlay)
    text = (cli.folder / overlay / "docs/drivers/fear_of_heights.md").read_text()
    tokens = [one for token in READER.parse(text) for one in (token, *(token.children or ()))]
    html = [token.content for token in tokens if token.type.startswith("html")]
    targets = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]

    assert [one.startswith("<!-- Written by") for one in html] == [True]
    assert {target.partition("#")[0] for target in targets} == {"", "../metrics.md"}
    assert text.count("alert(1)") == 7


def test_a_check_names_what_differs_and_writes_nothing(cli: Cli, overlay: str) -> None:
    """A page that is changed, one that is missing and one that is stale each have a line."""
    cli("rules", "docs", overlay)
    docs = cli.folder / overlay / "docs"
    page = docs / "drivers" / "fear_of_heights.md"
    page.with_name("gone.md").write_text(page.read_text())
    page.write_text(page.read_text() + "more\n")
    (docs / "signals.md").unlink()
    done = cli("rules", "docs", overlay, "--check")

    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "missing  my-rules/docs/signals.md",
        "differs  my-rules/docs/drivers/fear_of_heights.md",
        "stale    my-rules/docs/drivers/gone.md: nothing writes this any more; remove it",
        "5 pages and pictures: 2 differ, 1 stale",
    ]
    assert not (docs / "signals.md").exists()


def test_somebody_elses_file_is_refused_before_anything_is_written(cli: Cli) -> None:
    """A folder with a page of the same name keeps it."""
    (cli.folder / "docs").mkdir()
    cli.write("docs/signals.md", "my signals")
    done = cli("rules", "docs")

    assert done.returncode == 2
    assert b"docs/signals.md" in done.stderr
    assert b"--out" in done.stderr
    assert files(cli.folder) == {"docs/signals.md"}


def test_rules_that_do_not_load_are_shown_under_their_lines(cli: Cli, overlay: str) -> None:
    """Nothing is written of them."""
    cli.write("my-rules/drivers/fear_of_heights.yaml", DRIVER.replace("macro.vix", "macro.vxi"))
    done = cli("rules", "docs", overlay)

    assert done.returncode == 2
    assert b"fear_of_heights.yaml" in done.stderr
    assert b"error R102" in done.stderr
    assert not (cli.folder / overlay / "docs").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drivers/fear_of_heights.cases.yaml", "cases: ["),
        ("drivers/fear_of_heights.cases.yaml", "cases: 5"),
        ("drivers/fear_of_heights.cases.yaml", CASES.replace("35", f"1{'0' * 350}")),
        ("docs/scorecard.json", "{"),
        ("docs/scorecard.json", "[]"),
        ("docs/scorecard.json", b"\xff"),
    ],
)
def test_cases_and_scores_that_cannot_be_read_are_refused(
    cli: Cli, overlay: str, name: str, content: str | bytes
) -> None:
    """The file is named with what is wrong with it."""
    (cli.folder / overlay / "docs").mkdir()
    cli.write(f"{overlay}/{name}", content)
    done = cli("rules", "docs", overlay)

    assert done.returncode == 2
    assert name.rpartition("/")[2].encode() in done.stderr
    assert files(cli.folder / overlay / "docs") <= {"scorecard.json"}


def test_a_scorecard_beside_the_pages_gives_their_scores(cli: Cli, repository: Path) -> None:
    """What `scorecard --json` prints is read from the folder of the pages."""
    (cli.folder / "docs").mkdir()
    card = cli("scorecard", str(repository / "fixtures/episodes"), "--json")
    cli.write("docs/scorecard.json", card.stdout)
    cli("rules", "docs")
    text = (cli.folder / "docs/drivers/etf_outflows.md").read_text()

    assert "| recall |" in text.partition("## Score")[2]
    assert "Not measured" not in text


def test_pages_of_the_checkout_are_those_of_its_rules(cli: Cli, repository: Path) -> None:
    """Naming the built-in folder changes nothing."""
    docs = str(repository / "docs")

    assert cli("rules", "docs", str(rules_dir()), "--out", docs, "--check").returncode == 0
