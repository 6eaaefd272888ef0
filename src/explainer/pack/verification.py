"""The words of verification, `verification/<language>.yaml`: read when they are first needed.

They lie beside the rule pack and not in it: they change no answer, only what is recognised in the
texts of others.
"""

from collections.abc import Mapping

from explainer.errors import PackError
from explainer.resources import rules_dir
from explainer.source import read_yaml

VERIFICATION = "verification/en.yaml"


def verification_words() -> Mapping[str, object]:
    """What the file holds, as plain data; PackError if it cannot be read."""
    path = rules_dir() / VERIFICATION
    source = read_yaml(path.read_bytes(), VERIFICATION)
    if not source.ok or not isinstance(source.data, dict):
        raise PackError(source.diagnostics, {VERIFICATION: source.text})
    return source.data
