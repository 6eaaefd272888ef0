"""What the codes of diagnostics mean: those of rules, of YAML, of the lexicon and of snapshots."""

from __future__ import annotations

from collections.abc import Mapping

from explainer.narrative.lexicon import LEXICON_CODE
from explainer.pack import CODES
from explainer.snapshot_file import CODE as SNAPSHOT_CODE
from explainer.source import CODES as YAML_CODES

MEANINGS: Mapping[str, str] = {
    **CODES,
    **YAML_CODES,
    LEXICON_CODE: "a lexicon that lacks words, or has some that nothing reads",
    SNAPSHOT_CODE: "a snapshot in a file is not one that can be read",
}
"""Every code of a diagnostic with its meaning."""
