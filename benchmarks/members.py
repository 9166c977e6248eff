"""Members of a network, and a command of theirs that reads and writes: who says it, in which network, in which role;
what is to be done about it; and the answer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.road import CHATS
from facilitation.permissions import Act
from handlers.feature import Area, Command, Feature
from handlers.message import Message
from handlers.visit import Visit
from storage import due_work, network, people, roles
from storage.engine import Database
from storage.network import Network
from storage.people import Person, Reach
from storage.roles import Grant, Role
from storage.seal import Seal

FIRST = 1000
"""The fake Bot API numbers people from here."""


async def move_in(url: str, keys: Path) -> None:
    """Let everybody be known, and a member of one network."""
    database, now = Database(url, Seal(keys)), datetime.now(UTC)
    async with database.write() as uow:
        here = await network.add(
            uow,
            Network(
                chat_id=-1, title="Spoiwo", topic="Spoiwo", language="pl", zone="Europe/Warsaw", since=now
            ),
        )
        for number in range(FIRST, FIRST + CHATS):
            person = await people.add(
                uow,
                Person(telegram_id=number, name="Ola", telegram_language="pl", reach=Reach.OPEN, since=now),
            )
            await roles.grant(
                uow, Grant(person_id=person.key, network_id=here.key, role=Role.MEMBER, since=now)
            )
    await database.close()


async def echo(visit: Visit, words: str) -> None:
    visit.require(Act.ASK)
    tomorrow, key = visit.now + timedelta(days=1), f"{visit.heard.message_id}"
    await due_work.plan(
        visit.uow, "echo.again", key, tomorrow, network_id=visit.here.key, person=visit.me.key
    )
    visit.reply(Message(words))


ECHO = Feature(
    name="echo", code="echo", area=Area.ONESELF, commands=(Command("echo", "echo", "", echo, in_menu=False),),
)  # fmt: skip
