"""When all have voted: an open vote ends a few minutes later, unless someone thinks better of it or joins meanwhile."""

from datetime import datetime, timedelta

from facilitation.polls import life, result
from facilitation.polls.counting.outcome import Outcome
from facilitation.polls.draft import OBJECTION
from storage import due_work, inbox
from storage.polls import Poll, PollKind
from storage.unit_of_work import UnitOfWork

PAUSE = timedelta(minutes=5)


async def plan_end(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    """After every vote: if it was the last that was missing, the end comes soon."""
    if await _is_complete(uow, poll, now):
        await due_work.plan(
            uow, life.COMPLETE, str(poll.key), now + PAUSE, network_id=poll.network_id, poll=poll.key
        )


async def end(uow: UnitOfWork, poll: Poll, now: datetime) -> bool:
    """Close it where still nobody is missing and everything that has come in is handled."""
    if not await _is_complete(uow, poll, now):
        return False
    if await inbox.waits_from_before(uow, now):
        await plan_end(uow, poll, now)
        return False
    await life.close(uow, poll, now)
    return True


def ended_early(poll: Poll) -> bool:
    """Whether it ended before its time because all had voted."""
    return poll.closed_at is not None and poll.closed_at < poll.closes_at


async def _is_complete(uow: UnitOfWork, poll: Poll, now: datetime) -> bool:
    """Nobody is missing and nothing is left to wait for.

    What was taken up again goes on as long as those who lead said; to an open list more may be added; and an
    objection is there to be talked about.
    """
    if poll.secret or poll.reopened or poll.kind is PollKind.OPEN_LIST or poll.closes_at <= now:
        return False
    stands = await result.standing(uow, poll, now)
    return stands.all_voted and not (poll.kind is PollKind.CONSENT and _objects(stands.outcome))


def _objects(outcome: Outcome) -> bool:
    return outcome.counts.get(OBJECTION, 0) > 0
