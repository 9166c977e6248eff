"""An action from the words in which it was agreed on to its end."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from facilitation.actions import reminding
from facilitation.actions.reasons import ActionReason
from facilitation.calendar.rhythm import local
from facilitation.facts import ActionChanged
from facilitation.meetings.invited import ASKED
from facilitation.refusals import Refused
from facilitation.typed import one_line
from storage import actions, meetings, roles
from storage.actions import Action, ActionState
from storage.meetings import Meeting, MeetingState
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

SHORTEST, LONGEST, LONGEST_REASON = 3, 500, 300
STILL_OF_THE_MEETING = timedelta(days=7)


def checked_words(typed: str) -> str:
    return one_line(
        typed, LONGEST, ActionReason.WORDS_LONG, least=SHORTEST, too_short=ActionReason.WORDS_SHORT
    )


def checked_reason(typed: str) -> str:
    return one_line(
        typed, LONGEST_REASON, ActionReason.REASON_LONG, least=1, too_short=ActionReason.REASON_NEEDED
    )


async def agree_on(
    uow: UnitOfWork, network: Network, by: Person, words: str, due_on: date | None, now: datetime
) -> Action:
    """Something is to be done; whoever said so may still name a day and an owner."""
    meeting = await meeting_of(uow, network.key, now)
    action = Action(
        network_id=network.key, meeting_id=meeting.key if meeting else None, author_id=by.key,
        words=checked_words(words), due_on=due_on, made_at=now,
    )  # fmt: skip
    await actions.add(uow, action)
    await reminding.begin(uow, action, network.zone, now)
    uow.tell(ActionChanged(network.key, action.key, action.meeting_id))
    return action


async def meeting_of(uow: UnitOfWork, network_id: int, now: datetime) -> Meeting | None:
    """The meeting that is under way, or ended in the last days."""
    states = (MeetingState.OPEN, MeetingState.CLOSED)
    found = await meetings.of_network(uow, network_id, states, now - STILL_OF_THE_MEETING)
    under_way = [each for each in found if each.state is MeetingState.OPEN]
    return next(iter([*under_way, *reversed(found)]), None)


async def people_of(uow: UnitOfWork, network_id: int, now: datetime) -> dict[int, Person]:
    """Who may be an owner: everyone who works in the network."""
    held = await roles.grants(uow, network_id, now)
    return {person.key: person for grant, person in held if grant.role in ASKED}


def is_of(action: Action, person: Person) -> bool:
    """Whether it is theirs: they do it, or said that it is to be done."""
    return person.id in (action.owner_id, action.author_id)


def still_open(action: Action) -> Action:
    if action.state is not ActionState.OPEN:
        raise Refused(ActionReason.ENDED)
    return action


async def name_owner(
    uow: UnitOfWork, network: Network, action: Action, owner_id: int, by: Person, now: datetime
) -> Person:
    """Someone of the network is to do it; who names themselves has accepted by that."""
    owner = (await people_of(uow, network.key, now)).get(owner_id)
    if owner is None:
        raise Refused(ActionReason.NOT_OF_THE_NETWORK)
    still_open(action).owner_id, action.named_by_id = owner.key, by.key
    action.accepted_at = now if owner.id == by.id else None
    await _changed(uow, network, action, now)
    return owner


async def take(uow: UnitOfWork, network: Network, action: Action, by: Person, now: datetime) -> None:
    """Someone does what nobody had taken on yet."""
    if still_open(action).owner_id not in (None, by.id):
        raise Refused(ActionReason.OWNED)
    await name_owner(uow, network, action, by.key, by, now)


async def accept(uow: UnitOfWork, network: Network, action: Action, by: Person, now: datetime) -> None:
    """The named owner agrees."""
    _owned_by(action, by).accepted_at = now
    await _changed(uow, network, action, now)


async def decline(uow: UnitOfWork, network: Network, action: Action, by: Person, now: datetime) -> int | None:
    """The named owner can't; who named them."""
    named_by = _owned_by(action, by).named_by_id
    _release(action)
    await _changed(uow, network, action, now)
    return named_by


async def put_off(uow: UnitOfWork, network: Network, action: Action, due_on: date, now: datetime) -> None:
    """Until another day: reminders begin anew."""
    still_open(action).due_on = due_on
    await _changed(uow, network, action, now)


async def finish(uow: UnitOfWork, network: Network, action: Action, now: datetime) -> None:
    still_open(action).state, action.ended_at = ActionState.DONE, now
    await _changed(uow, network, action, now)


async def drop(uow: UnitOfWork, network: Network, action: Action, reason: str, now: datetime) -> None:
    """It will not be done, for a reason."""
    still_open(action).state, action.ended_at = ActionState.DROPPED, now
    action.reason = checked_reason(reason)
    await _changed(uow, network, action, now)


async def reopen(uow: UnitOfWork, network: Network, action: Action, now: datetime) -> None:
    """It is to be done after all."""
    if action.state is ActionState.OPEN:
        raise Refused(ActionReason.OPEN)
    action.state, action.ended_at, action.reason = ActionState.OPEN, None, ""
    await _changed(uow, network, action, now)


async def reword(uow: UnitOfWork, network: Network, action: Action, words: str, now: datetime) -> None:
    action.words = checked_words(words)
    await _changed(uow, network, action, now)


async def mark_internal(
    uow: UnitOfWork, network: Network, action: Action, now: datetime, *, internal: bool
) -> None:
    action.internal = internal
    await _changed(uow, network, action, now)


async def release_all(uow: UnitOfWork, network: Network, person_id: int, now: datetime) -> Sequence[Action]:
    """Someone no longer works in the network: what they had taken on is to be handed over."""
    left = await actions.left_behind(uow, network.key, person_id)
    for action in left:
        _release(action)
        await _changed(uow, network, action, now)
    return left


async def late(uow: UnitOfWork, network: Network, now: datetime) -> Sequence[Action]:
    """What should have been done by now, the longest ago first: it stands in the programme of the next meeting."""
    return await actions.late(uow, network.key, local(now, network.zone).date())


async def of_meeting(uow: UnitOfWork, meeting_id: int, *, internal: bool = True) -> list[Action]:
    """What was agreed at a meeting, by date; without `internal`, what everyone may read."""
    found = await actions.of_meeting(uow, meeting_id)
    return [each for each in found if internal or not each.internal]


def mine_first(found: Collection[Action], person: Person) -> list[Action]:
    """What someone has to do themselves, then the rest, each in its order."""
    return sorted(found, key=lambda each: each.owner_id != person.id)


def _owned_by(action: Action, by: Person) -> Action:
    if still_open(action).owner_id != by.id:
        raise Refused(ActionReason.NOT_YOURS)
    return action


def _release(action: Action) -> None:
    action.owner_id, action.named_by_id, action.accepted_at = None, None, None


async def _changed(uow: UnitOfWork, network: Network, action: Action, now: datetime) -> None:
    uow.session.add(action)
    await reminding.plan(uow, action, network.zone, now)
    uow.tell(ActionChanged(network.key, action.key, action.meeting_id))
