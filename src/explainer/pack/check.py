"""A check: one function that finds one thing wrong in rules or in their cases, under one code."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import msgspec

Drafted = TypeVar("Drafted")
"""What is looked at: a pack as it is being read, or a file of cases."""
Found = TypeVar("Found")
"""What is told of it: a diagnostic, or what becomes one."""
Find = Callable[[Drafted], Iterator[Found]]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to say of a code: what is asked of a file, why, and how to mend one."""

    asks: str
    why: str
    mend: str


class Check(msgspec.Struct, Generic[Drafted, Found], frozen=True, kw_only=True):
    """A function that yields every place where something is wrong, all under its *code*."""

    code: str
    find: Find[Drafted, Found]

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.find.__name__

    def words(self) -> Words:
        """The three paragraphs of the function's docstring, each as one line."""
        import inspect  # large, and only a page needs it

        paragraphs = (inspect.getdoc(self.find) or "").split("\n\n")
        asks, why, mend = (" ".join(paragraph.split()) for paragraph in paragraphs)
        return Words(asks=asks, why=why, mend=mend)


def check(code: str) -> Callable[[Find[Drafted, Found]], Check[Drafted, Found]]:
    """Make a check of a function; *code* is in `CODES`, and no other check has it."""

    def made(find: Find[Drafted, Found]) -> Check[Drafted, Found]:
        return Check(code=code, find=find)

    return made
