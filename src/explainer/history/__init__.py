"""Readings of the past, kept in a file, and what they say of those of today."""

from explainer.history.changes import with_changes
from explainer.history.kept import Kept, KeptText, Past
from explainer.history.memory import Memory
from explainer.history.records import with_records
from explainer.history.standing import Side, Standing, standing
from explainer.history.store import Store, open_store

__all__ = [
    "Kept",
    "KeptText",
    "Memory",
    "Past",
    "Side",
    "Standing",
    "Store",
    "open_store",
    "standing",
    "with_changes",
    "with_records",
]
