"""Checking in: from an hour before the start until an hour after the end, with the code of the screen or without."""

import secrets
from datetime import datetime, timedelta

from facilitation.attendance.reasons import AttendanceReason
from facilitation.refusals import Refused
from storage import attendance, institutions
from storage.attendance import Attendance, Presence
from storage.meetings import TAKING_PLACE, Meeting, MeetingForm, MeetingState
from storage.network import Network
from storage.unit_of_work import UnitOfWork

BEFORE = AFTER = timedelta(hours=1)
SIGNS = "ACDEFHJKMNPRTUWXY34679"
"""Letters and digits that nobody takes for another, read from a screen or heard."""
LENGTH = 5
MOST_TRIES = 5


def opens_at(meeting: Meeting) -> datetime:
    return meeting.starts_at - BEFORE


def closes_at(meeting: Meeting) -> datetime:
    return meeting.ends_at + AFTER


def is_open(meeting: Meeting, now: datetime) -> bool:
    """Whether people can check in by themselves."""
    return takes_place(meeting) and opens_at(meeting) <= now < closes_at(meeting)


def takes_place(meeting: Meeting) -> bool:
    return meeting.state in (*TAKING_PLACE, MeetingState.CLOSED)


def presence_in(meeting: Meeting, wished: Presence) -> Presence:
    """As wished where there is a choice; else as the meeting is held."""
    if meeting.form is MeetingForm.HYBRID:
        return wished
    return Presence.REMOTE if meeting.form is MeetingForm.ONLINE else Presence.IN_PERSON


async def check_in(
    uow: UnitOfWork, network: Network, meeting: Meeting, person_id: int, presence: Presence, now: datetime
) -> bool:
    """Someone of the network is there; False where that was known."""
    await _refuse_unless_open(uow, meeting, now)
    stands_for = await institutions.membership(uow, network.key, person_id)
    new = Attendance(
        meeting_id=meeting.key, person_id=person_id,
        institution_id=stands_for.institution_id if stands_for else None,
        presence=presence_in(meeting, presence), since=now,
    )  # fmt: skip
    return await attendance.note(uow, new)


async def change(
    uow: UnitOfWork, meeting: Meeting, person_id: int, presence: Presence | None, now: datetime
) -> None:
    """Someone takes part otherwise than they said, or not at all."""
    await _refuse_unless_open(uow, meeting, now)
    if presence is None:
        await attendance.remove(uow, meeting.key, person_id)
    else:
        await attendance.change(uow, meeting.key, person_id, presence_in(meeting, presence))


async def _refuse_unless_open(uow: UnitOfWork, meeting: Meeting, now: datetime) -> None:
    refuse_early(meeting, now)
    if now >= closes_at(meeting):
        raise Refused(AttendanceReason.OVER)
    await refuse_settled(uow, meeting)


def refuse_early(meeting: Meeting, now: datetime) -> None:
    if not takes_place(meeting):
        raise Refused(AttendanceReason.NOT_TAKING_PLACE)
    if now < opens_at(meeting):
        raise Refused(AttendanceReason.NOT_YET, date=opens_at(meeting))


async def refuse_settled(uow: UnitOfWork, meeting: Meeting) -> None:
    """Once the report is there, the list stands."""
    if await is_settled(uow, meeting):
        raise Refused(AttendanceReason.SETTLED)


async def is_settled(uow: UnitOfWork, meeting: Meeting) -> bool:
    kept = await attendance.check_in(uow, meeting.key)
    return kept is not None and kept.settled_at is not None


async def settle(uow: UnitOfWork, meeting: Meeting, now: datetime) -> None:
    """The report is submitted."""
    await code_of(uow, meeting)
    kept = await attendance.check_in(uow, meeting.key)
    assert kept is not None
    kept.settled_at = kept.settled_at or now
    uow.session.add(kept)


async def code_of(uow: UnitOfWork, meeting: Meeting) -> str:
    """The code of a meeting, made when it is first asked for."""
    kept = await attendance.check_in(uow, meeting.key)
    if kept is not None:
        return kept.code
    await attendance.keep_code(uow, meeting.key, "".join(secrets.choice(SIGNS) for _ in range(LENGTH)))
    return await code_of(uow, meeting)


async def is_code(uow: UnitOfWork, meeting: Meeting, person_id: int, typed: str) -> bool:
    """Whether this is the code; whoever was wrong too often may not try any more."""
    if await tries_left(uow, meeting, person_id) <= 0:
        raise Refused(AttendanceReason.TOO_MANY_TRIES, most=MOST_TRIES)
    kept = await attendance.check_in(uow, meeting.key)
    if kept is not None and secrets.compare_digest(kept.code.encode(), written(typed).encode()):
        return True
    await attendance.count_wrong_code(uow, meeting.key, person_id)
    return False


async def tries_left(uow: UnitOfWork, meeting: Meeting, person_id: int) -> int:
    return MOST_TRIES - await attendance.wrong_codes(uow, meeting.key, person_id)


def written(typed: str) -> str:
    """A code as it is kept, however it was typed."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())
