"""Texts that go from the reading of now to the one before it, as if time ran backward."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from explainer.verification.candidates import Candidate
from explainer.verification.listed import Heard
from explainer.verification.own import Item
from explainer.verification.quantities import Quantity
from explainer.verification.report import NumberFinding

FROM, TO = "from", "to"


def backward(
    heard: Heard,
    findings: Sequence[tuple[Item, NumberFinding, Candidate | None]],
    earlier: Mapping[str, str],
) -> Quantity | None:
    """The number told as the later one where it is the earlier; None if all is in order.

    *findings* are those of the sentence in order; *earlier* leads from a reading
    of now to that of before.
    """
    stood_for = [
        (item, candidate)
        for item, finding, candidate in findings
        if isinstance(item, Quantity) and candidate and finding.status == "supported"
    ]
    for (one, first), (other, second) in pairwise(stood_for):
        if earlier.get(first.metric) != second.metric or first.value == second.value:
            continue
        before = heard.tokens[one.first - 1].same if one.first else ""
        between = heard.tokens[one.last : other.first]
        if before == FROM and [token.same for token in between if token.same != "$"] == [TO]:
            return other
    return None
