"""Which sources are asked, by what the operator says."""

from __future__ import annotations

from typing import Any

import pytest

from explainer.errors import SettingsError
from explainer.providers.choice import State, chosen
from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.providers.offer import offered
from explainer.providers.offers import OFFERED
from explainer.providers.provider import Key, Provider
from explainer.providers.rows import MOOD, PRICES
from explainer.settings import KEY_VARIABLES, Keys, LiveSettings


async def _ask(_client: Client) -> Told[Any]:
    raise AssertionError("nobody is asked here")


def _provider(name: str, **said: Any) -> Provider:
    return Provider(name=name, title=name, link="", attribution="", terms="", **said)


OPEN = _provider("open", may_serve=True)
PERSONAL = _provider("personal")
SHY = _provider("shy", may_serve=True, on=False)
KEYED = _provider(
    "keyed",
    may_serve=True,
    key=Key(variable="FRED_API_KEY", sent_as="parameter", name="api_key"),
)
ROWS = (
    offered(PRICES, (OPEN, _ask), (PERSONAL, _ask)),
    offered(MOOD, (SHY, _ask), (KEYED, _ask), (OPEN, _ask)),
)


def states(*words: str, **said: Any) -> dict[str, State]:
    """Return what becomes of each source by these settings."""
    return dict(chosen(LiveSettings(providers=words, **said), ROWS).states)


USUAL: dict[str, State] = {"keyed": "no_key", "open": "on", "personal": "on", "shy": "off"}


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ((), {}),
        (("+shy",), {"shy": "on"}),
        (("-open", "+shy"), {"open": "off", "shy": "on"}),
        (("-shy",), {}),
        (("open",), {"keyed": "off", "personal": "off"}),
        (("shy", "keyed"), {"open": "off", "personal": "off", "shy": "on"}),
    ],
)
def test_the_usual_sources_are_changed_or_replaced(
    words: tuple[str, ...], changed: dict[str, State]
) -> None:
    """Signs change what is usual; names alone are all that is asked."""
    assert states(*words) == USUAL | changed


def test_a_source_with_a_key_is_asked_once_the_key_is_there() -> None:
    """The key switches it on."""
    assert states(keys=Keys(held={"FRED_API_KEY": "k"}))["keyed"] == "on"


def test_sources_that_may_not_be_served_are_dropped_where_the_operator_says_so() -> None:
    """Even one that is named: its terms are no matter of choice."""
    assert states(restricted="drop") == USUAL | {"personal": "restricted"}
    assert states("personal", restricted="drop")["personal"] == "restricted"


def test_a_source_without_its_key_is_asked_for_so_that_the_reader_learns_of_it() -> None:
    """A round turns to it and says which key is not set; those that are off are left alone."""
    assert chosen(LiveSettings(), ROWS).asked == {"keyed", "open", "personal"}


@pytest.mark.parametrize(
    ("words", "problems"),
    [
        (("openn",), ["there is no source 'openn' (did you mean open?)"]),
        (("+openn", "-shi"), ["'openn' (did you mean open?)", "'shi' (did you mean shy?)"]),
        (("",), ["there is keyed, open, personal, shy"]),
        (("+",), ["there is keyed, open, personal, shy"]),
        (("open", "+shy"), ["some names have a sign and some have none"]),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_way_out(
    words: tuple[str, ...], problems: list[str]
) -> None:
    """Every wrong word is told at once."""
    with pytest.raises(SettingsError) as caught:
        states(*words)
    assert len(caught.value.problems) == len(problems)
    for found, expected in zip(caught.value.problems, problems, strict=True):
        assert found.pointer == "/EXPLAINER_PROVIDERS"
        assert expected in str(found)


def test_every_key_of_a_source_is_one_that_is_read() -> None:
    """A key that nobody reads would never switch its source on."""
    keys = {offer.provider.key for row in OFFERED for offer in row.offers} - {None}
    assert {key.variable for key in keys if key is not None} <= set(KEY_VARIABLES)
