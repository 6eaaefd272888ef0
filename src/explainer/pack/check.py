"""A check of a rule pack: one function that finds one thing wrong, under one code."""

from collections.abc import Callable, Iterator

import msgspec

from explainer.diagnostics import Diagnostic
from explainer.pack.draft import Draft

Find = Callable[[Draft], Iterator[Diagnostic]]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to say of a code: what is asked of a file, why, and how to mend one."""

    asks: str
    why: str
    mend: str


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A function that yields every place where something is wrong, all under its *code*."""

    code: str
    find: Find

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


def check(code: str) -> Callable[[Find], Check]:
    """Make a check of a function; *code* is in `CODES`, and no other check has it."""

    def made(find: Find) -> Check:
        return Check(code=code, find=find)

    return made
