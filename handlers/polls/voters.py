"""Whose votes they are, by name: in open votes only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from facilitation.polls import result
from facilitation.polls.result import Standing
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions, people
from storage.institutions import Institution
from storage.people import Person
from storage.polls import Poll, Unit, Vote


@dataclass(frozen=True)
class Voters:
    """An open vote as it stands, or stood at its end, with everyone and every institution that is in it."""

    poll: Poll
    stands: Standing
    people: Mapping[int, Person]
    places: Mapping[int, Institution]

    @property
    def votes(self) -> Sequence[Vote]:
        return self.stands.votes

    def person(self, _: Reader, person_id: int | None) -> Markup:
        person = self.people.get(person_id or 0)
        if person is None or not person.name:
            return _("someone who is no longer remembered")
        return Markup("{}").format(person.name)

    def place(self, vote: Vote) -> str:
        place = self.places.get(self.stands.merged.get(vote.institution_id or 0, vote.institution_id or 0))
        return place.name if place else ""

    def whose(self, _: Reader, vote: Vote) -> Markup:
        """As in "Ewa Żak (Gdynia)", or "Gdynia (Ewa Żak)" where institutions vote."""
        name, place = self.person(_, vote.person_id), self.place(vote)
        if vote.cast_by_id is not None:
            name = _("{name}, by deputy: {deputy}", name=name, deputy=self.person(_, vote.cast_by_id))
        if not place:
            return name
        of_place = self.poll.unit is Unit.INSTITUTIONS
        return Markup("{} ({})").format(*((place, name) if of_place else (name, place)))


def named(vote: Vote) -> frozenset[int]:
    return frozenset(key for key in (vote.person_id, vote.cast_by_id) if key is not None)


async def voters(visit: Visit, poll: Poll) -> Voters:
    stands = await result.standing(visit.uow, poll, poll.closed_at or visit.now)
    known = await people.by_ids(visit.uow, {key for vote in stands.votes for key in named(vote)})
    of_votes = {each.institution_id for each in stands.votes} - {None}
    places = {stands.merged.get(each, each) for each in of_votes if each is not None}
    return Voters(poll, stands, known, await institutions.by_ids(visit.uow, places))
