"""What a snapshot says it could not get, and where its sources differ, reaches the reader."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from explainer import Explainer, load_pack
from explainer.engine.gaps import REASONS
from explainer.errors import SnapshotError
from explainer.intake import convert_snapshot
from explainer.snapshot import GapReason

FALL: dict[str, Any] = {
    "as_of": "2026-02-04T21:00:00Z",
    "assets": {"BTC": {"price_usd": 73000, "change_24h_pct": -6.1}},
}
LIQUIDATIONS = {"metric": "derivatives.liquidations_24h_usd", "reason": "timed_out"}


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


@pytest.mark.parametrize("length", ["brief", "article"])
def test_a_gap_is_told_with_its_reason(explainer: Explainer, length: str) -> None:
    """Beside what could not be checked stands what was asked for and did not come, and why."""
    explained = explainer.explain(FALL | {"gaps": [LIQUIDATIONS]}, length=length)
    told = "Not to be had: the liquidations in 24 hours (the source gave no answer in time)."
    assert told in explained.text
    (flaw,) = explained.data_quality.unobtained
    assert (flaw.pointer, flaw.code) == ("/derivatives/liquidations_24h_usd", "timed_out")


def test_many_gaps_are_counted(explainer: Explainer) -> None:
    """Two are named, the others counted."""
    metrics = ("macro.vix", "macro.dxy", "sentiment.fear_greed", "etf.BTC.net_flow_usd")
    gaps = [{"metric": metric, "reason": "no_key"} for metric in metrics]
    assert "and two other readings" in explainer.explain(FALL | {"gaps": gaps}).text


def test_a_gap_that_another_source_filled_is_none(explainer: Explainer) -> None:
    """What is there after all is not told as missing."""
    filled = FALL | {"derivatives": {"liquidations_24h_usd": 8e8}, "gaps": [LIQUIDATIONS]}
    explained = explainer.explain(filled)
    assert explained.data_quality.unobtained == ()
    assert "Not to be had" not in explained.text


def test_sources_that_differ_are_told_and_the_reading_is_used(explainer: Explainer) -> None:
    """The reader hears that another source has another figure."""
    doubt = {"metric": "assets.BTC.price_usd", "value": 76000, "source": "Other"}
    explained = explainer.explain(FALL | {"doubts": [doubt]})
    told = "Taken with care: the bitcoin price of $73,000 (another source has another figure)."
    assert told in explained.text
    assert [flaw.code for flaw in explained.data_quality.flagged] == ["sources_disagree"]


def test_every_reason_has_its_words(explainer: Explainer) -> None:
    """Programs and readers are told each reason in words of its own."""
    assert set(REASONS) == set(get_args(GapReason))
    flaws = explainer.pack.lexicon["flaws"]
    assert isinstance(flaws, dict)
    assert set(REASONS) <= set(flaws)


@pytest.mark.parametrize(
    "wrong",
    [
        {"metric": "macro.vix", "reason": "because"},
        {"reason": "blocked"},
        {"metric": "macro.vix", "reason": "blocked", "source": " "},
    ],
)
def test_a_gap_that_says_nothing_is_refused(explainer: Explainer, wrong: dict[str, str]) -> None:
    """A gap has a metric and a known reason; a source that is named has a name."""
    with pytest.raises(SnapshotError):
        explainer.explain(FALL | {"gaps": [wrong]})


FED_MISSING = {"metric": "calendar.fomc", "reason": "blocked", "covers": ["calendar.fomc"]}
NEWS_MISSING = {"metric": "events.security_breach", "reason": "timed_out"}


def statuses(explainer: Explainer, driver: str, **more: Any) -> dict[str, str]:
    """What becomes of each evidence of a driver."""
    assessment = explainer.assess(convert_snapshot(FALL | more))
    finding = next(each for each in assessment.drivers if each.id == driver)
    return {evidence.id: evidence.status for evidence in finding.evidence}


@pytest.mark.parametrize("calendar", [[], [{"kind": "cpi", "date": "2026-02-05"}]])
def test_a_kind_of_date_that_could_not_be_had_is_not_absent(
    explainer: Explainer, calendar: list[dict[str, str]]
) -> None:
    """Without the dates of the Federal Reserve nothing says that it does not meet."""
    whole = statuses(explainer, "macro_policy", calendar=calendar)
    partly = statuses(explainer, "macro_policy", calendar=calendar, gaps=[FED_MISSING])
    changed = {name for name in whole if whole[name] != partly[name]}
    assert {(whole[name], partly[name]) for name in changed} == {("false", "unknown")}
    assert changed >= {"meeting_now", "meeting_past"}


def test_a_kind_of_event_that_could_not_be_had_is_not_absent(explainer: Explainer) -> None:
    """The feed of an office alone does not say that nothing was stolen."""
    decided = [{"kind": "monetary_policy", "title": "Rates held", "date": "2026-02-04"}]
    whole = statuses(explainer, "security_incident", events=decided)
    partly = statuses(explainer, "security_incident", events=decided, gaps=[NEWS_MISSING])
    assert "false" in whole.values()
    assert "unknown" in partly.values()
