"""Who may vote: each person, or each institution, has one seat, however many roles and people fill it.

Whoever may vote only as somebody's deputy votes in that person's place; whoever has a seat of their own votes there
and not a second time as a deputy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.permissions import ALLOWED, Act
from storage import institutions, roles
from storage.institutions import Institution, Standing
from storage.people import Person
from storage.polls import Poll, Unit
from storage.roles import Grant
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Seat:
    """One vote: whose it is (a person or an institution, by its number), and who may cast it."""

    key: int
    name: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Electorate:
    """Every seat by its key. `in_place_of` is whose vote a person casts, their own if they have one; `places` is what
    these represent."""

    seats: Mapping[int, Seat]
    in_place_of: Mapping[int, int]
    places: Mapping[int, Institution]
    unit: Unit

    def seat_of(self, person_id: int) -> Seat | None:
        """The seat that a person votes on; None where they have no vote."""
        whose = self.in_place_of.get(person_id)
        if whose is None:
            return None
        place = self.places.get(whose)
        if self.unit is Unit.INSTITUTIONS:
            return self.seats.get(place.key) if place else None
        return self.seats.get(whose)


@dataclass(frozen=True)
class Place:
    """Where somebody votes: on which seat, in whose place, and for the institution that this one chose to represent.

    When a merge of institutions is undone, the vote is that institution's again.
    """

    seat: Seat
    whose: int
    institution_id: int | None


async def place_of(uow: UnitOfWork, poll: Poll, person: Person, now: datetime) -> Place | None:
    """None for whoever has no vote. Most have a seat of their own, found without looking at everyone else's."""
    if not await _has_own_vote(uow, poll, person, now):
        everyone = await electorate(uow, poll, now)
        seat, whose = everyone.seat_of(person.key), everyone.in_place_of.get(person.key, 0)
        return Place(seat, whose, (await _represents(uow, poll, whose))[1]) if seat else None
    now_of, chosen = await _represents(uow, poll, person.key)
    if poll.unit is Unit.PEOPLE:
        return Place(Seat(person.key, person.name, (person,)), person.key, chosen)
    place = await institutions.by_id(uow, now_of) if now_of else None
    return Place(Seat(place.key, place.name, (person,)), person.key, chosen) if place else None


async def _has_own_vote(uow: UnitOfWork, poll: Poll, person: Person, now: datetime) -> bool:
    held = (await roles.who(uow, person.telegram_id, now))[1] if person.telegram_id else ()
    here = [each for each in held if each.network and each.network.id == poll.network_id]
    return any(each.deputy_for is None and each.role in ALLOWED[Act.VOTE] for each in here)


async def _represents(uow: UnitOfWork, poll: Poll, whose: int) -> tuple[int | None, int | None]:
    """The institution that somebody represents now, and the one that they chose, before it was merged into that."""
    member = await institutions.membership(uow, poll.network_id, whose)
    if member is None or member.standing is not Standing.JOINED:
        return None, None
    return member.institution_id, member.merged_from or member.institution_id


async def electorate(uow: UnitOfWork, poll: Poll, now: datetime) -> Electorate:
    return await voters(uow, poll.network_id, poll.unit, now)


async def voters(uow: UnitOfWork, network_id: int, unit: Unit, now: datetime) -> Electorate:
    """Who may vote in a network at present."""
    return seated(await roles.grants(uow, network_id, now), await institutions.roster(uow, network_id), unit)


def seated(
    granted: Sequence[tuple[Grant, Person]], roster: Sequence[tuple[Person, Institution | None]], unit: Unit
) -> Electorate:
    """Everyone who may vote by one of these roles, each with the seat on which they do."""
    voting = [(grant, person) for grant, person in granted if grant.role in ALLOWED[Act.VOTE]]
    own = {person.key: person for grant, person in voting if grant.deputy_for is None}
    deputies: dict[int, list[Person]] = {}
    in_place_of = {key: key for key in own}
    for grant, person in voting:
        if grant.deputy_for in own and person.key not in in_place_of:
            in_place_of[person.key] = grant.deputy_for
            deputies.setdefault(grant.deputy_for, []).append(person)
    places = {person.key: place for person, place in roster if place is not None and person.key in own}
    people = {key: (person, *deputies.get(key, ())) for key, person in own.items()}
    seats = _of_institutions(people, places) if unit is Unit.INSTITUTIONS else _of_people(people)
    return Electorate(seats, in_place_of, places, unit)


def _of_people(people: Mapping[int, tuple[Person, ...]]) -> dict[int, Seat]:
    return {key: Seat(key, filled[0].name, filled) for key, filled in people.items()}


def _of_institutions(
    people: Mapping[int, tuple[Person, ...]], places: Mapping[int, Institution]
) -> dict[int, Seat]:
    seats: dict[int, Seat] = {}
    for key, place in places.items():
        before = seats[place.key].people if place.key in seats else ()
        seats[place.key] = Seat(place.key, place.name, (*before, *people[key]))
    return seats
