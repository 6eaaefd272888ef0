"""Everything a rule pack can say, compiled once when it is loaded."""

from collections.abc import Callable
from typing import Any

import msgspec

from explainer.assessment import Operand
from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.metrics import CATALOGUE, metric_pattern, resolve
from explainer.narrative.dates import Calendar
from explainer.narrative.drafts import Draft
from explainer.narrative.lexicon import LEXICON_PATH, Lexicon, read_lexicon
from explainer.narrative.lexicon_parts import Part
from explainer.narrative.literals import Numbers
from explainer.narrative.numbers import Mark, Numerals
from explainer.narrative.phrases import Phrase, PhraseCompiler
from explainer.narrative.referring import Referents
from explainer.narrative.spoken import DriverWords, EvidenceWords, SignalWords, metric_of
from explainer.narrative.variants import Table, Variants, Wordings, table_of
from explainer.narrative.writing import Tongue
from explainer.pack.alternatives import wordings
from explainer.pack.schema import Driver, EvidenceRule, RulePack, SignalRule

SIGNED = ("change", "flow")
"""Parts of the names of metrics that show a plus as well as a minus."""
REMEMBERED_LABELS = 4096
"""Labels and bounds kept by concrete metric: callers choose the symbols, so there is a limit."""


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
        self._units = _units(pack)
        self._lower_bounds = frozenset(lexicon.lower_bounds)
        self._compiler = PhraseCompiler(
            self.numbers, self.tongue.numerals, self.unit, self._lower_bounds, lexicon.at_least
        )
        self._known_labels: dict[str, tuple[Phrase | None, str | None]] = {}
        self._bounded: dict[str, bool] = {}
        self.labels: dict[str, Phrase] = self._labels(pack)
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

    def unit(self, metric: str) -> str | None:
        """The unit of a metric by its id, in which `{asset}` may stand."""
        spec = resolve(metric)
        if spec is not None:
            return spec.unit
        unit = self._units.get(metric)
        return self._units.get(_of_any_asset(metric)) if unit is None else unit

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

    def is_lower_bound(self, metric: str) -> bool:
        """Whether a metric's readings are lower bounds."""
        known = self._bounded.get(metric)
        if known is None:
            bounds = self._lower_bounds
            known = metric in bounds or metric_pattern(metric) in bounds
            if len(self._bounded) < REMEMBERED_LABELS:
                self._bounded[metric] = known
        return known

    def label(self, metric: str) -> tuple[Phrase | None, str | None]:
        """The label of a metric by its concrete id, and the asset that it is of."""
        known = self._known_labels.get(metric)
        if known is None:
            known = self._find_label(metric)
            if len(self._known_labels) < REMEMBERED_LABELS:
                self._known_labels[metric] = known
        return known

    def _find_label(self, metric: str) -> tuple[Phrase | None, str | None]:
        label = self.labels.get(metric)
        if label is not None:
            return label, None
        pattern = metric_pattern(metric)
        if pattern is None:
            label = self.labels.get(_of_any_asset(metric))
            return label, metric.split(".")[1] if label is not None else None
        asset = next(
            a
            for a, b in zip(metric.split("."), pattern.split("."), strict=True)
            if b == SYMBOL_SLOT
        )
        return self.labels.get(pattern), asset

    def _labels(self, pack: RulePack) -> dict[str, Phrase]:
        """What metrics are called, with the place of the words: the catalogue or `metrics.yaml`."""
        own, say = pack.metrics, self._compiler.compile
        labels = {
            metric: say(spec.label, f"metrics#/{metric}/label")
            for metric, spec in CATALOGUE.items()
        }
        for metric, rule in own.derived.items():
            labels[metric] = say(rule.label, f"metrics.yaml#/derived/{metric}/label")
        for name, declared in own.custom.items():
            labels[f"custom.{name}"] = say(declared.label, f"metrics.yaml#/custom/{name}/label")
        return labels

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
            unit=self.unit(metric),
            plain="{value}" in rule.say and ASSET_SLOT in rule.say,
            level=self._level(metric),
        )

    def _signal(self, signal: SignalRule, metric: str) -> SignalWords:
        place = f"signals/{signal.id}.yaml#"
        signed = any(part in metric for part in SIGNED)
        bound = metric.replace(ASSET_SLOT, SYMBOL_SLOT) in self._lower_bounds
        return SignalWords(
            rule=f"{signal.id}@{signal.version}",
            title=self._compiler.compile(signal.title, f"{place}/title"),
            name=self._compiler.compile(_inside(signal.title), f"{place}/title"),
            meaning=self._compiler.compile(signal.meaning, f"{place}/meaning"),
            signed=signed,
            level=self.tongue.numerals.shower(
                self.unit(metric), "signed" if signed else None, level=True, bound=bound
            ),
        )

    def _level(self, metric: str) -> Callable[[float], str]:
        """What shows a reading that stands by itself, with its sign and as a lower bound."""
        pattern = metric.replace(ASSET_SLOT, SYMBOL_SLOT)
        bound = self.tongue.at_least if pattern in self._lower_bounds else ""
        show = self.tongue.numerals.shower(self.unit(metric), level=True, bound=bool(bound))

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


def _inside(title: str) -> str:
    """A title as it stands inside a sentence: with a small letter, unless it starts with a name."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _of_any_asset(metric: str) -> str:
    """The id of a derived metric with `{asset}` in the place of the symbol."""
    group, _, rest = metric.partition(".")
    return f"{group}.{ASSET_SLOT}.{rest.partition('.')[2]}"


def _units(pack: RulePack) -> dict[str, str]:
    """Units of the metrics that the pack brings itself."""
    units: dict[str, Any] = {metric: rule.unit for metric, rule in pack.metrics.derived.items()}
    units |= {f"custom.{name}": rule.unit for name, rule in pack.metrics.custom.items()}
    return units


def compile_words(pack: RulePack) -> Words:
    """The words of a rule pack; PackError when its lexicon lacks any."""
    return Words(pack)
