"""The plain text, in which the spans of claims and receipts count."""

from explainer.explanation import Explanation


def to_text(explanation: Explanation) -> str:
    """The explanation as plain text, ending in a line break."""
    return explanation.text
