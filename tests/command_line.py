"""The command line as people run it: another process, in a folder of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any


class Cli:
    """Runs the command in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("EXPLAINER_")
        }

    def command(self, *arguments: str) -> list[str]:
        """Return the command with its arguments."""
        return [sys.executable, "-m", "explainer", *arguments]

    def __call__(
        self, *arguments: str, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run to the end; no run may leave a traceback."""
        done = subprocess.run(
            self.command(*arguments),
            input=stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment | environment,
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done

    def write(self, name: str, content: str | bytes | dict[str, Any]) -> str:
        """Write a file into the folder and return its name."""
        if isinstance(content, dict):
            content = json.dumps(content)
        data = content if isinstance(content, bytes) else content.encode()
        (self.folder / name).write_bytes(data)
        return name


class Served:
    """`explainer serve` in a process, with what it has printed and logged."""

    def __init__(self, cli: Cli, *arguments: str, **environment: str) -> None:
        self.log = cli.folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                cli.command("serve", *arguments),
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=cli.folder,
                env=cli.environment | environment,
            )
        assert self.process.stdout is not None
        self.greeting = self.process.stdout.readline().decode()
        found = re.search(r"http://\S+", self.greeting)
        self.address = found[0] if found else ""

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process behind where a test failed before it ended it."""
        if self.process.poll() is None:
            self.end(signal.SIGKILL)

    def end(self, sent: signal.Signals) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(sent)
        code = self.process.wait(timeout=30)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def events(self) -> list[dict[str, Any]]:
        """Return every line of the log; each must be a JSON object."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]
