"""Restoring, as an operator meets it: what would happen is told first, and nothing happens without a yes."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bot import troubles
from bot.backups import bring_up_to_date
from bot.lock import alone
from bot.settings import Settings
from storage import backups, pause, restoring
from storage.copies import NoCopy
from storage.engine import Database, Unavailable
from storage.migrate import NewerDatabase, migrate
from storage.restoring import Fate, Waiting
from storage.seal import Seal

Decide = Callable[[str], bool]
WITH_POSTGRESQL = (
    "with PostgreSQL, restore into an empty database with pg_restore while no spoiwo runs, "
    "then say `spoiwo pause` and `spoiwo resume`"
)
SAID = (Fate.SAID, Fate.LATE)


async def restore(settings: Settings, backup: Path, now: datetime, decide: Decide, *, send: bool) -> str:
    """Put a backup in the place of the database once `decide` agrees to what is told; the outcome in a sentence.

    All is done to a copy beside the database; the two are exchanged in the end. Secret ballots are in no backup: those
    of the database that goes are destroyed with it. Raises Trouble.
    """
    file = settings.database_file
    if file is None:
        raise troubles.not_restored(WITH_POSTGRESQL)
    with alone(settings), _troubles(backup), restoring.staged(backup, file) as copied:
        url = f"sqlite+aiosqlite:///{copied}"
        await migrate(url)
        async with _opened(settings, url) as database:
            if not await _settled(database, now, decide, send=send, since=backups.moment_of(backup)):
                return "Nothing was changed."
        async with _opened(settings, settings.database_url) as replaced:
            await replaced.vault.clear()
        aside = restoring.exchange(copied, file, now)
    kept = f" What was there before is kept as {aside}." if aside else ""
    return f"{backup} is the database now.{kept} `spoiwo run` starts the bot."


async def resume(settings: Settings, now: datetime, decide: Decide, *, send: bool) -> str:
    """End the pause once `decide` agrees to what is told; the outcome in a sentence. Raises Trouble."""
    with alone(settings):
        async with _up_to_date(settings) as database:
            async with database.read() as uow:
                paused = await pause.begun(uow)
            if paused is None:
                return "Nothing is paused."
            if not await _settled(database, now, decide, send=send):
                return "It stays paused."
    return "The pause has ended: `spoiwo run` starts the bot."


async def hold(settings: Settings, now: datetime) -> None:
    """Let no process start on this database before `spoiwo resume`. Raises Trouble."""
    async with _up_to_date(settings) as database, database.write() as uow:
        await pause.begin(uow, now)


async def refuse_when_paused(settings: Settings) -> None:
    """Raises Trouble."""
    async with _opened(settings, settings.database_url) as database, database.read() as uow:
        if (since := await pause.begun(uow)) is not None:
            raise troubles.paused(since)


async def _settled(
    database: Database, now: datetime, decide: Decide, *, send: bool, since: datetime | None = None
) -> bool:
    """Tell what would happen and, when it is agreed to, end the pause and let go of what is not to be said."""
    async with database.read() as uow:
        since, waiting = await pause.begun(uow) or since, await restoring.look(uow, now)
    if not decide(told(waiting, since, send=send)):
        return False
    async with database.write() as uow:
        if not send:
            await restoring.let_go(uow, now)
        await pause.end(uow)
    return True


def told(waiting: Sequence[Waiting], since: datetime | None, *, send: bool) -> str:
    """What becomes of all that waits, one line for each kind and network."""
    state = f"The state of {since:%Y-%m-%d %H:%M} UTC" if since else "The state of an unknown moment"
    if not waiting:
        return f"{state}: nothing waits in it."
    lines = [
        f"{one.count:>6}  {_becomes(one.fate, send=send):<15}  {one.kind:<24}  {one.network}".rstrip()
        for one in waiting
    ]
    repeated = any(one.fate in SAID for one in waiting)
    advice = (
        "\nWith --send it is said all the same; people may know it already." if repeated and not send else ""
    )
    return f"{state}. What waits in it, and what was due since then:\n" + "\n".join(lines) + advice


def _becomes(fate: Fate, *, send: bool) -> str:
    return fate.value if send or fate not in SAID else "not said again"


@contextlib.asynccontextmanager
async def _up_to_date(settings: Settings) -> AsyncIterator[Database]:
    """The database itself, at the present schema."""
    try:
        await bring_up_to_date(settings)
    except NewerDatabase:
        raise troubles.newer_database() from None
    except Unavailable as fault:
        raise troubles.bad_database(fault) from None
    async with _opened(settings, settings.database_url) as database:
        yield database


@contextlib.asynccontextmanager
async def _opened(settings: Settings, url: str) -> AsyncIterator[Database]:
    assert settings.keys is not None
    try:
        database = Database(url, Seal(settings.keys))
    except OSError as fault:
        raise troubles.bad_folder(settings.keys, fault) from None
    try:
        yield database
    except Unavailable as fault:
        raise troubles.bad_database(fault) from None
    finally:
        await database.close()


@contextlib.contextmanager
def _troubles(backup: Path) -> Iterator[None]:
    try:
        yield
    except NewerDatabase:
        raise troubles.newer_backup(backup) from None
    except (NoCopy, Unavailable) as fault:
        raise troubles.not_restored(f"{backup} can't be used ({fault})") from None
    except OSError as fault:
        raise troubles.not_restored(f"{fault.filename or backup}: {fault.strerror}") from None
