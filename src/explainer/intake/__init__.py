"""The door for snapshots: JSON or plain data in, a `Snapshot` or every problem out."""

from explainer.intake.decode import convert_snapshot, decode_snapshot

__all__ = ["convert_snapshot", "decode_snapshot"]
