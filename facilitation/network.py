"""How a network comes to be, is changed, loses and finds its group."""

import hashlib
import secrets
from datetime import datetime, timedelta

from facilitation.facts import GroupFound, NetworkChanged, RoleChanged, SpeechChanged
from facilitation.refusals import Reason, Refused
from facilitation.zones import find_zone
from storage import invitations, outbox, posts, roles
from storage import network as networks
from storage.invitations import Invitation
from storage.network import Network, NetworkState
from storage.people import Person
from storage.roles import Audit, Change, Grant, Role
from storage.unit_of_work import UnitOfWork

LONGEST_TOPIC = 120
INVITATION_LIFETIME = timedelta(days=14)


class NetworkReason(Reason):
    """What can't be done with a network."""

    TOPIC_EMPTY = "topic empty"
    TOPIC_LONG = "topic long"
    NO_SUCH_ZONE = "no such zone"
    NOT_INVITED = "not invited"
    INVITATION_SPENT = "invitation spent"
    ADMINS_ONLY = "admins only"
    HAS_FACILITATOR = "has facilitator"


async def set_up(
    uow: UnitOfWork, by: Person, chat_id: int, title: str, language: str, zone: str, now: datetime
) -> Network:
    """A group becomes a network; whoever added the bot is its first facilitator."""
    network = await networks.by_chat(uow, chat_id)
    if network is not None:
        return network
    topic = title[:LONGEST_TOPIC]
    network = await networks.add(
        uow, Network(chat_id=chat_id, title=title, topic=topic, language=language, zone=zone, since=now)
    )
    await give_first(uow, network, by, now)
    return network


async def give_first(uow: UnitOfWork, network: Network, by: Person, now: datetime) -> None:
    """A group's admin becomes facilitator where there is none."""
    if await roles.holders(uow, network.key, Role.FACILITATOR, now):
        raise Refused(NetworkReason.HAS_FACILITATOR)
    await roles.grant(uow, Grant(person_id=by.key, network_id=network.key, role=Role.FACILITATOR, since=now))
    await roles.note(
        uow,
        Audit(network_id=network.key, at=now, actor_id=by.id, subject_id=by.id, change=Change.TOOK_OVER,
              role=Role.FACILITATOR),
    )  # fmt: skip
    uow.tell(RoleChanged(network.key, by.key, Role.FACILITATOR, held=True))


def begin(uow: UnitOfWork, network: Network) -> None:
    """The facilitator is content with topic, language and zone: people may join."""
    network.state = NetworkState.ACTIVE
    _changed(uow, network)


def change_topic(uow: UnitOfWork, network: Network, topic: str) -> None:
    topic = " ".join(topic.split())
    if not topic:
        raise Refused(NetworkReason.TOPIC_EMPTY)
    if len(topic) > LONGEST_TOPIC:
        raise Refused(NetworkReason.TOPIC_LONG, most=LONGEST_TOPIC, length=len(topic))
    network.topic = topic
    _changed(uow, network)


def change_language(uow: UnitOfWork, network: Network, language: str) -> None:
    network.language = language
    _changed(uow, network)
    uow.tell(SpeechChanged(network.key))


def change_zone(uow: UnitOfWork, network: Network, zone: str) -> None:
    found = find_zone(zone)
    if found is None:
        raise Refused(NetworkReason.NO_SUCH_ZONE, zone=zone[:40])
    network.zone = found
    _changed(uow, network)
    uow.tell(SpeechChanged(network.key))


def change_thread(uow: UnitOfWork, network: Network, thread_id: int | None) -> None:
    """Announcements go to this topic of a group that has topics."""
    network.thread_id = thread_id
    _changed(uow, network)


def rename_group(uow: UnitOfWork, network: Network, title: str) -> None:
    """The group has a new name; the topic follows where it was the name."""
    if network.topic == network.title[:LONGEST_TOPIC]:
        network.topic = title[:LONGEST_TOPIC]
    network.title = title
    _changed(uow, network)


async def move_group(uow: UnitOfWork, old: int, new: int) -> Network | None:
    """The group became a supergroup; None when that was already followed. What waits for the old one always goes on."""
    network = await networks.by_chat(uow, old)
    await outbox.move_lane(uow, old, new)
    if network is None or await networks.by_chat(uow, new) is not None:
        return None
    network.chat_id = new
    await posts.move(uow, old, new)
    uow.tell(GroupFound(network.key))
    return network


async def lose_group(uow: UnitOfWork, network: Network, now: datetime) -> None:
    """The bot is out of the group: nothing more is said there, everything is kept."""
    network.state = NetworkState.AWAY
    await outbox.cancel_lane(uow, network.chat_id, now)
    await posts.move(uow, network.chat_id, network.chat_id)


def find_group(uow: UnitOfWork, network: Network, title: str) -> None:
    """The bot is back in the group."""
    network.state = NetworkState.ACTIVE
    rename_group(uow, network, title or network.title)
    uow.tell(GroupFound(network.key))


async def invite(uow: UnitOfWork, now: datetime) -> str:
    """A one-time token that lets one group become a network within two weeks."""
    token = secrets.token_hex(12)
    await invitations.add(
        uow, Invitation(digest=_digest(token), created_at=now, expires_at=now + INVITATION_LIFETIME)
    )
    return token


async def accept_invitation(uow: UnitOfWork, token: str, now: datetime) -> None:
    """Use up an invitation; refused when it was used, is too old or never was."""
    if not await invitations.take(uow, _digest(token), now):
        raise Refused(NetworkReason.INVITATION_SPENT)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _changed(uow: UnitOfWork, network: Network) -> None:
    uow.session.add(network)
    uow.tell(NetworkChanged(network.key))
