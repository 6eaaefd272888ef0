"""The pages about the API: every command in them runs, and nothing is left out."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from explainer.api.options import OPTIONS
from explainer.api.problem_types import PROBLEM_TYPES
from explainer.api.routes import HANDLERS

REPOSITORY = Path(__file__).resolve().parents[2]
ADDRESS = "http://127.0.0.1:8000"
PAGES = ("docs/api.md", "README.md")


def _commands() -> list[tuple[str, str]]:
    """Every curl command of the pages, with the page it stands on."""
    found = []
    for page in PAGES:
        text = (REPOSITORY / page).read_text(encoding="utf-8").replace("\\\n", " ")
        for block in re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            starts = [match.start() for match in re.finditer(r"^curl ", block, re.MULTILINE)]
            for start, end in pairwise([*starts, len(block)]):
                found.append((page, block[start:end].strip()))
    return found


def _request(command: str) -> dict[str, Any]:
    """What a curl command sends."""
    words = iter(shlex.split(command)[1:])
    asked: dict[str, Any] = {"method": "GET", "headers": {}}
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            asked["headers"][name] = value
        elif word == "-d":
            asked |= {"method": "POST", "content": next(words).encode()}
        elif word.startswith(ADDRESS):
            asked["url"] = word.removeprefix(ADDRESS)
        else:
            assert word == "-s", f"{word} in {command}"
    return asked


@pytest.mark.parametrize(("page", "command"), _commands(), ids=lambda text: text[:60])
def test_every_command_of_the_pages_works(
    live_client: httpx.Client, page: str, command: str
) -> None:
    """What a reader copies is answered with 200."""
    assert page in PAGES
    answer = live_client.request(**_request(command))
    assert answer.status_code == 200, answer.text
    assert answer.content


def test_every_route_and_option_is_documented() -> None:
    """The page lists all routes, and each option with its values."""
    page = (REPOSITORY / "docs/api.md").read_text(encoding="utf-8")
    for handler in HANDLERS:
        for path in handler.paths:
            (method,) = handler.http_methods
            assert f"| `{method} {path.replace(':str}', '}')}` |" in page
    for option in OPTIONS.values():
        assert f"| `{option.name}` |" in page
        if not option.many:
            assert all(f"`{value}`" in page for value in option.values)


def test_every_kind_of_error_is_documented() -> None:
    """The page has a section for each type, beginning with its status, and for no other."""
    page = (REPOSITORY / "docs/errors.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### (\S+)\n(\d+)\. ", page, re.MULTILINE))
    assert sections == {slug: str(kind.status) for slug, kind in PROBLEM_TYPES.items()}


def test_the_example_of_an_error_is_a_real_one(client: httpx.Client) -> None:
    """The document shown is what the server answers, but for the id."""
    page = (REPOSITORY / "docs/errors.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    answer = client.post("/v1/explanations", json={"market": {"chnge_24h_pct": -5.2}}).json()
    example = httpx.Response(200, text=shown).json()
    assert answer | {"request_id": ""} == example | {"request_id": ""}
