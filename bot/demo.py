"""The demo: the sandbox and the bot side by side, ready to be talked to in a browser."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from bot.troubles import Exit, Trouble

HOST = "127.0.0.1"
TOKEN = "42:sandbox"  # noqa: S105  (a stand-in's token opens nothing)
PATIENCE = 30.0
PAST = timedelta(weeks=9)
STORY = "sandbox.history"
"""Plays the demo's past over HTTP once both answer, as `python -m STORY ADDRESS`."""


def play(port: int, data: str | None) -> None:
    """Run until Ctrl-C. Raises Trouble when either does not come up."""
    address = f"http://{HOST}:{_free_port(port)}"
    with contextlib.ExitStack() as stack:
        stack.enter_context(_stopped_by_a_signal())
        folder = data or stack.enter_context(tempfile.TemporaryDirectory(prefix="spoiwo-demo-"))
        sandbox = stack.enter_context(
            _running("sandbox", "--world", "demo", "--port", address.rsplit(":")[-1], "--start", _beginning())
        )
        _await(f"{address}/clock", sandbox)
        health = _free_port(port + 1)
        bot = stack.enter_context(_running("bot", "run", **_environment(address, folder, health)))
        _await(f"http://{HOST}:{health}/health", bot)
        click.echo("Gram przeszłość sieci… / Playing the network's past…")
        with _running(STORY, address) as story:
            if story.wait():
                raise Trouble(Exit.FAULT, "The demo's past could not be played, see above.")
        click.echo(
            f"\n  Zapraszamy do rozmowy z botem:  {address}\n  Come and talk to the bot:       {address}\n"
        )
        click.echo("  Ctrl-C kończy. / Ctrl-C ends it.")
        while sandbox.poll() is None and bot.poll() is None:
            time.sleep(0.2)
        raise Trouble(Exit.FAULT, "The demo ended: its sandbox or its bot stopped, see above.")


def _beginning() -> str:
    """When the past begins: a Monday morning some weeks ago."""
    then = datetime.now(UTC) - PAST
    return (then - timedelta(days=then.weekday())).replace(hour=7, minute=0, second=0).isoformat()


def _environment(address: str, folder: str, health: int) -> dict[str, str]:
    return {
        "SPOIWO_TOKEN": TOKEN,
        "SPOIWO_API_URL": address,
        "SPOIWO_CLOCK_URL": f"{address}/clock",
        "SPOIWO_DATA": str(Path(folder)),
        "SPOIWO_OPEN": "true",
        "SPOIWO_BACKUPS": "off",
        "SPOIWO_HTTP_PORT": str(health),
        "SPOIWO_PUBLIC_URL": f"http://{HOST}:{health}",
        "SPOIWO_LOG_LEVEL": "warning",
    }


@contextlib.contextmanager
def _running(module: str, *arguments: str, **environment: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A module of this house in a process of its own, which is stopped in the end.

    It does not hear Ctrl-C itself: the demo stops its two processes in order, the bot first.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SPOIWO_")}
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", module, *arguments],
        env=inherited | environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(12)
        except subprocess.TimeoutExpired:
            process.kill()


@contextlib.contextmanager
def _stopped_by_a_signal() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the block well."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        yield


def _await(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until `url` answers well. Raises Trouble when the process ends or the patience does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310
            return
        time.sleep(0.05)
    raise Trouble(Exit.FAULT, f"The demo did not come up: {url} does not answer.")


def _free_port(wanted: int) -> int:
    """`wanted`, or the next port that nobody listens on."""
    for port in range(wanted, wanted + 100):
        with contextlib.suppress(OSError), socket.create_server((HOST, port)):
            return port
    raise Trouble(Exit.PORT, f"No free port from {wanted} on: choose another with --port.")
