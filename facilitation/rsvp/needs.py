"""What people who come in person eat and need: told by themselves, counted for the guardian, forgotten soon.

A kitchen needs numbers, so diets are counted without names; whoever needs help to get in or to follow is named to the
guardian, who has to talk with them.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitation.refusals import Refused
from facilitation.rsvp.answering import open_answers
from facilitation.rsvp.reasons import RsvpReason
from facilitation.rsvp.turnout import Answers, Comes, How, answers
from facilitation.text import folded
from facilitation.typed import one_line
from storage import roles, rsvp
from storage.meetings import Meeting
from storage.people import Person
from storage.roles import Role
from storage.rsvp import Needs
from storage.unit_of_work import UnitOfWork

LONGEST = 200


class Diet(StrEnum):
    """What a kitchen hears of most often; anything else is told in words."""

    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    GLUTEN_FREE = "gluten-free"
    LACTOSE_FREE = "lactose-free"


@dataclass(frozen=True)
class Catering:
    """For how many to cook, how many of them eat what, and who needs what else."""

    people: int
    diets: Sequence[tuple[str, int]]
    access: Sequence[tuple[Comes, str]]


def checked(typed: str) -> str:
    """What someone needs, in a few words."""
    return one_line(typed, LONGEST, RsvpReason.NEEDS_LONG)


async def in_the_room(uow: UnitOfWork, meeting: Meeting, person: Person, now: datetime) -> Answers:
    """The answers, for someone who comes in person or sends somebody; refused to all others."""
    so_far = await open_answers(uow, meeting, person, now)
    seat = so_far.one_who_comes(person.key)
    if seat is None or seat.how is not How.IN_PERSON:
        raise Refused(RsvpReason.NOT_IN_THE_ROOM)
    return so_far


async def tell(
    uow: UnitOfWork, meeting: Meeting, person: Person, diet: str, access: str, now: datetime
) -> Answers:
    """From now on the guardian knows; nothing told takes back what was."""
    so_far = await in_the_room(uow, meeting, person, now)
    if diet or access:
        new = Needs(meeting_id=meeting.key, person_id=person.key, diet=diet, access=access, told_at=now)
        await rsvp.keep_needs(uow, new)
    else:
        await rsvp.drop_needs(uow, meeting.key, person.key)
    return so_far


async def looks_after_needs(uow: UnitOfWork, network_id: int, held: Collection[Role], now: datetime) -> bool:
    """Guardians do; in a network without one, facilitators."""
    if Role.GUARDIAN in held:
        return True
    return Role.FACILITATOR in held and not await roles.holders(uow, network_id, Role.GUARDIAN, now)


async def catering(uow: UnitOfWork, meeting: Meeting, held: Collection[Role], now: datetime) -> Catering:
    """The numbers, for someone with these roles."""
    if not await looks_after_needs(uow, meeting.network_id, held, now):
        raise Refused(RsvpReason.GUARDIANS_ONLY)
    return counted(await answers(uow, meeting, now), await rsvp.needs(uow, meeting.key))


def counted(so_far: Answers, told: Sequence[Needs]) -> Catering:
    """Only of those who come in person and have a seat; the most frequent diet first."""
    in_room = {each.answered_by.key: each for each in so_far.coming if each.how is How.IN_PERSON}
    theirs = [needs for needs in told if needs.person_id in in_room]
    written = {folded(needs.diet): needs.diet for needs in theirs if needs.diet}
    diets = Counter(folded(needs.diet) for needs in theirs if needs.diet).most_common()
    access = [(in_room[needs.person_id], needs.access) for needs in theirs if needs.access]
    return Catering(len(in_room), [(written[diet], count) for diet, count in diets], access)
