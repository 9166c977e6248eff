"""Photos and papers of entries on disk, where the operator wishes that: only of what is in the log, and as long as it
is."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from facilitation.facts import EntryChanged
from handlers.due import Preparation
from handlers.fetching import FetchReason, Unfetchable
from handlers.visit import Visit
from storage import due_work, entries
from storage.attachments import Attachments, NotKept
from storage.due_work import DueWork
from storage.entries import EntryFile, EntryState

STORE = "entries.store"
TRY_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class OnDisk:
    """A file of an entry: its number, what Telegram knows it by, its key on disk, and whether it was put there."""

    number: int
    file_id: str
    key: str
    kept: bool


@dataclass(frozen=True)
class Stored:
    """Which files are on disk now, by their numbers; and why not all of them, where another try is of use."""

    files: tuple[int, ...] = ()
    failed: str = ""


async def on_changed(visit: Visit, fact: EntryChanged) -> None:
    if visit.installation.attachments is not None:
        await due_work.plan(
            visit.uow, STORE, str(fact.entry_id), visit.now, network_id=fact.network_id, entry=fact.entry_id
        )


async def store(preparation: Preparation) -> Stored:
    """Fetch what is missing, and remove what does not belong to the entry any more."""
    kept, number = preparation.installation.attachments, int(preparation.work.arguments["entry"])
    if kept is None:
        return Stored()

    async def look(visit: Visit) -> list[OnDisk]:
        entry = await entries.by_id(visit.uow, number)
        if entry is None or entry.state is not EntryState.KEPT:
            return []
        files = (await entries.files.of(visit.uow, [number])).get(number, [])
        return [OnDisk(file.key, file.file_id, _key(file), bool(file.kept_as)) for file in files]

    files = await preparation.read(look)
    try:
        missing = await asyncio.to_thread(_clear, kept, number, files)
        return await _fetch_all(preparation, kept, missing)
    except NotKept as fault:
        return Stored(failed=str(fault))


def _clear(kept: Attachments, number: int, files: Sequence[OnDisk]) -> list[OnDisk]:
    """Away with what does not belong to the entry any more; what is missing of the rest, for it was away before."""
    there = {key for key in kept.keys() if key.startswith(f"entry-{number}-")}  # noqa: SIM118  (no mapping)
    for key in there - {file.key for file in files}:
        kept.remove(key)
    return [file for file in files if not (file.kept and file.key in there)]


async def _fetch_all(preparation: Preparation, kept: Attachments, missing: Sequence[OnDisk]) -> Stored:
    """One that Telegram no longer has, or never gives, is not tried again."""
    done: list[int] = []
    for file in missing:
        try:
            content = await preparation.fetch(file.file_id)
        except Unfetchable as why:
            if why.reason is FetchReason.UNREACHABLE:
                return Stored(tuple(done), why.reason)
            continue
        await asyncio.to_thread(kept.keep, file.key, content)
        done.append(file.number)
    return Stored(tuple(done))


def _key(file: EntryFile) -> str:
    return f"entry-{file.entry_id}-{file.key}"


async def stored(visit: Visit, work: DueWork, made: Stored) -> None:
    for number in made.files:
        file = await entries.files.by_id(visit.uow, number)
        if file is not None:
            file.kept_as = _key(file)
            visit.uow.session.add(file)
    if made.failed:
        await due_work.put_off(visit.uow, work, visit.now + TRY_AGAIN, made.failed)
