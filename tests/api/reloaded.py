"""An overlay that changes, and a server that is asked until it shows the change."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx

from explainer.pack import load_pack
from explainer.resources import rules_dir

PATIENCE_SECONDS = 60.0
"""How long a change may take on a machine that does much else; it takes half a second alone."""
DRIVER = "etf_outflows"
BROKEN = "id: [\n"

Shown = TypeVar("Shown")


def eventually(look: Callable[[], Shown | None]) -> Shown:
    """Return what *look* gives once it gives something."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come")


class Overlay:
    """A folder of rules with one driver of the built-in pack, whose title is edited."""

    def __init__(self, root: Path, title: str) -> None:
        self.root = root
        self.driver = root / "drivers" / f"{DRIVER}.yaml"
        self.driver.parent.mkdir(parents=True)
        self.write(title)

    def retitle(self, title: str) -> str:
        """Give the driver a title and return the hash that the rules have now."""
        self.write(title)
        return self.hash

    def write(self, title: str) -> None:
        """Give the driver a title as editors do, by a new file in place of the old one."""
        text = (rules_dir() / "drivers" / f"{DRIVER}.yaml").read_text(encoding="utf-8")
        lines = [f"title: {title}" if at == 2 else line for at, line in enumerate(text.split("\n"))]
        fresh = self.driver.with_name(f".{DRIVER}.new")
        fresh.write_text("\n".join(lines), encoding="utf-8")
        fresh.replace(self.driver)

    def copy(self, root: Path, title: str) -> Overlay:
        """Return the same rules in another folder, with another title."""
        shutil.copytree(self.root, root)
        shutil.rmtree(root / "drivers")
        return Overlay(root, title)

    @property
    def hash(self) -> str:
        """The hash of the rules as they are on disk."""
        return load_pack(overlay=self.root).hash


class Ready:
    """`/health/ready` of a server."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=30, trust_env=False)

    def __enter__(self) -> Ready:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def now(self) -> dict[str, Any]:
        """Return what it says."""
        answer = self._client.get("/health/ready")
        assert answer.status_code == 200
        said: dict[str, Any] = answer.json()
        return said

    def serving(self, wanted: str) -> dict[str, Any]:
        """Return what it says once the rules with this hash are served."""
        return self._once(lambda said: said["rule_pack"]["hash"] == wanted)

    def reloading(self, state: str) -> dict[str, Any]:
        """Return what it says once reloading is in this state."""
        return self._once(lambda said: said["reload"]["state"] == state)

    def read_after(self, moment: str) -> dict[str, Any]:
        """Return what it says once the folders were read after this moment."""
        return self._once(lambda said: said["reload"]["at"] > moment)

    def title(self) -> str:
        """Return the title that the driver of the overlay has in the catalogue."""
        title: str = self._client.get(f"/v1/drivers/{DRIVER}").json()["title"]
        return title

    def _once(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        def look() -> dict[str, Any] | None:
            said = self.now()
            return said if holds(said) else None

        return eventually(look)
