"""What whoever made the snapshot did not get, and where two sources of theirs differ."""

from collections.abc import Mapping

from explainer.assessment import Flaw, Value
from explainer.metrics import pointer_to
from explainer.snapshot import GapReason, Snapshot

REASONS: Mapping[GapReason, str] = {
    "timed_out": "the source gave no answer in time",
    "unreachable": "the source could not be reached",
    "rate_limited": "the source asked for fewer requests",
    "blocked": "the source does not serve the program that asked",
    "failed": "the source failed",
    "refused": "the source refused the request",
    "changed_shape": "the answer of the source was in no known form",
    "nothing_usable": "the source had not published it",
    "no_key": "the source wants a key, and none was given",
    "no_time": "the time for asking was over",
    "too_old": "the newest figure of the source was too old",
    "from_future": "the figure of the source was dated in the future",
    "impossible": "the figure of the source was outside what is possible",
    "switched_off": "the source is switched off",
    "defect": "the answer of the source could not be read here",
}


def unobtained(snapshot: Snapshot, values: Mapping[str, Value]) -> list[Flaw]:
    """The gaps of the snapshot, but for those of readings that came from elsewhere after all."""
    return [
        Flaw(pointer=pointer_to(gap.metric), code=gap.reason, reason=REASONS[gap.reason])
        for gap in snapshot.gaps
        if gap.metric not in values
    ]


def doubted(snapshot: Snapshot, values: Mapping[str, Value]) -> list[Flaw]:
    """The readings for which another source has another figure; they are used all the same."""
    return [
        Flaw(
            pointer=pointer_to(doubt.metric),
            code="sources_disagree",
            reason=f"{doubt.source} has {doubt.value:g}",
            value=values[doubt.metric],
        )
        for doubt in snapshot.doubts
        if doubt.metric in values
    ]
