"""The life of a search for a date: begun, answered, changed, closed, and a date picked or the search cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.date_polls.asking import SOON
from facilitation.date_polls.reading import checked_title
from facilitation.date_polls.reasons import DatePollReason
from facilitation.facts import DateFound, DateSought
from facilitation.refusals import Refused
from facilitation.reminders import before_the_end
from storage import date_polls, due_work
from storage.date_polls import Choice, DatePoll, DatePollState, Proposal
from storage.network import Network, NetworkState
from storage.people import Person
from storage.unit_of_work import UnitOfWork

FEWEST, MOST = 2, 10
MOST_AT_ONCE = 5
LONGEST_REASON = 300
CLOSE, REMIND, ADDED = "date_polls.close", "date_polls.remind", "date_polls.added"


@dataclass(frozen=True)
class Slot:
    """A time to propose."""

    starts_at: datetime
    ends_at: datetime


def checked(slots: Sequence[Slot], now: datetime) -> list[Slot]:
    """In order, each once, all ahead, and not too many; whether there are enough is asked at the end."""
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.ends_at))
    for one, following in pairwise(ordered):
        if one.starts_at == following.starts_at:
            raise Refused(DatePollReason.DOUBLED, date=one.starts_at)
    if len(ordered) > MOST:
        raise Refused(DatePollReason.TOO_MANY, most=MOST)
    if ordered and ordered[0].starts_at <= now:
        raise Refused(DatePollReason.OVER)
    return ordered


def checked_deadline(closes_at: datetime, first: datetime, now: datetime) -> datetime:
    """Ahead, and before the first of the proposed dates."""
    if closes_at <= now:
        raise Refused(DatePollReason.DEADLINE_PAST)
    if closes_at > first:
        raise Refused(DatePollReason.DEADLINE_LATE, date=first)
    return closes_at


async def begin(
    uow: UnitOfWork,
    network: Network,
    title: str,
    proposals: Sequence[Slot],
    closes_at: datetime,
    by: Person,
    now: datetime,
    *,
    meeting_id: int | None = None,
) -> DatePoll:
    """Look for a date; `meeting_id` is the meeting that it is for."""
    if network.state is not NetworkState.ACTIVE:
        raise Refused(DatePollReason.NOT_OPEN)
    await room_for(uow, network)
    slots = checked(proposals, now)
    if len(slots) < FEWEST:
        raise Refused(DatePollReason.TOO_FEW)
    new = DatePoll(
        network_id=network.key, by_id=by.key, title=checked_title(title), meeting_id=meeting_id,
        closes_at=checked_deadline(closes_at, slots[0].starts_at, now), started_at=now, changed_at=now,
    )  # fmt: skip
    poll = await date_polls.add(uow, new)
    await date_polls.add_proposals(uow, [_proposal(poll, slot, now) for slot in slots])
    await plan(uow, poll, network.zone, now)
    uow.tell(DateSought(network.key, poll.key))
    return poll


async def room_for(uow: UnitOfWork, network: Network) -> None:
    """Refused where so many dates are looked for that nobody could follow."""
    if len(await date_polls.of_network(uow, network.key, [DatePollState.OPEN], MOST_AT_ONCE)) == MOST_AT_ONCE:
        raise Refused(DatePollReason.MANY, most=MOST_AT_ONCE)


async def plan(uow: UnitOfWork, poll: DatePoll, zone: str, now: datetime) -> None:
    """Close at the deadline; before, remind those who have not answered, unless they were reminded already."""
    key, at = str(poll.key), poll.network_id
    await due_work.plan(uow, CLOSE, key, max(poll.closes_at, now), network_id=at, poll=poll.key)
    moment = before_the_end(now, poll.closes_at, zone) if poll.reminded_at is None else None
    if moment is None:
        await due_work.cancel(uow, now, REMIND, key)
    else:
        await due_work.plan(uow, REMIND, key, moment, not_after=poll.closes_at, network_id=at, poll=poll.key)


async def answer(
    uow: UnitOfWork, poll: DatePoll, person: Person, choices: Mapping[int, Choice], now: datetime
) -> None:
    """What someone says to some of the dates; saved at once, and to be changed until the poll closes."""
    known = {each.key for each in await date_polls.proposals(uow, still_open(poll, now).key)}
    if not choices.keys() <= known:
        raise Refused(DatePollReason.TAKEN_OUT)
    await date_polls.answer(uow, poll.key, person.key, choices, now)


def still_open(poll: DatePoll, now: datetime) -> DatePoll:
    if poll.state is not DatePollState.OPEN or poll.closes_at <= now:
        raise Refused(DatePollReason.CLOSED)
    return poll


# changed while it is open


async def add(uow: UnitOfWork, poll: DatePoll, slots: Sequence[Slot], zone: str, now: datetime) -> None:
    """More dates; whoever has answered is asked about them once, soon and not at night."""
    await checked_more(uow, poll, slots, now)
    await date_polls.add_proposals(uow, [_proposal(poll, slot, None) for slot in slots])
    await due_work.plan(
        uow, ADDED, str(poll.key), next_sensible_moment(now + SOON, zone), not_after=poll.closes_at,
        network_id=poll.network_id, poll=poll.key,
    )  # fmt: skip
    _changed(uow, poll, now)


async def checked_more(uow: UnitOfWork, poll: DatePoll, slots: Sequence[Slot], now: datetime) -> None:
    """Refused where these dates do not go together with those that are there, or come before all have answered."""
    there = await date_polls.proposals(uow, still_open(poll, now).key)
    checked([*(Slot(each.starts_at, each.ends_at) for each in there), *slots], now)
    for slot in slots:
        if slot.starts_at < poll.closes_at:
            raise Refused(DatePollReason.BEFORE_DEADLINE, date=slot.starts_at, until=poll.closes_at)


async def take_out(uow: UnitOfWork, poll: DatePoll, proposal_id: int, now: datetime) -> Proposal:
    """One date less; what was said to the others stays."""
    there = await date_polls.proposals(uow, still_open(poll, now).key)
    proposal = next((each for each in there if each.id == proposal_id), None)
    if proposal is None:
        raise Refused(DatePollReason.TAKEN_OUT)
    if len(there) <= FEWEST:
        raise Refused(DatePollReason.TOO_FEW)
    proposal.taken_out_at = now
    uow.session.add(proposal)
    _changed(uow, poll, now)
    return proposal


async def put_back(uow: UnitOfWork, poll: DatePoll, proposal_id: int, now: datetime) -> None:
    """A date that was taken out by mistake is there again, with what was said to it."""
    every = await date_polls.proposals(uow, still_open(poll, now).key, taken_out_too=True)
    proposal = next((each for each in every if each.id == proposal_id), None)
    if proposal is None:
        raise Refused(DatePollReason.TAKEN_OUT)
    there = [each for each in every if each.taken_out_at is None and each is not proposal]
    checked([Slot(each.starts_at, each.ends_at) for each in (*there, proposal)], now)
    proposal.taken_out_at = None
    uow.session.add(proposal)
    _changed(uow, poll, now)


def retitle(uow: UnitOfWork, poll: DatePoll, typed: str, now: datetime) -> None:
    poll.title = checked_title(typed)
    _changed(uow, poll, now)


async def extend(uow: UnitOfWork, poll: DatePoll, closes_at: datetime, zone: str, now: datetime) -> None:
    """Another deadline, later or sooner; a poll that was closed or cancelled is open again."""
    if poll.state is DatePollState.PICKED:
        raise Refused(DatePollReason.CLOSED)
    ahead = [each for each in await date_polls.proposals(uow, poll.key) if each.starts_at > now]
    if not ahead:
        raise Refused(DatePollReason.OVER)
    poll.closes_at = checked_deadline(closes_at, ahead[0].starts_at, now)
    poll.state, poll.reason, poll.picked_id = DatePollState.OPEN, "", None
    _changed(uow, poll, now)
    await plan(uow, poll, zone, now)


# how it ends


async def close(uow: UnitOfWork, poll: DatePoll, now: datetime) -> None:
    """No more answers are taken: the deadline has come, or someone who leads has seen enough."""
    if poll.state is not DatePollState.OPEN:
        raise Refused(DatePollReason.CLOSED)
    poll.state, poll.closes_at = DatePollState.CLOSED, min(poll.closes_at, now)
    _changed(uow, poll, now)
    await _plan_no_more(uow, poll, now)


async def pick(
    uow: UnitOfWork, poll: DatePoll, proposal_id: int, instead_of: int | None, now: datetime
) -> bool:
    """This date it is, or this one instead of another as long as that is ahead.

    False where someone else has picked meanwhile: what is taken for picked is no longer so.
    """
    proposal = await pickable(uow, poll, proposal_id, now)
    if poll.picked_id != instead_of or poll.picked_id == proposal.id:
        return False
    poll.state, poll.picked_id, poll.closes_at = DatePollState.PICKED, proposal.id, min(poll.closes_at, now)
    _changed(uow, poll, now)
    await _plan_no_more(uow, poll, now)
    uow.tell(DateFound(poll.network_id, poll.key, proposal.starts_at, proposal.ends_at, poll.meeting_id))
    return True


async def pickable(uow: UnitOfWork, poll: DatePoll, proposal_id: int, now: datetime) -> Proposal:
    """A date of this poll that can be picked; refused otherwise."""
    if poll.state is DatePollState.CANCELLED:
        raise Refused(DatePollReason.CANCELLED)
    there = {each.key: each for each in await date_polls.proposals(uow, poll.key)}
    proposal, before = there.get(proposal_id), there.get(poll.picked_id or 0)
    if proposal is None:
        raise Refused(DatePollReason.TAKEN_OUT)
    if proposal.starts_at <= now or (before is not None and before.starts_at <= now):
        raise Refused(DatePollReason.OVER)
    return proposal


async def cancel(uow: UnitOfWork, poll: DatePoll, typed: str, now: datetime) -> None:
    """Nobody looks for this date any more; why is told to everyone. A date that a meeting has belongs to it."""
    if poll.state is DatePollState.CANCELLED:
        raise Refused(DatePollReason.CANCELLED)
    if poll.state is DatePollState.PICKED and poll.meeting_id is not None:
        raise Refused(DatePollReason.CLOSED)
    poll.reason = checked_reason(typed)
    poll.state = DatePollState.CANCELLED
    _changed(uow, poll, now)
    await _plan_no_more(uow, poll, now)


def checked_reason(typed: str) -> str:
    reason = typed.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Refused(DatePollReason.REASON_LENGTH, most=LONGEST_REASON)
    return reason


async def _plan_no_more(uow: UnitOfWork, poll: DatePoll, now: datetime) -> None:
    await due_work.cancel_all(uow, now, [CLOSE, REMIND, ADDED], [str(poll.key)])


def _changed(uow: UnitOfWork, poll: DatePoll, now: datetime) -> None:
    poll.changed_at, poll.revision = now, poll.revision + 1
    uow.session.add(poll)


def _proposal(poll: DatePoll, slot: Slot, asked_at: datetime | None) -> Proposal:
    return Proposal(poll_id=poll.key, starts_at=slot.starts_at, ends_at=slot.ends_at, asked_at=asked_at)
