"""What a brief must hold, on every case and on real days: nothing vanishes for want of room."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from explainer.assessment import Assessment
from explainer.explanation import Claim
from explainer.narrative import Narrative, compile_words
from explainer.narrative.causes import order
from explainer.narrative.desk import Desk
from explainer.narrative.opening import has_figure
from explainer.pack import load_pack

Tell = Callable[..., Any]
WITHIN = 30


def snapshots(shared: Path, every: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield all cases, and every so many real days, with a name for each."""
    for path in sorted((shared / "cases").glob("*.yaml")):
        data = yaml.safe_load(path.read_text())["snapshot"]
        yield path.name, json.loads(json.dumps(data, default=str))
    for path in sorted((shared / "history").glob("*.jsonl")):
        for line in path.read_text().splitlines()[::every]:
            snapshot = json.loads(line)
            yield snapshot["as_of"], snapshot


def in_prose(told: Narrative) -> list[Claim]:
    """Return the sentences, without the items of lists."""
    return [claim for claim in told.claims if told.text[claim.start - 2 : claim.start] != "- "]


def lacking(assessment: Assessment, told: Narrative) -> list[str]:
    """Return the parts that the brief ought to hold and does not."""
    texts = [claim.text for claim in told.claims]
    lacks: list[str] = []

    def need(part: str, wanted: bool, *openings: str) -> None:
        if wanted and not any(text.startswith(openings) for text in texts):
            lacks.append(part)

    undecided = [f for f in assessment.drivers if f.status == "not_evaluated"]
    figures = [
        out for out in told.ruled_out if isinstance(out.value, float) and re.search(r"\d", out.text)
    ]
    due = [signal for signal in assessment.signals if signal.due is not None]
    watchable = [
        signal
        for signal in assessment.signals
        if signal.value is not None and signal.threshold is not None
    ]
    need("not checked", bool(undecided), "Not checked", "Data were lacking")
    need("ruled out", bool(figures), "Ruled out", "The figures rule out", "Checked and found")
    need("next date", bool(due), "Next on the calendar")
    need("as of", True, "Figures as of")
    need("disclosure", True, "Written automatically")
    if watchable and "What to watch\n- " not in told.text:
        lacks.append("what to watch")
    if len(told.text.split()) > 250:
        lacks.append("room")
    return lacks


def test_every_part_is_there(tell: Tell, shared: Path) -> None:
    """On all cases and every fifth real day, however many drivers fired."""
    for name, snapshot in snapshots(shared, 3):
        assessment, told = tell(snapshot)
        assert lacking(assessment, told) == [], name


def test_the_leading_driver_has_its_figure_early(tell: Tell, shared: Path) -> None:
    """Within the first 30 words of the answer, wherever prices fell and it has a figure."""
    words = compile_words(load_pack())
    for name, snapshot in snapshots(shared, 3):
        assessment, told = tell(snapshot)
        desk = Desk(assessment, words, "ab" * 8)
        if assessment.move.direction != "down" or not desk.fired:
            continue
        evidence = [one.evidence for one in order(desk, desk.fired[0]) if has_figure(desk, one)]
        if not evidence:
            continue
        answer = told.claims[1]
        places = [
            answer.text.count(" ", 0, receipt.start - answer.start)
            for receipt in answer.receipts
            if receipt.value in {one.value for one in evidence}
            or (receipt.pointer or "").startswith("/events/")
        ]
        assert places, name
        assert min(places) < WITHIN, name


def test_no_sentence_opens_with_a_figure(tell: Tell, shared: Path) -> None:
    """A figure follows at least one word."""
    for name, snapshot in snapshots(shared, 9):
        _, told = tell(snapshot)
        for claim in in_prose(told):
            assert not re.match(r"[-+$\d]", claim.text), (name, claim.text)


def test_no_reading_is_told_twice_in_prose(tell: Tell, shared: Path) -> None:
    """What the answer and the chain have said, they do not say again; lists may."""
    for name, snapshot in snapshots(shared, 9):
        assessment, told = tell(snapshot)
        spoken = {f"{driver.id}@{driver.version}" for driver in assessment.drivers}
        seen: set[str] = set()
        for claim in in_prose(told):
            if claim.rule not in spoken or claim.kind == "background":
                continue
            own = {
                receipt.pointer
                for receipt in claim.receipts
                if receipt.pointer is not None and not isinstance(receipt.value, str)
            }
            assert not own & seen, (name, claim.text)
            seen |= own


def test_other_pressures_are_those_that_the_answer_lists(tell: Tell, shared: Path) -> None:
    """The count of the others is that of the fired drivers but one, and names them."""
    for name, snapshot in snapshots(shared, 9):
        assessment, told = tell(snapshot)
        for claim in told.claims[:3]:
            for receipt in claim.receipts:
                if receipt.kind == "count":
                    fired = [f.id for f in assessment.drivers if f.status == "fired"]
                    assert [one.value for one in receipt.operands] == fired[1:], name
                    assert receipt.value == len(receipt.operands)
