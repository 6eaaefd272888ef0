"""POST /v1/verifications over a real server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

SNAPSHOT: dict[str, Any] = {
    "as_of": "2026-02-04T21:00:00Z",
    "assets": {"BTC": {"change_24h_pct": -6.1}},
}


def test_a_text_is_verified(client: httpx.Client) -> None:
    """A number that fits and one that does not."""
    body = {"text": "Bitcoin fell 6.1%, not 7.1%.", "snapshot": SNAPSHOT}
    answer = client.post("/v1/verifications", json=body)
    assert answer.status_code == 200
    assert [one["status"] for one in answer.json()["numbers"]] == ["supported", "wrong"]
    assert answer.json()["verdict"] == "problems"


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"text": "a"}, 400, "/snapshot"),
        ({"text": "a", "snapshot": {"as_of": "never"}}, 400, "/snapshot/as_of"),
        ({"text": "a" * 100_001, "snapshot": SNAPSHOT}, 413, "/text"),
        ({"text": "a", "snapshot": SNAPSHOT, "focus": "ETH"}, 400, "/focus"),
        ({"text": " \n", "snapshot": SNAPSHOT}, 400, "/text"),
    ],
)
def test_a_refusal_points_into_the_request(
    body: dict[str, Any], status: int, pointer: str, client: httpx.Client
) -> None:
    """A missing snapshot, a bad one, a text too long, a focus that is not there."""
    answer = client.post("/v1/verifications", json=body)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_options_of_other_routes_are_told_where_they_stand(client: httpx.Client) -> None:
    """Who sends `focus` as a query parameter learns that it belongs into the body."""
    body = {"text": "a", "snapshot": SNAPSHOT}
    (error,) = client.post("/v1/verifications?focus=BTC", json=body).json()["errors"]
    assert error["parameter"] == "focus"
    assert "`focus` and `premise` stand in the body" in error["hint"]


def test_nobody_waits_for_a_text_full_of_numbers(client: httpx.Client) -> None:
    """While a short text that takes long is verified, the server answers others."""
    body = {"text": "5.1% and " * 2000, "snapshot": SNAPSHOT}
    with ThreadPoolExecutor(max_workers=1) as other:
        slow = other.submit(client.post, "/v1/verifications", json=body)
        answered = 0
        while not slow.done():
            assert client.get("/health/live").status_code == 200
            answered += 1
    assert slow.result().status_code == 200
    assert answered > 3
