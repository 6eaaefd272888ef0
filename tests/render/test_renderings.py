"""Renderings: the same explanation in every format."""

from __future__ import annotations

import json

import msgspec
import pytest
from msgspec.structs import replace
from tests.render.making import Block, made

from explainer import Explainer, load_pack
from explainer.errors import OptionError
from explainer.explanation import Explanation
from explainer.render import RENDERINGS, as_json

EXPLANATION = made(
    [
        Block(name="headline", said=["Bitcoin falls"], level=1),
        Block(name="answer", said=["Bitcoin fell.", "More fell too."]),
    ]
)


def test_text_is_the_text() -> None:
    """Spans count in it, so nothing is added."""
    assert RENDERINGS["text"](EXPLANATION) == EXPLANATION.text


def test_json_holds_every_field() -> None:
    """In the order of the document."""
    assert list(json.loads(RENDERINGS["json"](EXPLANATION))) == list(Explanation.__struct_fields__)


def test_json_is_the_plain_encoding() -> None:
    """However much of it was written before: of this explanation, or of very many others."""
    lacking = {"as_of": "2026-02-04T14:30:00Z"}
    falling = lacking | {"assets": {"BTC": {"change_24h_pct": -6.0}}}
    explainer = Explainer(load_pack())
    for snapshot in (lacking, falling, lacking, falling):
        for focus in (None, "BTC") if "assets" in snapshot else (None,):
            explanation = explainer.explain(snapshot, focus=focus)
            assert as_json(explanation) == msgspec.json.encode(explanation)
    signal = explainer.explain(lacking).signals[0]
    for number in range(3000):
        many = replace(EXPLANATION, signals=(replace(signal, id=str(number)),))
        assert as_json(many) == msgspec.json.encode(many)


def test_fields_select_parts_of_the_json() -> None:
    """Only those asked for, and an unknown one is refused with a suggestion."""
    assert list(json.loads(as_json(EXPLANATION, ["text", "headline"]))) == ["headline", "text"]
    with pytest.raises(OptionError, match="headlin"):
        as_json(EXPLANATION, ["headlin"])


@pytest.mark.parametrize("form", list(RENDERINGS))
def test_a_rendering_gives_the_same_bytes_every_time(form: str) -> None:
    """It is a pure function."""
    assert RENDERINGS[form](EXPLANATION) == RENDERINGS[form](EXPLANATION)
