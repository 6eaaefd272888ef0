"""The yardstick: zen-engine comparing 64 numbers from Python."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import zen

COMPARISONS = 64

Readings = dict[str, float]


def decision() -> Callable[[Readings], Any]:
    """A decision, compiled once, whose expression node compares 64 numbers."""
    compared = [
        {"id": f"e{n}", "key": f"above_{n}", "value": f"m{n} > {threshold(n)}"}
        for n in range(COMPARISONS)
    ]
    content = {
        "nodes": [
            _node("in", "inputNode"),
            _node("compare", "expressionNode", {"expressions": compared}),
            _node("out", "outputNode"),
        ],
        "edges": [_edge("in", "compare"), _edge("compare", "out")],
    }
    made = zen.ZenEngine().create_decision(json.dumps(content))
    made.evaluate(readings(0))  # the first evaluation compiles
    return made.evaluate


def bare_expression() -> Callable[[Readings], Any]:
    """The same comparisons as one list expression, without a decision around it."""
    listed = ", ".join(f"m{n} > {threshold(n)}" for n in range(COMPARISONS))
    return zen.compile_expression(f"[{listed}]").evaluate


def readings(number: int) -> Readings:
    """64 numbers of their own for each run, about half of them above their threshold."""
    return {
        f"m{n}": threshold(n) * (0.5 + (n * 7 + number) % 100 / 100) + number * 1e-6
        for n in range(COMPARISONS)
    }


def threshold(number: int) -> float:
    """What the number of this place is compared with."""
    return 1.5 * (number + 1)


def _node(name: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    node = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
    return node if content is None else node | {"content": content}


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
