"""What a reviewer reads of a change of rules: on a terminal, in a review, as JSON."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from markdown_it import MarkdownIt
from tests.conftest import Golden
from tests.workbench.pack_changes.making import (
    BUILT_IN,
    changes,
    edited,
    oversold,
)
from tests.workbench.pack_changes.test_answers import day

from explainer.intake import convert_snapshot
from explainer.limits import Limits
from explainer.snapshot import Snapshot
from explainer.workbench.cases import UnreadableCase
from explainer.workbench.moments import Moment
from explainer.workbench.pack_changes import FORMS, NamedPack, PackChanges, pack_changes

GOLDEN = Path(__file__).parents[2] / "golden" / "pack_changes"
MARKS = '*bold* _it_ `code` <script>alert("1")</script> | [link](http://example.org) # ~no~ &amp;'


def flows(number: int, session: float, change: float) -> Snapshot:
    """Return a day of a month with a session of ETF flows, in millions of dollars."""
    return convert_snapshot(
        {
            "as_of": f"2024-05-{number:02}T21:00:00Z",
            "assets": {"BTC": {"price_usd": 60_000, "change_24h_pct": change}},
            "etf": {"BTC": {"net_flow_usd": session * 1e6, "session_date": f"2024-05-{number:02}"}},
            "macro": {"nasdaq_100_change_pct": -1.9, "sp500_change_pct": -1.4},
        },
        Limits(),
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_change_is_drawn_for_its_reviewers(tmp_path: Path, golden: Golden, form: str) -> None:
    """A mark that moves and a word that changes, over a week with a line that cannot be read."""
    after = edited(
        tmp_path,
        "drivers/etf_outflows",
        ("0}, {at: -110M,", "0}, {at: -200M,"),
        ("owner: flows desk", "owner: night desk"),
    )
    figures = [(1, -150, -3.2), (2, -120, 2.4), (3, -450, -4.1), (4, -20, 0.1)]
    moments: list[Moment | UnreadableCase] = [
        Moment(id=f"day {number}", snapshot=flows(number, session, change))
        for number, session, change in figures
    ]
    moments.append(UnreadableCase(id="line 5", problems=("/as_of: missing",)))
    before = NamedPack("built-in", msgspec.structs.replace(BUILT_IN, hash="0" * 64))
    later = NamedPack("my-rules", msgspec.structs.replace(after, hash="1" * 64))
    drawn = FORMS[form](pack_changes(before, later, moments, most_examples=1))
    golden(GOLDEN / f"mark_moved.{form}.txt", drawn + "\n")


def test_no_change_is_said_in_one_line() -> None:
    """Both packs, and last that no answer changes; nothing else."""
    lines = FORMS["text"](changes(BUILT_IN, BUILT_IN, [day(1, 30)])).splitlines()
    assert len(lines) == 4
    assert lines[-1] == "1 snapshot, 2024-05-01 to 2024-05-01: no answer changes"


def test_a_change_without_effect_is_said_to_have_none(tmp_path: Path) -> None:
    """The rule is named, with what changed in it."""
    after = edited(tmp_path, "drivers/etf_outflows", ("owner: flows desk", "owner: night desk"))
    drawn = FORMS["text"](changes(BUILT_IN, after, [day(1, 30)]))
    assert "  driver etf_outflows: changed; no answer differs\n" in drawn
    assert "    owner: flows desk -> night desk" in drawn


def hostile(tmp_path: Path) -> PackChanges:
    """Return changes of a rule whose words are full of marks and control characters."""
    after = edited(
        tmp_path,
        "drivers/etf_outflows",
        ("owner: flows desk", f"owner: '{MARKS}'"),
        ("saw {value}", "*saw* `{value}` # _x_ ~y~ |"),
    )
    moment = Moment(id="a\nb\x1b[31m # *x*", snapshot=flows(1, -450, -4.1))
    return pack_changes(
        NamedPack("built-in", BUILT_IN), NamedPack("rules\n# <b>\x1b[2J", after), [moment]
    )


def test_markdown_shows_marks_as_they_are(tmp_path: Path) -> None:
    """What rules and names hold is read back as text, and is no markup of ours."""
    drawn = FORMS["markdown"](hostile(tmp_path))
    html = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(drawn)
    assert set(re.findall(r"</?(\w+)", html)) <= {
        *("ul", "li", "h3", "p", "table", "thead", "tbody", "tr", "th", "td"),
    }
    assert MARKS.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(
        '"', "&quot;"
    ) in " ".join(html.split())
    assert "\x1b" not in drawn


def test_text_moves_no_cursor(tmp_path: Path) -> None:
    """Control characters are replaced; a name with a line break stays in its line."""
    drawn = FORMS["text"](hostile(tmp_path))
    assert all(char.isprintable() or char == "\n" for char in drawn)
    assert "rules # <b>\N{REPLACEMENT CHARACTER}[2J" in drawn.splitlines()[1]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_bands_stand_once_in_a_section(tmp_path: Path, form: str) -> None:
    """Three examples of one driver repeat the readings and not the bands."""
    before, after = oversold(tmp_path / "a", 40), oversold(tmp_path / "b", 35)
    drawn = FORMS[form](changes(before, after, [day(number, 37) for number in (1, 2, 3)]))
    assert drawn.count("bands of rsi: ") == 1
    assert len(re.findall(r"rsi: assets.BTC.rsi\\?_14 37, strength 0.300 -\\?> 0.260", drawn)) == 3
