"""Whom a reminder concerns, and who is asked: never anyone who has answered."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from facilitation.meetings.facts import Changed
from facilitation.rsvp import plan
from facilitation.rsvp.turnout import Answers, Comes, How, answers
from storage import meetings
from storage.meetings import MeetingForm, MeetingState
from storage.people import Person, Reach
from storage.rsvp import Answer
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Concerned:
    """Who is reminded, who is asked whether they come, and who should be but can't be written to."""

    answers: Answers
    reminded: list[Comes] = field(default_factory=list)
    asked: list[Person] = field(default_factory=list)
    unreached: list[Person] = field(default_factory=list)


async def by_reminder(
    uow: UnitOfWork, kind: str, meeting_id: int, zone: str, now: datetime
) -> Concerned | None:
    """Whom one of the reminders concerns now; None where it is of no use any more.

    An hour before, those on the waiting list have nothing to hurry for. Nobody is asked for the last time where no
    room and no kitchen waits for the answer.
    """
    meeting = await meetings.to_change(uow, meeting_id)
    if meeting is None or meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
        return None
    if plan.is_overtaken(kind, meeting, zone, now):
        return None
    return among(kind, await answers(uow, meeting, now))


def among(kind: str, so_far: Answers) -> Concerned:
    """Whom a reminder of this kind concerns."""
    if kind == plan.HOUR:
        return Concerned(so_far, [each for each in so_far.coming if each.person is not None])
    last_time_of_use = so_far.meeting.form is not MeetingForm.ONLINE
    asks = kind == plan.WEEK or last_time_of_use
    reached = [person for person in so_far.unanswered if person.reach is Reach.OPEN]
    unreached = [person for person in so_far.unanswered if person.reach is not Reach.OPEN]
    return Concerned(
        so_far,
        so_far.comes,
        reached if asks else [],
        unreached if kind == plan.WEEK else [],
    )


def asked_again(so_far: Answers, changes: Collection[Changed]) -> list[Person]:
    """Who had answered, but for another day, or now for what is no longer offered: once for each such change."""
    asked = {person.key for person in so_far.asked} | so_far.observers
    moved = Changed.DATE in changes or Changed.AGAIN in changes
    return [
        person for row, person in so_far.rows
        if not so_far.holds(row) and person.key in asked
        and (moved or (Changed.FORM in changes and so_far.is_for_this_day(row)))
    ]  # fmt: skip


def had_said_they_come(so_far: Answers) -> list[Person]:
    """Everyone whose last answer was not that they don't come, whichever day it was for."""
    return [person for row, person in so_far.rows if row.answer is not Answer.NO]


@dataclass(frozen=True)
class Seating:
    """Who has a seat now and has not heard of it, and who has none any more."""

    answers: Answers
    seated: list[Comes]
    unseated: list[Comes]


async def seating(uow: UnitOfWork, meeting_id: int, now: datetime) -> Seating | None:
    """What people on the waiting list have to hear; from now on they know."""
    meeting = await meetings.to_change(uow, meeting_id)
    if meeting is None or meeting.state not in (MeetingState.PLANNED, MeetingState.OPEN):
        return None
    so_far = await answers(uow, meeting, now)
    believed = {row.person_id: row.waits for row, _ in so_far.rows}
    in_room = {each.answered_by.key: each for each in so_far.comes if each.how is How.IN_PERSON}
    seated = [each for key, each in in_room.items() if believed[key] and not each.place]
    unseated = [each for key, each in in_room.items() if each.place and not believed[key]]
    for row, _ in so_far.rows:
        if row.person_id in in_room:
            row.waits = in_room[row.person_id].place > 0
    return Seating(so_far, seated, unseated)
