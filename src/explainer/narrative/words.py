"""Everything a rule pack can say, compiled once when it is loaded."""

from collections.abc import Callable

import msgspec

from explainer.assessment import Operand
from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.narrative.dates import Calendar
from explainer.narrative.drafts import Draft
from explainer.narrative.lexicon import LEXICON_PATH, Lexicon, read_lexicon
from explainer.narrative.lexicon_parts import Part
from explainer.narrative.literals import Numbers
from explainer.narrative.measures import Labels, Measures
from explainer.narrative.numbers import Mark, Numerals
from explainer.narrative.phrases import Phrase, PhraseCompiler
from explainer.narrative.referring import Referents
from explainer.narrative.spoken import (
    DriverWords,
    EvidenceWords,
    SignalWords,
    metric_of,
    worse_side,
)
from explainer.narrative.variants import Table, Variants, Wordings, table_of
from explainer.narrative.writing import Tongue
from explainer.pack.alternatives import wordings
from explainer.pack.schema import Driver, EvidenceRule, RulePack, SignalRule

SIGNED = ("change", "flow")
"""Parts of the names of metrics that show a plus as well as a minus."""


class Words:
    """The words of a rule pack in one language, ready to be written."""

    def __init__(self, pack: RulePack) -> None:
        lexicon = read_lexicon(pack.lexicon)
        self.lexicon: Lexicon = lexicon
        self.pack_name = pack.name
        self.pack_version = pack.version
        self.stablecoins = pack.stablecoins
        self.flat_within = pack.moves.direction.flat_within
        self.numbers = Numbers(lexicon.names, lexicon.number_words)
        self.tongue = Tongue(
            Numerals(lexicon.numbers), Calendar(lexicon.dates), lexicon.assets, lexicon.at_least
        )
        bounds = frozenset(lexicon.lower_bounds)
        self.measures = Measures(pack, bounds)
        self._compiler = PhraseCompiler(
            self.numbers, self.tongue.numerals, self.measures.unit, bounds, lexicon.at_least
        )
        self.labels = Labels(pack, self._compiler)
        self.drivers: dict[str, DriverWords] = {d.id: self._driver(d) for d in pack.drivers}
        self.signals: dict[str, SignalWords] = {
            signal.id: self._signal(signal, metric_of(signal, pack)) for signal in pack.signals
        }
        self._compile_lexicon(lexicon)
        self.referents = Referents(lexicon.referring, lexicon.assets)
        self.closing: Draft | None = None
        self.settled: dict[tuple[Phrase, tuple[str | None, ...]], Draft | None] = {}
        self._absent: dict[str, Phrase] = {}
        self._watched: dict[tuple[str, str, str | None], Phrase] = {}
        self.thresholds: dict[tuple[float, str | None, bool], Mark] = {}

    def shortened(self, known: Wordings) -> Wordings:
        """The wordings of a driver for a short addition in place of clauses."""
        return self._shortened[id(known)]

    def watched(self, signal: str, key: str, trend: str | None) -> Phrase:
        """What is said of a signal in one state, with everything but its numbers filled in."""
        told = (signal, key, trend)
        phrase = self._watched.get(told)
        if phrase is None:
            trends = self.lexicon.trends
            said = (
                self._compiler.compile(trends[trend], f"{LEXICON_PATH}#/trends") if trend else None
            )
            phrase = self._watched[told] = self._compiler.compile(
                self.watch[key][0].source,
                f"{LEXICON_PATH}#/watch/{key}",
                known={"title": self.signals[signal].title, "trend": said, "meaning": None},
            )
        return phrase

    def ruled_out_item(self, driver: str) -> Phrase:
        """A driver that was found absent, ready for the clause that says so."""
        phrase = self._absent.get(driver)
        if phrase is None:
            phrase = self._absent[driver] = self._compiler.compile(
                self.sides["ruled_out_item"][0].source,
                f"{LEXICON_PATH}#/sides/ruled_out_item",
                known={"noun": self.drivers[driver].noun},
            )
        return phrase

    def _driver(self, driver: Driver) -> DriverWords:
        place = f"drivers/{driver.id}.yaml#"
        say, short = self._compiler.compile, driver.in_short
        offsets = {
            name: (
                say(rule.say, f"{place}/offsets/{name}/say", rule.metric or ""),
                rule.metric,
            )
            for name, rule in driver.offsets.items()
        }
        return DriverWords(
            rule=f"{driver.id}@{driver.version}",
            noun=say(driver.noun, f"{place}/noun"),
            headline=say(driver.headline, f"{place}/headline"),
            meanings=self._wordings(driver.what_it_means, f"{place}/what_it_means"),
            hurts=self._wordings(driver.why_it_hurts, f"{place}/why_it_hurts"),
            in_short=None
            if short is None
            else (
                say(short.means, f"{place}/in_short/means"),
                say(short.hurts, f"{place}/in_short/hurts"),
            ),
            background=self._wordings(driver.background, f"{place}/background"),
            evidence={
                name: self._evidence(rule, f"{place}/evidence/{name}")
                for name, rule in driver.evidence.items()
            },
            offsets=offsets,
            leads_to=frozenset(driver.leads_to),
            counted=Operand(value=driver.id, pointer=f"{place}/id"),
        )

    def _evidence(self, rule: EvidenceRule, place: str) -> EvidenceWords:
        metric = rule.metric or ""
        say = self._compiler.compile
        return EvidenceWords(
            say=say(rule.say, f"{place}/say", metric),
            tail=None if rule.tail is None else say(rule.tail, f"{place}/tail", metric),
            absent=None if rule.absent is None else say(rule.absent, f"{place}/absent", metric),
            metric=metric,
            unit=self.measures.unit(metric),
            plain="{value}" in rule.say and ASSET_SLOT in rule.say,
            level=self._level(metric),
            worse=worse_side(rule),
        )

    def _signal(self, signal: SignalRule, metric: str) -> SignalWords:
        place = f"signals/{signal.id}.yaml#"
        signed = any(part in metric for part in SIGNED)
        bound = self.measures.of_lower_bounds(metric)
        return SignalWords(
            rule=f"{signal.id}@{signal.version}",
            title=self._compiler.compile(signal.title, f"{place}/title"),
            name=self._compiler.compile(inside_sentence(signal.title), f"{place}/title"),
            meaning=self._compiler.compile(signal.meaning, f"{place}/meaning"),
            signed=signed,
            level=self.tongue.numerals.shower(
                self.measures.unit(metric), "signed" if signed else None, level=True, bound=bound
            ),
        )

    def _level(self, metric: str) -> Callable[[float], str]:
        """What shows a reading that stands by itself, with its sign and as a lower bound."""
        pattern = metric.replace(ASSET_SLOT, SYMBOL_SLOT)
        bound = self.tongue.at_least if pattern in self.measures.lower_bounds else ""
        show = self.tongue.numerals.shower(
            self.measures.unit(metric), level=True, bound=bool(bound)
        )

        def level(value: float) -> str:
            return bound + show(value)[0]

        return level

    def _compile_lexicon(self, lexicon: Lexicon) -> None:
        place = LEXICON_PATH + "#"
        self.headlines = self._table(lexicon.headlines, f"{place}/headlines")
        self.bare = self._compiler.compile("{moved}", f"{place}/headlines")
        self.answers = self._table(lexicon.answers, f"{place}/answers")
        self.moves = self._table(lexicon.moves, f"{place}/moves")
        self.judged = self._table(lexicon.moves.judged, f"{place}/moves/judged")
        self.sides = self._table(lexicon.sides, f"{place}/sides")
        self.watch = self._table(lexicon.watch, f"{place}/watch")
        self.quality = self._table(lexicon.quality, f"{place}/quality")
        self.records = self._table(lexicon.records, f"{place}/records")
        self.leads = {
            role: self._table(leads, f"{place}/leads/{role}")
            for role, leads in lexicon.leads.items()
        }
        self.because = self._table(lexicon.because, f"{place}/because")
        self.frames = {
            role: {
                "first": self._table(frames.first, f"{place}/frames/{role}/first"),
                "further": self._table(frames.further, f"{place}/frames/{role}/further"),
                "linked": self._table(frames.linked, f"{place}/frames/{role}/linked"),
                "named": self._table(frames.named, f"{place}/frames/{role}/named"),
            }
            for role, frames in lexicon.frames.items()
        }
        told = [table for frames in self.frames.values() for table in frames.values()]
        told += self.leads.values()
        told.append(self.because)
        self._shortened = {
            id(known): self._shorter(known) for table in told for known in table.values()
        }
        self.article = table_of(lexicon.article, f"{place}/article", self._wordings)
        self.focus = self._table(lexicon.focus, f"{place}/focus")
        self.comparison = self._table(lexicon.comparison, f"{place}/comparison")
        self.figure_first = self._wordings(lexicon.figure_first, f"{place}/figure_first")
        self.present = self._wordings(lexicon.present, f"{place}/present")
        self.event = self._compiler.compile(lexicon.event, f"{place}/event", "")
        self.likewise = self._compiler.compile(lexicon.likewise, f"{place}/likewise")
        self.as_of = self._compiler.compile(lexicon.closing.as_of, f"{place}/closing/as_of")
        self.chat_as_of = self._compiler.compile(lexicon.closing.chat, f"{place}/closing/chat")
        self.disclosure = self._compiler.compile(
            lexicon.closing.disclosure, f"{place}/closing/disclosure"
        )
        self.scheduled = {
            kind: self._compiler.compile(name, f"{place}/scheduled/{kind}")
            for kind, name in lexicon.scheduled.items()
        }
        self.bases = {
            metric: (
                self._compiler.compile(basis.headline, f"{place}/bases/{metric}/headline", metric),
                self._compiler.compile(basis.past, f"{place}/bases/{metric}/past", metric),
            )
            for metric, basis in lexicon.bases.items()
        }

    def _table(self, part: Part, place: str) -> Table:
        """The phrases of a flat part of the lexicon by key; nested parts are left to their own."""
        table: Table = {}
        for key, written in msgspec.structs.asdict(part).items():
            if isinstance(written, str):
                table[key] = self._wordings((written,), f"{place}/{key}")
            elif isinstance(written, tuple):
                table[key] = self._wordings(written, f"{place}/{key}")
        return table

    def _shorter(self, known: Wordings) -> Wordings:
        """The same wordings with a comma in the place of the colon before the clauses."""
        assert isinstance(known, Variants)
        comma = self.lexicon.lists.comma + "{clause"
        return known.rewritten(lambda source: source.replace(": {clause", comma))

    def _wordings(self, written: tuple[str, ...], place: str) -> Wordings:
        return Variants(lambda: wordings(written), lambda text: self._compiler.compile(text, place))


def inside_sentence(title: str) -> str:
    """A title as it stands inside a sentence: with a small letter, unless it starts with a name."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def compile_words(pack: RulePack) -> Words:
    """The words of a rule pack; PackError when its lexicon lacks any."""
    return Words(pack)
