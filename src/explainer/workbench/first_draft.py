"""A new driver, born with its cases and a page of notes, that loads and passes at once.

`explainer rules new` writes what this returns. Every text is a template in `templates/`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from explainer.assessment import Role
from explainer.errors import OptionError
from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.metrics import CATALOGUE, resolve
from explainer.narrative.words import Words, inside_sentence
from explainer.pack.checks.identity import ID
from explainer.pack.checks.measures import EVENT_KINDS
from explainer.pack.vocabulary import CUSTOM, DERIVED
from explainer.slips import suggest
from explainer.workbench.first_evidence import (
    FirstEvidence,
    Named,
    NewRule,
    first_event,
    first_evidence,
)
from explainer.workbench.first_words import filled, first_words, put, quoted

USUAL_METRIC = "sentiment.fear_greed"
"""What a new driver looks at where its author names nothing."""
USUAL_SYMBOL = "BTC"
LONGEST_TITLE = 64
ID_RULE = "small letters, digits and `_`, beginning with a letter, as in `etf_outflows`"

_ID = re.compile(ID)
_TITLE = re.compile(r"\w[\w ,.'\u2019&/()-]*")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """The driver that an author asks for. It looks at a *metric* or at events of one *event* kind.

    *schemas* is the way from the rule files to the folder of schemas, for editors.
    """

    id: str
    role: Role
    schemas: str
    title: str | None = None
    metric: str | None = None
    event: str | None = None


def new_driver(wanted: Wanted, fires_at: float, words: Words) -> Mapping[str, str]:
    """The files by their paths in a rules folder; OptionError for what cannot be a driver.

    *fires_at* and *words* are those of the pack that the driver joins.
    """
    check_id(wanted.id)
    title = _title(wanted)
    rule = NewRule(id=wanted.id, role=wanted.role, fires_at=fires_at, schemas=wanted.schemas)
    first, drafted = _first(wanted, rule, words), first_words()
    noun = inside_sentence(title)
    slots = {
        "id": wanted.id,
        "role": wanted.role,
        "schema": f"{wanted.schemas}/driver.schema.json",
        "title": quoted(title),
        "heading": title,
        "code": "OWN-" + "-".join(part.upper() for part in wanted.id.split("_") if part),
        "noun": quoted(noun),
        "headline": quoted(put(drafted.headline, {"noun": noun})),
        "evidence": first.evidence,
        "subject": first.subject,
        "what_it_means": quoted(first.what_it_means),
        "reference": drafted.reference,
        "false_positive": drafted.false_positive,
    }
    return {
        f"drivers/{wanted.id}.yaml": filled("driver.yaml", slots),
        f"drivers/{wanted.id}.cases.yaml": first.cases,
        f"docs/{wanted.id}.md": filled("notes.md", slots),
    }


def check_id(name: str) -> None:
    """OptionError, with what to write instead, for a name that cannot be a driver's id."""
    if _ID.fullmatch(name):
        return
    written = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    hint = f"write `{written}`: {ID_RULE}" if _ID.fullmatch(written) else f"write {ID_RULE}"
    raise OptionError("driver id", name, hint)


def find_metric(name: str) -> Named:
    """The metric of the catalogue by its id, with a symbol, `{asset}` or neither in its place.

    OptionError, with the nearest id, if there is none; and for one that has no strength.
    """
    bare = name.replace(SYMBOL_SLOT, USUAL_SYMBOL).replace(ASSET_SLOT, USUAL_SYMBOL)
    spec = resolve(bare)
    if spec is None:
        raise OptionError("metric", name, _metric_hint(bare))
    if spec.kind in ("date", "text"):
        hint = f"it is a {spec.kind}, which has no strength; name a number, a choice or a truth"
        raise OptionError("metric", name, hint)
    return Named(spec=spec, symbol=_symbol(spec.id, bare))


def _metric_hint(name: str) -> str:
    if name.startswith((DERIVED, CUSTOM)):
        return "a draft begins with a reading of docs/metrics.md; put your own metric in afterwards"
    near = suggest(name, [one.replace(SYMBOL_SLOT, USUAL_SYMBOL) for one in CATALOGUE])
    return f"did you mean {near}?" if near else "docs/metrics.md lists the metrics"


def _symbol(pattern: str, reading: str) -> str | None:
    if SYMBOL_SLOT not in pattern:
        return None
    place = pattern.split(".").index(SYMBOL_SLOT)
    return reading.split(".")[place]


def _first(wanted: Wanted, rule: NewRule, words: Words) -> FirstEvidence:
    if wanted.event is None:
        return first_evidence(find_metric(wanted.metric or USUAL_METRIC), rule, words)
    if wanted.event not in EVENT_KINDS:
        near = suggest(wanted.event, EVENT_KINDS)
        hint = f"did you mean {near}?" if near else f"kinds are {', '.join(EVENT_KINDS)}"
        raise OptionError("kind of event", wanted.event, hint)
    return first_event(wanted.event, rule)


def _title(wanted: Wanted) -> str:
    title = wanted.title
    if title is None:
        title = " ".join(part for part in wanted.id.split("_") if part)
    title = title[:1].upper() + title[1:]
    if len(title) > LONGEST_TITLE or not _TITLE.fullmatch(title) or title.endswith("."):
        hint = f"write a few words without a full stop, at most {LONGEST_TITLE} characters"
        raise OptionError("title", title, hint)
    return title
