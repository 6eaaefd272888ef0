"""The one way through the house: snapshot in, explanation out, with one rule pack."""

from collections.abc import Mapping
from functools import cache, cached_property
from hashlib import sha256

import msgspec

from explainer.assessment import Assessment, DriverFinding
from explainer.comparison import Comparison, Judged, compare, named
from explainer.engine import assess, compile_pack
from explainer.errors import OptionError
from explainer.explanation import Explanation, PackIdentity
from explainer.intake import convert_snapshot, decode_snapshot
from explainer.limits import Limits
from explainer.narrative import LENGTHS, Narrative, citations, compile_words, narrate
from explainer.pack import RulePack, load_pack
from explainer.render import RENDERINGS, as_json
from explainer.slips import way_out
from explainer.snapshot import Snapshot
from explainer.verification import Verification, Verifier, assembled, check_length
from explainer.version import VERSION

LANGUAGE = "en"

OWN_TEXTS = (*((length, "prose") for length in LENGTHS), ("brief", "list"))
"""Lengths and styles of the texts of ours that others are held against."""

_ENCODER = msgspec.json.Encoder(order="sorted")


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
        canonical = _ENCODER.encode(checked)
        identity = self._id(canonical, length, style, focus, premise)
        assessment = self.assess(checked, focus=focus, premise=premise)
        # by the snapshot alone: a rule that changes must not reword what it did not touch
        seed = sha256(canonical).hexdigest()
        narrative = narrate(assessment, self._words, length=length, style=style, seed=seed)
        return Explanation(
            id=identity,
            as_of=checked.as_of,
            language=LANGUAGE,
            engine_version=VERSION,
            rule_pack=self._identity,
            move=assessment.move,
            headline=narrative.headline,
            answer=narrative.answer,
            drivers=_with_words(assessment.drivers, narrative),
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
        with named("before"):
            first = self._judge(before, focus)
        with named("after"):
            last = self._judge(after, focus)
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

        Raises SnapshotError for what is no snapshot, SnapshotTooLarge for a text beyond the limit,
        OptionError for a focus that the snapshot does not hold.
        """
        check_length(text, self._limits)
        checked = self.read(snapshot)
        ours = [
            self.explain(checked, length=length, style=style, focus=focus, premise=premise)
            for length, style in OWN_TEXTS
        ]
        assessment = self.assess(checked, focus=focus, premise=premise)
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
        return Verifier(self.pack, self._words)

    def _judge(
        self, snapshot: Snapshot | Mapping[str, object] | bytes, focus: str | None
    ) -> Judged:
        checked = self.read(snapshot)
        canonical = _ENCODER.encode(checked)
        identity = self._id(canonical, "brief", "prose", focus, premise=False)
        return Judged(identity, canonical, self.assess(checked, focus=focus))

    def render(self, explanation: Explanation, form: str) -> str:
        """The explanation in one of RENDERINGS; OptionError for a format that does not exist."""
        if form not in RENDERINGS:
            raise OptionError("format", form, way_out(form, RENDERINGS))
        return RENDERINGS[form](explanation)

    def _id(
        self, canonical: bytes, length: str, style: str, focus: str | None, premise: bool
    ) -> str:
        """SHA-256 of the canonical snapshot, the pack's hash, the engine's version and the options.

        Canonical: JSON with UTC times, sorted keys, shortest floats, nothing that was not supplied.
        """
        return sha256(
            _ENCODER.encode(
                {
                    "engine_version": VERSION,
                    "options": {
                        "focus": focus,
                        "length": length,
                        "premise": premise,
                        "style": style,
                    },
                    "rule_pack": self.pack.hash,
                    "snapshot": msgspec.Raw(canonical),
                }
            )
        ).hexdigest()


def _with_words(
    drivers: tuple[DriverFinding, ...], narrative: Narrative
) -> tuple[DriverFinding, ...]:
    """The findings, each shown evidence with its reading as the text shows it."""
    shown = narrative.shown
    if not shown:
        return drivers
    worded: list[DriverFinding] = []
    for driver in drivers:
        if driver.id not in shown:
            worded.append(driver)
            continue
        words = shown[driver.id]
        evidence = tuple(
            msgspec.structs.replace(item, shown=words[index]) if index in words else item
            for index, item in enumerate(driver.evidence)
        )
        worded.append(msgspec.structs.replace(driver, evidence=evidence))
    return tuple(worded)


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
