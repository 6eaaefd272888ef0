"""What a snapshot names as the origin of its figures and events."""

from explainer.explanation import Citation
from explainer.narrative.titles import LONGEST_NAME, cleaned
from explainer.snapshot import Snapshot


def citations(snapshot: Snapshot) -> tuple[Citation, ...]:
    """The sources, then the events that carry a link, each with a name fit to be printed."""
    found = [
        Citation(
            name=cleaned(source.name, LONGEST_NAME),
            url=source.url,
            pointer=f"/sources/{number}",
            attribution=cleaned(source.attribution) if source.attribution else None,
        )
        for number, source in enumerate(snapshot.sources)
    ]
    found += [
        Citation(name=cleaned(event.title), url=event.url, pointer=f"/events/{number}")
        for number, event in enumerate(snapshot.events or ())
        if event.url is not None
    ]
    return tuple([citation for citation in found if citation.name])
