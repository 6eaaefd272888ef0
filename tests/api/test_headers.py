"""What every answer carries, and the methods that carry nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx
import pytest

from explainer.settings import Settings

Serving = Callable[..., AbstractContextManager[str]]

STATIC = [
    "/v1/drivers",
    "/v1/drivers/etf_outflows",
    "/v1/signals",
    "/v1/metrics",
    "/v1/episodes",
    "/openapi.json",
    "/docs",
    "/",
]
PATHS = [*STATIC, "/health/live", "/health/ready", "/nothing/here"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_an_id_and_is_not_sniffed(client: httpx.Client, path: str) -> None:
    """The common headers are on answers and on refusals."""
    headers = client.get(path).headers
    assert len(headers["x-request-id"]) == 32
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["vary"] == "Accept, Origin"
    assert headers["cache-control"]


def test_every_request_has_another_id(client: httpx.Client) -> None:
    """Two requests can be told apart in the log."""
    ids = {client.get("/health/live").headers["x-request-id"] for _ in range(20)}
    assert len(ids) == 20


@pytest.mark.parametrize("given", ["a", "Trace_1.2-3", "x" * 128])
def test_a_well_formed_request_id_is_kept(client: httpx.Client, given: str) -> None:
    """Callers follow a request through several systems by their own id."""
    answer = client.get("/health/live", headers={"X-Request-ID": given})
    assert answer.headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 129, "a b", "<script>", "a\tb", "id\u00e9", "${x}"])
def test_a_hostile_request_id_is_replaced(client: httpx.Client, given: str) -> None:
    """Nothing that could harm a log or a page is repeated."""
    sent = {b"X-Request-ID": given.encode("latin-1")}
    answer = client.get("/health/live", headers=sent)
    assert answer.headers["x-request-id"] != given
    assert answer.headers["x-request-id"].isalnum()


@pytest.mark.parametrize("path", STATIC)
def test_what_a_client_holds_already_is_not_sent_again(client: httpx.Client, path: str) -> None:
    """The tag of a document, sent back, gives 304 and no body; another tag gives the document."""
    first = client.get(path)
    tag = first.headers["etag"]
    assert "max-age" in first.headers["cache-control"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
    assert client.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_the_tag_of_an_episode_differs_by_format(client: httpx.Client) -> None:
    """A cache never takes the text for the JSON."""
    path = "/v1/episodes/2024-08-05-yen-carry-unwind/explanation"
    tags = {client.get(f"{path}?format={form}").headers["etag"] for form in ("json", "text")}
    assert len(tags) == 2


@pytest.mark.parametrize("path", [*PATHS, "/v1/episodes/2024-08-05-yen-carry-unwind/explanation"])
def test_head_is_get_without_the_body(client: httpx.Client, path: str) -> None:
    """Status, type and length are those of GET."""
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]
    if got.status_code == 200:
        assert head.headers["content-length"] == str(len(got.content))


@pytest.mark.parametrize(
    ("path", "allow"),
    [("/v1/drivers", "GET, HEAD, OPTIONS"), ("/v1/explanations", "OPTIONS, POST")],
)
def test_options_lists_the_methods(client: httpx.Client, path: str, allow: str) -> None:
    """A client can ask what a path takes."""
    answer = client.options(path)
    assert answer.status_code == 204
    assert answer.headers["allow"] == allow


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_may_load_nothing_and_run_nothing(client: httpx.Client, path: str) -> None:
    """The policy of our pages forbids scripts, frames and everything from elsewhere."""
    answer = client.get(path)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_origin_of_the_settings_may_call(client: httpx.Client, origin: str) -> None:
    """An allowed origin is named in the answer, refusals included, and caches keep them apart."""
    for path in ("/v1/drivers", "/nothing/here"):
        answer = client.get(path, headers={"Origin": origin})
        assert answer.headers["access-control-allow-origin"] == origin
        assert "X-Request-ID" in answer.headers["access-control-expose-headers"]
        assert answer.headers["vary"] == "Accept, Origin"


def test_another_origin_may_not_call(client: httpx.Client) -> None:
    """A browser keeps the answer from a page of another origin."""
    answer = client.get("/v1/drivers", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_caches_keep_answers_to_different_origins_apart(client: httpx.Client) -> None:
    """Without an origin, or with another, an answer says that it depends on the origin."""
    for headers in ({}, {"Origin": "https://evil.example"}):
        assert client.get("/v1/drivers", headers=headers).headers["vary"] == "Accept, Origin"


def test_a_preflight_tells_what_may_be_sent(client: httpx.Client, origin: str) -> None:
    """A browser may post JSON from the allowed origin."""
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type, x-request-id",
    }
    answer = client.options("/v1/explanations", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == origin
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "content-type" in answer.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize("other", ["https://evil.example", "null", "https://app.example.evil"])
def test_a_preflight_of_another_origin_is_answered_without_permission(
    client: httpx.Client, other: str
) -> None:
    """It is no error: the browser misses the words that allow, and goes no further."""
    asked = {"Origin": other, "Access-Control-Request-Method": "POST"}
    answer = client.options("/v1/explanations", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["vary"] == "Accept, Origin"


def test_a_preflight_for_more_than_is_offered_tells_what_is(
    client: httpx.Client, origin: str
) -> None:
    """A method or header that is not among them is the browser's to refuse."""
    asked = {
        "Origin": origin.upper(),
        "Access-Control-Request-Method": "DELETE",
        "Access-Control-Request-Headers": "x-other",
    }
    answer = client.options("/v1/explanations", headers=asked)
    assert answer.status_code == 204
    assert "DELETE" not in answer.headers["access-control-allow-methods"]
    assert "x-other" not in answer.headers["access-control-allow-headers"].lower()


def test_without_the_setting_no_origin_may_call(running: Serving, origin: str) -> None:
    """Cross-origin calls are off unless an operator turns them on."""
    with running(Settings(port=0)) as address:
        answer = httpx.get(f"{address}/v1/drivers", headers={"Origin": origin}, trust_env=False)
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_star_lets_every_origin_in(running: Serving, origin: str) -> None:
    """A public deployment may be called from any page."""
    with running(Settings(port=0, cors_origins=("*",))) as address:
        answer = httpx.get(f"{address}/v1/drivers", headers={"Origin": origin}, trust_env=False)
    assert answer.headers["access-control-allow-origin"] == "*"
