"""Logs: structured, and never with a token or a message in them."""

import asyncio
import logging

import structlog

from bot import logs
from tests.process.conftest import Said

TOKEN = "123456789:AAF-abcDEF_ghiJKL"
WORDS = "Ola has flu"


def test_our_lines_have_names_and_values(said: Said) -> None:
    structlog.get_logger().info("not sent", method="sendMessage")
    line = said()
    assert 'level=info event="not sent"' in line
    assert "method=sendMessage" in line


def test_the_address_of_a_calendar_is_redacted_too(said: Said) -> None:
    logging.getLogger("proxy").warning("GET /calendar/aB3-_x9.ics 200")
    assert "GET /calendar/<token>.ics 200" in said()


def test_a_token_is_redacted_wherever_it_comes_from(said: Said) -> None:
    structlog.get_logger().info("asked", url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("library").warning(f"GET /bot{TOKEN}/getMe")
    assert TOKEN not in (lines := said())
    assert lines.count("<token>") == 2


def test_libraries_say_their_fixed_words_only(said: Said) -> None:
    logging.getLogger("library").warning("could not send %s", WORDS)
    assert "could not send %s" in (line := said())
    assert WORDS not in line


def test_a_traceback_names_places_but_not_words(said: Said) -> None:
    try:
        raise ValueError(WORDS)
    except ValueError:
        structlog.get_logger().exception("it failed")
        logging.getLogger("library").exception("it failed too")
    lines = said()
    assert lines.count("ValueError at test_a_traceback_names_places_but_not_words") == 2
    assert WORDS not in lines


def test_libraries_that_log_addresses_are_quiet(said: Said) -> None:
    for name in ("httpx", "telegram.ext", "aiohttp.access", "apscheduler.scheduler"):
        logging.getLogger(name).info("anything")
    assert said() == ""


def test_a_fault_that_nobody_caught_is_told_without_its_words(said: Said) -> None:
    async def fail() -> None:
        logs.mind(asyncio.get_running_loop())
        asyncio.get_running_loop().call_soon(lambda: {}[WORDS])
        await asyncio.sleep(0.01)

    asyncio.run(fail())
    lines = said()
    assert "KeyError at" in lines
    assert WORDS not in lines
