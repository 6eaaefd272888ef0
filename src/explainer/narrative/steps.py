"""The last steps before sentences are written out: once each, in short names, without slips.

A text is looked through as a whole first, which costs little; only sentences in which there is
something to do are taken apart.
"""

from collections.abc import Set

from explainer.narrative.drafts import Draft
from explainer.narrative.editing import edited, places
from explainer.narrative.lexicon_referring import Articles
from explainer.narrative.plan import HEADLINE_LEVEL, Block, Plan
from explainer.narrative.referring import COMMA, SPACE, Referents, referred

BETWEEN = "\n"


def polish(plan: Plan, table: Referents) -> None:
    """Put the sentences of a plan into their last form, in place.

    The headline, the answer and the rows of tables stay as they are: they are the same at every
    length. A gloss is told once in the whole text; short names and pronouns refer within one
    paragraph. What was changed is looked through for slips: the words of rules are when they are
    loaded.
    """
    told = [
        block for block in plan.blocks if block.kind != "table" and block.level != HEADLINE_LEVEL
    ]
    kept = {id(draft) for draft in plan.answer}
    whole = BETWEEN.join([draft.text for block in told for draft in block.drafts])
    for gloss in table.glosses(whole):
        _say_once(told, gloss, table, kept)
    names = table.twice(whole)
    for block in told:
        if block.kind == "paragraph":
            drafts = referred(block.drafts, table, names)
            if drafts is not block.drafts:
                block.drafts[:] = [
                    before if after is before or id(before) in kept else tidy(after, table)
                    for before, after in zip(block.drafts, drafts, strict=True)
                ]


def _say_once(blocks: list[Block], gloss: str, table: Referents, kept: Set[int]) -> None:
    """Leave a gloss out where it was told before; sentences that are *kept* are only read."""
    known = False
    for block in blocks:
        for place, draft in enumerate(block.drafts):
            if next(places(draft, COMMA + gloss), None) is not None:
                if id(draft) not in kept:
                    shorter = without(draft, gloss, table, keep=not known)
                    block.drafts[place] = tidy(shorter, table)
                known = True


def without(draft: Draft, gloss: str, table: Referents, *, keep: bool = False) -> Draft:
    """The sentence without what explains a word, or with the first of it if that is to *keep*.

    The commas around it go too, unless the second one parts two clauses.
    """
    found = list(places(draft, COMMA + gloss))
    for start in reversed(found[1:] if keep else found):  # what comes before keeps its place
        end = start + len(COMMA) + len(gloss)
        rest = draft.text[end:]
        if rest[:1].isalnum():
            continue
        if rest.startswith(COMMA) and not rest.startswith(table.words.keeps_comma):
            end += 1
        draft = edited(draft, start, end, "")
    return draft


def slips(text: str, table: Referents) -> bool:
    """Whether doubled marks or a wrong article stand in a text, be it in a quotation."""
    if any(slip in text for slip in table.words.marks):
        return True
    articles = table.words.articles
    consonant, vowel = articles.before_consonant, articles.before_vowel
    said = SPACE + consonant + SPACE
    return any(
        _misplaced(text, said + letter, len(said), vowel, articles) for letter in articles.vowels
    ) or _misplaced(text, SPACE + vowel + SPACE, len(vowel) + 2, consonant, articles)


def _misplaced(text: str, said: str, length: int, wanted: str, articles: Articles) -> bool:
    """Whether the article that is *wanted* is another one than what was *said*."""
    place = text.find(said)
    while place >= 0:
        if _wants(text[place + length :], articles) == wanted:
            return True
        place = text.find(said, place + 1)
    return False


def tidy(draft: Draft, table: Referents) -> Draft:
    """The sentence without doubled blanks or marks, and with the article that its words want."""
    if not slips(draft.text, table):
        return draft
    for slip, right in table.words.marks.items():
        while (place := next(places(draft, slip), None)) is not None:
            draft = edited(draft, place, place + len(slip), right)
    articles = table.words.articles
    for article in (articles.before_consonant, articles.before_vowel):
        start = 0
        said = SPACE + article + SPACE
        while (place := next(places(draft, said, start), None)) is not None:
            start = place + len(said)
            wanted = _wants(draft.text[start:], articles)
            if wanted is not None and wanted != article:
                draft = edited(draft, place + 1, place + 1 + len(article), wanted)
    return draft


def _wants(rest: str, articles: Articles) -> str | None:
    """The article before these words; None where their sound cannot be told from their letters."""
    if not rest[:1].islower():
        return None
    vowel = rest[0] in articles.vowels
    if rest.startswith(articles.sounds_consonant if vowel else articles.sounds_vowel):
        vowel = not vowel
    return articles.before_vowel if vowel else articles.before_consonant
