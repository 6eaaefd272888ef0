"""Rule folders for the tests of the loader: a small pack, and overlays made of texts."""

import re
from collections.abc import Mapping
from pathlib import Path

from explainer.diagnostics import draw
from explainer.pack import PackReport, check_pack
from explainer.pack.files import shown_path

BASE = Path(__file__).parent / "base"
"""A small pack that is right in every way."""

DRIVER = """\
id: extra
version: 1
title: Something extra
status: stable
role: trigger
code: EXTRA-01
owner: flows desk
noun: something extra
headline: something extra happens
evidence:
  session:
    metric: etf.{asset}.net_flow_usd
    over: [BTC, ETH]
    family: etf_flow
    bands: [{at: -50M, strength: 0}, {at: -200M, strength: 0.3}]
    say: "{asset} funds lost {value}[ on {session_date|date}]"
what_it_means: Money leaves.
why_it_hurts: A buyer steps back.
references: [one year of sessions]
false_positives: [A transfer between issuers.]
"""
"""A driver that is right in every way."""

CASES = """\
driver: extra
cases:
  - {name: it fires, status: fired, role: trigger}
  - {name: it does not, status: not_fired, role: symptom}
  - {name: it cannot tell, status: not_evaluated}
"""
"""Cases of it that are right in every way."""


_NAMES_FILE = re.compile(r"^# ([a-z_/]+(?:\.cases)?\.yaml)\n", re.MULTILINE)


def write_folder(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files by their relative paths and return the folder."""
    for relative, text in files.items():
        path = root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def check_over_base(root: Path, files: Mapping[str, str]) -> PackReport:
    """Lay an overlay of these files over the small pack."""
    return check_pack(BASE, write_folder(root, files))


def bad_rule(path: Path) -> dict[str, str]:
    """The files that a broken rule stands for; each begins with a comment that names it."""
    parts = _NAMES_FILE.split(path.read_text(encoding="utf-8"))[1:]
    return {name: f"# {name}\n{text}" for name, text in zip(parts[::2], parts[1::2], strict=True)}


def codes(report: PackReport) -> list[str]:
    """The codes of what was found, in order."""
    return [found.code for found in report.diagnostics]


def drawn(report: PackReport, overlay: Path) -> str:
    """Everything that was found as an author sees it, with paths that start in the folders."""
    blocks = [draw(found, report.texts.get(found.path, "")) for found in report.diagnostics]
    text = "".join(f"{block}\n" for block in blocks)
    return text.replace(f"{shown_path(overlay)}/", "").replace(f"{shown_path(BASE)}/", "base/")
