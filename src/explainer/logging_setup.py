"""Log events to standard error, one a line; its own module, so that settings stay cheap."""

from __future__ import annotations

import logging
import sys
from typing import Any

import msgspec
import structlog
from structlog.typing import Processor

from explainer.settings import Settings


def configure_logging(settings: Settings) -> None:
    """Send our events and those of the standard library to standard error in one shape.

    Every event carries a UTC time, its level and the context variables bound around it (a request
    id, say). `json` gives one object a line, `console` lines for a person.
    """
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    ]
    last = _last(settings)
    structlog.configure(
        processors=[*before, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # its news of each change of a file are sentences, and ours tell what became of it
    logging.getLogger("watchfiles").setLevel(max(level, logging.WARNING))


def _last(settings: Settings) -> list[Processor]:
    """What turns an event into its line."""
    if settings.log_format == "console":
        # never with the values of variables, which may be figures that somebody sent
        plain = structlog.dev.plain_traceback
        return [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)
        ]
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(serializer=_to_json),
    ]


def _to_json(event: dict[str, Any], **_options: Any) -> str:  # structlog passes json.dumps options
    """Return the event as JSON; what JSON has no form for is written as Python shows it."""
    return msgspec.json.encode(event, enc_hook=repr).decode()
