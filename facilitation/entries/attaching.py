"""Photos and papers of an entry: which fit, how many, and whose they are."""

from datetime import datetime

from facilitation.entries import owning
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from storage import entries
from storage.attached import Attached, AttachedKind
from storage.entries import Entry, EntryFile
from storage.people import Person
from storage.unit_of_work import UnitOfWork

MOST = 10
MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
"""Bytes; Telegram lets no bot fetch more."""
ENDINGS = {"application/pdf": (".pdf",), "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}
JPEG = "image/jpeg"
"""What Telegram makes of every photo."""


def media_type(file: Attached) -> str:
    """Of what type a file is, as far as both its name and Telegram say so; refused for all that does not fit."""
    if file.kind is AttachedKind.PHOTO:
        return JPEG
    name = file.name.lower()
    by_name = next((known for known, endings in ENDINGS.items() if name.endswith(endings)), None)
    told = file.media_type.lower()
    fitting = {each for each in (told, by_name) if each}
    if file.kind is not AttachedKind.DOCUMENT or len(fitting) != 1 or (name and by_name is None):
        raise Refused(EntryReason.WRONG_FILE)
    found = fitting.pop()
    if found not in ENDINGS:
        raise Refused(EntryReason.WRONG_FILE)
    return found


async def add(uow: UnitOfWork, entry: Entry, file: Attached, person: Person, now: datetime) -> EntryFile:
    """One more file of a held entry, which is looked at like other words; the same one again changes nothing."""
    known = (await entries.files.of(uow, [entry.key])).get(entry.key, [])
    kind = media_type(file)
    if file.size > LARGEST:
        raise Refused(EntryReason.LARGE_FILE, most=LARGEST // MEGABYTE, size=-(-file.size // MEGABYTE))
    same = next((each for each in known if each.file_id == file.file_id), None)
    if same is not None:
        return same
    if len(known) >= MOST:
        raise Refused(EntryReason.MANY_FILES, most=MOST)
    new = EntryFile(
        entry_id=entry.key, person_id=person.key, kind=file.kind, file_id=file.file_id, name=file.name,
        media_type=kind, size=file.size, added_at=now,
    )  # fmt: skip
    entry.version, entry.changed_at = entry.version + 1, now
    owning.changed(uow, entry)
    return await entries.files.add(uow, new)


async def remove(uow: UnitOfWork, entry: Entry, file: EntryFile) -> None:
    await entries.files.remove(uow, file)
    owning.changed(uow, entry)
