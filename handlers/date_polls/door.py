"""The door of a search for a date: who may come in by a button or link, and in which network."""

from facilitation.permissions import Act
from handlers.visit import Visit
from storage import date_polls
from storage.date_polls import DatePoll


async def enter(visit: Visit, poll_id: int, act: Act = Act.FIND_DATE) -> DatePoll:
    """A poll, held for a change, for someone of its network who may do this."""
    return await _admit(visit, await date_polls.to_change(visit.uow, poll_id), act)


async def look(visit: Visit, poll_id: int, act: Act = Act.FIND_DATE) -> DatePoll:
    """A poll, to be looked at only."""
    return await _admit(visit, await date_polls.by_id(visit.uow, poll_id), act)


async def _admit(visit: Visit, poll: DatePoll | None, act: Act) -> DatePoll:
    await visit.enter(poll.network_id if poll else None)
    visit.require(act)
    assert poll is not None
    return poll
