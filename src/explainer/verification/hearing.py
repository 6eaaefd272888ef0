"""Hearing a sentence: its numbers and dates, and what the words around each are about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from explainer.verification.dates import DateReader, Day
from explainer.verification.listed import Heard, at_once, listed, with_shared_units
from explainer.verification.phrasebook import Mention, Phrasebook
from explainer.verification.quantities import Quantity, QuantityReader
from explainer.verification.tokens import Sentence, Token
from explainer.verification.words import ALTCOINS, FUND, LONG, MARKET, SHORT, Words

NEAR, TIE = 4, 5
"""Words between a number and its direction, and what it is tied to, at most."""
HEDGE_REACH = 3
Marked = Mapping[str, Mapping[int, int]]


class About(NamedTuple):
    """What the words around a number are about.

    *topics* and *assets* are those nearest to it, *sentence* all topics of its sentence. *cues* are
    directions, the most telling first, of which so many are *near*; *windows* hours.
    """

    topics: frozenset[str]
    sentence: frozenset[str]
    assets: frozenset[str]
    windows: frozenset[int]
    cues: tuple[frozenset[str], ...]
    near: int
    hedges: frozenset[str]
    sign: int
    marked: bool
    summed: bool
    sides: frozenset[str]


class Ear:
    """Hears sentences with one set of words; *names* are those that hold digits."""

    def __init__(self, words: Words, names: Iterable[str], units: Mapping[str, frozenset[str]]):
        """*units* are those in which each topic has metrics."""
        entries = [*words.entries(), *(("name", "name", name) for name in names)]
        self.book = Phrasebook(entries)
        self._numbers = QuantityReader(words)
        self._dates = DateReader(words.dates)
        self._breaks = frozenset(words.breaks)
        self._ties = frozenset(words.ties)
        self._units = units

    def hear(self, sentence: Sentence, more: Sequence[Mention] = ()) -> Heard:
        """A sentence with its mentions, to which *more* are added, numbers and dates."""
        tokens = sentence.tokens
        mentions = [one for one in self.book.find(tokens) if not _one_price(one, tokens)]
        mentions.extend(more)
        taken = [False] * len(tokens)
        marked: dict[str, dict[int, int]] = {
            f"unit:{unit}": {}
            for unit in ("pct", "pp", "bp", "usd", "btc", "cent", "point", "times")
        }
        marked |= {kind: {} for kind in ("straight", "sessions", "counted", "others")}
        for found in mentions:
            if found.kind == "name":
                taken[found.first : found.last] = [True] * (found.last - found.first)
            key = f"unit:{found.means}" if found.kind == "unit" else found.kind
            if key in marked:
                marked[key][found.first] = found.last
        days = self._dates.read(tokens, taken)
        for day in days:
            taken[day.first : day.last] = [True] * (day.last - day.first)
        quantities = with_shared_units(self._numbers.read(tokens, taken, marked), mentions, tokens)
        mentions.extend(_bare_market(tokens, quantities, mentions))
        breaks = frozenset(i for i, token in enumerate(tokens) if token.same in self._breaks)
        return Heard(sentence, tokens, tuple(mentions), tuple(quantities), tuple(days), breaks)

    def about(self, heard: Heard, place: int, units: frozenset[str | None]) -> About:
        """What the words around the number at this place of the list are about.

        Only topics with metrics in one of the *units* count.
        """
        here = heard.quantities[place]
        left = heard.quantities[place - 1].last if place else 0
        following = heard.quantities[place + 1 :]
        right = following[0].first if following else len(heard.tokens)
        topics = [
            found
            for found in heard.of("topic")
            if units & self._units.get(found.means, frozenset())
        ]
        cues, near = self._cues(heard, here, left, right)
        return About(
            topics=self._topics(heard, here, left, right, topics),
            sentence=frozenset(found.means for found in topics),
            assets=self._assets(heard, place, left, right),
            windows=self._windows(heard, here, left, self._past_spans(heard, place)),
            cues=cues,
            near=near,
            hedges=self._hedges(heard, here),
            sign=here.sign or self._worded_sign(heard, here, left, right),
            marked=heard.sentence.row or heard.has("marks"),
            summed=heard.has("sums"),
            sides=self._sides(heard, here, left, right),
        )

    def _part(self, heard: Heard, here: Quantity, left: int, right: int) -> tuple[int, int]:
        """The part of the sentence between breaks in which a number stands."""
        first = max((i + 1 for i in heard.breaks if left <= i < here.first), default=left)
        last = min((i for i in heard.breaks if here.last <= i < right), default=right)
        return first, last

    def beside(self, heard: Heard, day: Day) -> frozenset[str]:
        """Topics and kinds of events in the part of a sentence where a date stands."""
        first = max((i + 1 for i in heard.breaks if i < day.first), default=0)
        last = min((i for i in heard.breaks if i >= day.last), default=len(heard.tokens))
        return frozenset(
            found.means
            for kind in ("topic", "event")
            for found in heard.of(kind)
            if first <= found.first and found.last <= last
        )

    def _topics(
        self, heard: Heard, here: Quantity, left: int, right: int, topics: list[Mention]
    ) -> frozenset[str]:
        first, last = self._part(heard, here, left, right)
        for low, high in ((first, last), (left, last)):
            found = frozenset(one.means for one in topics if low <= one.first and one.last <= high)
            if found or any(low <= one.first and one.last <= high for one in heard.of("asset")):
                return found
        return frozenset()

    def _assets(self, heard: Heard, place: int, left: int, right: int) -> frozenset[str]:
        here = heard.quantities[place]
        tied = self._tied(heard, here, right)
        taken: frozenset[str] = frozenset()
        if place and tied:
            taken = self._tied(heard, heard.quantities[place - 1], here.first)
        before = [
            found
            for found in heard.of("asset")
            if left <= found.first and found.last <= here.first and found.means not in taken
        ]
        group = self._group(heard, before)
        if len(group) > 1:
            row = listed(heard, place)
            if len(row) == len(group) and place in row:
                return frozenset({group[row.index(place)]}) | tied
            return frozenset(group) | tied
        if before:
            return self._nearest(before) | tied
        if tied:
            return tied
        earlier = [found for found in heard.of("asset") if found.last <= left]
        grouped = self._group(heard, earlier)
        if len(grouped) > 1:
            row = listed(heard, place)
            if len(row) == len(grouped) and place in row:
                return frozenset({grouped[row.index(place)]})
        return frozenset(found.means for found in earlier) or frozenset(
            found.means for found in heard.of("asset") if found.first >= here.last
        )

    def _sides(self, heard: Heard, here: Quantity, left: int, right: int) -> frozenset[str]:
        """Which bets a number is about, by the words of its part of the sentence or beside it."""
        first, last = self._part(heard, here, left, right)
        sides = list(heard.of("side"))
        for low, high in ((first, last), (left, last)):
            found = {one.means for one in sides if low <= one.first and one.last <= high}
            if found:
                return frozenset(found & {LONG, SHORT, FUND}) if len(found) == 1 else frozenset()
        return frozenset()

    def _nearest(self, before: Sequence[Mention]) -> frozenset[str]:
        """The last asset named; with words for the whole market, also the one before them."""
        last = before[-1].means
        if last not in (MARKET, ALTCOINS):
            return frozenset({last})
        single = [found.means for found in before if found.means not in (MARKET, ALTCOINS)]
        return frozenset({last, *single[-1:]})

    def _group(self, heard: Heard, before: Sequence[Mention]) -> list[str]:
        """The assets at the end of a list: "bitcoin and ether", "bitcoin, ether and Solana"."""
        group: list[str] = []
        reached: int | None = None
        for found in reversed(before):
            if reached is not None:
                between = heard.tokens[found.last : reached]
                if not all(token.same in (",", "and", "both") for token in between):
                    break
            group.insert(0, found.means)
            reached = found.first
        return group

    def _tied(self, heard: Heard, here: Quantity, right: int) -> frozenset[str]:
        """The asset that a number is tied to from behind: "5.9% in bitcoin"."""
        place = here.last
        while place < right and place < here.last + TIE:
            found = [one.means for one in heard.of("asset") if one.first == place]
            if found:
                return frozenset(found) if place > here.last else frozenset()
            word = heard.tokens[place].same
            direction = any(one.first <= place < one.last for one in heard.of("direction"))
            if word not in self._ties and not direction:
                break
            place += 1
        return frozenset()

    def _windows(self, heard: Heard, here: Quantity, left: int, right: int) -> frozenset[int]:
        first, last = self._part(heard, here, left, right)
        near = [
            found
            for found in heard.of("window")
            if first <= found.first < last or here.last <= found.first < min(right, here.last + 6)
        ]
        opening = heard.quantities[0].first
        leading = [found for found in heard.of("window_leading") if found.last <= opening]
        return frozenset(int(found.means) for found in near or leading)

    def _past_spans(self, heard: Heard, place: int) -> int:
        """Where the next number begins that is no span of time."""
        following = (one for one in heard.quantities[place + 1 :] if one.unit != "duration")
        return next((one.first for one in following), len(heard.tokens))

    def _cues(
        self, heard: Heard, here: Quantity, left: int, right: int
    ) -> tuple[tuple[frozenset[str], ...], int]:
        """Directions, and how many of them are near.

        First the one tied from behind, then the nearest before, then those further back.
        """
        last = self._part(heard, here, left, right)[1]
        behind = [
            found
            for found in heard.of("direction")
            if here.last <= found.first < min(last, here.last + NEAR)
        ]
        ahead = [found for found in heard.of("direction") if found.last <= here.first]
        near = [found for found in ahead if found.first >= left]
        far = [found for found in ahead if found.first < left]
        cues: list[frozenset[str]] = []
        if behind:
            cues.append(at_once(behind, behind[0].first))
        close = 0
        for some in (near, far):
            close = len(cues) if some is far else 0
            for found in reversed(some):
                together = at_once(some, found.first)
                if together not in cues:
                    cues.append(together)
        named = [found.first for found in heard.of("asset") if found.first >= here.last]
        rest = [
            found
            for found in heard.of("direction")
            if found.first >= here.last and not any(last <= i < found.first for i in named)
        ]
        if not cues and rest:
            cues.append(at_once(rest, rest[0].first))
        return tuple(cues), close

    def _hedges(self, heard: Heard, here: Quantity) -> frozenset[str]:
        return frozenset(
            found.means
            for found in heard.mentions
            if (found.kind == "hedge" and here.first - HEDGE_REACH <= found.last <= here.first)
            or (found.kind == "hedge_after" and found.first == here.last)
        )

    def _worded_sign(self, heard: Heard, here: Quantity, left: int, right: int) -> int:
        first, last = self._part(heard, here, left, right)
        for kind, sign in (("negative", -1), ("positive", 1)):
            for found in heard.of(kind):
                if first <= found.first < last:
                    return sign
        return 0


def _bare_market(
    tokens: Sequence[Token], quantities: Sequence[Quantity], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """The word "market" right before a number, where it is part of no other name."""
    for one in quantities:
        place = one.first - 1
        if place < 0 or tokens[place].same != MARKET:
            continue
        if not any(m.kind in ("asset", "topic") and m.first <= place < m.last for m in mentions):
            yield Mention("asset", MARKET, place, place + 1)


def _one_price(one: Mention, tokens: Sequence[Token]) -> bool:
    """Whether the mention is the price of one thing rather than prices, those of the market."""
    return (
        one.means == MARKET
        and tokens[one.first].text.lower() == "price" == tokens[one.last - 1].same
    )
