"""Answers with their headers: explanations made on request, and documents that stay the same."""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor

import msgspec
from litestar import Response
from litestar.concurrency import sync_to_thread
from msgspec.structs import asdict

from explainer.api.negotiate import FORMATS, JSON
from explainer.api.options import Options
from explainer.api.problems import AnyRequest
from explainer.explainer import Explainer
from explainer.snapshot import Snapshot
from explainer.trace import TracedExplanation

FRESH_SECONDS = 300
"""How long a cache may keep what changes with the rules alone."""
UNCACHED = "no-store"
LARGE_BODY = 50_000
"""Bytes from which reading a snapshot holds up others for longer than handing it to a thread."""

TRACERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="trace")
"""Where traces are made: those of all drivers take a few hundred times as long as an explanation.
No more than two, as each takes the interpreter's time from the loop."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes that stay the same while one edition is served, with their tag."""

    content: bytes
    media_type: str
    tag: str


def document(content: bytes, media_type: str = JSON) -> Document:
    """Return the bytes as a document; its tag is a hash of them."""
    digest = hashlib.sha256(content).hexdigest()[:32]
    return Document(content=content, media_type=media_type, tag=f'"{digest}"')


def as_json(value: object) -> Document:
    """Return the value, encoded as JSON, as a document."""
    return document(msgspec.json.encode(value))


def send(request: AnyRequest, found: Document) -> Response[bytes]:
    """Return the document, or 304 without it when the client holds it already."""
    known = request.headers.get("if-none-match", "")
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    held = known.strip() == "*" or found.tag in tags
    return Response(
        content=b"" if held else found.content,
        status_code=304 if held else 200,
        media_type=found.media_type,
        headers={"Cache-Control": f"public, max-age={FRESH_SECONDS}", "ETag": found.tag},
    )


async def explain(explainer: Explainer, snapshot: Snapshot | bytes, options: Options) -> bytes:
    """Return the explanation in the asked format; SnapshotError or OptionError if there is none.

    A large body is read in a thread, and so is a trace made, so that others need not wait for it.
    """
    if options.trace:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(TRACERS, _explain, explainer, snapshot, options)
    if isinstance(snapshot, bytes) and len(snapshot) > LARGE_BODY:
        return await sync_to_thread(_explain, explainer, snapshot, options)
    return _explain(explainer, snapshot, options)


def _explain(explainer: Explainer, snapshot: Snapshot | bytes, options: Options) -> bytes:
    checked = explainer.read(snapshot)
    explanation = explainer.explain(
        checked,
        length=options.length,
        style=options.style,
        focus=options.focus,
        premise=options.premise,
    )
    if options.trace:
        traces = explainer.trace(checked, focus=options.focus, premise=options.premise)
        explanation = TracedExplanation(**asdict(explanation), trace=traces)
    whole = explainer.render(explanation, options.format).encode()
    return _only(whole, options.fields) if options.fields else whole


def told(content: bytes, options: Options) -> Response[bytes]:
    """Return an explanation made for this request alone."""
    return Response(
        content=content,
        status_code=200,
        media_type=FORMATS[options.format],
        headers={"Cache-Control": UNCACHED},
    )


def repeatable(content: bytes, options: Options) -> Document:
    """Return an explanation that anybody who asks for it gets, as a document."""
    return document(content, FORMATS[options.format])


def _only(whole: bytes, fields: tuple[str, ...]) -> bytes:
    """Return these fields of the JSON, in this order, each as it is in the whole."""
    parts = msgspec.json.decode(whole, type=dict[str, msgspec.Raw])
    return msgspec.json.encode({field: parts[field] for field in fields})
