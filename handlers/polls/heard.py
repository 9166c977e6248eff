"""What Telegram tells of the polls that it holds: votes, votes that were taken back, and polls that somebody ended."""

from facilitation.permissions import Act
from facilitation.polls import life, voting
from facilitation.polls import native as rules
from facilitation.refusals import Refused
from handlers.message import Message
from handlers.polls import card, casting
from handlers.visit import Visit
from storage import network as networks
from storage import polls, roles
from storage.network import Network
from storage.polls import NativePoll, Poll, PollState, native
from storage.roles import Role

CUT = "polls.cut"


async def on_answer(visit: Visit) -> None:
    """Somebody has voted at Telegram, or, without a choice, has taken the vote back. Nobody can be answered there."""
    telegram_id, choices = visit.heard.facts["poll"], visit.heard.facts["choices"]
    held = await rules.recognised_by_voter(visit.uow, telegram_id, visit.networks, choices)
    poll = await polls.by_id(visit.uow, held.poll_id) if held else None
    if held is None or poll is None:
        return
    if poll.state is not PollState.OPEN or poll.closes_at <= visit.since:
        if choices and _may_vote(visit, poll):
            await casting.too_late(visit, poll)
    elif _may_vote(visit, poll):
        await _follow(visit, held, poll, tuple(index + 1 for index in choices))
    else:
        await native.count_outside(visit.uow, poll.key, 1 if choices else -1)


def _may_vote(visit: Visit, poll: Poll) -> bool:
    visit.network = visit.networks.get(poll.network_id)
    return visit.may(Act.VOTE)


async def _follow(visit: Visit, held: NativePoll, poll: Poll, ballot: tuple[int, ...]) -> None:
    """What is no vote here is not counted: who voted otherwise before, and finally, or for an option that is none."""
    try:
        if ballot:
            await voting.vote(visit.uow, poll, visit.me, ballot, visit.since, visit.now)
        else:
            await voting.take_back(visit.uow, poll, visit.me, visit.since, visit.now)
    except Refused:
        return
    if held.stopped:
        await card.refresh(visit, poll)


async def on_change(visit: Visit) -> None:
    """A poll that was not ended from here is over all the same."""
    told = visit.heard.facts
    held = await rules.recognised(visit.uow, told["poll"], told["question"], told["options"])
    if held is None or held.stopped or not told["closed"]:
        return
    held.stopped = True
    visit.uow.session.add(held)
    poll = await polls.to_change(visit.uow, held.poll_id)
    network = await networks.by_id(visit.uow, poll.network_id) if poll else None
    if poll is None or network is None or poll.state is not PollState.OPEN:
        return
    if poll.closes_at > visit.since:
        await life.cut_short(visit.uow, poll, visit.since)
        await _tell_leaders(visit, network, poll)


async def _tell_leaders(visit: Visit, network: Network, poll: Poll) -> None:
    for leader in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(leader)
        text = _(
            "An admin of the group has ended the vote “{question}” at Telegram, so it is over. "
            "Telegram does not tell me who it was. Votes can be taken again: /vote",
            question=poll.question,
        )
        visit.tell(leader, Message(text), kind=CUT, network=network, about=poll.key)
