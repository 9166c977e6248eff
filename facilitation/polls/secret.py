"""Secret votes: sealed into the vault once and for good, counted at the end, and destroyed.

Nothing here is written beside who voted, nothing is shown before the end, and fewer than five votes are never counted.
"""

from datetime import datetime

from facilitation.polls import ballots, result, seats, voting
from facilitation.polls.counting.outcome import Outcome
from facilitation.polls.reasons import PollReason
from facilitation.polls.result import Turnout
from facilitation.polls.seats import Electorate
from facilitation.refusals import Refused
from storage import institutions, polls
from storage.people import Person
from storage.polls import Poll, Unit
from storage.unit_of_work import UnitOfWork
from storage.vault import Band, NotOpen


async def seal(
    uow: UnitOfWork, poll: Poll, person: Person, ballot: tuple[int, ...], came_at: datetime, now: datetime
) -> None:
    """Into the box, just before this transaction commits. Refused to whoever has sealed already.

    The box is another store. It commits first, and takes one vote from each: whoever is handled again after a crash
    finds their vote in it.
    """
    await voting.held_open(uow, poll, came_at)
    everyone = await seats.electorate(uow, poll, now)
    seat = voting.seat_for(everyone, person)
    if not voting.fits(poll, (await polls.options(uow, [poll.key]))[poll.key], ballot):
        raise Refused(PollReason.NOT_THIS_WAY)
    box, content = _box(poll), ballots.as_bytes(ballot)
    if seat.key in await _sealed(uow, poll):
        raise Refused(PollReason.SEALED)
    if seat.key not in await uow.vault.invited(box):
        await uow.vault.invite(box, list(everyone.seats))  # all at once, so that nobody stands out

    async def drop_in() -> None:
        await uow.vault.seal(box, seat.key, content)

    uow.before_commit(drop_in)


async def invite(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    """Whoever may vote now has a place in the box, once there is one."""
    everyone = await seats.electorate(uow, poll, now)
    if not await is_lost(uow, poll):
        await uow.vault.invite(_box(poll), list(everyone.seats))


async def band(uow: UnitOfWork, poll: Poll) -> Band:
    """How many have voted, as far as it may be told. A box that is not there yet is empty."""
    try:
        return await uow.vault.band(_box(poll))
    except NotOpen:
        return Band.FEWER_THAN_FIVE


async def is_lost(uow: UnitOfWork, poll: Poll) -> bool:
    """Whether its box is gone, or is not there yet."""
    return not await uow.vault.is_open(_box(poll))


async def has_sealed(uow: UnitOfWork, poll: Poll, everyone: Electorate, person: Person) -> bool:
    seat = everyone.seat_of(person.key)
    return seat is not None and seat.key in await _sealed(uow, poll)


async def silent(uow: UnitOfWork, poll: Poll, everyone: Electorate) -> list[Person]:
    """Who could still vote and has not: for one reminder, and for nobody's eyes."""
    sealed = await _sealed(uow, poll)
    those = [person for key, seat in everyone.seats.items() if key not in sealed for person in seat.people]
    return list({person.key: person for person in those}.values())


async def opened(uow: UnitOfWork, poll: Poll, now: datetime) -> tuple[Outcome, Turnout] | None:
    """What comes of the votes in the box; None where so few are in it that they must not be counted."""
    box = await uow.vault.read(_box(poll))
    if box is None:
        return None
    everyone = await seats.electorate(uow, poll, now)
    options = (await polls.options(uow, [poll.key]))[poll.key]
    outcome = result.counted(poll, options, [ballots.from_bytes(each) for each in box.answers])
    return outcome, _turnout(poll, everyone, len(box.answers), box.sealed)


def _turnout(poll: Poll, everyone: Electorate, voted: int, sealed: frozenset[int]) -> Turnout:
    """Who has left the network since counts as a vote, and for no institution."""
    asked = len(sealed | everyone.seats.keys())
    if poll.unit is Unit.INSTITUTIONS:
        return Turnout(voted, asked, voted, voted)
    places = {place.key for key, place in everyone.places.items() if key in sealed}
    return Turnout(voted, asked, voted, len(places))


async def _sealed(uow: UnitOfWork, poll: Poll) -> frozenset[int]:
    """The seats that have voted; an institution also by one that was merged into it."""
    try:
        sealed = await uow.vault.sealed(_box(poll))
    except NotOpen as gone:
        raise Refused(PollReason.NO_BOX) from gone
    if poll.unit is not Unit.INSTITUTIONS:
        return sealed
    merged = await institutions.successors(uow, poll.network_id)
    return frozenset(merged.get(place, place) for place in sealed)


def _box(poll: Poll) -> str:
    assert poll.ballot is not None
    return poll.ballot
