"""Who moved, by how much, and with which verb."""

from math import copysign
from typing import Literal, cast

import msgspec

from explainer.assessment import Direction, Operand
from explainer.narrative.desk import Desk, Write
from explainer.narrative.lexicon_parts import Verb
from explainer.narrative.writing import Reading, Scope, Writer, read

BITCOIN = "BTC"
LEADING = "leading"
PLAIN = 1
"""Which of the verbs says no more than that prices went this way: neither edged nor plunged."""
STEM = 4
"""Letters by which two forms of a verb are known to be the same."""
MARKET_CHANGE = "market.change_24h_pct"
STATED_ALTCOINS = "market.altcoin_change_24h_pct"
MEDIAN_ALTCOIN = "derived.altcoin_median_24h_pct"
UNCHANGED_BELOW = 0.0005
"""Percent; prices are not known so well that a smaller change would say anything."""
MOST_NAMED = 3
"""Assets that one sentence names."""

Tense = Literal["past", "present"]


class Mover(msgspec.Struct, frozen=True, gc=False):
    """One thing that has a price: an asset by its symbol, or a word for several."""

    symbol: str | None
    words: str
    change: Reading
    size: float

    headline: str = ""

    def name(self, writer: Writer, tense: Tense = "past") -> bool:
        """Write what moved; headlines leave the article out."""
        if self.symbol is not None:
            return writer.asset(self.symbol)
        return writer.say(self.headline if tense == "present" and self.headline else self.words)


def gap(first: Mover, second: Mover, size: float) -> Reading:
    """How many percentage points lie between two changes."""
    operands = tuple(
        Operand(value=change.value, pointer=change.pointer, op=change.op, operands=change.operands)
        for change in (first.change, second.change)
    )
    return Reading(size, "pp", "derived", None, None, "difference", operands)


def asset(desk: Desk, symbol: str) -> Mover | None:
    """An asset with its 24-hour change, if that is known."""
    return _mover(desk, f"assets.{symbol}.change_24h_pct", symbol, "")


def market(desk: Desk) -> Mover | None:
    """The market as a whole."""
    subjects = desk.words.lexicon.subjects
    return _mover(desk, MARKET_CHANGE, None, subjects.market, subjects.market_headline)


def altcoins(desk: Desk) -> Mover | None:
    """The altcoins: as the sender states them, else their median, else the only one there is."""
    subjects = desk.words.lexicon.subjects
    stated = _mover(
        desk, STATED_ALTCOINS, None, subjects.stated_altcoins, subjects.stated_altcoins_headline
    )
    if stated is not None:
        return stated
    median = _mover(desk, MEDIAN_ALTCOIN, None, subjects.altcoins, subjects.altcoins_headline)
    if median is None or len(median.change.operands) != 1:
        return median
    _, _, symbol, _ = (median.change.operands[0].pointer or "///").split("/")
    return asset(desk, symbol)


def _bitcoin(desk: Desk) -> Mover | None:
    return asset(desk, BITCOIN)


_BITCOIN_FIRST = (_bitcoin, market, altcoins)
_ALTCOINS_FIRST = (market, altcoins, _bitcoin)


def _mover(
    desk: Desk, metric: str, symbol: str | None, words: str, headline: str = ""
) -> Mover | None:
    known = desk.movers
    if metric in known:
        return cast("Mover | None", known[metric])
    mover: Mover | None = None
    size = desk.facts.values.get(metric)
    if isinstance(size, float):
        reading = read(desk.facts, metric, "pct")
        assert reading is not None
        level = 0.0 if abs(size) < UNCHANGED_BELOW else size
        mover = Mover(symbol, words, reading, level, headline)
    known[metric] = mover
    return mover


def leading(desk: Desk) -> Mover | None:
    """The one that a headline names: it moved the way the market is said to have moved."""
    if LEADING not in desk.movers:
        desk.movers[LEADING] = _leading(desk)
    return cast("Mover | None", desk.movers[LEADING])


def _leading(desk: Desk) -> Mover | None:
    move = desk.assessment.move
    if move.focus is not None:
        return asset(desk, move.focus)
    known: list[Mover] = []
    # one after the other: the median of the altcoins takes as long as all others together
    for find in _ALTCOINS_FIRST if move.scope == "altcoin_led" else _BITCOIN_FIRST:
        candidate = find(desk)
        if candidate is None:
            continue
        if move.direction == "flat":
            if abs(candidate.size) <= desk.words.flat_within:
                return candidate
            known.append(candidate)
        elif _goes(candidate.size, move.direction):
            return candidate
    if move.direction == "flat":
        return min(known, key=lambda mover: abs(mover.size), default=None)
    for symbol in desk.words.lexicon.majors:
        mover = asset(desk, symbol)
        if mover is not None and _goes(mover.size, move.direction):
            return mover
    return None


def _goes(size: float, direction: Direction) -> bool:
    if direction == "down":
        return size < 0
    return size > 0 if direction == "up" else True


def verb(desk: Desk, size: float, tense: Tense, turn: int = 0, avoid: str = "") -> str:
    """The verb for a change of this many percent, another one where *avoid* holds it."""
    lexicon = desk.words.lexicon
    if size == 0:
        return lexicon.unchanged.past if tense == "past" else lexicon.unchanged.present
    chosen = _verbs(desk, size)[_band(desk, size)]
    words = chosen.past if tense == "past" else chosen.present
    first = words[(desk.seed // 7 + turn) % len(words)]
    if first[:STEM] in avoid:
        return words[(desk.seed // 7 + turn + 1) % len(words)]
    return first


def _verbs(desk: Desk, size: float) -> tuple[Verb, ...]:
    """The verbs for changes this way, those for small ones first."""
    return desk.words.lexicon.falls if size < 0 else desk.words.lexicon.rises


def _band(desk: Desk, size: float) -> int:
    """Which of the verbs a change of this many percent takes."""
    return sum(abs(size) >= verbs.at for verbs in _verbs(desk, size)[1:])


def moved(desk: Desk, mover: Mover, tense: Tense, turn: int = 0, avoid: str = "") -> Write:
    """What one mover did, as in `bitcoin fell 5.9%`, or that it was unchanged."""
    return _with_verb(mover, verb(desk, mover.size, tense, turn, avoid), tense)


def done(desk: Desk, mover: Mover, tense: Tense) -> Write:
    """What one mover did, without its name, as in `rose 2%`."""
    verb_of = verb(desk, mover.size, tense)

    def write(writer: Writer) -> bool:
        writer.text += verb_of
        if not mover.size:
            return True
        writer.text += " "
        return writer.put(mover.change)

    return write


def _with_verb(mover: Mover, done: str, tense: Tense = "past") -> Write:
    def write(writer: Writer) -> bool:
        mover.name(writer, tense)
        if mover.size:
            writer.text += f" {done} "
            return writer.put(mover.change)
        writer.text += f" {done}"
        return True

    return write


def moved_all(desk: Desk, movers: list[Mover]) -> Write:
    """Several movers, those that went the same way under one verb: the falls first."""
    falls = [mover for mover in movers if mover.size < 0]
    if len(falls) == len(movers):
        return _under_one_verb(desk, falls)
    rises = [mover for mover in movers if mover.size > 0]
    level = [mover for mover in movers if not mover.size]
    groups = [_under_one_verb(desk, group) for group in (falls, rises, level) if group]
    if len(groups) == 1:
        return groups[0]
    lists = desk.words.lexicon.lists
    second = desk.listed(groups[1:], lists.comma, lists.last)
    scope = Scope(desk.assessment, filled={"first": groups[0], "second": second})
    return desk.phrase(desk.words.answers["contrast"][0], scope)


def _under_one_verb(desk: Desk, movers: list[Mover]) -> Write:
    """As in `ether fell 8.3% and Solana 9.1%`: one verb that fits all, else a plain one."""
    lists = desk.words.lexicon.lists
    size = movers[0].size
    if len({_band(desk, mover.size) for mover in movers}) > 1:
        size = copysign(_verbs(desk, size)[PLAIN].at, size)
    done = f" {verb(desk, size, 'past', turn=1)}"

    def write(writer: Writer) -> bool:
        last = len(movers) - 1
        for place, mover in enumerate(movers):
            if place:
                writer.text += lists.last if place == last else lists.comma
            mover.name(writer)
            if not place:
                writer.text += done
            if size:
                writer.text += " "
                writer.put(mover.change)
        return True

    return write


def basis(desk: Desk, tense: Tense) -> Write | None:
    """What establishes the move where no change was given: "the market has lost $1 trillion"."""
    for metric in desk.assessment.move.basis:
        symbol: str | None = None
        pattern = metric
        if metric.startswith("assets."):
            symbol = metric.split(".")[1]
            pattern = metric.replace(f".{symbol}.", ".{asset}.")
        phrases = desk.words.bases.get(pattern)
        reading = desk.reading(metric)
        if phrases is not None and reading is not None:
            scope = Scope(desk.assessment, symbol, metric, reading.value, reading.pointer)
            return desk.phrase(phrases[0 if tense == "present" else 1], scope)
    return None
