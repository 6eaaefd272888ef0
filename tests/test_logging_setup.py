"""Log lines as an operator's tools get them, from a real process."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, sys, structlog
from explainer.logging_setup import configure_logging
from explainer.settings import read_settings
configure_logging(read_settings({"EXPLAINER_LOG_FORMAT": sys.argv[1]}))
structlog.contextvars.bind_contextvars(request_id="r1")
log = structlog.get_logger()
log.debug("hidden")
log.info("explained", drivers=3, odd=object)
logging.getLogger("uvicorn.error").warning("started %s", "server")
logging.getLogger("uvicorn.error").debug("hidden")
try:
    sent = "a figure that was sent"
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
"""


def lines_of(log_format: str) -> list[str]:
    """Return what a process with this log format writes to standard error."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, log_format], capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_json_lines_carry_time_level_event_and_context() -> None:
    """Our events and the server's have one shape, one object a line, request id included."""
    ours, servers, failure = (json.loads(line) for line in lines_of("json"))
    assert (ours["event"], ours["level"], ours["drivers"]) == ("explained", "info", 3)
    assert (servers["event"], servers["level"]) == ("started server", "warning")
    assert {event["request_id"] for event in (ours, servers, failure)} == {"r1"}
    assert ours["time"].endswith("Z")
    assert ours["odd"] == "<class 'object'>"
    assert "ZeroDivisionError" in failure["exception"]


@pytest.mark.parametrize("word", ["explained", "drivers=3", "request_id=r1", "started server"])
def test_console_lines_are_for_people(word: str) -> None:
    """The console format says the same in plain lines, without colours when it is not a screen."""
    text = "\n".join(lines_of("console"))
    assert word in text
    assert "hidden" not in text
    assert text.count("a figure that was sent") == 0
    assert "ZeroDivisionError" in text
    assert "\x1b" not in text
