"""POST /v1/explanations: what a client gets for a snapshot."""

from __future__ import annotations

import json

import httpx
import msgspec
import pytest

from explainer.api.negotiate import FORMATS
from explainer.api.options import FIELDS
from explainer.explainer import Explainer

SNAPSHOT = {
    "as_of": "2026-02-04T21:00:00Z",
    "market": {"change_24h_pct": -5.2},
    "assets": {
        "BTC": {"price_usd": 73000, "change_24h_pct": -6.1},
        "ETH": {"price_usd": 2100, "change_24h_pct": -7.4},
    },
    "etf": {"BTC": {"net_flow_usd": -540000000, "session_date": "2026-02-03"}},
    "derivatives": {"liquidations_24h_usd": 800000000},
}
UNDIRECTED = {"as_of": "2026-02-04T21:00:00Z", "etf": {"BTC": {"net_flow_usd": -540000000}}}


def test_json_is_what_the_python_function_returns(
    client: httpx.Client, explainer: Explainer
) -> None:
    """The API adds nothing to, and takes nothing from, the explanation of the facade."""
    body = json.dumps(SNAPSHOT).encode()
    answer = client.post(
        "/v1/explanations", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == explainer.explain_json(body)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_what_its_renderer_returns(
    client: httpx.Client, explainer: Explainer, form: str
) -> None:
    """`format` chooses the rendering and the media type."""
    answer = client.post(f"/v1/explanations?format={form}", json=SNAPSHOT)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[form]
    assert answer.text == explainer.render(explainer.explain(SNAPSHOT), form)


def test_a_browser_that_opens_an_episode_reads_a_page(client: httpx.Client) -> None:
    """With nothing to fetch, and a policy that lets nothing run."""
    path = "/v1/episodes/2024-08-05-yen-carry-unwind/explanation?length=article"
    answer = client.get(path, headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert answer.text.startswith("<!DOCTYPE html>")


def test_style_reaches_the_brief(client: httpx.Client) -> None:
    """A list in place of paragraphs."""
    answer = client.post("/v1/explanations?style=list", json=SNAPSHOT)
    kinds = [part["kind"] for part in answer.json()["parts"]]
    plain = client.post("/v1/explanations", json=SNAPSHOT).json()["parts"]
    assert kinds.count("list") > [part["kind"] for part in plain].count("list")


def test_text_says_that_it_is_utf8(client: httpx.Client) -> None:
    """Without a charset some clients would take text for Latin-1."""
    answer = client.post("/v1/explanations?format=markdown", json=SNAPSHOT)
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"


def test_fields_choose_from_the_json_in_the_asked_order(client: httpx.Client) -> None:
    """Only the asked fields are sent, each as it is in the whole; a repeated one comes once."""
    whole = client.post("/v1/explanations", json=SNAPSHOT).json()
    answer = client.post("/v1/explanations?fields=headline,%20id,drivers,id", json=SNAPSHOT)
    assert list(answer.json()) == ["headline", "id", "drivers"]
    assert answer.json() == {name: whole[name] for name in ("headline", "id", "drivers")}


def test_every_field_of_the_explanation_can_be_chosen(client: httpx.Client) -> None:
    """The list of fields is the explanation's own, with the trace at its end."""
    answer = client.post(f"/v1/explanations?fields={','.join(FIELDS)}", json=SNAPSHOT)
    assert answer.json() == client.post("/v1/explanations?trace=true", json=SNAPSHOT).json()


def test_a_trace_comes_only_when_it_is_asked_for(
    client: httpx.Client, explainer: Explainer
) -> None:
    """`trace=true` adds one field at the end, and changes nothing else."""
    plain = client.post("/v1/explanations", json=SNAPSHOT)
    refused = client.post("/v1/explanations?trace=false", json=SNAPSHOT)
    traced = client.post("/v1/explanations?trace=true", json=SNAPSHOT).json()
    asked = explainer.read(SNAPSHOT)

    assert refused.content == plain.content
    assert list(traced)[-1] == "trace"
    assert {name: traced[name] for name in traced if name != "trace"} == plain.json()
    assert traced["trace"] == json.loads(msgspec.json.encode(explainer.trace(asked)))
    assert [one["id"] for one in traced["trace"]] == [one["id"] for one in traced["drivers"]]


def test_fields_and_trace_agree(client: httpx.Client) -> None:
    """To name the field is to ask for it, and to ask for it is to name the field."""
    for query in ("fields=id,trace", "fields=id&trace=true", "fields=id,trace&trace=true"):
        answer = client.post(f"/v1/explanations?{query}", json=SNAPSHOT)
        assert list(answer.json()) == ["id", "trace"]


def test_an_episode_has_a_trace_too(client: httpx.Client) -> None:
    """With focus and premise as in its explanation."""
    path = "/v1/episodes/2025-11-18-etf-bleed-90k/explanation?fields=trace,drivers&focus=ETH"
    answer = client.get(path).json()
    findings = {one["id"]: one for one in answer["drivers"]}
    assert {one["id"]: one["about"] for one in answer["trace"]} == {
        name: finding["about"] for name, finding in findings.items()
    }


def test_focus_reaches_the_move(client: httpx.Client) -> None:
    """The asset in focus is named in the answer's move."""
    answer = client.post("/v1/explanations?focus=ETH", json=SNAPSHOT)
    assert answer.json()["move"]["focus"] == "ETH"


def test_premise_lets_drivers_explain_an_unknown_direction(client: httpx.Client) -> None:
    """Without a direction nothing explains anything, unless the caller says that prices fall."""
    plain = client.post("/v1/explanations", json=UNDIRECTED).json()
    fallen = client.post("/v1/explanations?premise=fall", json=UNDIRECTED).json()
    assert plain["move"]["direction"] == fallen["move"]["direction"] == "unknown"
    assert not any(driver["explains"] for driver in plain["drivers"])
    assert any(driver["explains"] for driver in fallen["drivers"])


def test_the_same_request_gives_the_same_bytes(client: httpx.Client) -> None:
    """Nothing of time, chance or connection enters an answer."""
    first, second = (client.post("/v1/explanations", json=SNAPSHOT).content for _ in range(2))
    assert first == second


def test_content_type_may_carry_a_charset(client: httpx.Client) -> None:
    """Clients that add `charset=utf-8` are understood, in any case of letters."""
    answer = client.post(
        "/v1/explanations",
        content=json.dumps(SNAPSHOT),
        headers={"Content-Type": 'Application/JSON; Charset="UTF-8"'},
    )
    assert answer.status_code == 200


def test_an_explanation_is_not_kept_by_caches(client: httpx.Client) -> None:
    """An answer to somebody's own figures is theirs."""
    assert client.post("/v1/explanations", json=SNAPSHOT).headers["cache-control"] == "no-store"
