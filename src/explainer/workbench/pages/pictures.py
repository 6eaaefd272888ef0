"""A picture of each evidence: how its reading, choice or event becomes a strength."""

from __future__ import annotations

from explainer.pack.schema import EvidenceRule
from explainer.pack.shapes import write_number
from explainer.workbench.figures import window
from explainer.workbench.pages.canvas import Picture, Point
from explainer.workbench.pages.markdown import listed


def picture(title: str, rule: EvidenceRule, fires_at: float) -> str:
    """The picture of one evidence as SVG, called *title* for those who hear it read."""
    points = points_of(rule)
    described = f"{told(rule)}. The driver fires at {fires_at:g}."
    floor = 0.0 if rule.strength is None or not rule.bands else rule.strength
    drawn = Picture(title, described, fires_at=fires_at, floor=floor)
    if rule.bands:
        drawn.draw_curve(points)
    else:
        drawn.draw_bars(points)
    return drawn.text()


def told(rule: EvidenceRule) -> str:
    """What the picture shows, in words: `Strength 0 at -50M and 0.3 at -110M`."""
    steps = [f"{point.strength:g} at {point.label}" for point in points_of(rule)]
    if rule.values:
        steps = [f"{point.strength:g} for {point.label}" for point in points_of(rule)]
    elif rule.strength is not None:
        size = [f"{step} of size" for step in steps] if rule.bands else []
        kind = "event" if rule.event is not None else "date"
        steps = [f"{rule.strength:g} for any such {kind}", *size]
    return f"Strength {listed(steps)}"


def points_of(rule: EvidenceRule) -> tuple[Point, ...]:
    """The points of the curve, or the bars: each reading, choice or happening with its strength."""
    if rule.bands:
        return tuple(
            Point(label=write_number(band.at), strength=band.strength) for band in rule.bands
        )
    if rule.values:
        return tuple(
            Point(label=choice, strength=strength) for choice, strength in rule.values.items()
        )
    happening = rule.event or rule.calendar
    if happening is None or rule.strength is None:
        return ()
    return (Point(label=window(happening), strength=rule.strength),)
