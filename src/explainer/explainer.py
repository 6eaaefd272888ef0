"""The one way through the house: snapshot in, explanation out, with one rule pack."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256

import msgspec

from explainer.assessment import Assessment, DriverFinding
from explainer.engine import assess, compile_pack
from explainer.errors import OptionError
from explainer.explanation import Explanation, PackIdentity
from explainer.intake import convert_snapshot, decode_snapshot
from explainer.limits import Limits
from explainer.narrative import Narrative, compile_words, narrate
from explainer.pack import RulePack, load_pack
from explainer.render import RENDERINGS, as_json
from explainer.slips import way_out
from explainer.snapshot import Snapshot
from explainer.version import VERSION

LANGUAGE = "en"

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
        focus: str | None = None,
        premise: bool = False,
    ) -> Explanation:
        """The explanation at one length; *premise* is the caller's word that prices fell.

        Raises SnapshotError for what is no snapshot, OptionError for an unknown length or focus.
        """
        checked = self.read(snapshot)
        canonical = _ENCODER.encode(checked)
        identity = self._id(canonical, length, focus, premise)
        assessment = self.assess(checked, focus=focus, premise=premise)
        # by the snapshot alone: a rule that changes must not reword what it did not touch
        seed = sha256(canonical).hexdigest()
        narrative = narrate(assessment, self._words, length=length, seed=seed)
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
            data_quality=assessment.data_quality,
            text=narrative.text,
            disclosure=narrative.disclosure,
        )

    def explain_json(
        self,
        body: bytes,
        *,
        length: str = "brief",
        focus: str | None = None,
        premise: bool = False,
    ) -> bytes:
        """The explanation as JSON, from a snapshot as JSON; raises as `explain` does."""
        return as_json(self.explain(body, length=length, focus=focus, premise=premise))

    def render(self, explanation: Explanation, form: str) -> str:
        """The explanation in one of RENDERINGS; OptionError for a format that does not exist."""
        if form not in RENDERINGS:
            raise OptionError("format", form, way_out(form, RENDERINGS))
        return RENDERINGS[form](explanation)

    def _id(self, canonical: bytes, length: str, focus: str | None, premise: bool) -> str:
        """SHA-256 of the canonical snapshot, the pack's hash, the engine's version and the options.

        Canonical: JSON with UTC times, sorted keys, shortest floats, nothing that was not supplied.
        """
        return sha256(
            _ENCODER.encode(
                {
                    "engine_version": VERSION,
                    "options": {"focus": focus, "length": length, "premise": premise},
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
    focus: str | None = None,
    premise: bool = False,
    pack: RulePack | None = None,
) -> Explanation:
    """The explanation of a snapshot: a `Snapshot`, a dict or JSON bytes.

    *pack* is compiled on every call; keep an `Explainer` to use one of your own more than once.
    Raises as `Explainer.explain` does.
    """
    explainer = default_explainer() if pack is None else Explainer(pack)
    return explainer.explain(snapshot, length=length, focus=focus, premise=premise)


def explain_json(
    body: bytes, *, length: str = "brief", focus: str | None = None, premise: bool = False
) -> bytes:
    """What the API returns for a snapshot as JSON; raises as `explain` does."""
    return default_explainer().explain_json(body, length=length, focus=focus, premise=premise)
