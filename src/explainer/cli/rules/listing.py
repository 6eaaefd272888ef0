"""`explainer rules list`: what there is."""

from __future__ import annotations

import argparse
import sys

from explainer.cli.exits import FINE
from explainer.cli.rules.packs import usable
from explainer.diagnostics import visible


def run(asked: argparse.Namespace) -> int:
    """Print every driver and signal, one a line; PackError if the rules do not load."""
    pack = usable(asked.path)
    ids = [*(driver.id for driver in pack.drivers), *(signal.id for signal in pack.signals)]
    width = max(map(len, ids))
    for driver in pack.drivers:
        kind = f"{driver.role:9}  {driver.status:12}"
        print(f"driver  {driver.id:{width}}  {kind}  {visible(driver.title)}")
    for signal in pack.signals:
        print(f"signal  {signal.id:{width}}  {'':9}  {'':12}  {visible(signal.title)}")
    sys.stdout.flush()
    return FINE
