"""Casting an open vote, changing it, taking it back. The last one that came in before the end counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.polls import ballots, seats
from facilitation.polls.draft import LONGEST_OBJECTION, NO_OBJECTION, OBJECTION
from facilitation.polls.reasons import PollReason
from facilitation.polls.seats import Electorate, Place, Seat
from facilitation.refusals import Refused
from facilitation.typed import one_line
from storage import due_work, institutions, polls
from storage.people import Person
from storage.polls import Option, Poll, PollKind, PollState, Unit, Vote, votes
from storage.unit_of_work import UnitOfWork

Ballot = tuple[int, ...]
VOTED = "polls.voted"


@dataclass(frozen=True)
class Cast:
    """A vote that counts now, of the person `whose`; `instead` is the one that it takes the place of."""

    seat: Seat
    whose: int
    instead: Vote | None
    options: Sequence[Option]


async def vote(
    uow: UnitOfWork,
    poll: Poll,
    person: Person,
    ballot: Ballot,
    came_at: datetime,
    now: datetime,
    reason: str = "",
) -> Cast:
    """The vote of a person, or of whom they stand in for. `came_at` is when it came in."""
    await held_open(uow, poll, came_at)
    place = await _place(uow, poll, person, now)
    options = (await polls.options(uow, [poll.key]))[poll.key]
    if poll.secret or not fits(poll, options, ballot):
        raise Refused(PollReason.NOT_THIS_WAY)
    before = await _before(uow, poll, place)
    if before is not None and not poll.revote:
        raise Refused(PollReason.FINAL)
    await votes.cast(
        uow,
        Vote(
            poll_id=poll.key, person_id=place.whose,
            cast_by_id=person.key if place.whose != person.key else None,
            institution_id=place.institution_id, choices=ballots.as_text(ballot), reason=reason, cast_at=came_at,
        ),
    )  # fmt: skip
    await due_work.plan(uow, VOTED, str(poll.key), now, network_id=poll.network_id, poll=poll.key)
    return Cast(place.seat, place.whose, before, options)


async def take_back(uow: UnitOfWork, poll: Poll, person: Person, came_at: datetime, now: datetime) -> bool:
    """Nobody has voted on this seat any more; False where nobody had."""
    await held_open(uow, poll, came_at)
    place = await _place(uow, poll, person, now)
    if not poll.revote:
        raise Refused(PollReason.FINAL)
    cast = await _of_seat(uow, poll, place)
    if cast:
        await votes.take_back(uow, [each.key for each in cast], came_at)
    return bool(cast)


async def mine(uow: UnitOfWork, poll: Poll, everyone: Electorate, person: Person) -> Vote | None:
    """What counts at present on the seat of whoever asks."""
    seat = everyone.seat_of(person.key)
    if seat is None:
        return None
    return await _before(uow, poll, Place(seat, everyone.in_place_of[person.key], None))


def still_open(poll: Poll, came_at: datetime) -> Poll:
    if poll.state is not PollState.OPEN or poll.closes_at <= came_at:
        raise Refused(PollReason.OVER)
    return poll


async def held_open(uow: UnitOfWork, poll: Poll, came_at: datetime) -> None:
    """Open, and so until the vote is kept: whoever counts the votes finds it among them."""
    await polls.keep_open(uow, poll)
    still_open(poll, came_at)


def seat_for(everyone: Electorate, person: Person) -> Seat:
    seat = everyone.seat_of(person.key)
    if seat is None:
        raise Refused(PollReason.NO_SEAT)
    return seat


def fits(poll: Poll, options: Sequence[Option], ballot: Ballot) -> bool:
    """Whether these choices are a vote in this poll."""
    numbers = [each.number for each in options]
    match poll.kind:
        case PollKind.RANKING:
            return ballots.fits_ranking(ballot, numbers)
        case PollKind.POINTS:
            return ballots.fits_points(ballot, numbers, poll.most)
        case PollKind.SCALE:
            return ballots.fits_scale(ballot)
        case PollKind.CONSENT:
            return ballots.fits_choice(ballot, (NO_OBJECTION, OBJECTION), 1, 1)
    return ballots.fits_choice(ballot, numbers, poll.fewest, poll.most)


def checked_objection(typed: str) -> str:
    return one_line(
        typed, LONGEST_OBJECTION, PollReason.OBJECTION_LONG, least=1, too_short=PollReason.OBJECTION_EMPTY
    )


async def _before(uow: UnitOfWork, poll: Poll, place: Place) -> Vote | None:
    cast = await _of_seat(uow, poll, place)
    return max(cast, key=lambda each: (each.cast_at, each.key), default=None)


async def _place(uow: UnitOfWork, poll: Poll, person: Person, now: datetime) -> Place:
    place = await seats.place_of(uow, poll, person, now)
    if place is None:
        raise Refused(PollReason.NO_SEAT)
    return place


async def votes_by_place(uow: UnitOfWork, poll: Poll, institution_id: int) -> list[Vote]:
    """Every vote for an institution, or for one that was merged into it."""
    merged = await institutions.successors(uow, poll.network_id)
    every = await votes.of_poll(uow, poll.key)
    return [
        each for each in every if merged.get(each.institution_id or 0, each.institution_id) == institution_id
    ]


async def _of_seat(uow: UnitOfWork, poll: Poll, place: Place) -> list[Vote]:
    """Every vote that was cast for it; of an institution also by those who have left it since."""
    if poll.unit is Unit.INSTITUTIONS:
        return await votes_by_place(uow, poll, place.seat.key)
    return list(await votes.of_people(uow, [poll.key], [place.whose]))
