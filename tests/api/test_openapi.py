"""The OpenAPI document, the pages made from it, and the file in the repository."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from openapi_spec_validator import validate

from explainer.api.negotiate import JSON
from explainer.api.openapi import EXAMPLE, current
from explainer.api.options import OPTIONS
from explainer.api.problem_types import PROBLEM_TYPES
from explainer.explainer import Explainer
from explainer.metrics import GROUP_TYPES, GROUPS

DOCUMENT: dict[str, Any] = json.loads(current())
OPERATIONS = [
    (method, path, operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
]
NO_BODY: dict[str, Any] = {"content": {JSON: {"example": None}}}
IDS = {"driver_id": "etf_outflows", "episode_id": "2024-08-05-yen-carry-unwind"}


def test_the_file_in_the_repository_is_current(repository: Path) -> None:
    """`make openapi` has been run after the last change of a route or a struct."""
    assert (repository / "openapi/openapi.json").read_bytes() == current()


def test_the_program_writes_the_file(tmp_path: Path) -> None:
    """The same bytes come from another process, into a folder that is not there yet."""
    target = tmp_path / "new" / "openapi.json"
    command = [sys.executable, "-m", "explainer.api.openapi", str(target)]
    subprocess.run(command, check=True, timeout=60)
    assert target.read_bytes() == current()


def test_the_document_is_valid() -> None:
    """It is OpenAPI 3.1, as programs that read it expect."""
    assert DOCUMENT["openapi"].startswith("3.1.")
    validate(DOCUMENT)


def test_the_server_serves_it(client: httpx.Client) -> None:
    """What is served is what the file holds."""
    assert client.get("/openapi.json").content == current()


def test_every_operation_is_told_in_words() -> None:
    """Names are unique, and each operation has a summary and a description."""
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(set(names)) == len(names)
    for _, _, operation in OPERATIONS:
        assert operation["summary"]
        assert operation["description"].endswith(".")
        assert {"200", "405", "500"} <= operation["responses"].keys()


@pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=[f"{m} {p}" for m, p, _ in OPERATIONS]
)
def test_every_operation_answers_as_it_says(
    live_client: httpx.Client, method: str, path: str, operation: dict[str, Any]
) -> None:
    """The documented path gives 200 with a documented media type."""
    taken = operation.get("requestBody", NO_BODY)["content"][JSON]
    body = {"json": taken["example"]} if taken["example"] else {}
    answer = live_client.request(method.upper(), path.format(**IDS), **body)
    assert answer.status_code == 200
    documented = operation["responses"]["200"]["content"]
    assert answer.headers["content-type"].partition(";")[0] in documented


def test_the_request_is_the_snapshot_with_its_units() -> None:
    """Every metric is in the schema of the request, with what the catalogue knows of it."""
    schemas = DOCUMENT["components"]["schemas"]
    for group, kind in GROUP_TYPES.items():
        properties = schemas[kind.__name__]["properties"]
        for field, spec in GROUPS[group].items():
            assert properties[field]["description"] == spec.description
            assert properties[field]["x-unit"] == spec.unit
            assert properties[field]["x-window"] == spec.window


def test_every_option_is_described_where_it_is_taken() -> None:
    """Both ways to an explanation document all options."""
    for path, method in (
        ("/v1/explanations", "post"),
        ("/v1/episodes/{episode_id}/explanation", "get"),
    ):
        parameters = DOCUMENT["paths"][path][method]["parameters"]
        queried = [each["name"] for each in parameters if each["in"] == "query"]
        assert queried == list(OPTIONS)


def test_what_is_sent_fits_the_schema_that_promises_it(client: httpx.Client) -> None:
    """Answers hold every field their schema requires, and a schema requires what is always there.

    So a model made from the document has no field that may be absent but never is.
    """
    schemas = DOCUMENT["components"]["schemas"]

    def fits(name: str, content: dict[str, Any]) -> None:
        schema = {**schemas[name], "components": DOCUMENT["components"]}
        jsonschema.Draft202012Validator(schema).validate(content)

    episodes = client.get("/v1/episodes").json()
    fits("EpisodeList", episodes)
    for entry in episodes["episodes"]:
        episode = client.get(f"/v1/episodes/{entry['id']}").json()
        fits("Episode", episode)
        fits("Snapshot", episode["snapshot"])
        explanation = client.post("/v1/explanations", json=episode["snapshot"]).json()
        fits("Explanation", explanation)
        assert explanation["drivers"][0].keys() == set(schemas["DriverFinding"]["required"])
        receipts = [each for claim in explanation["claims"] for each in claim["receipts"]]
        assert all(each.keys() == set(schemas["Receipt"]["required"]) for each in receipts)
    for path, name in (
        ("drivers", "DriverList"),
        ("drivers/etf_outflows", "Driver"),
        ("signals", "SignalList"),
        ("metrics", "MetricList"),
    ):
        fits(name, client.get(f"/v1/{path}").json())
    fits("ProblemDocument", client.post("/v1/explanations", json={}).json())


def test_what_a_client_may_hold_already_is_described() -> None:
    """Every answer with an `ETag` documents 304, and no other does."""
    for method, path, operation in OPERATIONS:
        tagged = method == "get" and not path.startswith("/health")
        assert ("304" in operation["responses"]) == tagged, path


def test_the_example_is_a_snapshot(explainer: Explainer) -> None:
    """What the document shows can be sent."""
    assert explainer.explain(EXAMPLE).headline


class _Links(HTMLParser):
    """Collects ids and everything that a browser could fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what matters of one tag."""
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given.get("href") or "")
        elif tag in ("script", "img", "iframe", "object", "embed", "link"):
            self.fetched.append(f"{tag} {given.get('src') or given.get('href')}")


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_pages_fetch_nothing(client: httpx.Client, path: str) -> None:
    """A page is whole without a network: the one link is an empty icon inside the page."""
    page = client.get(path).text
    parser = _Links()
    parser.feed(page)
    assert parser.fetched == ["link data:,"]
    assert not re.search(r"url\(|@import", page)
    assert len(set(parser.ids)) == len(parser.ids)
    assert '<html lang="en">' in page
    assert "<h1>" in page


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_links_of_a_page_lead_somewhere(client: httpx.Client, path: str) -> None:
    """Every address of ours on our pages is there; sources lie elsewhere."""
    parser = _Links()
    parser.feed(client.get(path).text)
    for link in parser.links:
        if link.startswith("#"):
            assert link[1:] in parser.ids
        elif link.startswith("/"):
            assert client.get(link).status_code == 200


def test_the_type_of_every_problem_can_be_followed(client: httpx.Client) -> None:
    """`/docs#not-found` is an address in the documentation page."""
    parser = _Links()
    parser.feed(client.get("/docs").text)
    assert set(PROBLEM_TYPES) <= set(parser.ids)


def test_the_landing_page_shows_an_explanation(client: httpx.Client) -> None:
    """A visitor sees an article under headings of its own, and a line to try."""
    page = client.get("/").text
    assert "curl -s http://127.0.0.1:8000/v1/explanations" in page
    assert '<article class="told">' in page
    assert page.count("<h1") == 1
    assert page.count("<h3") == 1
    assert '<h4 id="watch">' in page
    assert "<script" not in page
