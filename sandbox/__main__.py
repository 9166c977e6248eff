"""`python -m sandbox`: run the stand-in for Telegram."""

from __future__ import annotations

from pathlib import Path

import click
import uvicorn

from sandbox.clock import FORGOTTEN_AFTER, Clock
from sandbox.control import moment
from sandbox.demo import make_demo
from sandbox.server import DEFAULT_TOKEN, Sandbox


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8081, show_default=True, help="0 takes a free one.")
@click.option("--token", default=DEFAULT_TOKEN, show_default=True, help="The bot's token.")
@click.option(
    "--record", type=click.Path(path_type=Path), help="Append accepted requests to this file as JSON lines."
)
@click.option("--world", "kind", type=click.Choice(["empty", "demo"]), default="empty", show_default=True)
@click.option("--start", help="What time it is at the start (ISO 8601, UTC); now by default.")
@click.option("--frozen", is_flag=True, help="Time stands still until it is moved.")
@click.option("--no-limits", is_flag=True, help="Accept any number of messages.")
@click.option(
    "--forget-after", default=FORGOTTEN_AFTER, help="Seconds until the clock forgets a bot that is gone."
)
def main(
    host: str,
    port: int,
    token: str,
    record: Path | None,
    kind: str,
    start: str | None,
    frozen: bool,
    no_limits: bool,
    forget_after: float,
) -> None:
    """A stand-in for Telegram on this machine: Bot API, clock and web chat."""
    clock = Clock(moment(start) if start else None, frozen=frozen)
    sandbox = Sandbox(token=token, clock=clock, limits=not no_limits, forgotten_after=forget_after)
    sandbox.world.record.path = record
    if kind == "demo":
        make_demo(sandbox.world)
    _Announcing(sandbox.server(host, port).config).run()


class _Announcing(uvicorn.Server):
    """Says where it listens once it does."""

    def _log_started_message(self, listeners: object) -> None:
        for server in self.servers:
            for socket in server.sockets:
                host, port = socket.getsockname()[:2]
                click.echo(f"http://{host}:{port}")


if __name__ == "__main__":
    main()
