"""Nobody could be heard when the time of a poll was over: until when, and which votes came too late because of it."""

from datetime import datetime, timedelta

from storage import silences
from storage.polls import Poll, PollState
from storage.unit_of_work import UnitOfWork

GRACE = timedelta(minutes=1)


async def deaf_until(uow: UnitOfWork, poll: Poll, now: datetime) -> datetime | None:
    """Until when nobody could be heard, None where everybody could; the very end of the poll where still nobody can.

    The bot was not running when the poll is to be closed late, and Telegram was silent where that was noted.
    """
    silence = await silences.across(uow, poll.closes_at)
    if silence is not None and silence.ended_at is None:
        return poll.closes_at
    if now > poll.closes_at + GRACE:
        return now
    return silence.ended_at if silence is not None else None


async def missed(uow: UnitOfWork, poll: Poll, came_at: datetime, now: datetime) -> bool:
    """Count a vote that came after the end because nobody could be heard; False where it is simply late.

    That Telegram was silent may turn out only afterwards.
    """
    if poll.state is PollState.OPEN:
        until = await deaf_until(uow, poll, now)
    elif poll.late_until is None or poll.late_until <= poll.closes_at:
        until = await deaf_until(uow, poll, poll.closes_at) or poll.late_until
        poll.late_until = until
    else:
        until = poll.late_until
    if until is None or poll.secret or (until > poll.closes_at and came_at > until + GRACE):
        return False
    poll.missed += 1
    uow.session.add(poll)
    return True
