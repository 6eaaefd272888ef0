"""The query parameters of an explanation: what there is, and how a request's are read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl

import msgspec

from explainer.api.negotiate import FORMATS, negotiate
from explainer.api.problems import AnyRequest, Refusal, nearest, shortened
from explainer.explanation import Explanation
from explainer.narrative import LENGTHS, STYLES

MOST_PARAMETERS = 50
NO_OPTIONS = "this route takes none"
PREMISES = ("fall",)
TRACE = "trace"
TRUTHS = ("true", "false")
FIELDS = (*(field.encode_name for field in msgspec.structs.fields(Explanation)), TRACE)
"""The top-level fields of an explanation's JSON; the last one comes only when it is asked for."""


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """A query parameter; `values` are all it may hold, none when it is open.

    A `many` option takes several values with commas.
    """

    name: str
    description: str
    example: str
    values: tuple[str, ...] = ()
    default: str | None = None
    many: bool = False


OPTIONS: Mapping[str, Option] = MappingProxyType(
    {
        option.name: option
        for option in (
            Option(
                name="length",
                description="How much is told.",
                example="brief",
                values=tuple(LENGTHS),
                default="brief",
            ),
            Option(
                name="style",
                description="How a brief tells: in paragraphs, or item by item. The other lengths "
                "have one shape.",
                example="list",
                values=STYLES,
                default="prose",
            ),
            Option(
                name="focus",
                description="Symbol of the asset that is explained; without it, the market is.",
                example="ETH",
            ),
            Option(
                name="premise",
                description="`fall`: where the snapshot does not tell the direction, take the "
                "caller's word that prices are falling.",
                example="fall",
                values=PREMISES,
            ),
            Option(
                name="fields",
                description="Top-level fields of the JSON to be sent, with commas; all without it.",
                example="headline,answer,drivers",
                values=FIELDS,
                many=True,
            ),
            Option(
                name=TRACE,
                description="`true`: the JSON holds `trace` too, which says of every driver why it "
                "fired or did not, and what would flip it. `fields=trace` asks for it as well.",
                example="true",
                values=TRUTHS,
                default="false",
            ),
            Option(
                name="format",
                description="Format of the answer; it wins over the `Accept` header. `slack` is a "
                "message in Block Kit, `telegram` the text of one for `parse_mode=HTML`.",
                example="text",
                values=tuple(FORMATS),
            ),
        )
    }
)


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a request asks of its explanation; no `fields` means all of them."""

    format: str
    length: str = "brief"
    style: str = "prose"
    focus: str | None = None
    premise: bool = False
    fields: tuple[str, ...] = ()
    trace: bool = False


def read_options(request: AnyRequest) -> Options:
    """Return the options of a request for an explanation.

    Refusal for a parameter or value that does not exist, and for an Accept header that none of
    the formats fits.
    """
    given = read_query(request, tuple(OPTIONS))
    for name, value in given.items():
        _check(OPTIONS[name], value)
    form = given.get("format") or _accepted(request, FORMATS)
    fields = tuple(dict.fromkeys(_split(given["fields"]))) if "fields" in given else ()
    if fields and form != "json":
        raise Refusal(
            "invalid-option",
            f"fields chooses among those of the JSON; the format is {form}",
            parameter="fields",
            hint="leave fields out, or add format=json",
        )
    trace = _wants_trace(given.get(TRACE), fields, form)
    if trace and fields and TRACE not in fields:
        fields = (*fields, TRACE)
    return Options(
        format=form,
        length=given.get("length", "brief"),
        style=given.get("style", "prose"),
        focus=given.get("focus"),
        premise="premise" in given,
        fields=fields,
        trace=trace,
    )


def _wants_trace(given: str | None, fields: tuple[str, ...], form: str) -> bool:
    """Whether the trace is asked for; Refusal where it is asked for and not, or not as JSON."""
    if given == "false" and TRACE in fields:
        raise Refusal(
            "invalid-option",
            "fields asks for the trace, and trace=false does not",
            parameter=TRACE,
            hint="leave trace out, or leave it out of fields",
        )
    if given == "true" and form != "json":
        raise Refusal(
            "invalid-option",
            f"the trace is a part of the JSON; the format is {form}",
            parameter=TRACE,
            hint="leave trace out, or add format=json",
        )
    return given == "true" or TRACE in fields


def read_own(
    request: AnyRequest, options: tuple[Option, ...], offered: Mapping[str, str]
) -> dict[str, str]:
    """Return what a request gives of a route's own options, and its `format` in any case.

    Refusals as in `read_options`; *offered* maps the formats of the route to their media types.
    """
    own = {option.name: option for option in options}
    given = read_query(request, tuple(own))
    for name, value in given.items():
        _check(own[name], value)
    return {"format": given.get("format") or _accepted(request, offered), **given}


def check_plain(request: AnyRequest, instead: str = NO_OPTIONS) -> None:
    """Refusal for any query parameter, or an Accept header that excludes JSON.

    `instead` is the hint for who sends a parameter.
    """
    read_query(request, (), instead)
    _accepted(request, {"json": FORMATS["json"]})


def read_query(
    request: AnyRequest, known: tuple[str, ...], instead: str = NO_OPTIONS
) -> dict[str, str]:
    """Return the query parameters; Refusal for one that is not known or is given twice.

    `instead` is the hint where none is known.
    """
    query = request.scope["query_string"]
    if not query:
        return {}
    try:
        pairs = parse_qsl(
            query.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS
        )
    except ValueError:
        raise Refusal(
            "invalid-option",
            f"more than {MOST_PARAMETERS} query parameters",
            hint=_listing(known) or instead,
        ) from None
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in known:
            raise Refusal(
                "invalid-option",
                f"unknown query parameter {shortened(name)!r}",
                parameter=shortened(name),
                hint=nearest(name, list(known)) or _listing(known) or instead,
            )
        if name in given:
            raise Refusal(
                "invalid-option",
                f"query parameter {name!r} is given twice",
                parameter=name,
                hint="put the values into one, with commas" if OPTIONS[name].many else "keep one",
            )
        given[name] = value
    return given


def _check(option: Option, given: str) -> None:
    """Refusal if the option has fixed values and this is none of them."""
    for value in _split(given) if option.many else (given,):
        if not value or (option.values and value not in option.values):
            unknown = f"unknown {option.name} {shortened(value)!r}"
            hint = nearest(value, list(option.values)) or _listing(option.values)
            raise Refusal(
                "invalid-option",
                unknown if value else f"{option.name} holds an empty value",
                parameter=option.name,
                hint=hint or f"such as {option.name}={option.example}, or leave it out",
            )


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _listing(values: tuple[str, ...]) -> str | None:
    return f"there is {', '.join(values)}" if values else None


def _accepted(request: AnyRequest, offered: Mapping[str, str]) -> str:
    """Return the offered format that the Accept header asks for; Refusal if there is none."""
    # Several Accept lines are one list, by RFC 9110.
    accept = ",".join(request.headers.getall("accept", [])) or None
    form = negotiate(accept, offered)
    if form is None:
        media_types = ", ".join(dict.fromkeys(offered.values()))
        raise Refusal(
            "not-acceptable",
            f"Accept excludes all that is offered: {media_types}",
            parameter="Accept",
            hint="accept one of these, or */*",
        )
    return form
