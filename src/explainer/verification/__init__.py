"""Verification: any text held against a snapshot, number by number and claim by claim."""

from explainer.verification.asking import SNAPSHOT, check_text, read_asked
from explainer.verification.drawing import draw
from explainer.verification.report import Verification, assembled
from explainer.verification.verify import Verifier

__all__ = [
    "SNAPSHOT",
    "Verification",
    "Verifier",
    "assembled",
    "check_text",
    "draw",
    "read_asked",
]
