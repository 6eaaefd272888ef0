"""A defect of ours, many clients at once, and large snapshots beside small ones."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import httpx
import pytest

from explainer.explainer import Explainer
from explainer.pack import RulePack
from explainer.settings import Settings
from explainer.snapshot import Snapshot

Serving = Callable[..., AbstractContextManager[str]]
SNAPSHOT = {"as_of": "2026-02-04T21:00:00Z", "assets": {"BTC": {"change_24h_pct": -6.1}}}


class _Broken(Explainer):
    """An explainer with a defect that shows on requests alone."""

    def read(self, snapshot: Snapshot | Mapping[str, object] | bytes) -> Snapshot:
        """Fail as a defect would."""
        if isinstance(snapshot, bytes):
            raise ZeroDivisionError("secret detail")
        return super().read(snapshot)


def test_a_defect_of_ours_tells_nothing_of_the_inside(
    running: Serving, pack: RulePack, capsys: pytest.CaptureFixture[str]
) -> None:
    """500 is a problem document with the id under which the log tells more."""
    with running(Settings(port=0), _Broken(pack)) as address:
        answer = httpx.post(f"{address}/v1/explanations", json=SNAPSHOT, trust_env=False)
        assert httpx.get(f"{address}/health/live", trust_env=False).status_code == 200
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/docs#internal-error"
    assert "secret" not in answer.text
    assert "Zero" not in answer.text
    logged = capsys.readouterr().out
    assert "request.failed" in logged
    assert answer.headers["x-request-id"] in logged


def test_clients_at_once_get_their_own_answers(client: httpx.Client, explainer: Explainer) -> None:
    """Requests under way together do not mix: each answer is that of its snapshot."""
    bodies = [
        json.dumps({**SNAPSHOT, "market": {"change_24h_pct": -number / 10}}).encode()
        for number in range(60)
    ]

    def ask(body: bytes) -> bytes:
        headers = {"Content-Type": "application/json"}
        return client.post("/v1/explanations", content=body, headers=headers).content

    with ThreadPoolExecutor(max_workers=8) as pool:
        answers = list(pool.map(ask, bodies))
    assert answers == [explainer.explain_json(body) for body in bodies]


def test_the_largest_snapshot_is_answered(client: httpx.Client) -> None:
    """20,000 assets are within the limits; others are answered while they are read."""
    assets = {f"A{number}": {"change_24h_pct": -number % 7} for number in range(20_000)}
    body = json.dumps({"as_of": "2026-02-04T21:00:00Z", "assets": assets}).encode()
    headers = {"Content-Type": "application/json"}
    with ThreadPoolExecutor(max_workers=1) as pool:
        large = pool.submit(client.post, "/v1/explanations", content=body, headers=headers)
        while not large.done():
            assert client.get("/health/live").status_code == 200
            time.sleep(0.01)
    assert large.result().status_code == 200
