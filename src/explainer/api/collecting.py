"""What the garbage collector looks at while the server answers."""

from __future__ import annotations

import gc


def settle() -> None:
    """Free what is garbage, and spare the collector everything that is in use now.

    Rules and episodes live as long as an edition: looking at them again and again would hold up
    requests. What was spared before and is garbage by now, such as an older edition, is freed.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
