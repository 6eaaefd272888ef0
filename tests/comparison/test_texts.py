"""What a comparison says, and how: pairs told byte for byte, and the parts of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.comparison.conftest import Compare
from tests.comparison.days import Plain, changed, quiet

from explainer import Explainer
from explainer.comparison import FORMS, render
from explainer.errors import OptionError
from explainer.source import read_yaml

Golden = Callable[[Path, str], str]

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "tests/golden/comparisons"
MOST_WORDS = 250
QUIET = quiet()
FALL: Plain = changed(
    QUIET,
    assets__BTC__price_usd=92_000.0,
    assets__BTC__change_24h_pct=-8.0,
    assets__BTC__low_24h_usd=91_000.0,
    assets__ETH__change_24h_pct=-9.5,
    market__change_24h_pct=-7.9,
    etf__BTC__net_flow_usd=-540e6,
    sentiment__fear_greed=22.0,
    macro__nasdaq_100_change_pct=-2.4,
)
LATER: Plain = changed(
    FALL,
    "2026-02-06T13:30:00Z",
    assets__BTC__price_usd=94_500.0,
    assets__BTC__change_24h_pct=1.2,
    assets__ETH__change_24h_pct=0.8,
    market__change_24h_pct=1.1,
    etf__BTC__net_flow_usd=-130e6,
    sentiment__fear_greed=12.0,
    macro__nasdaq_100_change_pct=0.4,
)


def episode(name: str) -> Plain:
    """Return the snapshot of an episode."""
    path = next((REPOSITORY / "fixtures/episodes").glob(f"{name}*.yaml"))
    snapshot: Plain = read_yaml(path.read_text(encoding="utf-8"), path.name).data["snapshot"]
    return snapshot


PAIRS: dict[str, tuple[Plain, Plain]] = {
    "a-fall-begins": (QUIET, FALL),
    "a-fall-calms": (FALL, LATER),
    "two-weeks-of-outflows": (episode("2025-11-04"), episode("2025-11-18")),
    "a-week-after-the-record": (episode("2025-10-11"), episode("2025-10-18")),
    "across-a-year": (episode("2024-12-09"), episode("2025-01-09")),
    "little-in-common": (episode("2022-06-13"), episode("2022-06-15")),
    "an-hour-later": (FALL, changed(FALL, "2026-02-04T22:00:00Z", sentiment__fear_greed=8.0)),
    "the-same": (FALL, FALL),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_reads_as_it_did(explainer: Explainer, golden: Golden, name: str) -> None:
    """The text byte for byte; wordings hang on the snapshots alone."""
    text = explainer.compare(*PAIRS[name]).text
    assert golden(FOLDER / f"{name}.txt", text) == text


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_is_told_in_short_and_backed(compare: Compare, name: str) -> None:
    """At most 250 words, a headline of a line, no doubled marks, every number with a receipt."""
    comparison = compare(*PAIRS[name])
    assert len(comparison.text.split()) <= MOST_WORDS
    assert len(comparison.headline) <= 90
    assert comparison.text.startswith(comparison.headline + "\n\n" + comparison.answer + "\n\n")
    assert comparison.text.rstrip().endswith(comparison.disclosure)
    assert not re.search(r"  |\.\.|,,| [.,;:]|None|[{}\[\]]", comparison.text)


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("a-fall-begins", "New strain since Feb. 3: "),
        ("a-fall-calms", "Strain gone since Feb. 4: "),
        ("two-weeks-of-outflows", "Less strain since Nov. 5: outflows from spot ETFs"),
        ("little-in-common", "Seen since June 13, with no earlier figures to compare"),
        ("an-hour-later", "More strain since 21:00 UTC: fear among traders"),
        ("the-same", "Nothing changed"),
    ],
)
def test_the_headline_says_what_changed(compare: Compare, name: str, headline: str) -> None:
    """By the weightiest kind of change there is."""
    assert compare(*PAIRS[name]).headline.startswith(headline)


def test_the_same_snapshots_have_nothing_to_tell(compare: Compare) -> None:
    """A headline, a sentence, the moment and the disclosure."""
    comparison = compare(FALL, FALL)
    assert comparison.answer == "Both snapshots hold the same figures for the same moment."
    assert len(comparison.claims) == 4
    assert {change.change for change in comparison.drivers} <= {"steady", "unknown"}


def test_two_quiet_days_say_so(compare: Compare) -> None:
    """Nothing fired on either, and nothing crossed."""
    comparison = compare(QUIET, changed(QUIET))
    assert comparison.headline == "No known pressure on prices, now or before"
    assert comparison.answer == (
        "The figures showed no known pressure on prices, on Feb. 3 or on Feb. 4."
    )


def test_a_standing_pressure_is_named(compare: Compare) -> None:
    """Nothing came or went: the drivers that were there are named once."""
    comparison = compare(FALL, changed(FALL, "2026-02-05T21:00:00Z"))
    assert comparison.headline == "Little has changed since Feb. 4"
    assert "Pressure on prices was much the same on Feb. 5 as on Feb. 4: " in comparison.answer


def test_daily_changes_are_told_of_their_own_moments(compare: Compare) -> None:
    """Both are changes over 24 hours; what lies in between is computed from the prices."""
    text = compare(FALL, LATER).text
    assert (
        "Bitcoin was down 8% over the 24 hours to Feb. 4, and up 1.2% over the 24 hours to Feb. 6."
    ) in text
    assert re.search(r"In between, the price of bitcoin \w+ 2\.7%, from \$92,000 to \$94,500", text)


def test_without_both_prices_nothing_is_said_of_the_time_between(compare: Compare) -> None:
    """A change between two moments needs a price at each."""
    assert (
        "In between"
        not in compare(FALL, changed(LATER, LATER["as_of"], assets__BTC__price_usd=None)).text
    )


def test_years_are_told_where_they_differ(compare: Compare) -> None:
    """Dec. 10 and Jan. 9 are a year apart by name only if the year is there."""
    text = compare(*PAIRS["across-a-year"]).text
    assert "Dec. 10, 2024" in text
    assert "Jan. 9, 2025" in text
    assert not re.search(r"(Dec\. 10|Jan\. 9)(?!, 20)", text)


def test_moments_within_a_minute_are_told_apart_by_their_order(compare: Compare) -> None:
    """Two snapshots of one moment, such as a corrected one, may be compared."""
    comparison = compare(QUIET, changed(FALL, QUIET["as_of"]))
    assert "by the second snapshot" in comparison.answer.lower()
    assert "Both sets of figures are as of 21:00 UTC on Feb. 3, 2026." in comparison.text


def test_readings_set_aside_are_counted(compare: Compare) -> None:
    """A reading that cannot be is named as unused, on its side."""
    broken = changed(FALL, assets__BTC__low_24h_usd=95_000.0)
    assert "Readings set aside as too old or impossible: one on Feb. 4." in (
        compare(QUIET, broken).text
    )


def test_a_focus_is_compared(compare: Compare) -> None:
    """The asset in focus leads, and the answer says what it was."""
    comparison = compare(FALL, LATER, focus="ETH")
    assert comparison.focus == comparison.before.move.focus == "ETH"
    assert "Ether was down 9.5% over the 24 hours to Feb. 4" in comparison.text
    assert comparison.id != compare(FALL, LATER).id


@pytest.mark.parametrize(("name", "side"), [("before", "ETH"), ("after", "ETH")])
def test_a_focus_that_one_side_lacks_is_refused(explainer: Explainer, name: str, side: str) -> None:
    """With the side that lacks it."""
    poor: Plain = {"as_of": QUIET["as_of"], "assets": {"BTC": {"change_24h_pct": -1.0}}}
    pair = {"before": QUIET, "after": QUIET, name: poor}
    with pytest.raises(OptionError, match=f"in `{name}`"):
        explainer.compare(pair["before"], pair["after"], focus=side)


def test_the_same_pair_gives_the_same_bytes(explainer: Explainer) -> None:
    """In every format."""
    for form in FORMS:
        first, second = (render(explainer.compare(FALL, LATER), form) for _ in range(2))
        assert first == second


def test_markdown_says_the_same_under_its_own_marks(explainer: Explainer) -> None:
    """A heading for the headline and the list, and every sentence of the text."""
    comparison = explainer.compare(QUIET, FALL)
    drawn = render(comparison, "markdown")
    assert drawn.startswith(f"# {comparison.headline}\n\n")
    assert "\n\n## Key levels crossed\n\n- " in drawn
    plain = drawn.replace("\\", "")
    assert all(claim.text in plain for claim in comparison.claims)


def test_an_unknown_format_is_refused(explainer: Explainer) -> None:
    """With what there is."""
    with pytest.raises(OptionError, match="did you mean markdown"):
        render(explainer.compare(QUIET, FALL), "markdwn")


def test_titles_of_events_are_quoted(compare: Compare) -> None:
    """Somebody's words stay theirs, whatever they hold."""
    event: dict[str, Any] = {
        "kind": "regulation",
        "title": "Regulator <b>fines</b> 3 exchanges",
        "date": "2026-02-04",
    }
    comparison = compare(QUIET, {**FALL, "events": [event]})
    assert "\u201cRegulator <b>fines</b> 3 exchanges\u201d" in comparison.text


def test_snapshots_without_a_reading_in_common_say_so(explainer: Explainer) -> None:
    """Nothing is made of nothing."""
    told = explainer.compare({"as_of": "2026-02-03T21:00:00Z"}, {"as_of": "2026-02-04T21:00:00Z"})
    assert told.headline == "Figures do not show what changed since Feb. 3"
    assert "too little in common" in told.text
