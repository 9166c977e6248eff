"""The door of a poll: who may come in by a button or link, and in which network."""

from facilitation.permissions import Act
from handlers.visit import Visit
from storage import polls
from storage.polls import Poll


async def enter(visit: Visit, poll_id: int, act: Act = Act.START_POLL) -> Poll:
    """A poll, held for a change, for someone of its network who may do this."""
    return await _admit(visit, await polls.to_change(visit.uow, poll_id), act)


async def look(visit: Visit, poll_id: int, act: Act = Act.SEE_POLLS) -> Poll:
    """A poll, to be looked at only, or voted in: votes stand beside each other."""
    return await _admit(visit, await polls.by_id(visit.uow, poll_id), act)


async def _admit(visit: Visit, poll: Poll | None, act: Act) -> Poll:
    await visit.enter(poll.network_id if poll else None)
    visit.require(act)
    assert poll is not None
    return poll
