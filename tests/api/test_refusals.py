"""Every way of being refused: status, problem type, pointer or parameter, hint."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from explainer.api.problem_types import PROBLEM_TYPES

JSON_TYPE = {"Content-Type": "application/json"}
FINE = '{"as_of": "2026-02-04T21:00:00Z", "assets": {"BTC": {"price_usd": 73000}}}'
AS_OF = '"as_of": "2026-02-04T21:00:00Z"'


def check(answer: httpx.Response, kind: str) -> dict[str, str]:
    """Check the form of a problem and return its first error."""
    problem = answer.json()
    assert answer.status_code == problem["status"] == PROBLEM_TYPES[kind].status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert problem["type"] == f"/docs#{kind}"
    assert problem["title"] == PROBLEM_TYPES[kind].title
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert problem["detail"]
    first: dict[str, str] = problem["errors"][0]
    assert {"pointer", "detail", "hint"} <= first.keys()
    return first


BODIES = [
    ("{", "invalid-snapshot", ""),
    ("[]", "invalid-snapshot", ""),
    ("null", "invalid-snapshot", ""),
    ("{}", "invalid-snapshot", "/as_of"),
    ("\ufeff{}", "invalid-snapshot", ""),
    ('{"as_of": "2026-02-04T21:00:00"}', "invalid-snapshot", "/as_of"),
    ("{" + AS_OF + ', "markt": {}}', "invalid-snapshot", "/markt"),
    (
        "{" + AS_OF + ', "market": {"chnge_24h_pct": 1}}',
        "invalid-snapshot",
        "/market/chnge_24h_pct",
    ),
    ("{" + AS_OF + ', "market": {"rsi_14": "40"}}', "invalid-snapshot", "/market/rsi_14"),
    ("{" + AS_OF + ', "market": {"rsi_14": NaN}}', "invalid-snapshot", "/market/rsi_14"),
    ("{" + AS_OF + ', "market": {"rsi_14": 1e999}}', "invalid-snapshot", "/market/rsi_14"),
    ("{" + AS_OF + ', "market": {"rsi_14": 1, "rsi_14": 2}}', "invalid-snapshot", "/market/rsi_14"),
    ("{" + AS_OF + ', "assets": {"btc": {}}}', "invalid-snapshot", "/assets/btc"),
    ("[" * 100_000, "too-large", ""),
    (
        "{" + AS_OF + ', "assets": {' + ", ".join(f'"A{n}": {{}}' for n in range(20_001)) + "}}",
        "too-large",
        "/assets",
    ),
    ("x" * 4_000_001, "too-large", ""),
]


@pytest.mark.parametrize(("body", "kind", "pointer"), BODIES, ids=[each[0][:40] for each in BODIES])
def test_a_bad_body_is_refused_with_the_place_of_its_problem(
    client: httpx.Client, body: str, kind: str, pointer: str
) -> None:
    """Malformed, invalid and too large bodies are told apart, and the pointer leads to the slip."""
    answer = client.post("/v1/explanations", content=body.encode(), headers=JSON_TYPE)
    assert check(answer, kind)["pointer"] == pointer


def test_all_problems_of_a_snapshot_come_at_once(client: httpx.Client) -> None:
    """Nobody has to send a snapshot five times to learn of five slips."""
    body = {"market": {"chnge_24h_pct": -5, "rsi_14": "40"}, "assets": {"btc": {"price_usd": 1}}}
    answer = client.post("/v1/explanations", json=body)
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers == {"/as_of", "/market/chnge_24h_pct", "/market/rsi_14", "/assets/btc"}
    assert check(answer, "invalid-snapshot")


QUERIES = [
    ("leng_th=brief", "leng_th", "did you mean length?"),
    ("length=brif", "length", "did you mean brief?"),
    ("length=book", "length", "there is headline, chat, brief, article"),
    ("length=", "length", "there is headline, chat, brief, article"),
    ("style=lists", "style", "did you mean list?"),
    ("format=htm", "format", "did you mean html?"),
    ("fields=headline&format=slack", "fields", "leave fields out, or add format=json"),
    ("length=brief&length=brief", "length", None),
    ("format=markdwn", "format", "did you mean markdown?"),
    ("premise=rise", "premise", "there is fall"),
    ("fields=headline,answr", "fields", "did you mean answer?"),
    ("fields=", "fields", None),
    ("fields=headline&fields=answer", "fields", "put the values into one, with commas"),
    ("length=brief&length=brief", "length", "keep one"),
    ("format=JSON", "format", "did you mean json?"),
    ("premise=FALL", "premise", "did you mean fall?"),
    ("fields=headline&format=text", "fields", "leave fields out, or add format=json"),
    ("focus=BTCC", "focus", "did you mean BTC?"),
    ("focus=btc", "focus", "did you mean BTC?"),
    ("focus=", "focus", "such as focus=ETH, or leave it out"),
    ("%00=1", "\x00", None),
    ("debug=true", "debug", None),
    ("trace=yes", "trace", "there is true, false"),
    ("trace=true&format=html", "trace", "leave trace out, or add format=json"),
    ("trace=false&fields=trace", "trace", "leave trace out, or leave it out of fields"),
    ("fields=trace&format=text", "fields", "leave fields out, or add format=json"),
]


@pytest.mark.parametrize(("query", "parameter", "hint"), QUERIES, ids=[each[0] for each in QUERIES])
def test_an_option_that_does_not_exist_is_refused_with_a_hint(
    client: httpx.Client, query: str, parameter: str, hint: str | None
) -> None:
    """A slip in a parameter's name or value never goes unnoticed."""
    answer = client.post(f"/v1/explanations?{query}", content=FINE, headers=JSON_TYPE)
    error = check(answer, "invalid-option")
    assert error["parameter"] == parameter
    if hint is not None:
        assert error["hint"] == hint


def test_too_many_parameters_are_refused(client: httpx.Client) -> None:
    """A query of thousands of parameters is not read to its end."""
    query = "&".join(f"p{number}=1" for number in range(1000))
    answer = client.post(f"/v1/explanations?{query}", content=FINE, headers=JSON_TYPE)
    assert check(answer, "invalid-option")["detail"] == "more than 50 query parameters"


HEADERS = [
    ({}, "Content-Type"),
    ({"Content-Type": "text/plain"}, "Content-Type"),
    ({"Content-Type": "application/x-www-form-urlencoded"}, "Content-Type"),
    ({"Content-Type": "application/jsonx"}, "Content-Type"),
    ({"Content-Type": "application/json; charset=utf-16"}, "Content-Type"),
    (JSON_TYPE | {"Content-Encoding": "gzip"}, "Content-Encoding"),
    (JSON_TYPE | {"Content-Encoding": "br"}, "Content-Encoding"),
]


@pytest.mark.parametrize(("headers", "parameter"), HEADERS)
def test_what_is_not_plain_json_is_refused(
    client: httpx.Client, headers: dict[str, str], parameter: str
) -> None:
    """Forms, other charsets and compressed bodies get 415, naming the header at fault."""
    answer = client.post("/v1/explanations", content=FINE.encode(), headers=headers)
    assert check(answer, "unsupported-media-type")["parameter"] == parameter


def test_a_header_that_is_there_twice_is_refused(client: httpx.Client) -> None:
    """A second Content-Type is no way round the first, whichever of them a proxy reads."""
    twice = [("Content-Type", "application/json"), ("Content-Type", "text/plain")]
    for headers in (twice, twice[::-1]):
        answer = client.post("/v1/explanations", content=FINE.encode(), headers=headers)
        assert check(answer, "unsupported-media-type")["parameter"] == "Content-Type"


def test_a_body_that_does_not_come_is_not_waited_for(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that announces more than it sends gets 408, and its place is free again."""
    monkeypatch.setattr("explainer.api.body.PATIENCE_SECONDS", 0.2)
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as stalled:
        stalled.sendall(
            b"POST /v1/explanations HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
        )
        received = b""
        while part := stalled.recv(65_536):
            received += part
    assert received.startswith(b"HTTP/1.1 408 ")
    assert b'"type":"/docs#too-slow"' in received


def test_an_empty_body_is_refused(client: httpx.Client) -> None:
    """Forgetting the body has an answer of its own."""
    assert check(client.post("/v1/explanations", headers=JSON_TYPE), "empty-body")


def test_a_chunked_body_is_read_up_to_the_limit_only(client: httpx.Client) -> None:
    """Without Content-Length the limit holds all the same, and the answer comes before the end."""

    def chunks() -> Iterator[bytes]:
        for _ in range(100):
            yield b" " * 100_000

    answer = client.post("/v1/explanations", content=chunks(), headers=JSON_TYPE)
    assert "4,000,000 bytes" in check(answer, "too-large")["detail"]


def test_a_chunked_body_within_the_limit_is_read_whole(client: httpx.Client) -> None:
    """A body in pieces is the same body."""
    pieces = iter([FINE[:10].encode(), FINE[10:].encode()])
    assert client.post("/v1/explanations", content=pieces, headers=JSON_TYPE).status_code == 200


def test_an_announced_body_beyond_the_limit_is_refused_before_it_is_sent(address: str) -> None:
    """Content-Length alone is enough to be refused."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.putrequest("POST", "/v1/explanations")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "50000000")
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413
    connection.close()


def test_a_client_that_sends_all_before_it_reads_sees_the_refusal(address: str) -> None:
    """Without keep-alive, too: the connection is not closed on it while it sends."""
    parts = urlsplit(address)
    for media_type, status in (("application/json", 413), ("text/plain", 415)):
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        headers = {"Content-Type": media_type, "Connection": "close"}
        connection.request("POST", "/v1/explanations", body=b" " * 10_000_000, headers=headers)
        assert connection.getresponse().status == status
        connection.close()


def test_a_client_that_leaves_early_harms_nobody(client: httpx.Client, address: str) -> None:
    """The connection is closed in the middle of a body; the server answers the next request."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as left:
        left.sendall(
            b"POST /v1/explanations HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
        )
    assert client.get("/health/live").status_code == 200


PATHS = [
    ("/v1/explanation", "did you mean /v1/explanations?"),
    ("/v1/driver", "did you mean /v1/drivers?"),
    ("/V1/drivers", "did you mean /v1/drivers?"),
    ("/wp-login.php", "GET / lists what there is"),
    ("/v1/drivers/etf_outflow", "did you mean etf_outflows?"),
    ("/v1/drivers/x" * 100, "GET / lists what there is"),
    ("/v1/episodes/2024-08-05-yen-carry", "did you mean 2024-08-05-yen-carry-unwind?"),
    ("/v1/episodes/zzz/explanation", "GET /v1/episodes lists them"),
    ("/v1/drivers/..%2f..%2fetc%2fpasswd", None),
]


@pytest.mark.parametrize(("path", "hint"), PATHS, ids=[each[0][:50] for each in PATHS])
def test_an_address_with_nothing_behind_it_names_the_nearest(
    client: httpx.Client, path: str, hint: str | None
) -> None:
    """Routes, drivers and episodes that do not exist are 404 with what was probably meant."""
    error = check(client.get(path), "not-found")
    if hint is not None:
        assert error["hint"] == hint


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("DELETE", "/v1/drivers", "GET, HEAD, OPTIONS"),
        ("GET", "/v1/explanations", "OPTIONS, POST"),
        ("HEAD", "/v1/explanations", "OPTIONS, POST"),
        ("PUT", "/", "GET, HEAD, OPTIONS"),
        ("PROPFIND", "/health/live", "GET, HEAD, OPTIONS"),
    ],
)
def test_another_method_is_told_which_there_are(
    client: httpx.Client, method: str, path: str, allow: str
) -> None:
    """405 lists the methods of the path in `Allow`."""
    answer = client.request(method, path)
    assert answer.headers["allow"] == allow
    assert answer.status_code == 405
    if method != "HEAD":
        assert check(answer, "method-not-allowed")["hint"] == f"use one of {allow}"


def test_catalogue_routes_refuse_parameters_they_do_not_have(client: httpx.Client) -> None:
    """A filter that does not exist is not passed over in silence."""
    error = check(client.get("/v1/drivers?role=trigger"), "invalid-option")
    assert error["parameter"] == "role"
    assert error["hint"] == "this route takes none"


def test_a_host_that_is_none_is_refused(client: httpx.Client) -> None:
    """A malformed Host header gets a problem like everything else."""
    answer = client.get("/v1/drivers", headers={"Host": "bad host<>"})
    assert check(answer, "bad-request")


def test_refusals_repeat_no_more_of_the_clients_words_than_needed(client: httpx.Client) -> None:
    """A parameter of 20,000 characters is shortened in the answer."""
    answer = client.post(f"/v1/explanations?length={'x' * 20_000}", json=json.loads(FINE))
    assert check(answer, "invalid-option")
    assert len(answer.content) < 2_000
    assert len(client.get("/" + "x" * 20_000).content) < 2_000
