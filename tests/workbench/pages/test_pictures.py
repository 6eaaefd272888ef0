"""Pictures of bands: right, legible, harmless, and the same every time."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.engine.curve import Curve
from explainer.pack import load_pack
from explainer.pack.schema import Band, CalendarCondition, EventCondition, EvidenceRule
from explainer.workbench.pages.canvas import BOTTOM, LETTER_WIDTH, TOP, WIDTH
from explainer.workbench.pages.pictures import picture, told

SVG = "{http://www.w3.org/2000/svg}"
FIRES_AT = 0.3
PACK = load_pack()
EVIDENCE = [
    pytest.param(rule, id=f"{driver.id}.{name}")
    for driver in PACK.drivers
    for name, rule in driver.evidence.items()
]


def banded(*points: tuple[float, float], strength: float | None = None) -> EvidenceRule:
    """Return evidence with these bands; with a *strength*, on the size of an event."""
    return EvidenceRule(
        family="f",
        say="s",
        metric="macro.vix" if strength is None else None,
        event=None if strength is None else EventCondition(kind=("depeg",), within_days=3),
        strength=strength,
        bands=tuple(Band(at=at, strength=much) for at, much in points),
    )


def parsed(svg: str) -> ElementTree.Element:
    """Return the picture as a program reads it."""
    return ElementTree.fromstring(svg)


def corners(root: ElementTree.Element) -> list[tuple[float, float]]:
    """Return the corners of the curve: place from the left, strength."""
    (line,) = root.iter(f"{SVG}polyline")
    pairs = [corner.split(",") for corner in line.attrib["points"].split()]
    return [(float(x), (BOTTOM - float(y)) / (BOTTOM - TOP)) for x, y in pairs]


def labels(root: ElementTree.Element) -> list[tuple[str, float]]:
    """Return the labels of the points with the places of their middles."""
    texts = root.iter(f"{SVG}text")
    return [
        (text.text or "", float(text.attrib["x"]))
        for text in texts
        if text.attrib["text-anchor"] == "middle"
    ]


@pytest.mark.parametrize("rule", EVIDENCE)
def test_the_curve_shows_what_the_engine_reckons(rule: EvidenceRule) -> None:
    """At each band's point the picture has the strength that the rule gives."""
    root = parsed(picture("a picture", rule, FIRES_AT))
    if not rule.bands:
        assert len(list(root.iter(f"{SVG}rect"))) > len(rule.values)
        return
    floor = 0.0 if rule.strength is None else rule.strength
    curve = Curve(rule.bands)
    dots = [
        (BOTTOM - float(dot.attrib["cy"])) / (BOTTOM - TOP) for dot in root.iter(f"{SVG}circle")
    ]

    assert dots == pytest.approx(
        [max(floor, curve.strength(band.at)) for band in rule.bands], abs=0.001
    )


def test_a_curve_is_level_before_its_points_and_after_them() -> None:
    """Before the first band there is no strength, after the last it stays."""
    drawn = corners(parsed(picture("a picture", banded((1, 0.2), (2, 0.8)), FIRES_AT)))

    assert [strength for _, strength in drawn] == pytest.approx([0, 0, 0.2, 0.8, 0.8], abs=0.001)
    assert drawn[1][0] == drawn[2][0]


def test_the_size_of_an_event_never_takes_strength_away() -> None:
    """A curve that starts under the strength of any event leaves it where the two cross."""
    rule = banded((1e6, 0.2), (1e9, 0.8), strength=0.5)
    drawn = corners(parsed(picture("a picture", rule, FIRES_AT)))

    assert min(strength for _, strength in drawn) == pytest.approx(0.5, abs=0.001)
    (first, _), *_, (last, _), _ = drawn[1:]
    assert ((first + last) / 2, 0.5) in [(x, round(strength, 3)) for x, strength in drawn]


@given(
    st.lists(st.floats(-1e15, 1e15), min_size=1, max_size=40, unique=True),
    st.sampled_from([1, -1]),
)
def test_labels_never_touch_each_other(readings: list[float], sign: int) -> None:
    """However many bands there are and however long their numbers, what is shown can be read."""
    points = [(at, 0.5) for at in sorted(readings, reverse=sign < 0)]
    shown = labels(parsed(picture("a picture", banded(*points), FIRES_AT)))

    ends = [
        (x - len(text) * LETTER_WIDTH / 2, x + len(text) * LETTER_WIDTH / 2) for text, x in shown
    ]
    assert all(left[1] <= right[0] + 0.2 for left, right in pairwise(ends))
    assert all(low >= 0 and high <= WIDTH for low, high in ends)
    assert shown


def test_a_picture_says_in_words_what_it_shows() -> None:
    """Those who hear it read get the title, every point and the threshold."""
    root = parsed(picture("Outflows: session", banded((-50e6, 0), (-1e9, 0.6)), 0.4))

    assert root.findtext(f"{SVG}title") == "Outflows: session"
    assert root.findtext(f"{SVG}desc") == (
        "Strength 0 at -50M and 0.6 at -1B. The driver fires at 0.4."
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            EvidenceRule(family="f", say="s", metric="m", values={"hawkish": 0.6, "true": 0.2}),
            "Strength 0.6 for hawkish and 0.2 for true",
        ),
        (
            EvidenceRule(
                family="f",
                say="s",
                calendar=CalendarCondition(kind=("cpi",), within_days=1),
                strength=0.4,
            ),
            "Strength 0.4 for any such date",
        ),
        (
            banded((1e6, 0.5), (1e9, 0.7), strength=0.5),
            "Strength 0.5 for any such event, 0.5 at 1M of size and 0.7 at 1B of size",
        ),
    ],
)
def test_choices_dates_and_events_are_told(rule: EvidenceRule, words: str) -> None:
    """Each kind of evidence has its own words."""
    assert told(rule) == words


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_title_is_never_markup(title: str) -> None:
    """Whatever a driver is called, the picture holds the same elements."""
    harmless = parsed(picture("a picture", banded((1, 0), (2, 1)), FIRES_AT))
    root = parsed(picture(title, banded((1, 0), (2, 1)), FIRES_AT))

    assert [part.tag for part in root.iter()] == [part.tag for part in harmless.iter()]


def test_a_picture_is_the_same_every_time() -> None:
    """Nothing in it depends on when or where it is drawn."""
    rule = banded((1, 0), (2, 0.3), (3, 1))

    assert picture("a picture", rule, FIRES_AT) == picture("a picture", rule, FIRES_AT)
