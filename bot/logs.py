"""Structured logs on standard error. They never carry a token, an answer or a message."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_TOKEN = re.compile(r"\d{2,}:[A-Za-z0-9_-]{5,}")
_QUIET = ("httpx", "httpcore", "urllib3", "aiohttp.access", "apscheduler", "telegram", "uvicorn.access", "alembic",
          "aiosqlite", "sqlalchemy.engine", "asyncio")  # fmt: skip


def redacted(text: str) -> str:
    """The text without anything that looks like a bot token."""
    return _TOKEN.sub("<token>", text)


def _redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: redacted(value) if isinstance(value, str) else value for key, value in event.items()}


def _fault_without_words(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A traceback names files and lines; the fault's own words may quote a message, so they are left out."""
    if event.pop("exc_info", None):
        kind, _fault, trace = sys.exc_info()
        frames = []
        while trace:
            frames.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["trace"] = f"{kind.__name__ if kind else ''} at {' > '.join(frames[-8:])}"
    return event


def begin(level: str) -> None:
    """Send every log record of the process through one redacting writer."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _fault_without_words,
        _redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
