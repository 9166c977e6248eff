"""Someone of the same institution comes instead: a member, who is asked, or a person known by name only."""

from datetime import datetime

from facilitation.refusals import Refused
from facilitation.rsvp.answering import Said, open_answers, take, written_for
from facilitation.rsvp.reasons import RsvpReason
from facilitation.rsvp.turnout import Answers
from storage.meetings import Meeting, MeetingForm
from storage.people import Person
from storage.rsvp import Answer, Coming
from storage.unit_of_work import UnitOfWork

LONGEST_NAME = 100


def checked_name(typed: str) -> str:
    """The name of someone who comes instead, in one line."""
    name = " ".join(typed.split())
    if not any(sign.isalpha() for sign in name):
        raise Refused(RsvpReason.NAME_NEEDED)
    if len(name) > LONGEST_NAME:
        raise Refused(RsvpReason.NAME_LONG, most=LONGEST_NAME, length=len(name))
    return name


def colleagues(so_far: Answers, person: Person) -> list[Person]:
    """Who of the same institution could come instead: everyone who has not said otherwise."""
    own = so_far.places.get(person.key)
    if own is None:
        return []
    return [
        each for each in so_far.asked
        if each.key != person.key and so_far.places.get(each.key) == own and _may_come(so_far.of(each.key))
    ]  # fmt: skip


def _may_come(said: Coming | None) -> bool:
    return said is None or said.answer in (Answer.YES, Answer.REMOTE)


async def open_to_substitutes(uow: UnitOfWork, meeting: Meeting, person: Person, now: datetime) -> Answers:
    """The answers for a meeting at which this person may be represented: observers represent nobody."""
    so_far = await open_answers(uow, meeting, person, now)
    if person.key not in {each.key for each in so_far.asked}:
        raise Refused(RsvpReason.NOT_AN_OBSERVERS)
    return so_far


async def ask_colleague(
    uow: UnitOfWork, meeting: Meeting, person: Person, colleague_id: int, now: datetime
) -> tuple[Said, Person]:
    """A colleague comes instead, if they agree; whoever has said already that they come does not have to."""
    so_far = await open_to_substitutes(uow, meeting, person, now)
    colleague = next((each for each in colleagues(so_far, person) if each.key == colleague_id), None)
    if colleague is None:
        raise Refused(RsvpReason.NOT_A_COLLEAGUE)
    new = written_for(meeting, person, Answer.SUBSTITUTE, now)
    new.substitute_id, new.agreed = colleague.key, so_far.of(colleague.key) is not None
    return await take(uow, so_far, person, new, now), colleague


async def name_someone(
    uow: UnitOfWork, meeting: Meeting, person: Person, name: str, now: datetime, *, remote: bool
) -> Said:
    """Someone who has no account here comes instead."""
    so_far = await open_to_substitutes(uow, meeting, person, now)
    new = written_for(meeting, person, Answer.SUBSTITUTE, now)
    new.substitute_name = checked_name(name)
    new.substitute_remote = remote and meeting.form is MeetingForm.HYBRID
    return await take(uow, so_far, person, new, now)


def named_of(so_far: Answers, person: Person) -> list[tuple[Coming, Person]]:
    """Those known by name only who might be this person: of the same institution, named by someone else."""
    own = so_far.places.get(person.key)
    if own is None:
        return []
    return [
        (row, other) for row, other in so_far.holding()
        if row.substitute_name and other.key != person.key and so_far.places.get(other.key) == own
    ]  # fmt: skip


async def be_the_one(uow: UnitOfWork, meeting: Meeting, person: Person, named_by: int, now: datetime) -> Said:
    """Whoever was known by name only has joined meanwhile, and comes as themselves, in the same place of the room."""
    so_far = await open_to_substitutes(uow, meeting, person, now)
    row = next((row for row, other in named_of(so_far, person) if other.key == named_by), None)
    if row is None:
        raise Refused(RsvpReason.NAMED_NO_LONGER)
    from_afar = row.substitute_remote or meeting.form is MeetingForm.ONLINE
    new = written_for(meeting, person, Answer.REMOTE if from_afar else Answer.YES, now)
    row.substitute_name, row.substitute_remote = "", False
    row.substitute_id, row.agreed, row.waits = person.key, True, False
    return await take(uow, so_far, person, new, now, row.since)
