"""Who is asked: every institution that somebody represents, each by all its representatives; never observers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from facilitation.permissions import ALLOWED, Act
from storage import institutions, roles
from storage.institutions import Institution
from storage.people import Person
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Place:
    """An institution with those who answer for it."""

    institution: Institution
    people: tuple[Person, ...]

    @property
    def key(self) -> int:
        return self.institution.key


@dataclass(frozen=True)
class Asked:
    """Every institution that is asked, by name; and what was merged into which of them."""

    places: Mapping[int, Place]
    merged: Mapping[int, int]

    def place_of(self, person_id: int) -> Place | None:
        """What a person represents; None where they represent nothing, or only look on."""
        return next(
            (place for place in self.places.values() if person_id in {each.key for each in place.people}),
            None,
        )

    def now(self, institution_id: int) -> int:
        """The institution itself, or the one that it was merged into."""
        return self.merged.get(institution_id, institution_id)


async def asked(uow: UnitOfWork, network_id: int, now: datetime) -> Asked:
    granted = await roles.grants(uow, network_id, now)
    answering = {person.key for grant, person in granted if grant.role in ALLOWED[Act.ANSWER_TIES]}
    places: dict[int, Place] = {}
    for person, institution in await institutions.roster(uow, network_id):
        if institution is not None and person.key in answering:
            before = places[institution.key].people if institution.key in places else ()
            places[institution.key] = Place(institution, (*before, person))
    return Asked(places, await institutions.successors(uow, network_id))
