"""The keys of sources: put into requests, and kept out of everything else."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, quote_plus, urlencode, urlsplit, urlunsplit

from explainer.errors import Problem, ProviderError, SettingsError
from explainer.providers.provider import Provider


class Keyring:
    """Keys by the variable of the environment that they came from; an empty one is none.

    Raises SettingsError, with all problems, for keys that no request can hold.
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        stripped = {variable: key.strip() for variable, key in keys.items()}
        problems = [
            Problem(
                pointer=f"/{variable}",
                detail="holds letters that no key has",
                hint="only visible ASCII letters can be sent, and no blanks",
            )
            for variable, key in stripped.items()
            if not (key.isascii() and key.isprintable()) or " " in key
        ]
        if problems:
            raise SettingsError(problems)
        self._keys = {variable: key for variable, key in stripped.items() if key}

    def has(self, provider: Provider) -> bool:
        """Whether the key of a source was given."""
        return provider.key is not None and provider.key.variable in self._keys

    def hide(self, error: ProviderError) -> None:
        """Take every key out of an error: a source may repeat ours in its answer."""
        for key in self._keys.values():
            error.hide(key, quote(key, safe=""), quote_plus(key))

    def signed(
        self, provider: Provider, address: str, headers: Mapping[str, str]
    ) -> tuple[str, Mapping[str, str]]:
        """Address and headers with the key of the source, if it has one that was given."""
        key = provider.key
        if key is None or key.variable not in self._keys:
            return address, headers
        secret = self._keys[key.variable]
        if key.sent_as == "header":
            return address, {**headers, key.name: secret}
        return with_parameters(address, {key.name: secret}), headers


def with_parameters(url: str, parameters: Mapping[str, str | int]) -> str:
    """The address with these parameters behind its own."""
    parts = urlsplit(url)
    queries = [query for query in (parts.query, urlencode(parameters)) if query]
    return urlunsplit(parts._replace(query="&".join(queries)))
