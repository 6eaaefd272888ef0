"""What is asked of an explanation beside its snapshot, and the identity of the answer."""

from hashlib import sha256
from typing import NamedTuple

import msgspec

from explainer.narrative import STYLED, STYLES
from explainer.version import VERSION

PROSE = STYLES[0]
ENCODER = msgspec.json.Encoder(order="sorted")
"""Writes JSON with sorted keys, in which equal things are equal bytes."""


class Question(NamedTuple):
    """Length, style, focus and premise, as `Explainer.explain` takes them."""

    length: str
    style: str
    focus: str | None
    premise: bool

    def identity(self, canonical: bytes, pack: str) -> str:
        """SHA-256 of the canonical snapshot, the hash of the *pack*, the engine and the options.

        Canonical: JSON with UTC times, sorted keys, shortest floats, nothing that was not supplied.
        A length that has one shape is the same in every style.
        """
        style = self.style if self.length in STYLED else PROSE
        return sha256(
            ENCODER.encode(
                {
                    "engine_version": VERSION,
                    "options": {
                        "focus": self.focus,
                        "length": self.length,
                        "premise": self.premise,
                        "style": style,
                    },
                    "rule_pack": pack,
                    "snapshot": msgspec.Raw(canonical),
                }
            )
        ).hexdigest()
