"""JSON bytes or plain data to a `Snapshot`: fast when all is well, thorough when it is not."""

import msgspec

from explainer.errors import Problem, SnapshotError, SnapshotTooLarge
from explainer.intake.forms import sound
from explainer.intake.plain import parse_json, plain, repeats_keys
from explainer.intake.shape import find_problems
from explainer.limits import Limits
from explainer.metrics import MAP_FIELDS
from explainer.snapshot import Snapshot

DEFAULT_LIMITS = Limits()
MOST_PATTERNS = 1_000
"""Path patterns of all sources together; the catalogue has a tenth as many metrics."""

_DECODER = msgspec.json.Decoder(Snapshot)
_ENCODER = msgspec.json.Encoder()
_ESCAPED_COLON = b"\\u003"
"""How an escaped colon begins, whether its last digit is `a` or `A`."""
_UTC_OFFSET = b'+00:00"'
"""How a time ends that Python wrote; in what was kept it ends in `Z`, with a colon less."""
_BY_SYMBOL = tuple(
    ("/" + "/".join(names), names)
    for names in (
        ("assets",),
        ("etf",),
        ("custom",),
        *((group, field) for group, fields in MAP_FIELDS.items() for field in fields),
    )
)
_LISTS = tuple(
    (f"/{name}", (name,)) for name in ("events", "calendar", "sources", "gaps", "doubts", "records")
)
_FAILURES = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


def decode_snapshot(body: bytes, limits: Limits = DEFAULT_LIMITS) -> Snapshot:
    """The snapshot that a JSON text holds, with times in UTC.

    SnapshotError with every problem found (up to 100, and the count of the rest);
    SnapshotTooLarge beyond a limit of size, depth or count.
    """
    if len(body) > limits.max_body_bytes:
        detail = f"the body has {len(body):,} bytes, more than {limits.max_body_bytes:,}"
        hint = "leave out assets and events that are not needed"
        raise SnapshotTooLarge([Problem(pointer="", detail=detail, hint=hint)])
    try:
        snapshot = _DECODER.decode(body)
    except _FAILURES:
        snapshot = None
    if snapshot is not None:
        _refuse_too_many(snapshot, limits)
        if sound(snapshot, limits) and not (
            _may_repeat_keys(body, snapshot) and repeats_keys(body)
        ):
            return snapshot
    return _checked(parse_json(body, limits.max_depth), limits)


def convert_snapshot(data: object, limits: Limits = DEFAULT_LIMITS) -> Snapshot:
    """The snapshot that plain data holds: a dict from Python or YAML, or a Snapshot to be checked.

    Dates and times may be objects or text. Errors as in `decode_snapshot`.
    """
    if isinstance(data, Snapshot):
        data = msgspec.to_builtins(data)
    return _checked(plain(data, limits.max_depth), limits)


def _checked(tree: object, limits: Limits) -> Snapshot:
    """The snapshot that a tree holds, or the error with all that is wrong with it."""
    _refuse_too_many(tree, limits)
    findings = find_problems(tree, limits)
    if findings:
        raise SnapshotError(findings.problems())
    try:
        return msgspec.convert(tree, Snapshot)
    except msgspec.ValidationError as error:  # not known to happen: the check is as strict
        raise SnapshotError([Problem(pointer="", detail=str(error))]) from None


def _refuse_too_many(held: object, limits: Limits) -> None:
    """SnapshotTooLarge if the snapshot, or the tree of one, holds more than it may."""
    problems = []
    for path, limit in ((_BY_SYMBOL, limits.max_assets), (_LISTS, limits.max_events)):
        for pointer, names in path:
            part = held
            for name in names:
                part = part.get(name) if isinstance(part, dict) else getattr(part, name, None)
            if isinstance(part, dict | list | tuple) and len(part) > limit:
                problems.append(_too_many(pointer, len(part), limit))
    patterns = _patterns(held)
    if patterns > MOST_PATTERNS:
        problems.append(_too_many("/sources", patterns, MOST_PATTERNS, "patterns under `covers`"))
    if problems:
        raise SnapshotTooLarge(problems)


def _patterns(held: object) -> int:
    """How many path patterns the sources hold together; every reading is held against each."""
    sources = held.get("sources") if isinstance(held, dict) else getattr(held, "sources", None)
    if not isinstance(sources, list | tuple):
        return 0
    found = 0
    for source in sources:
        covers = source.get("covers") if isinstance(source, dict) else getattr(source, "covers", ())
        found += len(covers) if isinstance(covers, list | tuple) else 0
    return found


def _too_many(pointer: str, held: int, most: int, what: str = "entries") -> Problem:
    detail = f"{held:,} {what}, more than {most:,}"
    return Problem(pointer=pointer, detail=detail, hint=f"send at most {most:,}")


def _may_repeat_keys(body: bytes, snapshot: Snapshot) -> bool:
    """Whether the text could hold a key twice; false is certain, true asks for a closer look.

    Decoding drops all but the last member of a name, and with it a colon. So the text of what was
    kept has fewer colons than the body if anything was dropped (or was null, or a time had another
    offset than UTC: hence "could"). It never has more, except for colons that the body wrote as
    escapes. This takes a fifth of the time of looking at each key.
    """
    return _ESCAPED_COLON in body or _colons(body) != _colons(_ENCODER.encode(snapshot))


def _colons(text: bytes) -> int:
    """The colons of a JSON text, but for the one in each offset `+00:00` at the end of a text.

    A title that ends so counts alike in the body and in what was kept; a dropped member still
    counts, by the colon behind its name.
    """
    return text.count(b":") - text.count(_UTC_OFFSET)
