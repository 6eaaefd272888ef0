"""Which sources are named, and in which order: first those that the answer rests on."""

from explainer.engine.ageing import Cover
from explainer.narrative.desk import Desk, Write
from explainer.snapshot import Source


def places(desk: Desk) -> list[int]:
    """The place of each source among the sources, each name once.

    Those come first whose figures are behind the move and the drivers that fired, so that a text
    with room for two names does not name the two that happened to be asked first.
    """
    sources = desk.assessment.sources
    first: dict[str, int] = {}
    for place, source in enumerate(sources):
        first.setdefault(source.name, place)
    if len(first) < 2:  # nothing to put in order, as in most answers
        return list(first.values())
    metrics = _rested_on(desk)
    behind = {source.name for source in sources if any(map(Cover(source.covers).takes_in, metrics))}
    return sorted(first.values(), key=lambda place: sources[place].name not in behind)


def name_of(source: Source) -> Write:
    """The name of a source, as one that came from outside."""
    return lambda writer: writer.outside(source.name)


def _rested_on(desk: Desk) -> list[str]:
    metrics = dict.fromkeys(desk.assessment.move.basis)
    for finding in desk.fired:
        held = (evidence for evidence in finding.evidence if evidence.status == "true")
        metrics.update((evidence.metric, None) for evidence in held)
    return list(metrics)
