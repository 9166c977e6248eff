"""Saying whether one comes. Whoever calls holds the meeting, so that several who tap at once are seated one by one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitation.refusals import Refused
from facilitation.rsvp import plan
from facilitation.rsvp.reasons import RsvpReason
from facilitation.rsvp.turnout import Answers, answers
from storage import roles, rsvp
from storage.meetings import TAKING_PLACE, Meeting, MeetingForm, MeetingState
from storage.people import Person
from storage.roles import Role
from storage.rsvp import Answer, Coming
from storage.unit_of_work import UnitOfWork

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Said:
    """An answer as it was taken: `place` on the waiting list (0: not on it).

    `relied` had named this person as their substitute, and `relied_in_vain` those whom the answer lets down.
    """

    answers: Answers
    coming: Coming
    place: int = 0
    relied: tuple[Person, ...] = ()
    relied_in_vain: tuple[Person, ...] = ()


async def open_answers(uow: UnitOfWork, meeting: Meeting, person: Person, now: datetime) -> Answers:
    """The answers for a meeting that this person may still answer for; refused otherwise."""
    if meeting.state is MeetingState.CANCELLED:
        raise Refused(RsvpReason.OFF)
    if meeting.state not in TAKING_PLACE or meeting.ends_at <= now:
        raise Refused(RsvpReason.OVER)
    so_far = await answers(uow, meeting, now)
    if person.key not in {each.key for each in so_far.asked} and not await _observes(
        uow, meeting, person, now
    ):
        raise Refused(RsvpReason.NOT_INVITED)
    return so_far


async def answer(uow: UnitOfWork, meeting: Meeting, person: Person, wish: Answer, now: datetime) -> Said:
    """Someone comes, takes part from afar, or does not come. At an online meeting coming is from afar."""
    so_far = await open_answers(uow, meeting, person, now)
    if wish is Answer.REMOTE and meeting.form is MeetingForm.IN_PERSON:
        raise Refused(RsvpReason.NOT_REMOTE)
    if wish is Answer.YES and meeting.form is MeetingForm.ONLINE:
        wish = Answer.REMOTE
    return await take(uow, so_far, person, written_for(meeting, person, wish, now), now)


async def take(
    uow: UnitOfWork,
    so_far: Answers,
    person: Person,
    new: Coming,
    now: datetime,
    since: datetime | None = None,
) -> Said:
    """This is now the person's answer, in place of any other.

    Whoever stays in the room keeps their place there; all others come after those who answered before, whatever
    their clocks said: nobody loses a seat that they were told of. `since` is a place that was another's.
    """
    meeting, holding, written = so_far.meeting, so_far.of(person.key), so_far.written(person.key)
    if holding is not None and _takes_seat(holding) == _takes_seat(new):
        new.since = holding.since
    else:
        new.since = since or max([now, *(row.since + A_MOMENT for row, _ in so_far.rows)])
    if written is not None and not (written.answer is new.answer is Answer.YES):
        await rsvp.drop_needs(uow, meeting.key, person.key)
    relied, in_vain = await _follow(uow, so_far, person, comes=new.answer in (Answer.YES, Answer.REMOTE))
    row = await rsvp.keep(uow, written, new)
    so_far.rows = [pair for pair in so_far.rows if pair[0].person_id != person.key] + [(row, person)]
    seat = so_far.one_who_comes(person.key)
    row.waits = seat is not None and seat.place > 0
    if meeting.seats is not None:
        await plan.plan_seats(uow, meeting, now)
    return Said(so_far, row, seat.place if seat else 0, relied, in_vain)


async def leave(uow: UnitOfWork, network_id: int, person_id: int, now: datetime) -> dict[int, list[int]]:
    """Someone left the network; who has named them as a substitute, by meeting ahead: those have to answer anew."""
    await rsvp.drop_needs_in(uow, network_id, person_id)
    let_down: dict[int, list[int]] = {}
    for coming in await rsvp.leave(uow, network_id, person_id, now):
        let_down.setdefault(coming.meeting_id, []).append(coming.person_id)
    return let_down


def written_for(meeting: Meeting, person: Person, wish: Answer, now: datetime) -> Coming:
    """An answer for the start that the card shows."""
    return Coming(
        meeting_id=meeting.key, person_id=person.key, answer=wish, for_start=meeting.starts_at, since=now
    )


async def _follow(
    uow: UnitOfWork, so_far: Answers, person: Person, *, comes: bool
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Those who named this person as their substitute: who can rely on it from now on, and who can't any more."""
    naming = so_far.represented_by(person.key)
    if comes:
        relied = tuple(other for row, other in naming if not row.agreed)
        for row, _ in naming:
            row.agreed = True
        return relied, ()
    for row, _ in naming:
        await rsvp.drop(uow, row)
    dropped = {row.person_id for row, _ in naming}
    so_far.rows = [pair for pair in so_far.rows if pair[0].person_id not in dropped]
    return (), tuple(other for _, other in naming)


async def _observes(uow: UnitOfWork, meeting: Meeting, person: Person, now: datetime) -> bool:
    """Observers come to meetings of the whole network, without being asked."""
    if meeting.subgroup_id is not None:
        return False
    return person.key in {
        each.key for each in await roles.holders(uow, meeting.network_id, Role.OBSERVER, now)
    }


def _takes_seat(coming: Coming) -> bool:
    named = coming.answer is Answer.SUBSTITUTE and coming.substitute_id is None
    return coming.answer is Answer.YES or (named and not coming.substitute_remote)
