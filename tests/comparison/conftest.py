"""Two snapshots in, what changed out, and the check that every receipt is true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.comparison.days import Plain
from tests.narrative.conftest import prove as prove  # the same check, of the pair as one document

from explainer import Explainer, load_pack
from explainer.comparison import Comparison

Compare = Callable[..., Comparison]


@pytest.fixture(scope="session")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


@pytest.fixture(scope="session")
def compare(explainer: Explainer, prove: Callable[[Any, Plain], None]) -> Compare:
    """Return a function from two snapshots to their comparison, its receipts followed back."""

    def compared(before: Plain, after: Plain, **options: Any) -> Comparison:
        comparison = explainer.compare(before, after, **options)
        prove(comparison, {"before": before, "after": after})
        return comparison

    return compared
