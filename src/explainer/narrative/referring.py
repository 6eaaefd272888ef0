"""Referring expressions: what one paragraph names again gets its short name or a pronoun.

A step on finished sentences: drafts in, drafts out. Nothing inside quotation marks changes, and
nothing is referred to across paragraphs.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from explainer.narrative.drafts import Draft
from explainer.narrative.editing import capital, edited, places, quoted
from explainer.narrative.lexicon_referring import Referring, ShortName

SPACE, COMMA = " ", ", "


class Referents:
    """The names and pronouns of one language, made ready once."""

    def __init__(self, words: Referring, assets: Mapping[str, str]) -> None:
        self.words = words
        self.verbs = frozenset(words.pronouns.verbs)
        longest_first = sorted(set(assets.values()), key=len, reverse=True)
        self.assets: dict[str, list[str]] = {}
        for name in longest_first:
            first = capital(name).partition(SPACE)[0]
            for opening in {first, first + words.pronouns.possessive}:
                self.assets.setdefault(opening, []).append(name)
        self.openings = frozenset(self.assets)
        last_words = dict.fromkeys(name.long.rpartition(SPACE)[2] for name in words.names)
        self.by_last_word = [
            (last, [name for name in words.names if name.long.endswith(last)])
            for last in last_words
        ]
        self.gloss = re.compile(COMMA + f"({'|'.join(map(re.escape, words.glosses))})")
        others = (*longest_first, *words.pronouns.rivals, *words.pronouns.breaks)
        self.between = {
            name: tuple(other for other in others if other != name) for name in longest_first
        }

    def glosses(self, told: str) -> set[str]:
        """What explains a word in these words more than once."""
        found = self.gloss.findall(told)
        return {gloss for gloss in found if found.count(gloss) > 1}

    def twice(self, told: str) -> list[ShortName]:
        """The names that stand in these words more than once, whatever their first letter."""
        found: list[ShortName] = []
        for last, names in self.by_last_word:
            if told.count(last) > 1:
                found += [name for name in names if told.count(name.long[1:]) > 1]
        return found


def refer(drafts: list[Draft], table: Referents) -> list[Draft]:
    """The sentences of one paragraph, in which a second mention takes fewer words."""
    return referred(drafts, table, table.twice(SPACE.join([draft.text for draft in drafts])))


def referred(drafts: list[Draft], table: Referents, names: Sequence[ShortName]) -> list[Draft]:
    """The same for a paragraph in which no other *names* than these can stand twice."""
    for name in names:
        drafts = _shortened(drafts, name)
    return _with_pronouns(drafts, table)


def _shortened(drafts: list[Draft], name: ShortName) -> list[Draft]:
    """Every mention but the first in its short form, unless that could mean something else."""
    done: list[Draft] = []
    heard = ""
    since: str | None = None
    for draft in drafts:
        place = 0
        while (spot := _mention(draft, name.long, place)) is not None:
            heard += draft.text[place:spot]
            end = spot + len(name.long)
            if since is not None and not _any(name.rivals, since + draft.text[place:spot]):
                short = name.short
                if name.alone is not None and not _any(name.others, heard):
                    short = name.alone
                changed = edited(draft, spot, end, capital(short) if spot == 0 else short)
                if spot or not done or not _alike(done[-1], changed):
                    draft, end = changed, spot + len(short)
            since, place = "", end
        heard += draft.text[place:] + SPACE
        if since is not None:
            since += draft.text[place:] + SPACE
        done.append(draft)
    return done


def _mention(draft: Draft, long: str, start: int) -> int | None:
    """Where a name stands next; at the start of the sentence it has a capital."""
    if start == 0 and draft.text.startswith(capital(long)) and not quoted(draft, 0, len(long)):
        return 0
    return next(places(draft, long, start), None)


def _any(words: Iterable[str], told: str) -> bool:
    return any(word in told for word in words)


def _alike(first: Draft, second: Draft) -> bool:
    """Whether two sentences open with the same two words."""
    return first.text.split(SPACE, 2)[:2] == second.text.split(SPACE, 2)[:2]


def _with_pronouns(drafts: list[Draft], table: Referents) -> list[Draft]:
    """Sentences that open with the asset that the one before was about alone get a pronoun."""
    if table.openings.isdisjoint([draft.text.partition(SPACE)[0] for draft in drafts]):
        return drafts
    subjects = [_subject(draft.text, table) for draft in drafts]
    done: list[Draft] = []
    replaced = False
    for place, (draft, name) in enumerate(zip(drafts, subjects, strict=True)):
        before = subjects[place - 1] if place else None
        changed = None
        if name is not None:
            owns = not draft.text.startswith(SPACE, len(name))
            draft = draft if owns else _second_clause(draft, name, table)
            if before == name and not replaced and _about(drafts[place - 1], name, table):
                changed = _opened(draft, name, table, owns=owns)
        replaced = changed is not None and not _alike(done[-1], changed)
        done.append(changed if changed is not None and replaced else draft)
    return done


def _about(draft: Draft, name: str, table: Referents) -> bool:
    """Whether a sentence that opens with an asset is about it alone, and not what it owns."""
    rest = draft.text[len(name) :]
    return rest.startswith(SPACE) and not _any(table.between[name], rest)


def _subject(text: str, table: Referents) -> str | None:
    """The asset that a sentence opens with, if it acts or owns what acts."""
    ending = table.words.pronouns.possessive
    for name in table.assets.get(text[: text.find(SPACE)], ()):
        if text.startswith(capital(name)):
            rest = text[len(name) :]
            if rest.startswith(ending + SPACE) or _acts(rest, table):
                return name
    return None


def _acts(rest: str, table: Referents) -> bool:
    """Whether a verb follows."""
    return rest.startswith(SPACE) and rest[1:].partition(SPACE)[0] in table.verbs


def _opened(draft: Draft, name: str, table: Referents, *, owns: bool) -> Draft:
    """The sentence with a pronoun in the place of the asset that it opens with."""
    words = table.words.pronouns
    if owns:
        return edited(draft, 0, len(name) + len(words.possessive), capital(words.its))
    return edited(draft, 0, len(name), capital(words.it))


def _second_clause(draft: Draft, name: str, table: Referents) -> Draft:
    """The sentence with a pronoun where its second clause begins with the same asset."""
    words, text = table.words.pronouns, draft.text
    if name not in text[len(name) :]:
        return draft
    for joint in words.joints:
        place = text.find(joint + name)
        if place < 0 or _any(table.between[name], text[len(name) : place]):
            continue
        start = place + len(joint)
        rest = text[start + len(name) :]
        if quoted(draft, start, start + len(name)):
            continue
        if rest.startswith(words.possessive + SPACE):
            return edited(draft, start, start + len(name) + len(words.possessive), words.its)
        if _acts(rest, table):
            return edited(draft, start, start + len(name), words.it)
    return draft
