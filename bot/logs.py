"""Structured logs on standard error. They never carry a token, an answer or a message."""

import asyncio
import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

_TOKEN = re.compile(r"\d{2,}:[A-Za-z0-9_-]{5,}|(?<=/calendar/)[A-Za-z0-9_-]+")
_SILENT = ("apscheduler",)  # the ticker tells its own failures
_QUIET = ("httpx", "httpcore", "urllib3", "aiohttp.access", "telegram", "uvicorn", "alembic",
          "aiosqlite", "sqlalchemy.engine", "asyncio")  # fmt: skip


def redacted(text: str) -> str:
    """The text without anything that looks like a bot token or a calendar's."""
    return _TOKEN.sub("<token>", text)


def _redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: redacted(value) if isinstance(value, str) else value for key, value in event.items()}


def _without_values(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Of what libraries log, only the fixed words: their values may be anything, a message too."""
    record: logging.LogRecord = event["_record"]
    event["event"] = str(record.msg).partition("\n")[0]
    event["logger"] = record.name
    return event


def _fault_without_words(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A traceback names files and lines; the fault's own words may quote a message, so they are left out."""
    given = event.pop("exc_info", None)
    if given:
        fault = given[1] if isinstance(given, tuple) else given if given is not True else sys.exc_info()[1]
        event["trace"] = _trace(fault) if isinstance(fault, BaseException) else "unknown"
    return event


def _trace(fault: BaseException) -> str:
    frames = []
    trace = fault.__traceback__
    while trace:
        frames.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(fault).__name__} at {' > '.join(frames[-8:])}"


def _of_the_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What nobody caught, without the representation of tasks and faults that asyncio would print."""
    structlog.get_logger().error("nobody caught a fault", exc_info=context.get("exception") or False)


def mind(loop: asyncio.AbstractEventLoop) -> None:
    """Let the loop's own complaints pass through here too."""
    loop.set_exception_handler(_of_the_loop)


def begin(level: str, stream: TextIO | None = None) -> None:
    """Send every log record of the process through one redacting writer, to standard error."""
    logging.raiseExceptions = False  # a failure to write a line must not print what the line was about
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
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_without_values, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
