"""Problems with one of two snapshots, told as problems with the pair."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from explainer.comparison.result import SideName
from explainer.errors import OptionError, Problem, SnapshotError, SnapshotTooLarge
from explainer.intake.envelope import inside_member

Given = TypeVar("Given")
Found = TypeVar("Found")


@contextmanager
def _named(side: SideName) -> Iterator[None]:
    """Let errors about a snapshot say which of the two it is: in pointers, and in hints."""
    try:
        yield
    except SnapshotError as error:
        raise inside_member(error, side) from None
    except OptionError as error:
        hint = f"in `{side}`, {error.hint}" if error.hint else f"in `{side}`"
        raise OptionError(error.option, error.got, hint) from None


def both(judge: Callable[[Given], Found], before: Given, after: Given) -> tuple[Found, Found]:
    """What both sides are judged to be.

    Raises SnapshotError with the problems of both, or the first SnapshotTooLarge or OptionError.
    """
    found: list[Found] = []
    problems: list[Problem] = []
    sides: tuple[tuple[SideName, Given], ...] = (("before", before), ("after", after))
    for side, given in sides:
        try:
            with _named(side):
                found.append(judge(given))
        except SnapshotTooLarge:
            raise
        except SnapshotError as error:
            problems += error.problems
    if problems:
        raise SnapshotError(problems)
    first, last = found
    return first, last


def swapped() -> SnapshotError:
    """The error for a pair in the wrong order."""
    return SnapshotError(
        [
            Problem(
                pointer="/after/as_of",
                detail="the snapshot in `after` is earlier than the one in `before`",
                hint="swap them: `before` holds the earlier snapshot",
            )
        ]
    )
