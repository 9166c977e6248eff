"""Answering for an institution: from whom it took something over, and whether it may be seen. The last word counts."""

from datetime import datetime

from facilitation.refusals import Refused
from facilitation.ties.asked import Place
from facilitation.ties.reasons import TieReason
from facilitation.ties.standing import Standing
from storage import ties
from storage.people import Person
from storage.ties import RoundState, TieAnswer, TieRound
from storage.unit_of_work import UnitOfWork

SHOWABLE = (RoundState.PREVIEW, RoundState.PUBLISHED)


def still_open(round_: TieRound, came_at: datetime) -> None:
    if round_.state is not RoundState.OPEN or round_.closes_at <= came_at:
        raise Refused(TieReason.OVER)


def place_of(stands: Standing, person: Person) -> Place:
    """The institution for which somebody answers."""
    place = stands.asked.place_of(person.key)
    if place is None:
        raise Refused(TieReason.NO_PLACE)
    return place


def may_give(stands: Standing, place: Place) -> list[Place]:
    """From whom it may have taken something over, by name."""
    return [other for key, other in stands.asked.places.items() if key != place.key]


def givers(stands: Standing, place: Place) -> frozenset[int]:
    """From whom it has, of those who are asked."""
    answer = stands.answer_of(place)
    taken = ties.from_text(answer.givers) if answer else frozenset()
    return frozenset(stands.asked.now(giver) for giver in taken) & {
        each.key for each in may_give(stands, place)
    }


async def take(
    uow: UnitOfWork, stands: Standing, person: Person, giver: int, came_at: datetime, *, taken: bool
) -> None:
    """Something useful was taken over from this one, or was not."""
    still_open(stands.round, came_at)
    place = place_of(stands, person)
    if giver not in {each.key for each in may_give(stands, place)}:
        raise Refused(TieReason.NOT_AN_INSTITUTION)
    before = givers(stands, place)
    answer = _anew(stands, place, person, came_at)
    answer.givers, answer.nobody = ties.as_text(before | {giver} if taken else before - {giver}), False
    await ties.keep(uow, answer)


async def take_from_nobody(uow: UnitOfWork, stands: Standing, person: Person, came_at: datetime) -> None:
    still_open(stands.round, came_at)
    answer = _anew(stands, place_of(stands, person), person, came_at)
    answer.givers, answer.nobody = "", True
    await ties.keep(uow, answer)


async def agree(
    uow: UnitOfWork, stands: Standing, person: Person, came_at: datetime, *, listed: bool
) -> None:
    """Whether the institution may be seen; asked once it is said from whom."""
    still_open(stands.round, came_at)
    answer = _anew(stands, place_of(stands, person), person, came_at)
    if not (answer.givers or answer.nobody):
        raise Refused(TieReason.FROM_WHOM_FIRST)
    answer.listed = listed
    await ties.keep(uow, answer)


async def hide(uow: UnitOfWork, stands: Standing, person: Person, now: datetime, *, hidden: bool) -> None:
    """Out of the picture, before it is published or afterwards; back into it only before."""
    place, round_ = place_of(stands, person), stands.round
    if round_.state not in SHOWABLE or (round_.state is RoundState.PUBLISHED and not hidden):
        raise Refused(TieReason.OVER)
    said = stands.answer_of(place)
    if said is None or not said.is_complete or not said.listed:
        raise Refused(TieReason.NOT_LISTED)
    answer = _anew(stands, place, person, now)
    answer.hidden = hidden
    await ties.keep(uow, answer)


def _anew(stands: Standing, place: Place, person: Person, at: datetime) -> TieAnswer:
    """The answer of the institution itself, as it counts so far, by this person. What was merged into it keeps its own,
    for the day on which it stands for itself again."""
    said = stands.answer_of(place)
    if said is None or said.institution_id != place.key:
        own = stands.own.get(place.key) or TieAnswer(
            round_id=stands.round.key, institution_id=place.key, answered_at=at
        )
        if said is not None:
            own.givers, own.nobody, own.listed, own.hidden = (
                said.givers,
                said.nobody,
                said.listed,
                said.hidden,
            )
        said = own
    said.person_id, said.answered_at = person.key, at
    return said
