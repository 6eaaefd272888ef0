"""What changed from one snapshot to a later one: driver by driver, signal by signal, in words."""

from explainer.comparison.compare import Judged, compare
from explainer.comparison.pairs import split
from explainer.comparison.refusing import both
from explainer.comparison.rendering import FORMS, render
from explainer.comparison.result import Comparison

__all__ = ["FORMS", "Comparison", "Judged", "both", "compare", "render", "split"]
