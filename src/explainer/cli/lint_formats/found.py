"""What `explainer rules lint` found, ready for any format."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from explainer.cli.drawing import counted, plural
from explainer.diagnostics import Diagnostic, Severity, visible
from explainer.pack import Checked
from explainer.workbench.code_meanings import MEANINGS

UNNAMED = "rules without a name"
_SURROGATE = re.compile("[\ud800-\udfff]")


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Every diagnostic of a pack, the texts to draw them with by path, and what was checked."""

    checked: Checked
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(found.severity is Severity.ERROR for found in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.diagnostics) - self.errors


def summary(found: Found) -> str:
    """What was checked and what came of it, always in one line."""
    of = found.checked
    name = " ".join(part for part in (of.name, of.version) if part) or UNNAMED
    files = f"{plural(of.drivers, 'driver')}, {plural(of.signals, 'signal')}"
    return visible(f"{name}: {files}, {counted(found.diagnostics)}")


def meaning(code: str) -> str:
    """What a code means, in one line."""
    return MEANINGS[code]


def page(code: str) -> str:
    """The page that explains a code, from the top of the repository."""
    return f"docs/lint/{code}.md"


def readable(text: str) -> str:
    """The text with what UTF-8 cannot say replaced: names of files may hold any bytes."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
