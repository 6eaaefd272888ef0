"""What channels leave out: whole drivers and parts, in a fixed order, named in a line."""

from __future__ import annotations

from tests.render.making import Block, made

from explainer.explanation import Explanation
from explainer.render.leaving_out import Told, shortened

DRIVERS = ("one", "two", "three", "four")


def explanation() -> Explanation:
    """Four drivers with a section each, a table of them, and parts of little need."""
    return made(
        [
            Block(name="headline", said=["H"], level=1),
            Block(name="answer", said=["One did it."], rules=["one"]),
            Block(name="drivers", heading="Why", level=2),
            *(
                Block(name="driver", said=[f"{name} said."], heading=name, level=3, driver=name)
                for name in DRIVERS
            ),
            Block(
                name="rows",
                said=[f"{name} | x" for name in DRIVERS],
                kind="table",
                columns=("Driver", "x"),
                rules=DRIVERS,
            ),
            Block(
                name="glance",
                said=["one | x"],
                kind="table",
                heading="Again",
                level=2,
                columns=("Driver", "x"),
            ),
            Block(name="questions", heading="Questions", level=2),
            Block(name="question", said=["A."], heading="Q?", level=3),
            Block(name="unheard", said=["Of."]),
            Block(name="disclosure", said=["D."]),
            Block(name="check_list", said=["C."], kind="list", heading="Check", level=2),
        ],
        drivers=DRIVERS,
    )


def steps() -> list[Told]:
    """Everything that is tried, from most to least."""
    tried: list[Told] = []

    def never(told: Told) -> bool:
        tried.append(told)
        return False

    shortened(explanation(), never)
    return tried


def names(told: Told) -> list[str]:
    """The parts that are left, drivers by their names."""
    return [piece.part.driver or piece.part.name for piece in told.pieces]


def test_all_but_the_editors_parts_is_told_where_there_is_room() -> None:
    """The check list is for who edits the text."""
    told = shortened(explanation(), lambda _: True)
    assert "check_list" not in names(told)
    assert set(DRIVERS) < set(names(told))
    assert told.left_out is None


def test_what_is_said_twice_goes_first_then_the_last_driver_everywhere() -> None:
    """Its section, its row, nothing of another driver; and a line says so."""
    _, once, told, *_ = steps()
    assert "glance" not in names(once)
    assert once.left_out is None
    assert "four" not in names(told)
    assert told.left_out == "Left out: About four."
    rows = next(piece for piece in told.pieces if piece.part.name == "rows")
    assert [first for first, _ in rows.rows()] == ["one", "two", "three"]


def test_leading_drivers_stay_while_other_parts_can_go() -> None:
    """With the last question its heading goes too."""
    told = next(told for told in steps() if "question" not in names(told))
    assert {"one", "two", "three"} < set(names(told))
    assert "questions" not in names(told)


def test_answer_and_disclosure_stay_to_the_end() -> None:
    """With every sentence, though one rests on a driver that is left out."""
    least = steps()[-1]
    assert names(least) == ["headline", "answer", "disclosure"]
    assert [len(piece.claims) for piece in least.pieces] == [1, 1, 1]
    assert least.left_out == "Left out: About one; About two; About three; About four."


def test_each_step_tells_less() -> None:
    """Or as much, where there was nothing of the kind; never more."""
    sizes = [sum(len(piece.claims) for piece in told.pieces) for told in steps()]
    assert sizes == sorted(sizes, reverse=True)
