"""Who a source is, and what its terms allow."""

from __future__ import annotations

from typing import Literal

import msgspec


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """Where the key of a source is found in the environment, and how it is sent."""

    variable: str
    sent_as: Literal["header", "parameter"]
    name: str


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """One source.

    *name* is that of its file, and the first part of a path on a mirror. *attribution* is the
    credit that answers carry, *link* where it leads. *may_serve* says that its figures may leave
    the service in answers, *may_store* that they may be kept; both are false where its terms do not
    say so, and *terms* says what they say. A source that is not *on* has to be switched on by the
    operator. One with a *key* is asked only with the key; where the key is *optional* it is asked
    without one as well.
    """

    name: str
    title: str
    link: str
    attribution: str
    terms: str
    may_serve: bool = False
    may_store: bool = False
    on: bool = True
    key: Key | None = None
    optional: bool = False
    at_once: int = 2
    """Requests under way to one of its hosts, at most."""
