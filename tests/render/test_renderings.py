"""Renderings: the same explanation in every format."""

from __future__ import annotations

import json

import pytest
from tests.render.making import Block, made

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


def test_fields_select_parts_of_the_json() -> None:
    """Only those asked for, and an unknown one is refused with a suggestion."""
    assert list(json.loads(as_json(EXPLANATION, ["text", "headline"]))) == ["headline", "text"]
    with pytest.raises(OptionError, match="headlin"):
        as_json(EXPLANATION, ["headlin"])


@pytest.mark.parametrize("form", list(RENDERINGS))
def test_a_rendering_gives_the_same_bytes_every_time(form: str) -> None:
    """It is a pure function."""
    assert RENDERINGS[form](EXPLANATION) == RENDERINGS[form](EXPLANATION)
