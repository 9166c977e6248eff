"""How a poll stands: who may vote, who has, what counts, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.polls import ballots, seats
from facilitation.polls.counting.outcome import Outcome
from facilitation.polls.counting.points import points
from facilitation.polls.counting.ranking import ranking
from facilitation.polls.counting.scale import scale
from facilitation.polls.counting.tally import consent, tally
from facilitation.polls.seats import Electorate
from storage import institutions, polls
from storage.people import Person
from storage.polls import Option, Poll, PollKind, Unit, Vote, votes
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Turnout:
    """How many seats have voted, of how many; how many people and institutions that is."""

    voted: int
    asked: int
    people: int
    places: int

    def reaches(self, poll: Poll) -> bool:
        """Whether enough have voted for the vote to decide anything."""
        if poll.quorum is None:
            return True
        return (self.people if poll.quorum_of is Unit.PEOPLE else self.places) >= poll.quorum


@dataclass(frozen=True)
class Standing:
    """An open vote as it stands; of a secret one there are no votes here."""

    poll: Poll
    options: Sequence[Option]
    electorate: Electorate
    votes: Sequence[Vote]
    merged: Mapping[int, int]

    @property
    def seats_taken(self) -> frozenset[int]:
        """The seats that have voted, also of those who have left since."""
        return frozenset(key for each in self.votes if (key := self._seat(each)) is not None)

    @property
    def silent(self) -> list[Person]:
        """Everyone who could still vote and has not, with their colleagues and deputies."""
        taken = self.seats_taken
        those = [
            person
            for key, seat in self.electorate.seats.items()
            if key not in taken
            for person in seat.people
        ]
        return list({person.key: person for person in those}.values())

    @property
    def all_voted(self) -> bool:
        return bool(self.electorate.seats) and self.electorate.seats.keys() <= self.seats_taken

    @property
    def turnout(self) -> Turnout:
        """Whoever has left and voted counts among those who might have."""
        nameless = sum(self._seat(each) is None for each in self.votes)
        taken = self.seats_taken
        places = {self._place(each) for each in self.votes} - {None}
        asked = len(taken | self.electorate.seats.keys()) + nameless
        return Turnout(len(self.votes), asked, len(self.votes), len(places))

    @property
    def outcome(self) -> Outcome:
        cast = [ballots.from_text(each.choices) for each in self.votes]
        return counted(self.poll, self.options, cast)

    def vote_of(self, person_id: int) -> Vote | None:
        """What counts at present on the seat of whoever asks."""
        seat = self.electorate.seat_of(person_id)
        return next((each for each in self.votes if seat and self._seat(each) == seat.key), None)

    def _seat(self, vote: Vote) -> int | None:
        return self._place(vote) if self.poll.unit is Unit.INSTITUTIONS else vote.person_id

    def _place(self, vote: Vote) -> int | None:
        place = vote.institution_id
        return self.merged.get(place, place) if place is not None else None


def counted(poll: Poll, options: Sequence[Option], cast: Sequence[tuple[int, ...]]) -> Outcome:
    """What comes of these ballots."""
    numbers = [each.number for each in options]
    match poll.kind:
        case PollKind.SCALE:
            return scale(cast)
        case PollKind.CONSENT:
            return consent(cast)
        case PollKind.POINTS:
            return points(numbers, cast)
        case PollKind.RANKING:
            return ranking(numbers, cast)
    return tally(numbers, cast)


async def standing(uow: UnitOfWork, poll: Poll, now: datetime) -> Standing:
    everyone = await seats.electorate(uow, poll, now)
    options = (await polls.options(uow, [poll.key]))[poll.key]
    merged = await institutions.successors(uow, poll.network_id)
    cast = await votes.of_poll(uow, poll.key)
    counting = effective(cast, merged) if poll.unit is Unit.INSTITUTIONS else cast
    return Standing(poll, options, everyone, counting, merged)


def effective(cast: Sequence[Vote], merged: Mapping[int, int]) -> list[Vote]:
    """Of each institution the vote that came in last."""
    last = {merged.get(each.institution_id or 0, each.institution_id): each for each in cast}
    return sorted(
        (each for place, each in last.items() if place is not None), key=lambda each: (each.cast_at, each.key)
    )
