"""In which of the votes that are open somebody's seat is taken, by themselves or by whoever votes with them."""

import contextlib
from collections.abc import Collection, Sequence
from datetime import datetime

from facilitation.polls import seats, secret
from facilitation.refusals import Refused
from storage import institutions, roles
from storage.people import Person
from storage.polls import Poll, Unit, votes
from storage.unit_of_work import UnitOfWork


async def taken(
    uow: UnitOfWork, network_id: int, running: Sequence[Poll], person: Person, now: datetime
) -> dict[int, bool]:
    """Of each poll in which this person has a seat."""
    if not running:
        return {}
    granted, roster = await roles.grants(uow, network_id, now), await institutions.roster(uow, network_id)
    everyone = {unit: seats.seated(granted, roster, unit) for unit in Unit}
    whose = everyone[Unit.PEOPLE].in_place_of.get(person.key)
    by_people = {
        each.poll_id for each in await votes.of_people(uow, [poll.key for poll in running], [whose or 0])
    }
    by_places = await _by_places(
        uow, network_id, [poll.key for poll in running if poll.unit is Unit.INSTITUTIONS]
    )
    found: dict[int, bool] = {}
    for poll in running:
        seat = everyone[poll.unit].seat_of(person.key)
        if seat is None:
            continue
        if poll.secret:
            with contextlib.suppress(Refused):  # its box is not there yet, or is gone
                found[poll.key] = await secret.has_sealed(uow, poll, everyone[poll.unit], person)
        elif poll.unit is Unit.INSTITUTIONS:
            found[poll.key] = (poll.key, seat.key) in by_places
        else:
            found[poll.key] = poll.key in by_people
    return found


async def _by_places(uow: UnitOfWork, network_id: int, running: Collection[int]) -> set[tuple[int, int]]:
    """Each poll with each institution that has voted in it, also under the name of one that was merged into it."""
    if not running:
        return set()
    merged = await institutions.successors(uow, network_id)
    return {(poll, merged.get(place, place)) for poll, place in await votes.places(uow, running)}
