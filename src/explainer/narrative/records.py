"""That what speaks for a driver is a reading such as there was none in a long time."""

from explainer.assessment import DriverFinding
from explainer.narrative import causes
from explainer.narrative.desk import LEXICON, Desk
from explainer.narrative.drafts import Draft
from explainer.narrative.sides import label
from explainer.narrative.writing import Reading
from explainer.snapshot import Record

DAYS = "days"


def record(desk: Desk, finding: DriverFinding, weight: float) -> list[Draft]:
    """The window in which the strongest evidence that has a record was never as bad; or nothing."""
    if not desk.assessment.records:
        return []
    today = desk.assessment.as_of.date()
    known: dict[tuple[str, str | None], int] = {
        (one.metric, one.side): place
        for place, one in enumerate(desk.assessment.records)
        if one.first < today and (one.since is None or one.first <= one.since < today)
    }
    for told in causes.order(desk, finding):
        place = known.get((told.evidence.metric, told.words.worse))
        if place is not None:
            return _sentence(desk, desk.assessment.records[place], place, weight)
    return []


def _sentence(desk: Desk, found: Record, place: int, weight: float) -> list[Draft]:
    named = label(desk, found.metric)
    if named is None:
        return []
    at = f"/records/{place}"
    filled: dict[str, object] = {
        "label": named,
        "days": Reading(found.days, DAYS, "given", f"{at}/days"),
        "first": Reading(found.first.isoformat(), None, "given", f"{at}/first"),
    }
    key = f"{found.side}_ever"
    if found.since is not None:
        key = found.side
        filled["since"] = Reading(found.since.isoformat(), None, "given", f"{at}/since")
    draft = desk.sentence(desk.words.records[key], filled, LEXICON, weight=weight)
    return [draft] if draft else []
