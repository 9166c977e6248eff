"""Topics: a network's own list of what it deals with, who can help with which, and which of them a text is about."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.permissions import ALLOWED, Act
from facilitation.refusals import Reason, Refused
from facilitation.search.analysis import counted
from facilitation.text import folded
from storage import institutions, topics
from storage.institutions import Standing
from storage.network import Network
from storage.people import Person
from storage.topics import Topic
from storage.unit_of_work import UnitOfWork

SHORTEST, LONGEST, MOST = 2, 40, 30
_BETWEEN = re.compile(r"[,;\n]")
_BULLET = re.compile(r"^[\s•*–—-]*(?:\d+[.)]\s)?")


class TopicReason(Reason):
    """What can't be done with a topic."""

    EMPTY = "topics empty"
    SEVERAL = "several topics"
    SHORT = "topic short"
    LONG = "topic name long"
    TOO_MANY = "too many topics"
    ON_THE_LIST = "topic on the list"
    GONE = "topic gone"
    JOIN_FIRST = "join first"


@dataclass(frozen=True)
class Added:
    """What came of adding: the names that are new, and those that were on the list before."""

    new: list[str]
    known: list[str]


# the list


async def of_network(uow: UnitOfWork, network_id: int) -> Sequence[Topic]:
    """The list of a network, by name."""
    return await topics.of_network(uow, network_id)


async def add(uow: UnitOfWork, network: Network, typed: str) -> Added:
    """Put every topic that the words name on the list; those that are there already stay as they are."""
    wanted: dict[str, str] = {}
    for name in names(typed):
        wanted.setdefault(folded(name), name)
    if not wanted:
        raise Refused(TopicReason.EMPTY)
    known = {topic.folded: topic.name for topic in await of_network(uow, network.key)}
    new = [name for key, name in wanted.items() if key not in known]
    if len(known) + len(new) > MOST:
        raise Refused(TopicReason.TOO_MANY, most=MOST, known=len(known))
    await topics.add_all(uow, [Topic(network_id=network.key, name=name, folded=folded(name)) for name in new])
    return Added(new, [known[key] for key in wanted if key in known])


async def rename(uow: UnitOfWork, network: Network, topic_id: int, typed: str) -> Topic:
    """Whoever can help with it, still can."""
    topic, name = await standing(uow, network, topic_id), _one(typed)
    others = [each for each in await of_network(uow, network.key) if each.id != topic.id]
    if namesake := next((each for each in others if each.folded == folded(name)), None):
        raise Refused(TopicReason.ON_THE_LIST, name=namesake.name)
    topic.name, topic.folded = name, folded(name)
    uow.session.add(topic)
    return topic


async def remove(uow: UnitOfWork, network: Network, topic_id: int) -> Topic:
    """The topic goes, and with it who can help."""
    topic = await standing(uow, network, topic_id)
    await topics.remove(uow, topic)
    return topic


async def standing(uow: UnitOfWork, network: Network, topic_id: int) -> Topic:
    """A topic that is still on this network's list, held for a change; refused otherwise."""
    topic = await topics.to_change(uow, network.key, topic_id)
    if topic is None:
        raise Refused(TopicReason.GONE)
    return topic


def names(typed: str) -> list[str]:
    """The topics that people write with commas between, or each on a line of its own."""
    parts = (_BULLET.sub("", part) for part in _BETWEEN.split(typed))
    return [_checked(part) for part in parts if part.strip(" .")]


def _one(typed: str) -> str:
    found = names(typed)
    if len(found) != 1:
        raise Refused(TopicReason.SEVERAL if found else TopicReason.EMPTY)
    return found[0]


def _checked(typed: str) -> str:
    seen = "".join(sign if sign.isprintable() else " " for sign in typed)
    name = " ".join(seen.split()).strip(" .")
    if len(name) < SHORTEST or not any(sign.isalnum() for sign in name):
        raise Refused(TopicReason.SHORT, name=name)
    if len(name) > LONGEST:
        raise Refused(TopicReason.LONG, name=f"{name[:LONGEST].rstrip()}…", most=LONGEST)
    return name


# who can help


async def helpers(uow: UnitOfWork, topic_ids: Collection[int]) -> dict[int, list[Person]]:
    """Who can help with each of these topics, only people who are in the network; who said so first comes first."""
    return await topics.helpers(uow, topic_ids)


async def may_help(uow: UnitOfWork, network_id: int, person_id: int, now: datetime) -> bool:
    """Whether there is something to help with, and this person one whom others may ask: whoever may ask, too."""
    return await topics.are_for(uow, network_id, person_id, ALLOWED[Act.ASK], now)


async def offer(
    uow: UnitOfWork, network: Network, person: Person, topic_id: int, now: datetime, *, helps: bool
) -> bool:
    """From now on this person can help with the topic, or can no longer; False for one that has gone."""
    topic = await topics.to_change(uow, network.key, topic_id)
    if topic is None:
        return False
    if not helps:
        await topics.help_no_longer(uow, topic.key, person.key)
        return True
    membership = await institutions.membership(uow, network.key, person.key)
    if membership is None or membership.standing is not Standing.JOINED:
        raise Refused(TopicReason.JOIN_FIRST)
    await topics.help_with(uow, topic.key, person.key, now)
    return True


# what a text is about


async def touched_by(uow: UnitOfWork, network_id: int, words: str) -> list[Topic]:
    """The topics of a network that a text is about."""
    return touched(await of_network(uow, network_id), words)


def touched(known: Sequence[Topic], words: str) -> list[Topic]:
    """Those of which the text has every word, whatever its ending and diacritics."""
    found = counted("", words).keys() if known else set()
    return [topic for topic in known if (wanted := counted("", topic.name).keys()) and wanted <= found]
