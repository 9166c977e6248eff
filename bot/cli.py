"""The command line: `spoiwo run | demo | sandbox | migrate | doctor | backup | restore | pause | resume |
catalogue`."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
import structlog

from bot import logs, troubles
from bot.settings import Settings, WrongSettings, load
from bot.troubles import Exit, Trouble

log = structlog.get_logger()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Spoiwo: the facilitator that lives in a network's Telegram group."""


@main.command()
def run() -> None:
    """Be the bot, until stopped. Settings come from the environment (SPOIWO_TOKEN …)."""
    from bot.running import run, run_until_stopped

    settings = _settings()
    logs.begin(settings.log_level)
    with _ending_in_a_sentence():
        run_until_stopped(lambda: run(settings))


@main.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def sandbox(arguments: tuple[str, ...]) -> None:
    """Start the stand-in for Telegram with its web chat (`--help` tells its options)."""
    os.execv(sys.executable, [sys.executable, "-m", "sandbox", *arguments])  # noqa: S606


@main.command()
@click.option(
    "--port", default=8081, show_default=True, help="Port of the web chat; the next free one if taken."
)
@click.option("--data", type=click.Path(file_okay=False), help="Keep the bot's data in this folder.")
def demo(port: int, data: str | None) -> None:
    """Try the bot in a web chat, without Telegram and without a token."""
    from bot.demo import play

    with _ending_in_a_sentence():
        play(port, data)


@main.command()
def migrate() -> None:
    """Bring the database up to date; tells the steps."""
    from bot.backups import bring_up_to_date
    from storage.engine import Unavailable
    from storage.migrate import NewerDatabase

    settings = _settings()
    with _ending_in_a_sentence():
        try:
            if settings.database_file:
                settings.database_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            steps = asyncio.run(bring_up_to_date(settings))
        except NewerDatabase:
            raise troubles.newer_database() from None
        except Unavailable as fault:
            raise troubles.bad_database(fault) from None
        except OSError as fault:
            raise troubles.bad_folder(settings.data, fault) from None
    for step in steps:
        click.echo(f"applied {step}")
    click.echo("The database is up to date.")


@main.command()
def doctor() -> None:
    """Look whether everything is as it should be; exits with 1 when something is not."""
    from bot.doctor import examine, table

    findings = asyncio.run(examine(_settings()))
    click.echo(table(findings))
    if not all(finding.ok for finding in findings):
        sys.exit(Exit.FAULT)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
def backup(folder: Path | None) -> None:
    """Copy the database into FOLDER (default: SPOIWO_BACKUPS), also while the bot runs; the newest 7 are kept."""
    from bot.backups import back_up

    settings = _settings()
    with _ending_in_a_sentence():
        click.echo(asyncio.run(back_up(settings, folder)))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
def catalogue(folder: Path | None) -> None:
    """Build the web catalogue of what is public into FOLDER (default: SPOIWO_CATALOGUE), also while the bot runs."""
    from bot.catalogue import publish

    settings = _settings()
    with _ending_in_a_sentence():
        click.echo(asyncio.run(publish(settings, folder, datetime.now(UTC))))


YES = click.option("--yes", is_flag=True, help="Agree to what is told, without being asked.")
SEND = click.option("--send", is_flag=True, help="Say all that waits, also what people may know already.")


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@YES
@SEND
def restore(file: Path, yes: bool, send: bool) -> None:
    """Put the backup FILE in the database's place, once you agree; what was there is kept beside it."""
    from bot.restoring import restore

    settings, decide = _settings(), _decision(yes)
    with _ending_in_a_sentence():
        click.echo(asyncio.run(restore(settings, file, datetime.now(UTC), decide, send=send)))


@main.command()
@YES
@SEND
def resume(yes: bool, send: bool) -> None:
    """Tell what a paused database would say again and, once you agree, let the bot start on it."""
    from bot.restoring import resume

    settings, decide = _settings(), _decision(yes)
    with _ending_in_a_sentence():
        click.echo(asyncio.run(resume(settings, datetime.now(UTC), decide, send=send)))


@main.command()
def pause() -> None:
    """Let no bot start on this database before `spoiwo resume`; one that runs is not stopped."""
    from bot.restoring import hold

    settings = _settings()
    with _ending_in_a_sentence():
        asyncio.run(hold(settings, datetime.now(UTC)))
    click.echo("Paused: `spoiwo resume` ends it.")


def _decision(yes: bool) -> Callable[[str], bool]:
    """Tell, then ask, unless the yes is given already."""
    if not yes and not sys.stdin.isatty():
        raise click.UsageError("nobody is here to be asked: add --yes.")

    def decide(told: str) -> bool:
        click.echo(told)
        return yes or click.confirm("Go on?")

    return decide


def _settings() -> Settings:
    try:
        return load()
    except WrongSettings as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(Exit.SETTINGS)


@contextmanager
def _ending_in_a_sentence() -> Iterator[None]:
    """Known troubles end in their sentence; anything else in its kind and place, never in its words."""
    try:
        yield
    except Trouble as trouble:
        click.echo(str(trouble), err=True)
        sys.exit(trouble.code)
    except Exception:
        log.exception("this should not have happened")
        sys.exit(Exit.FAULT)


if __name__ == "__main__":
    main()
