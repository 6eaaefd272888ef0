"""Every exception the package raises on purpose.

ExplainerError
├── SnapshotError          the snapshot is not one we can read; lists every problem found
│   └── SnapshotTooLarge   it goes beyond a limit of size, depth or count
├── PackError              the rule pack does not load; lists every error
├── OptionError            a length, format, focus or other option that does not exist
├── SettingsError          the environment holds settings we cannot use; lists every problem
├── InstallationError      files that travel with the package are not there
├── HistoryError           the file of kept readings cannot be used; says what to do
│   ├── HistoryNotInstalled  the library that reads it is not there
│   ├── HistoryBusy          another process has it open
│   ├── HistoryUnreadable    it is damaged, no history, or of a newer version
│   └── HistoryFailed        reading or writing failed, as on a full disk
├── ProviderError          a live source did not give what was asked; says which, and why
│   ├── ProviderTimeout      no answer in time
│   ├── ProviderUnreachable  no connection
│   ├── ProviderBusy         it asks to come back later
│   ├── ProviderBlocked      it does not serve us, and is left alone for a while
│   ├── ProviderFailed       it says that it failed
│   ├── ProviderRefused      it refuses the request, perhaps inside a good status
│   ├── ProviderShapeError   the answer is not of the shape that we know
│   └── ProviderEmpty        the answer holds no figure that can be used
└── UnbackedNumberError    a text holds a number that has no receipt: a defect of ours
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

from explainer.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from explainer.diagnostics import Diagnostic

SHOWN_PROBLEMS = 20  # a message stays readable; the whole list is in the attribute
DETAIL_LENGTH = 300


class Problem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing wrong with an input: where, what was expected, and a way out.

    `pointer` is a JSON pointer into the input (RFC 6901), "" for the whole of it.
    """

    pointer: str
    detail: str
    hint: str | None = None

    def __str__(self) -> str:
        where = f"{self.pointer}: " if self.pointer else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.detail}{hint}"


class ExplainerError(Exception):
    """The root of everything listed above; its message is fit for a person to read."""


class SnapshotError(ExplainerError):
    """The snapshot is malformed or says something impossible; `problems` holds all of it."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_lines([str(problem) for problem in self.problems]))


class SnapshotTooLarge(SnapshotError):  # noqa: N818 - says what is wrong, as its parent does
    """The snapshot goes beyond a limit of size, depth or count."""


class PackError(ExplainerError):
    """The rule pack does not load; the message lists the errors that keep it from loading.

    `diagnostics` holds every problem with its place, warnings included; `texts` the text of each
    file that they name by path, to draw them with.
    """

    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    def __init__(
        self, diagnostics: Sequence[Diagnostic], texts: Mapping[str, str] | None = None
    ) -> None:
        self.diagnostics = tuple(diagnostics)
        self.texts = {} if texts is None else texts
        errors = [found for found in self.diagnostics if found.severity is Severity.ERROR]
        super().__init__(_lines([str(found) for found in errors]))


class OptionError(ExplainerError):
    """`option` was given as `got`, which does not exist; `hint` says what does."""

    option: str
    got: str
    hint: str | None

    def __init__(self, option: str, got: str, hint: str | None = None) -> None:
        self.option = option
        self.got = got
        self.hint = hint
        super().__init__(f"unknown {option} {got!r}" + (f" ({hint})" if hint else ""))


class SettingsError(ExplainerError):
    """The environment holds settings we cannot use; `problems` holds all of them.

    A problem's pointer leads into the environment: `/EXPLAINER_PORT`.
    """

    problems: tuple[Problem, ...]

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_lines([str(problem) for problem in self.problems]))


class InstallationError(ExplainerError):
    """Files that travel with the package are not where it looks for them."""


class UnbackedNumberError(ExplainerError):
    """`text` holds `number`, and no receipt stands behind it."""

    number: str
    text: str

    def __init__(self, number: str, text: str) -> None:
        self.number = number
        self.text = text
        super().__init__(f"no receipt for {number!r} in {text!r}")


class HistoryError(ExplainerError):
    """The file of kept readings at *path* cannot be used; nothing in it was changed.

    *reason* is a word for programs, the message says what happened and what to do.
    """

    reason: ClassVar[str] = "failed"

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        self.detail = detail
        super().__init__(f"{path}: {detail}")


class HistoryNotInstalled(HistoryError):  # noqa: N818 - says what happened, as its parent does
    """The library that reads and writes the file is not installed."""

    reason = "not_installed"


class HistoryBusy(HistoryError):  # noqa: N818
    """Another process has the file open; one at a time can."""

    reason = "busy"


class HistoryUnreadable(HistoryError):  # noqa: N818
    """The file is damaged, is no history, or was written by a newer version."""

    reason = "unreadable"


class HistoryFailed(HistoryError):  # noqa: N818
    """Reading or writing failed, as on a full disk or without permission."""

    reason = "failed"


class ProviderError(ExplainerError):
    """A live source did not give what was asked of it.

    *provider* is its name, *reason* a word for programs, *detail* what happened, in one line of at
    most DETAIL_LENGTH characters, since it may repeat what the source said. It holds no address
    with a key in it.
    """

    reason: ClassVar[str] = "failed"

    def __init__(self, provider: str, detail: str) -> None:
        self.provider = provider
        self.detail = _one_line(detail)
        super().__init__(f"{provider}: {self.detail}")

    def hide(self, *secrets: str) -> None:
        """Put asterisks in the place of each secret."""
        for secret in secrets:
            self.detail = self.detail.replace(secret, "***")
        self.args = (f"{self.provider}: {self.detail}",)


class ProviderTimeout(ProviderError):  # noqa: N818 - says what happened, as its parent does
    """No answer in time."""

    reason = "timed_out"


class ProviderUnreachable(ProviderError):  # noqa: N818
    """No connection, or one that broke."""

    reason = "unreachable"


class ProviderBusy(ProviderError):  # noqa: N818
    """Too many requests; *retry_after* is how many seconds it asks us to wait, if it says."""

    reason = "rate_limited"

    def __init__(self, provider: str, detail: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(provider, detail)


class ProviderBlocked(ProviderError):  # noqa: N818
    """It does not serve us: a block, a ban or a challenge, which we never work around."""

    reason = "blocked"


class ProviderFailed(ProviderError):  # noqa: N818
    """It says that it failed; worth another try."""

    reason = "failed"


class ProviderRefused(ProviderError):  # noqa: N818
    """It refuses the request, with a status or with an error inside a good one."""

    reason = "refused"


class ProviderShapeError(ProviderError):
    """The answer is not of the shape that we know: it changed, was cut off, or is too large."""

    reason = "changed_shape"


class ProviderEmpty(ProviderError):  # noqa: N818
    """The answer holds no figure that can be used: pending, null, or of no completed session."""

    reason = "nothing_usable"


def _one_line(text: str) -> str:
    """The text without what would move a terminal's cursor, cut to DETAIL_LENGTH."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[: DETAIL_LENGTH + 1])
    return shown if len(shown) <= DETAIL_LENGTH else shown[: DETAIL_LENGTH - 3] + "..."


def _lines(lines: list[str]) -> str:
    """One problem a line, cut at SHOWN_PROBLEMS with the count of the rest."""
    hidden = len(lines) - SHOWN_PROBLEMS
    if hidden <= 0:
        return "\n".join(lines)
    return "\n".join([*lines[:SHOWN_PROBLEMS], f"... and {hidden} more"])
