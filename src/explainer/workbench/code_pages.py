"""A page for each code of a diagnostic: what it finds, why it matters, how to mend it.

The words come from the docstrings of the checks, the example from the broken rules of
`tests/bad_rules/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from explainer.pack.check import Check, Words
from explainer.pack.code_words import WORDS
from explainer.pack.lint import CHECKS
from explainer.pack.read_cases import CHECKS as CASE_CHECKS
from explainer.resources import bad_rules_dir
from explainer.workbench.code_meanings import MEANINGS
from explainer.workbench.pages.markdown import NOTICE, page, table

GROUPS: Mapping[str, tuple[str, str]] = {
    "R0": ("Files and their shape", "Errors: the pack does not load."),
    "R1": ("What rules say", "Errors: the pack does not load."),
    "R2": ("Style, and what changes nothing", "Warnings: the pack loads."),
    "R3": (
        "Cases",
        "No pack needs its cases to load. An error keeps a case from being run; from R350 on they "
        "are warnings.",
    ),
    "Y": (
        "The YAML reader",
        "Errors. Rule files are YAML 1.2 without its traps: what YAML 1.1 would read differently "
        "is refused.",
    ),
    "N": ("Words", "Errors: the pack does not load."),
    "S": ("Snapshots", "Errors: the snapshot is not read."),
}
"""Headings of the index by how a code begins, with what such codes have in common."""
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"
INDEX = "lint-codes.md"


def code_pages() -> dict[str, str]:
    """Every page by its path in `docs/`: `lint/R102.md`, and the index `lint-codes.md`."""
    pages = {f"lint/{code}.md": page([NOTICE, code_page(code)]) for code in MEANINGS}
    return {INDEX: _index(), **pages}


def code_page(code: str) -> str:
    """The page of one code in Markdown; KeyError for a code that does not exist."""
    words, meaning = words_of(code), MEANINGS[code]
    parts = [
        f"# {code}: {meaning}",
        f"## What it finds\n\n{meaning[0].upper()}{meaning[1:]}. {words.asks}",
        f"## Why it matters\n\n{words.why}",
        f"## How to mend it\n\n{words.mend}",
    ]
    example = next(_examples(code), None)
    if example is not None:
        written, told = (_shown(path) for path in example)
        parts.append("## Example")
        parts.append(f"```yaml\n{written}\n```")
        parts.append(f"Its author is told:\n\n```\n{told}\n```")
    return "\n\n".join(parts)


def words_of(code: str) -> Words:
    """What there is to say of a code; KeyError for one that does not exist."""
    checks: tuple[Check[Any, Any], ...] = (*CHECKS, *CASE_CHECKS)
    for check in checks:
        if check.code == code:
            return check.words()
    return WORDS[code]


def _examples(code: str) -> Iterator[tuple[Path, Path]]:
    """The broken rules of a code, each with the file of what its author is told."""
    for told in sorted(bad_rules_dir().glob(f"{code}-*.txt")):
        yield told.with_suffix(".bad.yaml"), told


def _shown(path: Path) -> str:
    """The text of a file without its last line break and what no page may hold."""
    text = path.read_text(encoding="utf-8").rstrip("\n")
    allowed = (char if char.isprintable() or char == "\n" else UNPRINTABLE for char in text)
    return "".join(allowed)


def _index() -> str:
    parts = [
        "# Codes of diagnostics",
        NOTICE,
        "`explainer rules lint`, and whatever loads rules or reads a file, reports each problem "
        "with a code, the place, and a hint:",
        "```\n"
        "rules/drivers/etf_outflows.yaml:6:13: error R102 unknown metric `etf.BTC.netflow_usd`\n"
        "   6 |     metric: etf.BTC.netflow_usd\n"
        "                   ^^^^^^^^^^^^^^^^^^^\n"
        "       hint: did you mean `etf.BTC.net_flow_usd`?\n"
        "```",
        "A code keeps its meaning for ever. Each has a page that says why it matters and how to "
        "mend it; `explainer rules lint --explain R102` shows it in the terminal. "
        "`tests/bad_rules/` holds a broken rule for each code of rules, with exactly what its "
        "author is told.",
    ]
    for prefix, (title, note) in GROUPS.items():
        rows = [
            (f"[{code}](lint/{code}.md)", meaning)
            for code, meaning in MEANINGS.items()
            if code.startswith(prefix)
        ]
        if rows:
            parts += [f"## {title}", note, table(("Code", "Meaning"), rows)]
    parts.append("R201, a warning about words of advice, has become the error R143.")
    return page(parts)
