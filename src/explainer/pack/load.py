"""Reading a rule pack: the built-in rules or another folder, with an overlay laid over them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from explainer.diagnostics import Diagnostic, Severity
from explainer.errors import PackError
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.files import read_folder
from explainer.pack.layers import Layers
from explainer.pack.lint import CHECKS, SOUND, RuleCheck, lint
from explainer.pack.own_metrics import MetricsFile
from explainer.pack.read import Reading, read_draft
from explainer.pack.schema import Driver, RoleChange, RulePack, SignalRule
from explainer.resources import rules_dir


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What was read: name and version of the pack, and how many rule files there are.

    *name* and *version* are None if `pack.yaml` does not say them; *drivers* and *signals* count
    files that cannot be used, too.
    """

    name: str | None
    version: str | None
    drivers: int
    signals: int


class PackReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of reading a pack: the *pack*, None if it has errors, and all *diagnostics*.

    *lexicon* is the file of the lexicon, which narrative alone can check, None if unreadable.
    *texts* holds the source text behind each path that diagnostics name, to draw them with.
    """

    pack: RulePack | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    lexicon: RuleFile | None
    checked: Checked

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep the pack from loading."""
        return tuple(found for found in self.diagnostics if found.severity is Severity.ERROR)


def load_pack(path: Path | None = None, overlay: Path | None = None) -> RulePack:
    """The rules of the built-in pack, or of the folder *path*, with *overlay* laid over them.

    PackError with every diagnostic of every file if any of them is an error. How its texts are
    worded is for `check_pack` to judge, and so are its cases, which are not read.
    """
    return finished(*read_layers(path, overlay))


def check_pack(path: Path | None = None, overlay: Path | None = None) -> PackReport:
    """Read a pack as `load_pack` does, judge its words and cases too, return all that was found.

    The cases judged are those of the overlay if there is one.
    """
    from explainer.pack.read_cases import read_cases  # whoever only loads rules is spared it

    layers, reading = read_layers(path, overlay)
    folder = read_cases(layers.folders()[-1].root, reading.draft)
    report = _report(layers, reading, CHECKS, folder.diagnostics)
    return msgspec.structs.replace(report, texts={**report.texts, **folder.texts})


def read_layers(path: Path | None, overlay: Path | None) -> tuple[Layers, Reading]:
    """The folders of a pack, and what could be read of their rules."""
    layers = Layers(
        base=read_folder(rules_dir() if path is None else path),
        overlay=None if overlay is None else read_folder(overlay),
    )
    return layers, read_draft(layers)


def finished(layers: Layers, reading: Reading) -> RulePack:
    """The pack of what was read; PackError as of `load_pack`."""
    report = _report(layers, reading, SOUND)
    if report.pack is None:
        raise PackError(report.diagnostics, report.texts)
    return report.pack


def _report(
    layers: Layers,
    reading: Reading,
    checks: tuple[RuleCheck, ...],
    of_cases: tuple[Diagnostic, ...] = (),
) -> PackReport:
    found = [*reading.diagnostics, *lint(reading.draft, checks), *of_cases]
    for folder in layers.folders():
        found.extend(folder.diagnostics)
    sources = [source for folder in layers.folders() for source in folder.sources.values()]
    usable = all(problem.severity is not Severity.ERROR for problem in found)
    return PackReport(
        pack=_finish(reading.draft, layers.fingerprint()) if usable else None,
        diagnostics=in_order(found),
        texts={source.path: source.text for source in sources},
        lexicon=reading.draft.lexicon,
        checked=_checked(reading.draft, layers),
    )


def _checked(draft: Draft, layers: Layers) -> Checked:
    settings = None if draft.pack is None else draft.pack.rule
    return Checked(
        name=None if settings is None else settings.name,
        version=None if settings is None else settings.version,
        drivers=len(layers.names("drivers")),
        signals=len(layers.names("signals")),
    )


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by file, line, column and code.

    Where the YAML itself is wrong, nothing else is said of the same place.
    """
    each = set(found)
    of_yaml = {_place(problem) for problem in each if problem.code.startswith("Y")}
    told = (p for p in each if p.code.startswith("Y") or _place(p) not in of_yaml)
    return tuple(
        sorted(told, key=lambda problem: (*_place(problem), problem.code, problem.message))
    )


def _place(problem: Diagnostic) -> tuple[str, int, int]:
    span = problem.span
    return (problem.path, 0, 0) if span is None else (problem.path, span.line, span.column)


def _finish(draft: Draft, fingerprint: str) -> RulePack | None:
    """The pack of a draft without errors, in its order, without what is switched off."""
    if draft.pack is None or draft.moves is None or draft.lexicon is None or draft.style is None:
        return None
    here = draft.driver_order.usable()
    signals = [
        draft.signals[name].rule
        for name in draft.signal_order.sequence()
        if _flips_something(draft.signals[name].rule, here)
    ]
    watchable = frozenset(signal.id for signal in signals)
    settings = draft.pack.rule
    return RulePack(
        name=settings.name,
        version=settings.version,
        hash=fingerprint,
        fires_at=settings.fires_at,
        drivers=tuple(
            _without_absent(draft.drivers[name].rule, here, watchable)
            for name in draft.driver_order.sequence()
        ),
        signals=tuple(signals),
        metrics=MetricsFile(derived=draft.vocabulary.derived, custom=draft.vocabulary.custom),
        moves=draft.moves.rule,
        lexicon=draft.lexicon.data,
        style=draft.style.rule,
        stablecoins=frozenset(settings.stablecoins),
        wrapped=frozenset(settings.wrapped),
    )


def _flips_something(signal: SignalRule, drivers: frozenset[str]) -> bool:
    """Whether the driver that a signal flips is there; a signal goes with its driver."""
    return signal.flips is None or signal.flips.partition(".")[0] in drivers


def _without_absent(driver: Driver, drivers: frozenset[str], signals: frozenset[str]) -> Driver:
    """The driver without references to what is switched off."""
    return msgspec.structs.replace(
        driver,
        leads_to=tuple(name for name in driver.leads_to if name in drivers),
        watch=tuple(name for name in driver.watch if name in signals),
        role_when=tuple(
            msgspec.structs.replace(
                change, not_fired=tuple(name for name in change.not_fired if name in drivers)
            )
            for change in driver.role_when
            if _can_hold(change, drivers)
        ),
    )


def _can_hold(change: RoleChange, drivers: frozenset[str]) -> bool:
    """Whether every driver that must have fired is there to fire."""
    return all(name in drivers for name in change.fired)
