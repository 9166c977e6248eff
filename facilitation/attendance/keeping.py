"""Keeping the list: people are ticked off, guests come onto it and go, until the report is submitted."""

from datetime import datetime

from facilitation.attendance.checking_in import presence_in, refuse_early, refuse_settled, takes_place
from facilitation.attendance.reasons import AttendanceReason
from facilitation.meetings.coming import Announced
from facilitation.refusals import Refused
from storage import attendance, institutions, roles
from storage.attendance import Attendance, Guest, Presence
from storage.meetings import Meeting
from storage.people import Person
from storage.unit_of_work import UnitOfWork

SHORTEST_NAME, LONGEST_NAME, LONGEST_PLACE = 2, 80, 120
MOST_GUESTS = 200


async def tick(
    uow: UnitOfWork, meeting: Meeting, person_id: int, presence: Presence | None, now: datetime
) -> None:
    """Someone of the network was there in this way, or was not; the last tick counts."""
    refuse_early(meeting, now)
    await refuse_settled(uow, meeting)
    if presence is None:
        await attendance.remove(uow, meeting.key, person_id)
        return
    here = await roles.grants(uow, meeting.network_id, now)
    if person_id not in {person.key for _grant, person in here}:
        raise Refused(AttendanceReason.NOT_ON_LIST)
    stands_for = await institutions.membership(uow, meeting.network_id, person_id)
    presence = presence_in(meeting, presence)
    new = Attendance(
        meeting_id=meeting.key, person_id=person_id,
        institution_id=stands_for.institution_id if stands_for else None, presence=presence, since=now,
    )  # fmt: skip
    if not await attendance.note(uow, new):
        await attendance.change(uow, meeting.key, person_id, presence)


async def add_guest(
    uow: UnitOfWork, meeting: Meeting, name: str, place: str, by: Person, now: datetime
) -> Guest:
    """A guest is expected, or came; once the meeting has its list, they are ticked off at once."""
    await _refuse_full(uow, meeting)
    came = presence_in(meeting, Presence.IN_PERSON) if meeting.starts_at <= now else None
    new = Guest(
        meeting_id=meeting.key, added_by_id=by.key, name=name, place=place, presence=came, added_at=now
    )
    return await attendance.add_guest(uow, new)


async def introduce(
    uow: UnitOfWork, meeting: Meeting, person: Person, name: str, place: str, now: datetime
) -> Guest:
    """Someone who is not of the network gives their name; saying it again corrects it."""
    known = next(
        (guest for guest in await attendance.guests(uow, meeting.key) if guest.person_id == person.key),
        None,
    )
    if known is not None:
        known.name, known.place = name, place
        uow.session.add(known)
        return known
    await _refuse_full(uow, meeting)
    new = Guest(meeting_id=meeting.key, person_id=person.key, name=name, place=place, added_at=now)
    return await attendance.add_guest(uow, new)


async def stand_in(uow: UnitOfWork, meeting: Meeting, said: Announced, by: Person, now: datetime) -> None:
    """A substitute came in someone's place, as was announced."""
    refuse_early(meeting, now)
    await _refuse_full(uow, meeting)
    if any(guest.instead_of_id == said.person_id for guest in await attendance.guests(uow, meeting.key)):
        return
    known = await institutions.places_of(uow, meeting.network_id, [said.person_id])
    place = known[said.person_id][1] if said.person_id in known else ""
    presence = presence_in(meeting, Presence.REMOTE if said.remote else Presence.IN_PERSON)
    new = Guest(meeting_id=meeting.key, added_by_id=by.key, instead_of_id=said.person_id, name=said.substitute,
                place=place, presence=presence, added_at=now)  # fmt: skip
    await attendance.add_guest(uow, new)


async def tick_guest(
    uow: UnitOfWork, meeting: Meeting, guest: Guest, presence: Presence | None, now: datetime
) -> None:
    refuse_early(meeting, now)
    await refuse_settled(uow, meeting)
    guest.presence = presence_in(meeting, presence) if presence else None
    uow.session.add(guest)


async def remove_guest(uow: UnitOfWork, meeting: Meeting, guest: Guest) -> None:
    await refuse_settled(uow, meeting)
    await attendance.remove_guest(uow, guest)


async def guest_of(uow: UnitOfWork, meeting: Meeting, guest_id: int) -> Guest:
    """A guest of this meeting, to change; refused where there is none any more."""
    guest = await attendance.guest_to_change(uow, guest_id)
    if guest is None or guest.meeting_id != meeting.id:
        raise Refused(AttendanceReason.NOT_ON_LIST)
    return guest


def checked_name(typed: str) -> str:
    name = " ".join(typed.split())
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise Refused(AttendanceReason.NAME_LENGTH, least=SHORTEST_NAME, most=LONGEST_NAME)
    return name


def checked_place(typed: str) -> str:
    place = " ".join(typed.split())
    if len(place) > LONGEST_PLACE:
        raise Refused(AttendanceReason.PLACE_LONG, most=LONGEST_PLACE, length=len(place))
    return place


async def _refuse_full(uow: UnitOfWork, meeting: Meeting) -> None:
    if not takes_place(meeting):
        raise Refused(AttendanceReason.NOT_TAKING_PLACE)
    await refuse_settled(uow, meeting)
    if len(await attendance.guests(uow, meeting.key)) >= MOST_GUESTS:
        raise Refused(AttendanceReason.MANY_GUESTS, most=MOST_GUESTS)
