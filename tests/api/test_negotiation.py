"""Which format a client gets, by Accept header and `format`."""

from __future__ import annotations

import httpx
import pytest

from explainer.api.negotiate import FORMATS, negotiate
from explainer.render import RENDERINGS

TABLE = [
    (None, "json"),
    ("", "json"),
    ("*/*", "json"),
    ("application/json", "json"),
    ("application/*", "json"),
    ("text/plain", "text"),
    ("TEXT/Plain", "text"),
    ("text/*", "text"),
    ("text/markdown", "markdown"),
    ("text/markdown;variant=CommonMark", "markdown"),
    ("text/markdown, */*", "markdown"),
    ("text/plain, application/json", "text"),
    ("application/json, text/plain, */*", "json"),
    ("text/plain;q=0.5, text/markdown;q=0.9", "markdown"),
    ("text/plain; q=0.5 , application/json ; q=0.4", "text"),
    ("application/json;q=0, */*", "text"),
    ("application/json;q=0.0, text/plain;q=0, */*;q=0.1", "markdown"),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    ("text/html", "html"),
    ("text/html;q=0.5, text/plain", "text"),
    ("application/xhtml+xml", None),
    ("application/xml", None),
    ("*/*;q=0", None),
    ("application/json;q=0", None),
    ("application/json;q=nonsense", None),
    ("application/json;q=1.5", None),
    ("json", None),
    (",,;;=,/", None),
    ("*/json", None),
]


@pytest.mark.parametrize(("accept", "expected"), TABLE)
def test_the_header_chooses_what_it_asks_for_most(accept: str | None, expected: str | None) -> None:
    """Weights first, then exactness, then the client's order, then ours."""
    assert negotiate(accept, FORMATS) == expected


@pytest.mark.parametrize(("accept", "expected"), TABLE)
def test_the_server_answers_as_the_table_says(
    client: httpx.Client, accept: str | None, expected: str | None
) -> None:
    """The same over HTTP: the media type of the answer, or 406 with what is offered."""
    headers = {"Accept": accept} if accept is not None else {}
    answer = client.post(
        "/v1/explanations", json={"as_of": "2026-02-04T21:00:00Z"}, headers=headers
    )
    if expected is None:
        assert answer.status_code == 406
        assert answer.json()["detail"].count("text/plain") == 1
    else:
        assert answer.headers["content-type"].partition(";")[0] == FORMATS[expected]
    assert answer.headers["vary"] == "Accept, Origin"


def test_format_wins_over_the_header(client: httpx.Client) -> None:
    """A link with `format` works whatever the browser accepts."""
    answer = client.post(
        "/v1/explanations?format=text",
        json={"as_of": "2026-02-04T21:00:00Z"},
        headers={"Accept": "application/json"},
    )
    assert answer.headers["content-type"].startswith("text/plain")


def test_several_accept_lines_are_one_list(client: httpx.Client) -> None:
    """RFC 9110 joins repeated headers."""
    answer = client.post(
        "/v1/explanations",
        json={"as_of": "2026-02-04T21:00:00Z"},
        headers=[("Accept", "application/xml"), ("Accept", "text/markdown")],
    )
    assert answer.headers["content-type"].startswith("text/markdown")


def test_catalogue_routes_speak_json_alone(client: httpx.Client) -> None:
    """A client that excludes JSON is told so."""
    assert client.get("/v1/drivers", headers={"Accept": "text/html"}).status_code == 406


def test_every_rendering_has_a_media_type() -> None:
    """A renderer that is added is offered, and none is offered that is not there."""
    assert set(FORMATS) == set(RENDERINGS)
