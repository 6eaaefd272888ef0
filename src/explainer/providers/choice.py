"""Which sources are asked: those that are on by themselves, as the operator changed it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import msgspec

from explainer.errors import Problem, SettingsError
from explainer.providers.offer import Offered
from explainer.providers.provider import Provider
from explainer.settings import LiveSettings
from explainer.slips import way_out

VARIABLE = "/EXPLAINER_PROVIDERS"
ADD, REMOVE = "+", "-"

State = Literal["on", "off", "restricted", "no_key"]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Every source there is, by name, and what becomes of it.

    One that is `restricted` is not asked, since its terms keep its figures from being served; one
    with `no_key` would be asked if its key were there.
    """

    providers: Mapping[str, Provider]
    states: Mapping[str, State]

    @property
    def asked(self) -> frozenset[str]:
        """The names of the sources that a round turns to, so that it can say what a key is for."""
        return frozenset(name for name, state in self.states.items() if state in ("on", "no_key"))


def chosen(settings: LiveSettings, rows: Sequence[Offered]) -> Choice:
    """What becomes of each source of these rows; SettingsError for a name that none of them has."""
    providers = {offer.provider.name: offer.provider for row in rows for offer in row.offers}
    wanted = _wanted(settings.providers, providers)
    return Choice(
        providers=providers,
        states={
            name: _state(provider, wanted, settings) for name, provider in sorted(providers.items())
        },
    )


def _state(provider: Provider, wanted: Collection[str], settings: LiveSettings) -> State:
    if provider.name not in wanted:
        return "off"
    if settings.restricted == "drop" and not provider.may_serve:
        return "restricted"
    key = provider.key
    if key is not None and not provider.optional and key.variable not in settings.keys.held:
        return "no_key"
    return "on"


def _wanted(words: Sequence[str], providers: Mapping[str, Provider]) -> frozenset[str]:
    """The names that the operator asks for, by a list or by changes of what is usual."""
    changes = [word for word in words if word.startswith((ADD, REMOVE))]
    problems = [
        Problem(
            pointer=VARIABLE,
            detail=f"there is no source {name!r}",
            hint=way_out(name, sorted(providers)),
        )
        for name in (word.lstrip(ADD + REMOVE) for word in words)
        if name not in providers
    ]
    if changes and len(changes) < len(words):
        problems.append(
            Problem(
                pointer=VARIABLE,
                detail="some names have a sign and some have none",
                hint="name the sources that are asked, or put + or - before each to change "
                "the usual ones",
            )
        )
    if problems:
        raise SettingsError(problems)
    if words and not changes:
        return frozenset(words)
    wanted = {name for name, provider in providers.items() if provider.on}
    for word in changes:
        if word.startswith(ADD):
            wanted.add(word[1:])
        else:
            wanted.discard(word[1:])
    return frozenset(wanted)
