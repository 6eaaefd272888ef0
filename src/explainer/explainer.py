"""The one way through the house: snapshot in, explanation out, with one rule pack."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from explainer.assessment import Assessment
from explainer.engine import assess, compile_pack, focused
from explainer.errors import OptionError
from explainer.explanation import Explanation, PackIdentity
from explainer.intake import convert_snapshot, decode_snapshot
from explainer.limits import Limits
from explainer.narrative import (
    LENGTHS,
    STYLED,
    STYLES,
    Clauses,
    citations,
    clauses_of,
    compile_words,
    narrate,
    with_words,
)
from explainer.pack import RulePack, load_pack
from explainer.question import ENCODER, PROSE, Question
from explainer.render import RENDERINGS, as_json
from explainer.slips import way_out
from explainer.snapshot import Snapshot
from explainer.version import VERSION

# A command that only explains starts without what compares, verifies and traces: 20 ms of 290.
if TYPE_CHECKING:
    from explainer.comparison import Comparison, Judged
    from explainer.trace import DriverTrace
    from explainer.verification import Verification, Verifier

LANGUAGE = "en"

OWN_TEXTS = tuple(
    (length, style) for length in LENGTHS for style in (STYLES if length in STYLED else (PROSE,))
)
"""Lengths and styles of the texts of ours that others are held against."""


class Explainer:
    """Explains snapshots with one rule pack, which is compiled once, here."""

    def __init__(self, pack: RulePack, limits: Limits | None = None) -> None:
        self.pack = pack
        self._limits = limits or Limits()
        self._program = compile_pack(pack)
        self._words = compile_words(pack)
        self._identity = PackIdentity(name=pack.name, version=pack.version, hash=pack.hash)

    def read(self, snapshot: Snapshot | Mapping[str, object] | bytes) -> Snapshot:
        """The snapshot, checked; one that is a `Snapshot` already is returned as it is.

        Raises SnapshotError with every problem found, SnapshotTooLarge for one beyond the limits.
        """
        if isinstance(snapshot, bytes):
            return decode_snapshot(snapshot, self._limits)
        if isinstance(snapshot, Snapshot):
            return snapshot
        return convert_snapshot(snapshot, self._limits)

    def assess(
        self, snapshot: Snapshot, *, focus: str | None = None, premise: bool = False
    ) -> Assessment:
        """The move, the drivers, offsets and signals, without any words.

        Raises OptionError for a focus that the snapshot does not hold.
        """
        return assess(snapshot, self._program, focus=focus, premise=premise)

    def clauses(self, snapshot: Snapshot, judged: Assessment, driver: str) -> tuple[Clauses, ...]:
        """Every clause that a driver may say about a snapshot, and which of them a brief tells."""
        seed = sha256(ENCODER.encode(snapshot)).hexdigest()
        return clauses_of(judged, self._words, driver, seed)

    def explain(
        self,
        snapshot: Snapshot | Mapping[str, object] | bytes,
        *,
        length: str = "brief",
        style: str = "prose",
        focus: str | None = None,
        premise: bool = False,
    ) -> Explanation:
        """The explanation at one length; *premise* is the caller's word that prices fell.

        *style* is that of a brief: `prose`, or `list` for items in place of paragraphs.
        Raises SnapshotError for what is no snapshot, OptionError for an unknown option or focus.
        """
        checked = self.read(snapshot)
        assessment = self.assess(checked, focus=focus, premise=premise)
        asked = Question(length, style, focus, premise)
        return self._told(checked, ENCODER.encode(checked), assessment, asked)

    def trace(
        self,
        snapshot: Snapshot | Mapping[str, object] | bytes,
        *,
        driver: str | None = None,
        focus: str | None = None,
        premise: bool = False,
    ) -> tuple[DriverTrace, ...]:
        """Why every driver came to what it did, and what would flip it; or one *driver* alone.

        In the order of the findings. Raises SnapshotError for what is no snapshot, OptionError for
        a driver that the pack does not have and for a focus that the snapshot does not hold.
        """
        from explainer.engine.tracing import trace

        checked = self.read(snapshot)
        program = focused(checked, self._program, focus)
        return trace(checked, program, driver=driver, premise=premise)

    def _told(
        self, checked: Snapshot, canonical: bytes, assessment: Assessment, asked: Question
    ) -> Explanation:
        """The explanation of a snapshot that was assessed before."""
        # by the snapshot alone: a rule that changes must not reword what it did not touch
        seed = sha256(canonical).hexdigest()
        narrative = narrate(
            assessment, self._words, length=asked.length, style=asked.style, seed=seed
        )
        return Explanation(
            id=asked.identity(canonical, self.pack.hash),
            as_of=checked.as_of,
            language=LANGUAGE,
            engine_version=VERSION,
            rule_pack=self._identity,
            move=assessment.move,
            headline=narrative.headline,
            answer=narrative.answer,
            drivers=with_words(assessment.drivers, narrative.shown),
            offsets=narrative.offsets,
            ruled_out=narrative.ruled_out,
            signals=narrative.signals,
            claims=narrative.claims,
            parts=narrative.parts,
            headlines=narrative.headlines,
            data_quality=assessment.data_quality,
            citations=citations(checked),
            text=narrative.text,
            disclosure=narrative.disclosure,
            left_out=self._words.lexicon.closing.left_out,
        )

    def explain_json(
        self,
        body: bytes,
        *,
        length: str = "brief",
        style: str = "prose",
        focus: str | None = None,
        premise: bool = False,
    ) -> bytes:
        """The explanation as JSON, from a snapshot as JSON; raises as `explain` does."""
        explained = self.explain(body, length=length, style=style, focus=focus, premise=premise)
        return as_json(explained)

    def compare(
        self,
        before: Snapshot | Mapping[str, object] | bytes,
        after: Snapshot | Mapping[str, object] | bytes,
        *,
        focus: str | None = None,
    ) -> Comparison:
        """What changed from one snapshot to a later one, for the market or the asset *focus*.

        Raises SnapshotError for what is no snapshot, with pointers that begin with `/before` or
        `/after`, and for a *before* that is the later one; OptionError for a focus that one of them
        does not hold.
        """
        from explainer.comparison import both, compare

        first, last = both(lambda snapshot: self._judge(snapshot, focus), before, after)
        return compare(
            first,
            last,
            self._words,
            pack=self.pack,
            identity=self._identity,
            language=LANGUAGE,
            engine_version=VERSION,
        )

    def verify(
        self,
        text: str,
        snapshot: Snapshot | Mapping[str, object] | bytes,
        *,
        focus: str | None = None,
        premise: bool = False,
    ) -> Verification:
        """Any text held against a snapshot: each number, each claim, each word of advice.

        Raises SnapshotError for what is no snapshot and for an empty text, SnapshotTooLarge for a
        text beyond the limit, OptionError for a focus that the snapshot does not hold.
        """
        from explainer.verification import assembled, check_text

        check_text(text, self._limits)
        checked = self.read(snapshot)
        canonical = ENCODER.encode(checked)
        assessment = self.assess(checked, focus=focus, premise=premise)
        ours = [
            self._told(checked, canonical, assessment, Question(length, style, focus, premise))
            for length, style in OWN_TEXTS
        ]
        told = "".join(explanation.id for explanation in ours)
        return assembled(
            self._verifier.verify(text, assessment, ours),
            identity=sha256(f"{told}{text}".encode(errors="surrogatepass")).hexdigest(),
            as_of=checked.as_of,
            engine_version=VERSION,
            rule_pack=self._identity,
        )

    @cached_property
    def _verifier(self) -> Verifier:
        """Made when a text is first verified, as most explainers never verify one."""
        from explainer.verification import Verifier

        return Verifier(self.pack, self._words)

    def _judge(
        self, snapshot: Snapshot | Mapping[str, object] | bytes, focus: str | None
    ) -> Judged:
        from explainer.comparison import Judged

        checked = self.read(snapshot)
        canonical = ENCODER.encode(checked)
        question = Question("brief", PROSE, focus, premise=False)
        identity = question.identity(canonical, self.pack.hash)
        return Judged(identity, canonical, self.assess(checked, focus=focus))

    def render(self, explanation: Explanation, form: str) -> str:
        """The explanation in one of RENDERINGS; OptionError for a format that does not exist."""
        if form not in RENDERINGS:
            raise OptionError("format", form, way_out(form, RENDERINGS))
        return RENDERINGS[form](explanation)


@cache
def default_explainer() -> Explainer:
    """The explainer with the built-in rule pack, made on first use."""
    return Explainer(load_pack())


def explain(
    snapshot: Snapshot | Mapping[str, object] | bytes,
    *,
    length: str = "brief",
    style: str = "prose",
    focus: str | None = None,
    premise: bool = False,
    pack: RulePack | None = None,
) -> Explanation:
    """The explanation of a snapshot: a `Snapshot`, a dict or JSON bytes.

    *pack* is compiled on every call; keep an `Explainer` to use one of your own more than once.
    Raises as `Explainer.explain` does.
    """
    explainer = default_explainer() if pack is None else Explainer(pack)
    return explainer.explain(snapshot, length=length, style=style, focus=focus, premise=premise)


def explain_json(
    body: bytes,
    *,
    length: str = "brief",
    style: str = "prose",
    focus: str | None = None,
    premise: bool = False,
) -> bytes:
    """What the API returns for a snapshot as JSON; raises as `explain` does."""
    return default_explainer().explain_json(
        body, length=length, style=style, focus=focus, premise=premise
    )
