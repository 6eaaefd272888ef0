"""Verification: any text held against a snapshot, number by number and claim by claim."""

from explainer.verification.asking import check_text, moved, read_asked
from explainer.verification.drawing import draw
from explainer.verification.report import Verification, assembled
from explainer.verification.verify import Verifier

__all__ = [
    "Verification",
    "Verifier",
    "assembled",
    "check_text",
    "draw",
    "moved",
    "read_asked",
]
