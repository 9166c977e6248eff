"""The life of a poll: begun, prolonged, closed at its deadline or when all have voted, cancelled, taken up again."""

import secrets
from datetime import datetime, timedelta

from facilitation.polls import native, result, secret
from facilitation.polls.counting.outcome import Outcome, dumped
from facilitation.polls.draft import Draft, checked, checked_change, checked_deadline, numbered
from facilitation.polls.reasons import PollReason
from facilitation.polls.reminding import REMIND, plan_reminder
from facilitation.polls.result import Turnout
from facilitation.refusals import Refused
from facilitation.typed import one_line, several_lines
from storage import due_work, inbox, polls
from storage.network import Network, NetworkState
from storage.people import Person
from storage.polls import Option, Poll, PollState
from storage.unit_of_work import UnitOfWork

MOST_AT_ONCE = 5
LONGEST_REASON = 300
LONGEST_GROUNDS = 600
A_BIT = timedelta(microseconds=1)
BEGUN, CLOSE, RESULT, BURN = "polls.begun", "polls.close", "polls.result", "polls.burn"
COMPLETE = "polls.complete"
ENDS = (CLOSE, COMPLETE, REMIND)


async def begin(
    uow: UnitOfWork, network: Network, draft: Draft, closes_at: datetime, by: Person, now: datetime
) -> Poll:
    """Put it to the vote. Its card, and its box where it is secret, come right after this transaction."""
    if network.state is not NetworkState.ACTIVE:
        raise Refused(PollReason.NOT_OPEN)
    await room_for(uow, network)
    draft = checked(draft)
    taken = draft.__dict__.keys() - {"options"}
    poll = await polls.add(
        uow,
        Poll(
            network_id=network.key, by_id=by.key, closes_at=checked_deadline(closes_at, now), started_at=now,
            changed_at=now, ballot=secrets.token_hex(16) if draft.secret else None,
            **{name: getattr(draft, name) for name in taken},
        ),
    )  # fmt: skip
    listed = [Option(poll_id=poll.key, number=n, words=words) for n, words in numbered(draft)]
    await polls.add_options(uow, listed)
    await plan(uow, poll, network.zone, now)
    await due_work.plan(uow, BEGUN, str(poll.key), now, network_id=network.key, poll=poll.key)
    return poll


async def room_for(uow: UnitOfWork, network: Network) -> None:
    """Refused where so much is put to the vote that nobody could follow."""
    if len(await polls.of_network(uow, network.key, [PollState.OPEN], MOST_AT_ONCE)) == MOST_AT_ONCE:
        raise Refused(PollReason.MANY, most=MOST_AT_ONCE)


async def plan(uow: UnitOfWork, poll: Poll, zone: str, now: datetime) -> None:
    """Close at the deadline; before, remind those who have not voted, unless they were reminded already."""
    at = poll.network_id
    await due_work.plan(uow, CLOSE, str(poll.key), max(poll.closes_at, now), network_id=at, poll=poll.key)
    await plan_reminder(uow, poll, zone, now)


async def extend(uow: UnitOfWork, network: Network, poll: Poll, closes_at: datetime, now: datetime) -> None:
    """Another deadline; an open vote that was closed takes votes again. A secret one can't end sooner."""
    if poll.state is PollState.CLOSED and not poll.secret:
        await room_for(uow, network)
        poll.state, poll.reopened, poll.closed_at, poll.outcome = PollState.OPEN, True, None, None
        poll.grounds = ""  # why it was decided as it no longer is
    elif poll.state is not PollState.OPEN:
        raise Refused(PollReason.OVER)
    poll.closes_at = checked_change(poll, closes_at, now)
    poll.late_until, poll.missed = None, 0
    _changed(uow, poll, now)
    await native.follow(uow, poll, now)
    await due_work.cancel(uow, now, COMPLETE, str(poll.key))
    await plan(uow, poll, network.zone, now)


async def may_close(uow: UnitOfWork, poll: Poll) -> bool:
    """Whether every vote that came in before the deadline has been handled."""
    return not await inbox.waits_from_before(uow, poll.closes_at)


async def close_now(uow: UnitOfWork, poll: Poll, at: datetime, now: datetime) -> bool:
    """Someone who leads has seen enough. A secret vote goes on until its deadline.

    False where votes that came in before are still to be handled: it closes right after them.
    """
    if poll.state is not PollState.OPEN:
        raise Refused(PollReason.OVER)
    if poll.secret:
        raise Refused(PollReason.SECRET_GOES_ON)
    poll.closes_at = min(poll.closes_at, at)
    if await may_close(uow, poll):
        await close(uow, poll, now)
        return True
    _changed(uow, poll, now)
    await due_work.plan(uow, CLOSE, str(poll.key), now, network_id=poll.network_id, poll=poll.key)
    return False


async def cut_short(uow: UnitOfWork, poll: Poll, at: datetime) -> None:
    """Telegram takes no more votes since `at`: those that came in with this word, too, were cast before."""
    if poll.state is PollState.OPEN and poll.closes_at > at:
        poll.closes_at = at + A_BIT
        uow.session.add(poll)
        network = poll.network_id
        await due_work.plan(uow, CLOSE, str(poll.key), poll.closes_at, network_id=network, poll=poll.key)


async def close(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    """No more votes are taken; what came of it is counted and kept."""
    if poll.state is not PollState.OPEN:
        raise Refused(PollReason.OVER)
    if poll.secret:
        await _open_the_box(uow, poll, now)
    else:
        stands = await result.standing(uow, poll, now)
        _settle(poll, stands.outcome, stands.turnout)
        poll.state = PollState.CLOSED
    poll.closed_at = now
    _changed(uow, poll, now)
    await native.follow(uow, poll, now)
    await due_work.cancel_all(uow, now, ENDS, [str(poll.key)])
    await due_work.plan(uow, RESULT, str(poll.key), now, network_id=poll.network_id, poll=poll.key)


async def _open_the_box(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    """Secret votes are counted, then destroyed; fewer than five are destroyed uncounted."""
    found = await secret.opened(uow, poll, now)
    if found is None:
        poll.state = PollState.VOID
    else:
        _settle(poll, *found)
        poll.state = PollState.CLOSED
    await burn(uow, poll, now)


def _settle(poll: Poll, outcome: Outcome, turnout: Turnout) -> None:
    poll.outcome = dumped(outcome)
    poll.turnout, poll.invited, poll.places = turnout.voted, turnout.asked, turnout.places


async def burn(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    """What was in the box of a secret vote is destroyed as soon as this has committed."""
    await due_work.plan(
        uow, BURN, str(poll.key), now, network_id=poll.network_id, poll=poll.key, ballot=poll.ballot or ""
    )


async def cancel(uow: UnitOfWork, poll: Poll, typed: str, now: datetime) -> None:
    """Nothing comes of it; why is told to everyone."""
    if poll.state is not PollState.OPEN:
        raise Refused(PollReason.OVER)
    poll.reason = checked_reason(typed)
    await _end(uow, poll, now)


async def lose(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    """The box of a secret vote is gone, as after a backup was restored: nothing can come of it any more."""
    poll.reason = ""
    await _end(uow, poll, now)


async def _end(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    poll.state, poll.closed_at = PollState.CANCELLED, now
    _changed(uow, poll, now)
    await native.follow(uow, poll, now)
    await due_work.cancel_all(uow, now, ENDS, [str(poll.key)])
    if poll.secret:
        await burn(uow, poll, now)


def give_grounds(uow: UnitOfWork, poll: Poll, typed: str, now: datetime) -> None:
    """Why it was decided so; no words take back what was said before."""
    if poll.state is not PollState.CLOSED:
        raise Refused(PollReason.NOT_OVER)
    poll.grounds = checked_grounds(typed) if typed else ""
    _changed(uow, poll, now)


def checked_grounds(typed: str) -> str:
    return several_lines(
        typed, LONGEST_GROUNDS, PollReason.REASON_LENGTH, least=1, too_short=PollReason.REASON_EMPTY
    )


def checked_reason(typed: str) -> str:
    return one_line(
        typed, LONGEST_REASON, PollReason.REASON_LENGTH, least=1, too_short=PollReason.REASON_EMPTY
    )


def _changed(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    poll.changed_at, poll.revision = now, poll.revision + 1
    uow.session.add(poll)
