"""Checking in twice, wrong codes and codes made at once, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest_asyncio

from storage import archive, attendance, meetings, people
from storage import network as networks
from storage.archive import ArchivedFile
from storage.attached import AttachedKind
from storage.attendance import Attendance, Presence
from storage.engine import Database
from storage.meetings import Meeting, MeetingState
from storage.network import Network
from storage.people import Person

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)


@pytest_asyncio.fixture(autouse=True)
async def network(database: Database) -> None:
    """Two meetings, one person."""
    async with database.write() as uow:
        there = Network(chat_id=-1, title="X", topic="X", language="pl", zone="Europe/Warsaw", since=NOW)
        await networks.add(uow, there)
        await people.add(uow, Person(telegram_id=5, name="Ewa", since=NOW))
        for days in (0, 7):
            await meetings.add(uow, a_meeting(days))


def a_meeting(days: int) -> Meeting:
    starts = NOW + timedelta(days=days)
    return Meeting(network_id=1, starts_at=starts, ends_at=starts + timedelta(hours=5), changed_at=NOW,
                   created_at=NOW, state=MeetingState.PLANNED)  # fmt: skip


def here(presence: Presence) -> Attendance:
    return Attendance(meeting_id=1, person_id=1, presence=presence, since=NOW)


async def test_who_is_there_already_stays_as_they_are(database: Database) -> None:
    async with database.write() as uow:
        assert await attendance.note(uow, here(Presence.REMOTE))
        assert not await attendance.note(uow, here(Presence.IN_PERSON))
    async with database.read() as uow:
        (known,) = await attendance.of_meeting(uow, 1)
        assert known.presence is Presence.REMOTE


async def test_wrong_codes_add_up_for_each_meeting(database: Database) -> None:
    for _ in range(3):
        async with database.write() as uow:
            await attendance.count_wrong_code(uow, 1, 1)
    async with database.read() as uow:
        assert await attendance.wrong_codes(uow, 1, 1) == 3
        assert await attendance.wrong_codes(uow, 2, 1) == 0


async def test_the_first_code_of_a_meeting_stays_its_code(database: Database) -> None:
    for code in ("AAAAA", "CCCCC"):
        async with database.write() as uow:
            await attendance.keep_code(uow, 1, code)
    async with database.read() as uow:
        known = await attendance.check_in(uow, 1)
        assert known is not None
        assert known.code == "AAAAA"


async def test_a_meeting_is_in_the_archive_for_those_who_may_see_a_file_of_it(database: Database) -> None:
    async with database.write() as uow:
        await archive.add(
            uow,
            ArchivedFile(network_id=1, meeting_id=2, title="Plan", internal=True, attached=AttachedKind.DOCUMENT,
                         attached_id="x", archived_at=NOW),
        )  # fmt: skip
    async with database.read() as uow:
        seen = await archive.meetings(uow, 1, internal=True, limit=5, skip=0)
        assert [each.id for each in seen] == [2]
        assert await archive.counts(uow, [1, 2], internal=True) == {2: 1}
        assert await archive.meetings(uow, 1, internal=False, limit=5, skip=0) == []
        assert await archive.counts(uow, [1, 2], internal=False) == {}
