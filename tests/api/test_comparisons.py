"""POST /v1/comparisons: what a client gets for two snapshots."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from explainer.api.comparisons import EXAMPLE, OFFERED
from explainer.comparison import render
from explainer.explainer import Explainer

BEFORE, AFTER = EXAMPLE["before"], EXAMPLE["after"]


@pytest.mark.parametrize("form", OFFERED)
def test_every_format_is_what_python_returns(
    client: httpx.Client, explainer: Explainer, form: str
) -> None:
    """By `format`, and by the Accept header."""
    expected = render(explainer.compare(BEFORE, AFTER), form)
    asked = client.post(f"/v1/comparisons?format={form}", json=EXAMPLE)
    accepted = client.post("/v1/comparisons", json=EXAMPLE, headers={"Accept": OFFERED[form]})
    for answer in (asked, accepted):
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == OFFERED[form]
        assert answer.text == expected


def test_json_is_the_default_and_is_not_kept(client: httpx.Client) -> None:
    """Drivers and signals with what became of them, the text with its claims, and both moments."""
    answer = client.post("/v1/comparisons", json=EXAMPLE)
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert told["before"]["as_of"] == BEFORE["as_of"]
    changes = {driver["id"]: driver["change"] for driver in told["drivers"]}
    assert changes["etf_outflows"] == "entered"
    crossed = {signal["id"]: signal["change"] for signal in told["signals"]}
    assert crossed["etf_flows"] == "crossed_into"
    receipts = [receipt for claim in told["claims"] for receipt in claim["receipts"]]
    given = [each["pointer"] for each in receipts if each["kind"] == "given"]
    assert "/after/etf/BTC/net_flow_usd" in given
    assert {pointer.split("/")[1] for pointer in given} == {"before", "after"}


def test_a_moment_carries_the_id_of_its_explanation(client: httpx.Client) -> None:
    """So that a comparison leads to both explanations."""
    told = client.post("/v1/comparisons", json=EXAMPLE).json()
    for side in ("before", "after"):
        assert told[side]["id"] == client.post("/v1/explanations", json=EXAMPLE[side]).json()["id"]


def test_focus_is_passed_on(client: httpx.Client) -> None:
    """To both sides."""
    told = client.post("/v1/comparisons?focus=BTC", json=EXAMPLE).json()
    assert told["focus"] == told["before"]["move"]["focus"] == "BTC"


@pytest.mark.parametrize(
    ("query", "body", "pointer", "hint"),
    [
        ("", {"before": AFTER, "after": BEFORE}, "/after/as_of", "swap them"),
        ("", {"before": BEFORE}, "/after", "each a snapshot"),
        ("", {**EXAMPLE, "focus": "BTC"}, "/focus", "each a snapshot"),
        ("", {"before": {**BEFORE, "marcet": {}}, "after": AFTER}, "/before/marcet", "market"),
        ("?focus=ETH", EXAMPLE, "", "in `before`, the snapshot holds BTC"),
        ("?format=pdf", EXAMPLE, "", "there is text, markdown, json"),
        ("?length=brief", EXAMPLE, "", "there is focus, format"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    client: httpx.Client, query: str, body: dict[str, Any], pointer: str, hint: str
) -> None:
    """With 400, a pointer into the body, and a way out."""
    answer = client.post(f"/v1/comparisons{query}", json=body)
    assert answer.status_code == 400
    assert answer.headers["content-type"].partition(";")[0] == "application/problem+json"
    error = answer.json()["errors"][0]
    assert error["pointer"] == pointer
    assert hint in error["hint"]


def test_problems_of_both_snapshots_are_listed(client: httpx.Client) -> None:
    """So that nobody has to come twice."""
    body = {"before": {**BEFORE, "marcet": {}}, "after": {**AFTER, "etff": {}}}
    answer = client.post("/v1/comparisons", json=body)
    pointers = [error["pointer"] for error in answer.json()["errors"]]
    assert pointers == ["/before/marcet", "/after/etff"]


def test_a_large_pair_is_compared_too(client: httpx.Client) -> None:
    """One that is handed to a thread comes to the same."""
    padded = json.dumps(EXAMPLE).encode() + b" " * 60_000
    answer = client.post(
        "/v1/comparisons", content=padded, headers={"Content-Type": "application/json"}
    )
    assert answer.content == client.post("/v1/comparisons", json=EXAMPLE).content


def test_an_accept_header_that_excludes_all_is_refused(client: httpx.Client) -> None:
    """With what is offered."""
    answer = client.post("/v1/comparisons", json=EXAMPLE, headers={"Accept": "image/png"})
    assert answer.status_code == 406
