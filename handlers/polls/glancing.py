"""Now and then the card of a secret vote says how many have voted: by the clock, so that it tells of nobody's vote."""

from datetime import timedelta

from handlers.polls import card
from handlers.visit import Visit
from storage import due_work, polls
from storage.due_work import DueWork
from storage.polls import Poll, PollState

GLANCE = "polls.glance"
A_WHILE = timedelta(hours=3)


async def plan(visit: Visit, poll: Poll) -> None:
    at = poll.network_id
    await due_work.plan(visit.uow, GLANCE, str(poll.key), visit.now + A_WHILE, network_id=at, poll=poll.key)


async def glance(visit: Visit, work: DueWork) -> None:
    poll = await polls.by_id(visit.uow, work.arguments["poll"])
    if poll is not None and poll.state is PollState.OPEN:
        await card.refresh(visit, poll)
        await plan(visit, poll)
