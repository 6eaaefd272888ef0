"""A small SVG picture of strengths: levels, the threshold, and a curve or bars upon them.

The picture brings its own ground, dark where its reader prefers dark, so it can be read on any
page. Its points stand at equal distances: readings of one rule often lie a hundredfold apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from xml.etree import ElementTree

import msgspec

from explainer.assessment import Level
from explainer.engine.tally import MODERATE, SEVERE, STRONG, level_of
from explainer.workbench.pages.markdown import WRITTEN, plain

WIDTH, HEIGHT = 360, 132
LEFT, RIGHT, TOP, BOTTOM = 30.0, 304.0, 10.0, 104.0
"""The edges of the plot."""
INSET = 34.0
"""From the plot's sides to the first point and the last: what comes before and after them."""
LABELS_AT = 119.0
"""The line that the labels of the points stand on."""
HALF_LETTER = 3.0
"""Half of a small letter's height: from the middle of a line of text down to its foot."""
LETTER_WIDTH = 5.6
"""Of a letter of the labels, on the safe side."""
BAR_WIDTH = 28.0
OVER, UNDER = -4.0, 10.0
"""Where a word stands above or below a line."""
FIRES_ROOM = 0.15
"""The strength that a word takes above the threshold; a curve that starts there would cross it."""
LEVELS_FROM: tuple[float, ...] = (0.0, MODERATE, STRONG, SEVERE, 1.0)
SHADES: dict[Level, str] = {"weak": "0.04", "moderate": "0.1", "strong": "0.17", "severe": "0.25"}
STYLE = """
text { font: 9px system-ui, "DejaVu Sans", sans-serif; fill: #57606a }
.ground { fill: #ffffff; stroke: #d0d7de }
.level { fill: #bc4c00 }
.curve { fill: none; stroke: #0969da; stroke-width: 2; stroke-linejoin: round }
.point, .bar { fill: #0969da }
.threshold { stroke: #57606a; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #adbac7 }
  .ground { fill: #1c2128; stroke: #444c56 }
  .level { fill: #f69d50 }
  .curve { stroke: #6cb6ff }
  .point, .bar { fill: #6cb6ff }
  .threshold { stroke: #adbac7 }
}
"""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A strength (0..1) and what stands under it."""

    label: str
    strength: float


class Picture:
    """A picture that is being drawn, for a driver that fires at *fires_at*.

    A curve comes from *floor* and never falls under it.
    """

    def __init__(
        self, title: str, description: str, *, fires_at: float, floor: float = 0.0
    ) -> None:
        self._floor = floor
        size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
        self._root = ElementTree.Element(
            "svg", {"xmlns": "http://www.w3.org/2000/svg", **size, "role": "img"}
        )
        self._root.append(ElementTree.Comment(f" {WRITTEN} "))
        self._add("title").text = plain(title)
        self._add("desc").text = plain(description)
        self._add("style").text = STYLE
        self._box("ground", 0.5, 0.5, WIDTH - 1.0, HEIGHT - 1.0).set("rx", "4")
        self._draw_levels()
        self._draw_threshold(fires_at)

    def text(self) -> str:
        """The picture as SVG, ending in a line break; the same bytes every time."""
        ElementTree.indent(self._root)
        return ElementTree.tostring(self._root, encoding="unicode") + "\n"

    def draw_curve(self, points: Sequence[Point]) -> None:
        """Straight lines between the points; level before and after them."""
        floor = self._floor
        places = _places(len(points))
        corners = [(LEFT, floor), (places[0], floor)]
        for (left, lower), (right, upper) in pairwise(zip(places, points, strict=True)):
            corners.append((left, max(lower.strength, floor)))
            if lower.strength < floor < upper.strength:
                share = (floor - lower.strength) / (upper.strength - lower.strength)
                corners.append((left + share * (right - left), floor))
        end = max(points[-1].strength, floor)
        corners += [(places[-1], end), (RIGHT, end)]
        path = " ".join(f"{_short(x)},{_short(_height(strength))}" for x, strength in corners)
        self._add("polyline", {"class": "curve", "points": path})
        for x, point in zip(places, points, strict=True):
            y = _height(max(point.strength, floor))
            self._add("circle", {"class": "point", "cx": _short(x), "cy": _short(y), "r": "3"})
        self._label(points, places)

    def draw_bars(self, points: Sequence[Point]) -> None:
        """A bar for each point."""
        places = _places(len(points), INSET + BAR_WIDTH / 2)
        for x, point in zip(places, points, strict=True):
            top = _height(point.strength)
            self._box("bar", x - BAR_WIDTH / 2, top, BAR_WIDTH, BOTTOM - top)
        self._label(points, places)

    def _draw_levels(self) -> None:
        for low, high in pairwise(LEVELS_FROM):
            level = level_of(low)
            top, bottom = _height(high), _height(low)
            shade = self._box("level", LEFT, top, RIGHT - LEFT, bottom - top)
            shade.set("fill-opacity", SHADES[level])
            self._write(level, RIGHT + 6, (top + bottom) / 2 + HALF_LETTER)
        for strength in LEVELS_FROM:
            y = _height(strength) + HALF_LETTER
            self._write(f"{strength:g}", LEFT - 5, y, anchor="end")

    def _draw_threshold(self, fires_at: float) -> None:
        y = _short(_height(fires_at))
        ends = {"x1": _short(LEFT), "x2": _short(RIGHT), "y1": y, "y2": y}
        self._add("line", {"class": "threshold", **ends})
        crossed = fires_at <= self._floor < fires_at + FIRES_ROOM
        self._write("fires", LEFT + 4, _height(fires_at) + (UNDER if crossed else OVER))

    def _label(self, points: Sequence[Point], places: Sequence[float]) -> None:
        """Write what stands under the points; of labels without room, the inner ones go."""
        for at in _with_room([plain(point.label) for point in points], places):
            self._write(plain(points[at].label), places[at], LABELS_AT, anchor="middle")

    def _write(self, words: str, x: float, y: float, anchor: str = "start") -> None:
        place = {"x": _short(x), "y": _short(y), "text-anchor": anchor}
        self._add("text", place).text = words

    def _box(
        self, kind: str, x: float, y: float, width: float, height: float
    ) -> ElementTree.Element:
        sides = {"x": x, "y": y, "width": width, "height": height}
        return self._add(
            "rect", {"class": kind} | {key: _short(side) for key, side in sides.items()}
        )

    def _add(self, tag: str, attributes: dict[str, str] | None = None) -> ElementTree.Element:
        return ElementTree.SubElement(self._root, tag, attributes or {})


def _places(count: int, inset: float = INSET) -> list[float]:
    """Where so many points stand, from left to right; one alone stands in the middle."""
    first, last = LEFT + inset, RIGHT - inset
    if count == 1:
        return [(first + last) / 2]
    return [first + at * (last - first) / (count - 1) for at in range(count)]


def _height(strength: float) -> float:
    """How far down a strength stands."""
    return BOTTOM - strength * (BOTTOM - TOP)


def _with_room(labels: Sequence[str], places: Sequence[float]) -> list[int]:
    """The labels that touch no other: the last, and each that is clear of those before it."""
    halves = [len(label) * LETTER_WIDTH / 2 for label in labels]
    last = len(labels) - 1
    free = 0.0
    shown: list[int] = []
    for at in range(last):
        clear = places[at] + halves[at] < places[last] - halves[last]
        if places[at] - halves[at] >= free and clear:
            shown.append(at)
            free = places[at] + halves[at]
    return [*shown, last]


def _short(number: float) -> str:
    return f"{round(number, 1):g}"
