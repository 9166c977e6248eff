"""Whether Telegram's own poll can do the job. Whoever is in the group can vote there, and see who voted for what."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from facilitation.permissions import ALLOWED, Act
from storage import due_work, polls, roles
from storage.people import Person
from storage.polls import NativePoll, Option, Poll, PollKind, Unit, native
from storage.roles import Grant
from storage.unit_of_work import UnitOfWork

LONGEST_QUESTION, LONGEST_OPTION, MOST_OPTIONS = 300, 100, 12
LONGEST = timedelta(days=30)
HELD, OWN = "polls.native", "polls.own"


def can_hold(poll: Poll, options: Sequence[Option], now: datetime) -> bool:
    """Whether it takes such a question: one answer, or as many as one likes, openly, of people, for a month at most."""
    freely = (poll.fewest, poll.most) == (1, len(options))
    plain = poll.kind is PollKind.SINGLE or (poll.kind is PollKind.MULTIPLE and freely)
    open_to_people = not poll.secret and poll.unit is Unit.PEOPLE
    fits = len(options) <= MOST_OPTIONS and all(len(each.words) <= LONGEST_OPTION for each in options)
    return (
        plain
        and open_to_people
        and fits
        and len(poll.question) <= LONGEST_QUESTION
        and poll.closes_at <= now + LONGEST
    )


async def electors(uow: UnitOfWork, poll: Poll, now: datetime) -> int | None:
    """How many people vote, if everyone of the network does and each for themselves; else None."""
    return everyone_votes(await roles.grants(uow, poll.network_id, now))


def everyone_votes(granted: Collection[tuple[Grant, Person]]) -> int | None:
    """By these roles. Neither observers nor those who stand in for others could be told apart at Telegram."""
    here = {person.key for _grant, person in granted}
    voting = {
        person.key
        for grant, person in granted
        if grant.deputy_for is None and grant.role in ALLOWED[Act.VOTE]
    }
    return len(voting) if voting == here else None


async def follow(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    """The vote, or who votes, is not as it was: what Telegram holds of it follows right after this transaction."""
    if await native.of_poll(uow, poll.key) is not None:
        await _plan(uow, HELD, poll, now)


async def go_on_without(uow: UnitOfWork, poll: Poll, now: datetime) -> None:
    """Telegram can't hold it any more, or never could: it goes on as a card of ours, with all votes."""
    await _plan(uow, OWN, poll, now)


async def leave_behind(uow: UnitOfWork, network_id: int, now: datetime) -> None:
    """The group is another chat, or the bot was away from it: what it posted there before can't be followed."""
    for held, poll in await native.held(uow, network_id):
        if not held.stopped:
            await go_on_without(uow, poll, now)


async def holds(uow: UnitOfWork, poll: Poll) -> bool:
    """Whether it stands in the group as a poll of Telegram's."""
    held = await native.of_poll(uow, poll.key)
    return held is not None and not held.stopped


async def _plan(uow: UnitOfWork, kind: str, poll: Poll, now: datetime) -> None:
    await due_work.plan(uow, kind, str(poll.key), now, network_id=poll.network_id, poll=poll.key)


async def recognised(
    uow: UnitOfWork, telegram_id: str, question: str, options: Sequence[str]
) -> NativePoll | None:
    """The poll that Telegram tells of, also where its answer to ours never came: it is the only one that asks so."""
    known = await native.by_telegram_id(uow, telegram_id)
    if known is not None:
        return known
    nameless = await native.nameless(uow)
    listed = await polls.options(uow, [poll.key for _held, poll in nameless])
    alike = [
        held
        for held, poll in nameless
        if poll.question == question and [each.words for each in listed[poll.key]] == list(options)
    ]
    return _named(uow, alike, telegram_id)


async def recognised_by_voter(
    uow: UnitOfWork, telegram_id: str, networks: Collection[int], choices: Collection[int]
) -> NativePoll | None:
    """The same by a vote, which does not say what was asked: the only one in the networks of whoever voted."""
    known = await native.by_telegram_id(uow, telegram_id)
    if known is not None or not networks:
        return known
    nameless = await native.nameless(uow, networks)
    listed = await polls.options(uow, [poll.key for _held, poll in nameless])
    possible = [held for held, poll in nameless if all(each < len(listed[poll.key]) for each in choices)]
    return _named(uow, possible, telegram_id)


def _named(uow: UnitOfWork, found: Sequence[NativePoll], telegram_id: str) -> NativePoll | None:
    if len(found) != 1:
        return None
    found[0].telegram_id = telegram_id
    uow.session.add(found[0])
    return found[0]
