"""A rule pack as it is being read: files that may be broken, rules with the file they stand in."""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

import msgspec

from explainer.diagnostics import Diagnostic, Severity, Span
from explainer.pack.codes import WARNINGS
from explainer.pack.schema import (
    Condition,
    Driver,
    EvidenceRule,
    MovesFile,
    OffsetRule,
    PackFile,
    SignalRule,
)
from explainer.pack.style import StyleSheet
from explainer.pack.vocabulary import Vocabulary
from explainer.source import Path, Source

Noun = TypeVar("Noun")
SWITCHED_OFF_KEYS = frozenset({"id", "enabled"})
"""What a file holds that does nothing but switch a rule off."""


class RuleFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the pack with the places of its values.

    Of a file that an overlay adds to, *layers* holds the built-in text and then the overlay's; a
    value stands in the last layer that has it.
    """

    relative: str
    layers: tuple[Source, ...]
    data: Any

    @property
    def name(self) -> str:
        """The name of the file without folder and ending: the id of the rule in it."""
        return self.relative.rpartition("/")[2].removesuffix(".yaml")

    def problem(
        self,
        code: str,
        path: Path,
        message: str,
        hint: str,
        *,
        at_key: bool = False,
        part: tuple[str, int] | None = None,
    ) -> Diagnostic:
        """A problem of the value at *path*, or of its key, or of a *part* of its text.

        A part is a piece of the text and how many like it come before.
        """
        source = self.layers[self.layer_of(path)]
        span = source.key_place(path) if at_key else source.place(path)
        if part is not None:
            span = _within(source.text, span, *part)
        return Diagnostic(
            code=code,
            severity=Severity.WARNING if code.startswith(WARNINGS) else Severity.ERROR,
            path=source.path,
            span=span,
            message=message,
            hint=hint,
        )

    def line(self, path: Path) -> int:
        """The line in which the value begins."""
        return self.layers[self.layer_of(path)].place(path).line

    def layer_of(self, path: Path) -> int:
        """The number of the last layer that has the value, or else what should hold it."""
        while path:
            for number in range(len(self.layers) - 1, -1, -1):
                if path in self.layers[number].places:
                    return number
            path = path[:-1]
        return len(self.layers) - 1


def _within(text: str, span: Span, piece: str, before: int) -> Span:
    """Where the piece stands in the text from the span on; the span itself if it is not found.

    It is not where the YAML escapes or folds its characters.
    """
    lines = text.splitlines()
    for number in range(span.line, len(lines) + 1):
        column = span.column - 1 if number == span.line else 0
        while (column := lines[number - 1].find(piece, column)) >= 0:
            if before == 0:
                return Span(line=number, column=column + 1, end_column=column + 1 + len(piece))
            before -= 1
            column += len(piece)
    return span


class Written(msgspec.Struct, Generic[Noun], frozen=True, kw_only=True):
    """A rule and the file it was written in; not *whole* where parts of it could not be read."""

    rule: Noun
    file: RuleFile
    whole: bool = True


class MetricUse(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a rule names a metric; *asset_known* if `{asset}` stands for something."""

    file: RuleFile
    path: Path
    metric: str
    asset_known: bool


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What of one kind there is: *named* by the pack file, *present* as files, *off* by choice.

    *strict* says that every file must be named, as in a pack without overlay.
    """

    named: tuple[str, ...]
    present: frozenset[str]
    built_in: frozenset[str]
    off: frozenset[str]

    def usable(self) -> frozenset[str]:
        """The ids that may be referred to."""
        return self.present - self.off

    def sequence(self) -> tuple[str, ...]:
        """All usable ids: the named ones in their order, then the others by id."""
        usable = self.usable()
        named = [name for name in dict.fromkeys(self.named) if name in usable]
        return (*named, *sorted(usable - set(named)))


def _use(file: RuleFile, path: Path, metric: str, asset_known: bool) -> MetricUse:
    return MetricUse(file=file, path=path, metric=metric, asset_known=asset_known)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that could be read of a pack; what could not is reported already.

    *switched_off* are the files of rules that are not enabled, *beneath* the paths of files that
    an overlay lies on.
    """

    pack: Written[PackFile] | None
    moves: Written[MovesFile] | None
    metrics: RuleFile | None
    vocabulary: Vocabulary
    lexicon: RuleFile | None
    style: Written[StyleSheet] | None
    drivers: Mapping[str, Written[Driver]]
    signals: Mapping[str, Written[SignalRule]]
    driver_order: Order
    signal_order: Order
    cases: frozenset[str]
    switched_off: tuple[RuleFile, ...] = ()
    beneath: frozenset[str] = frozenset()

    def evidence(self) -> Iterator[tuple[RuleFile, Path, EvidenceRule]]:
        """Every piece of evidence with its file and place."""
        for written in self.drivers.values():
            for name, rule in written.rule.evidence.items():
                yield written.file, ("evidence", name), rule

    def offsets(self) -> Iterator[tuple[RuleFile, Path, OffsetRule]]:
        """Every offset with its file and place."""
        for written in self.drivers.values():
            for name, rule in written.rule.offsets.items():
                yield written.file, ("offsets", name), rule

    def sources(self) -> Iterator[tuple[RuleFile, Path, EvidenceRule | OffsetRule]]:
        """Everything that looks at a metric, an event or a date: evidence, then offsets."""
        yield from self.evidence()
        yield from self.offsets()

    def flipped(self, signal: SignalRule) -> EvidenceRule | None:
        """The evidence that a signal flips; None if it flips none, or one that is not there."""
        driver, _, evidence = (signal.flips or "").partition(".evidence.")
        written = self.drivers.get(driver)
        return None if written is None else written.rule.evidence.get(evidence)

    def conditions(self) -> Iterator[tuple[RuleFile, Path, Condition]]:
        """Every condition on a reading that guards evidence or makes a stage."""
        for file, path, rule in self.evidence():
            for at, condition in enumerate(rule.when):
                yield file, (*path, "when", at), condition
        if self.moves is not None:
            for stage, held in enumerate(self.moves.rule.stages):
                for at, condition in enumerate(held.when):
                    yield self.moves.file, ("stages", stage, "when", at), condition

    def uses(self) -> Iterator[MetricUse]:
        """Every place in drivers, signals and moves where a metric is named."""
        for file, path, rule in self.sources():
            over = rule.over is not None
            if rule.metric is not None:
                yield _use(file, (*path, "metric"), rule.metric, over)
            if isinstance(rule, EvidenceRule):
                one = over and rule.over != "any"  # a guard is tested once, not for every asset
                for at, condition in enumerate(rule.when):
                    yield _use(file, (*path, "when", at, "metric"), condition.metric, one)
        for file, path, condition in self.conditions():
            if path[0] == "stages":
                # of a stage it is the asset asked about, else bitcoin
                yield _use(file, (*path, "metric"), condition.metric, True)
        for signal in self.signals.values():
            for key in ("metric", "threshold", "trend"):
                named = getattr(signal.rule, key)
                if isinstance(named, str):
                    yield _use(signal.file, (key,), named, signal.rule.asset is not None)

    def is_own(self, file: RuleFile, path: Path = ()) -> bool:
        """Whether the author who asks wrote the value: it is not of a pack beneath an overlay."""
        return file.layers[file.layer_of(path)].path not in self.beneath

    def whole(self) -> bool:
        """Whether every rule that is there could be read as a whole, so that none is missed."""
        read = self.drivers.keys() | self.signals.keys()
        there = self.driver_order.usable() | self.signal_order.usable()
        partly = any(not written.whole for written in self.drivers.values())
        return there <= read and not partly

    def fires_at(self, driver: Driver) -> float | None:
        """The strength at which a driver fires; None while the pack file cannot be read."""
        if driver.fires_at is not None:
            return driver.fires_at.strength
        return None if self.pack is None else self.pack.rule.fires_at
