"""What is said of a finding: one plain sentence for each reason."""

from collections.abc import Mapping
from types import MappingProxyType

from explainer.explanation import Receipt
from explainer.narrative.numbers import Numerals
from explainer.verification.candidates import Candidate, DatedThing
from explainer.verification.report import NearestReading

NUMBERS: Mapping[str, str] = MappingProxyType(
    {
        "reads": "stands for {label}: {shown}",
        "own": "stands as in the explanation: {shown}",
        "sign": "{label} is {shown}; the words or the sign say the opposite",
        "earlier": "{label} is {shown}: it comes before the other, not after it",
        "unit": "{label} is {shown}; the number fits but its unit does not",
        "scale": "{label} is {shown}; the digits fit another scale",
        "magnitude": "{label} is {shown}",
        "subject": "this is {label} ({shown}), which is not what the sentence speaks of",
        "no_subject": "{label} is {shown}, but the sentence does not say what it speaks of",
        "nothing": "nothing in the snapshot, in what follows from it or in the rules stands for it",
        "no_direction": "{label} is {shown}; neither a word nor a sign says which way it went",
        "malformed": "this is not a number as American English writes one",
        "times": "multiples are not judged",
        "ordinal": "nothing says what is counted",
        "window": "the span of time that figures of the catalogue cover",
        "span": "the span of time between dates of the snapshot",
        "no_span": "no figure covers this span of time, and no two dates lie so far apart",
        "counted": "so many drivers there are",
        "miscounted": "the explanation comes to another number of drivers: {shown}",
        "background": "the rules print it beside the same words",
        "title": "it stands in the title of an event",
        "share": "the amounts of the sentence make this share",
        "other_duration": "the explanation has another span of time here",
        "other_counted": "the explanation has another count here",
        "sum": "stands for {label} together",
    }
)
DATES: Mapping[str, str] = MappingProxyType(
    {
        "reads": "stands for {shown}",
        "own": "stands as in the explanation: {shown}",
        "date": "the date is {shown}",
        "time": "the time is {shown}",
        "weekday": "{shown} is a {weekday}",
        "weekday_alone": "no date of the snapshot near it falls on this day of the week",
        "no_date": "there is no such day",
        "no_such_date": "no date of the snapshot is this one",
        "nothing": "the snapshot holds no date that it could stand for",
    }
)
CLAIMS: Mapping[str, str] = MappingProxyType(
    {
        "own": "the explanation says so itself",
        "certainty": "the words say {said}; the evidence for {title} permits {allowed}",
        "role": "{title} is {role}, so it cannot have set the fall off",
        "not_fired": "{title} was checked and found absent or too weak to count",
        "not_evaluated": "{title} could not be checked, so it cannot be named as a cause",
        "not_evaluated_denied": "{title} could not be checked, so it cannot be ruled out",
        "not_falling": "by these figures prices were not falling, so nothing has driven a fall",
        "turned": "the driver is {title}; this is the opposite",
        "reversed": "{title} is told as a cause of the fall, not as what came of it",
        "fired": "the figures do show {title}",
        "ruled_out": "{title} was checked and found absent or too weak to count",
        "unchecked": "{title} could not be checked",
        "was_checked": "{title} was checked",
        "link": "the words say {said}; that it set off another driver is at most {allowed}",
        "instead": "the explanation names {shown} here, and {title} was not found",
        "hedge_dropped": "the explanation is less certain here: {shown}",
        "asset": "the explanation says this of another asset: {shown}",
        "turned_round": "the explanation says the opposite here: {shown}",
        "most": "{label} is a lower bound: {shown}, and may be more",
        "direction": "{label} is {shown}",
        "market_direction": "by these figures the direction of the market is {shown}",
        "lower_bound": "{label} is a lower bound: {shown}, at least",
    }
)
ROLES: Mapping[str, str] = MappingProxyType(
    {
        "trigger": "a trigger",
        "amplifier": "an amplifier",
        "condition": "a condition",
        "symptom": "a symptom",
    }
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ADVICE: Mapping[str, str] = MappingProxyType(
    {
        "imperative": "tells a reader what to do",
        "modal": "tells a reader what to do",
        "phrase": "advises a reader",
        "prediction": "foretells prices",
    }
)


def shown(value: float, unit: str | None, numerals: Numerals) -> str:
    """A reading as prose shows it, with its sign."""
    return numerals.level(value, unit, signed=False)[0]


def nearest(candidate: Candidate, numerals: Numerals) -> NearestReading:
    """A candidate as findings carry it."""
    return NearestReading(
        metric=candidate.metric,
        label=candidate.label,
        pointer=candidate.pointer,
        rule_pointer=candidate.rule_pointer,
        value=candidate.value,
        unit=candidate.unit,
        shown=shown(candidate.value, candidate.unit, numerals),
    )


def nearest_date(thing: DatedThing) -> NearestReading:
    """A date of the snapshot as findings carry it."""
    day = thing.day.isoformat()
    timed = thing.hour is not None
    return NearestReading(
        metric=thing.about,
        label="date",
        pointer=thing.pointer,
        rule_pointer=None,
        value=day,
        unit=None,
        shown=f"{day} {thing.hour:02}:{thing.minute:02} UTC" if timed else day,
    )


def of_receipt(receipt: Receipt) -> NearestReading:
    """What a receipt of ours stands for, as findings carry it."""
    return NearestReading(
        metric=(receipt.pointer or receipt.rule_pointer or "").strip("/").replace("/", "."),
        label=receipt.kind,
        pointer=receipt.pointer,
        rule_pointer=receipt.rule_pointer,
        value=receipt.value,
        unit=receipt.unit,
        shown=receipt.shown,
    )
