"""The attendance list as it is read: everyone who is asked to come or came, by institution."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.meetings.coming import Announced
from facilitation.meetings.invited import invited
from facilitation.text import folded
from storage import attendance, institutions
from storage.attendance import Attendance, Guest, Presence
from storage.meetings import Meeting
from storage.people import Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Line:
    """One name on the list. `presence` is None for someone who is not ticked off, `said` what they had announced.

    `waits`: a guest who gave their name themselves. `instead_of` is whom a substitute stands in for.
    """

    name: str
    place: str
    presence: Presence | None = None
    person_id: int | None = None
    guest_id: int | None = None
    instead_of: int | None = None
    said: Presence | None = None
    waits: bool = False

    @property
    def is_guest(self) -> bool:
        return self.guest_id is not None and self.instead_of is None


@dataclass(frozen=True)
class Sheet:
    """All lines, by institution and name; guests last."""

    lines: tuple[Line, ...]

    @property
    def present(self) -> list[Line]:
        return [line for line in self.lines if line.presence is not None]

    @property
    def missing(self) -> list[Line]:
        """Who had said that they come, and is not ticked off."""
        return [line for line in self.lines if line.said is not None and line.presence is None]

    @property
    def waiting(self) -> list[Line]:
        return [line for line in self.lines if line.waits]

    @property
    def places(self) -> dict[str, list[Line]]:
        """Those who are there, by the name of their institution; "" for those who represent none."""
        found: dict[str, list[Line]] = {}
        for line in self.present:
            found.setdefault(line.place, []).append(line)
        return found

    @property
    def people(self) -> frozenset[int]:
        """Whom the list names, as far as they have a number."""
        return frozenset(
            key for line in self.lines for key in (line.person_id, line.instead_of) if key is not None
        )

    @property
    def figures(self) -> tuple[int, int]:
        """How many people there are, of how many institutions."""
        return len(self.present), len({folded(place) for place in self.places if place})


async def sheet(uow: UnitOfWork, meeting: Meeting, coming: Collection[Announced], now: datetime) -> Sheet:
    """The list of a meeting: who is asked to come, who said so, who came."""
    asked = await invited(uow, meeting, now)
    return await _sheet(uow, meeting, asked, {each.person_id: each for each in coming})


async def came(uow: UnitOfWork, meeting: Meeting) -> Sheet:
    """Only those who are there, and guests who wait."""
    return await _sheet(uow, meeting, (), {})


async def _sheet(
    uow: UnitOfWork, meeting: Meeting, asked: Sequence[Person], coming: Mapping[int, Announced]
) -> Sheet:
    noted = await attendance.of_meeting(uow, meeting.key)
    guests = await attendance.guests(uow, meeting.key)
    here = {each.person_id: each for each in noted if each.person_id is not None}
    known = await institutions.places_of(
        uow, meeting.network_id, {*here, *(person.key for person in asked), *coming}
    )
    then = await _names(uow, {each.institution_id for each in noted if each.institution_id is not None})
    places = {key: name for key, (_person, name) in known.items()}
    places |= {
        key: then[each.institution_id] for key, each in here.items() if each.institution_id is not None
    }
    lines = [
        *(
            _line(person, places[key], here.get(key), coming.get(key))
            for key, (person, _name) in known.items()
        ),
        *(
            Line("", then.get(each.institution_id or 0, ""), each.presence)
            for each in noted
            if each.person_id is None
        ),
        *_announced_substitutes(guests, coming, places),
    ]
    ordered = sorted(lines, key=lambda line: (not line.place, folded(line.place), folded(line.name)))
    return Sheet((*ordered, *(_guest(each) for each in guests)))


async def _names(uow: UnitOfWork, ids: Collection[int]) -> dict[int, str]:
    """The names of institutions today: one that was merged since goes by the name of the whole."""
    found = await institutions.by_ids(uow, ids) if ids else {}
    merged = {place.merged_into for place in found.values() if place.merged_into is not None}
    into = await _names(uow, merged) if merged else {}
    return {key: into.get(place.merged_into or 0, place.name) for key, place in found.items()}


def _line(person: Person, place: str, here: Attendance | None, said: Announced | None) -> Line:
    announced = None if said is None or said.substitute else _said(said)
    return Line(person.name, place, here.presence if here else None, person.key, said=announced)


def _said(said: Announced) -> Presence:
    return Presence.REMOTE if said.remote else Presence.IN_PERSON


def _announced_substitutes(
    guests: Sequence[Guest], coming: Mapping[int, Announced], places: Mapping[int, str]
) -> list[Line]:
    """Those who are to stand in for someone and are not on the list yet."""
    known = {guest.instead_of_id for guest in guests}
    return [
        Line(each.substitute, places.get(key, ""), instead_of=key, said=_said(each))
        for key, each in coming.items()
        if each.substitute and key not in known
    ]


def _guest(guest: Guest) -> Line:
    return Line(
        guest.name,
        guest.place,
        guest.presence,
        guest.person_id,
        guest.key,
        guest.instead_of_id,
        waits=guest.person_id is not None and guest.presence is None,
    )
