"""The words of referring expressions: how a thing is named again, and what is told only once."""

from collections.abc import Mapping

from explainer.narrative.lexicon_parts import Part, Wordings


class ShortName(Part, frozen=True):
    """A long name and its short form for a second mention in one paragraph.

    While none of *others* was named in the paragraph, *alone* will do. Where one of *rivals* stands
    between two mentions, the short form could mean that, and the long name stays.
    """

    long: str
    short: str
    alone: str | None = None
    others: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


class Pronouns(Part, frozen=True):
    """The pronouns for an asset that two clauses in a row begin with.

    *possessive* is the ending of a name that owns something. Only one of *verbs* may follow the
    name. None of *rivals* and no other asset may be named between, and none of *breaks* may stand
    there: after one, somebody else acts. *joints* join a second clause to the first.
    """

    it: str
    its: str
    possessive: str
    verbs: Wordings
    rivals: tuple[str, ...]
    breaks: tuple[str, ...]
    joints: tuple[str, ...]


class Articles(Part, frozen=True):
    """*before_consonant* and *before_vowel*, and beginnings of words that do not sound as written.

    Only words with a small letter are judged: a name may be spelled out or spoken.
    """

    before_consonant: str
    before_vowel: str
    vowels: str
    sounds_consonant: tuple[str, ...]
    sounds_vowel: tuple[str, ...]


class Referring(Part, frozen=True):
    """*glosses* explain a word and are told once in a text; *marks* maps slips to what is right."""

    names: tuple[ShortName, ...]
    pronouns: Pronouns
    glosses: tuple[str, ...]
    keeps_comma: tuple[str, ...]
    articles: Articles
    marks: Mapping[str, str]
