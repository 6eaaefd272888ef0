"""From the files of a rule folder to rules: each is held against its struct."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from explainer.diagnostics import Diagnostic, Severity
from explainer.pack.draft import SWITCHED_OFF_KEYS, Draft, Order, RuleFile, Written
from explainer.pack.files import shown_path
from explainer.pack.layers import Layers
from explainer.pack.own_metrics import CustomRule, DerivedRule, MetricsFile
from explainer.pack.salvage import salvaged
from explainer.pack.schema import Driver, MovesFile, PackFile, SignalRule
from explainer.pack.shape_words import got
from explainer.pack.shapes import Misfit, fit
from explainer.pack.style import StyleSheet
from explainer.pack.vocabulary import CUSTOM, Vocabulary
from explainer.source import Path

Noun = TypeVar("Noun", bound=msgspec.Struct)
Salvage = Callable[[str, dict[str, Any], Iterable[Path]], Noun]
"""Makes a rule of what is left of a file that does not fit."""
LEXICON = "lexicon/en.yaml"
STYLE = "style/en.yaml"
NEEDED = ("pack.yaml", "metrics.yaml", "moves.yaml", LEXICON, STYLE)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The draft of a pack and what was wrong with the shape of its files."""

    draft: Draft
    diagnostics: tuple[Diagnostic, ...]


def read_draft(layers: Layers) -> Reading:
    """Make rules of all files; a rule that does not fit is left out and reported."""
    return _DraftReader(layers).read()


class _DraftReader:
    """Collects rules and problems."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.problems: list[Diagnostic] = []
        self.switched_off: list[RuleFile] = []

    def read(self) -> Reading:
        self._check_needed()
        pack = self._whole("pack.yaml", PackFile)
        metrics = self.layers.merged("metrics.yaml")
        drivers, drivers_off = self._rules("drivers", Driver, salvaged)
        signals, signals_off = self._rules("signals", SignalRule)
        order = None if pack is None else pack.rule.drivers
        watched = None if pack is None else pack.rule.signals
        return Reading(
            draft=Draft(
                pack=pack,
                moves=self._whole("moves.yaml", MovesFile),
                metrics=metrics,
                vocabulary=self._vocabulary(metrics),
                lexicon=self._lexicon(),
                style=self._whole(STYLE, StyleSheet),
                drivers=drivers,
                signals=signals,
                driver_order=self._order("drivers", order, drivers_off),
                signal_order=self._order("signals", watched, signals_off),
                cases=self.layers.cases(),
                switched_off=tuple(self.switched_off),
                beneath=self.layers.beneath(),
            ),
            diagnostics=tuple(self.problems),
        )

    def _order(self, kind: str, named: tuple[str, ...] | None, off: frozenset[str]) -> Order:
        """The order of one kind; every file counts as named while the pack file cannot be read."""
        if named is None:
            named = tuple(sorted(self.layers.names(kind)))
        return self.layers.order(kind, named, off)

    def _check_needed(self) -> None:
        for relative in NEEDED:
            if not self.layers.holds(relative):
                self.problems.append(
                    Diagnostic(
                        code="R004",
                        severity=Severity.ERROR,
                        path=shown_path(self.layers.base.root / relative),
                        message="every rule pack needs this file",
                        hint="copy the one of the built-in pack; an overlay needs none",
                    )
                )

    def _whole(self, relative: str, kind: type[Noun]) -> Written[Noun] | None:
        file = self.layers.merged(relative)
        return None if file is None else self._fitted(file, kind)

    def _lexicon(self) -> RuleFile | None:
        file = self.layers.merged(LEXICON)
        if file is not None and not isinstance(file.data, dict):
            self._misfit(file, _not_a_mapping(file.data))
            return None
        return file

    def _rules(
        self, folder: str, kind: type[Noun], salvage: Salvage[Noun] | None = None
    ) -> tuple[dict[str, Written[Noun]], frozenset[str]]:
        """The rules of a folder by id, and the ids of those that are switched off."""
        rules: dict[str, Written[Noun]] = {}
        off: set[str] = set()
        for name in sorted(self.layers.names(folder)):
            file = self.layers.rule(f"{folder}/{name}.yaml")
            if file is None:
                continue
            if _is_off(file.data):
                off.add(name)
                self.switched_off.append(file)
                if file.data.keys() <= SWITCHED_OFF_KEYS:
                    continue
            written = self._fitted(file, kind, salvage)
            if written is not None and name not in off:
                rules[name] = written
        return rules, frozenset(off)

    def _fitted(
        self, file: RuleFile, kind: type[Noun], salvage: Salvage[Noun] | None = None
    ) -> Written[Noun] | None:
        if not isinstance(file.data, dict):
            self._misfit(file, _not_a_mapping(file.data))
            return None
        fitted = fit(file.data, kind)
        for misfit in fitted.misfits:
            self._misfit(file, misfit)
        if not fitted.misfits:
            return Written(rule=msgspec.convert(fitted.data, kind), file=file)
        if salvage is None:
            return None
        rule = salvage(file.name, file.data, [misfit.path for misfit in fitted.misfits])
        return Written(rule=rule, file=file, whole=False)

    def _vocabulary(self, file: RuleFile | None) -> Vocabulary:
        """The pack's own metrics, entry by entry, so that one broken entry hides no other."""
        if file is None or not isinstance(file.data, dict):
            empty = file is not None and file.data is None
            if file is not None and not empty:
                self._misfit(file, _not_a_mapping(file.data))
            complete = empty and self.layers.readable("metrics.yaml")
            return Vocabulary(derived={}, custom={}, complete=complete)
        held = {key: {} if isinstance(value, dict) else value for key, value in file.data.items()}
        for misfit in fit(held, MetricsFile).misfits:
            self._misfit(file, misfit)
        broken: set[str] = set()
        derived = self._entries(file, "derived", DerivedRule, "", broken)
        custom = self._entries(file, "custom", CustomRule, CUSTOM, broken)
        complete = self.layers.readable("metrics.yaml") and all(
            isinstance(value, dict) for value in file.data.values()
        )
        return Vocabulary(
            derived=derived, custom=custom, broken=frozenset(broken), complete=complete
        )

    def _entries(
        self, file: RuleFile, key: str, kind: type[Noun], prefix: str, broken: set[str]
    ) -> dict[str, Noun]:
        rules: dict[str, Noun] = {}
        entries: Any = file.data.get(key)
        for name, data in (entries if isinstance(entries, dict) else {}).items():
            if not isinstance(data, dict):
                misfits: Iterable[Misfit] = (_not_a_mapping(data, (key, name)),)
            else:
                fitted = fit(data, kind, (key, name))
                misfits = fitted.misfits
                if not misfits:
                    rules[name] = msgspec.convert(fitted.data, kind)
            for misfit in misfits:
                self._misfit(file, misfit)
                broken.add(prefix + name)
        return rules

    def _misfit(self, file: RuleFile, misfit: Misfit) -> None:
        self.problems.append(
            file.problem(
                misfit.code, misfit.path, misfit.message, misfit.hint, at_key=misfit.at_key
            )
        )


def _is_off(data: Any) -> bool:
    return isinstance(data, dict) and data.get("enabled") is False


def _not_a_mapping(value: Any, path: tuple[str, ...] = ()) -> Misfit:
    hint = "write one `key: value` per line"
    if isinstance(value, list):
        hint += ", without `- `"
    message = f"expected keys and values, got {got(value)}"
    return Misfit(code="R012", path=path, message=message, hint=hint)
