"""`kill -9` at every named point of the road: nothing is lost, and nothing is said twice but where nobody can know.

One story for all points: something is asked, a bot begins that kills itself at the point, and then one that is not
killed. The sandbox lives through all of it and remembers everything that it accepted.
"""

import contextlib
import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlmodel import col, func, select

from bot.crash_points import POINTS
from facilitation.polls import life
from facilitation.polls.draft import Draft
from facilitation.polls.reminding import REMIND
from sandbox import history
from sandbox.players import Impossible
from sandbox.story import Story
from storage import due_work, people
from storage import network as networks
from storage.connections import LOCKS
from storage.due_work import Doing, DueWork
from storage.engine import Database
from storage.inbox import Arrival, Handling
from storage.invitations import Invitation
from storage.leadership import Task
from storage.outbox import Care, Saying, Sending
from storage.seal import Seal
from tests.process.forked import ForkedBot
from tests.process.living import Sandbox, until

pytestmark = pytest.mark.e2e

GREY = ("send.accepted", "record.begun", "record.written")
"""Between Telegram's acceptance and our record: nobody can know whether a message arrived."""
DUE = tuple(point for point in POINTS if point.startswith("due"))
ASKING = tuple(point for point in POINTS if point not in DUE and not point.startswith("vault"))
VOTING = (
    "due.taken", "due.done", "edge.done", "claim.made:2", "claim.committed:2", "send.leaving",
    "send.accepted", "record.begun", "record.begun:2", "record.written:2", "record.committed:2",
)  # fmt: skip
"""A poll is begun, Telegram asked how many are in the group, and then, as the second thing, for the poll."""
UNSURE = ("claim.committed:2", "send.leaving", "send.accepted", "record.begun:2", "record.written:2")
"""From the claim on an attempt counts as begun: what may not come twice is not begun again."""
CROWD = tuple(f"{point}:2" for point in POINTS if point.startswith("edge"))
"""Whoever comes first goes in alone; the second passing is that of all the others."""
WARSAW = ZoneInfo("Europe/Warsaw")
FIRST = datetime(2026, 9, 15, 10, tzinfo=WARSAW)
MOMENTS = (timedelta(days=-1), timedelta(hours=-1), timedelta(), timedelta(hours=1))
LINK = re.compile(r"startgroup=([\w-]+)")
PATIENCE = 60.0
LED = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
    f"WHERE datname = current_database() AND locktype = 'advisory' AND granted AND classid = {LOCKS} "
    "AND objid IN (1, 2)"
)


class Matrix:
    """A network whose bot is killed again and again."""

    def __init__(self, sandbox: Sandbox, story: Story, folder: Path, url: str) -> None:
        self.sandbox, self.story, self.folder, self.url = sandbox, story, folder, url
        self.marta, self.group = story.people["Marta"], story.groups["Miasto Cyfrowe"]
        self.database = Database(url, Seal(folder / "keys"))
        self.asked = self.polls = 0

    def bot(self, **settings: str) -> ForkedBot:
        return ForkedBot(
            self.sandbox, self.folder, DATABASE_URL=self.url, COORDINATORS=str(self.marta.id), **settings
        )

    async def begins(self) -> None:
        """The network is set up, office hours every week are announced, and the first reminder is near."""
        bot, story = self.bot(), self.story
        await self.is_there(bot)
        await history.begin(story, self.marta, self.group)
        for name in ("Ola", "Łukasz"):
            await history.joins(story, story.people[name], self.group, None)
        await self.marta.says(story.bot, "/dyzur co tydzień we wtorek 10:00")
        await self.marta.taps(story.bot, "Tak, zapowiedz")
        await story.clock.moves_to(FIRST + MOMENTS[0] - timedelta(minutes=5))
        await bot.kill()

    async def is_there(self, bot: ForkedBot) -> None:
        """The sandbox knows that this bot, and no other any more, follows its clock."""

        async def follows() -> bool:
            clients: list[str] = (await self.story.get("/clock"))["clients"]
            return [client.split("-")[0] for client in clients] == [str(bot.process.pid)]

        await until(follows, "the bot at the clock")
        await until(self.leads, "the bot that polls and sends")

    async def leads(self) -> bool:
        return await self.led() in (None, len(Task))

    async def is_gone(self) -> bool:
        """PostgreSQL knows that a killed bot's session is over; until then the next one would wait for its lead."""
        return not await self.led()

    async def led(self) -> int | None:
        """How much of what one bot does at a time is being done; None on SQLite, where there is only one."""
        if self.database.is_sqlite:
            return None
        async with self.database.read() as uow:
            return int(await (await uow.session.connection()).scalar(LED) or 0)

    async def is_killed_at(self, point: str) -> None:
        """A bot begins and kills itself at `point`; the next one does what is left."""
        await until(self.is_gone, "the end of the bot before")
        bot = self.bot(CRASH_AT=point)
        code = await bot.ends(PATIENCE)
        assert code == -9, f"{point}: {code} {bot.said()}"
        await until(self.is_gone, "the end of the killed bot")
        bot = self.bot()
        await self.is_there(bot)
        for _ in range(3):
            await self.story.clock.moves(minutes=1)
        await bot.kill()

    async def asks(self) -> None:
        """A coordinator wants an invitation: each is a row, and a link of its own."""
        self.asked += 1
        path = f"/world/as/{self.marta.id}/messages"
        await self.story.post(path, {"chat_id": self.marta.id, "text": "/zapros_siec"})

    async def everyone_belongs(self) -> None:
        """Whoever has not joined the network leaves the group, so that Telegram can hold its polls."""
        belong = {self.story.people[name].id for name in ("Marta", "Ola", "Łukasz")}
        for player in {player.id: player for player in self.story.people.values()}.values():
            with contextlib.suppress(Impossible):
                if player.id not in belong:
                    await self.marta.removes(self.group, player)

    async def puts_to_the_vote(self) -> str:
        """Polls may never come twice, for two of them split the vote. Answers its question."""
        self.polls += 1
        now, question = await self.story.clock.now(), f"Pytanie {self.polls}?"
        draft = Draft(question, options=("tak", "nie"))
        async with self.database.write() as uow:
            network = await networks.by_chat(uow, self.group.id)
            marta = await people.by_telegram_id(uow, self.marta.id)
            assert network is not None
            assert marta is not None
            poll = await life.begin(uow, network, draft, now + timedelta(minutes=2, seconds=30), marta, now)
            await due_work.cancel(uow, now, REMIND, str(poll.key))
        return question

    async def links(self) -> Counter[str]:
        """The invitations that were sent, by their tokens."""
        said = [json.dumps(message) for message in await self.marta.sees(self.story.bot)]
        return Counter(found[1] for text in said if (found := LINK.search(text)))

    async def heard(self, words: str) -> list[int]:
        """How often each chat heard these words from the bot."""
        record = [asked for asked in await self.story.record() if asked["method"] == "sendMessage"]
        chats = [asked["params"]["chat_id"] for asked in record if words in asked["params"]["text"]]
        return list(Counter(chats).values())

    async def polls_seen(self, question: str) -> int:
        record = await self.story.record()
        return sum(
            asked["method"] == "sendPoll" and asked["params"]["question"] == question for asked in record
        )

    async def states(self, column: Any, *where: Any) -> Counter[Any]:
        async with self.database.read() as uow:
            found = await uow.session.exec(select(column, func.count()).where(*where).group_by(column))
            return Counter(dict(found.all()))

    async def invitations(self) -> int:
        async with self.database.read() as uow:
            return int((await uow.session.exec(select(func.count()).select_from(Invitation))).one())

    async def nothing_is_left(self) -> None:
        """Every arrival was handled, every planned thing was done."""
        assert await self.states(Arrival.state, col(Arrival.state) != Handling.DONE) == {}
        now = await self.story.clock.now()
        well = (Doing.DONE, Doing.CANCELLED)
        badly = await self.states(DueWork.kind, col(DueWork.due_at) <= now, col(DueWork.state).not_in(well))
        assert badly == {}


@pytest_asyncio.fixture
async def matrix(tmp_path: Path, database_url: str) -> AsyncIterator[Matrix]:
    sandbox = await Sandbox.start("--forget-after", "1.2")
    async with Story.at(sandbox.address) as story:
        matrix = Matrix(sandbox, story, tmp_path / "data", database_url)
        await matrix.begins()
        yield matrix
        await matrix.database.close()
    await sandbox.stop()


async def test_an_update_has_its_effect_once_and_an_answer_wherever_the_process_is_killed(
    matrix: Matrix,
) -> None:
    for point in ASKING:
        before = await matrix.links()
        await matrix.asks()
        await matrix.is_killed_at(point)
        assert await matrix.invitations() == matrix.asked, point
        answered = await matrix.links() - before
        assert list(answered.values()) == [2 if point in GREY else 1], point
    await matrix.nothing_is_left()


async def test_each_of_a_crowd_is_answered_once_wherever_the_process_is_killed(matrix: Matrix) -> None:
    crowd = [matrix.story.people[name] for name in ("Marta", "Ola", "Łukasz")]
    for often, point in enumerate(CROWD, start=1):
        for someone in crowd:
            path = f"/world/as/{someone.id}/messages"
            await matrix.story.post(path, {"chat_id": someone.id, "text": "/pomoc"})
        await matrix.is_killed_at(point)
        assert await matrix.heard("Co możesz") == [often] * len(crowd), point
    await matrix.nothing_is_left()


async def test_what_is_due_is_done_once_wherever_the_process_is_killed(matrix: Matrix) -> None:
    for point, moment in zip(DUE, MOMENTS, strict=True):
        await matrix.story.clock.moves_to(FIRST + moment)
        await matrix.is_killed_at(point)
    await matrix.nothing_is_left()
    for words, often in (("Dyżur jutro", [1, 1]), ("dyżur jutro", [1]), ("Dyżur trwa", [2])):
        assert await matrix.heard(words) == often, f"{words}; the group heard of the week before too"


async def test_a_poll_never_comes_twice_and_ends_as_unknown_where_nobody_can_know(matrix: Matrix) -> None:
    await matrix.everyone_belongs()
    for point in VOTING:
        question = await matrix.puts_to_the_vote()
        await matrix.is_killed_at(point)
        seen = 0 if point in ("claim.committed:2", "send.leaving") else 1
        assert await matrix.polls_seen(question) == seen, point
        assert await matrix.heard(f"Głosowanie: {question}") == [], point
        assert await matrix.heard(f"Głosowanie zakończone: {question}") == [1], point
        ended = await matrix.states(Saying.state, col(Saying.care) == Care.AT_MOST_ONCE)
        assert ended[Sending.UNKNOWN] == sum(point in UNSURE for point in VOTING[: matrix.polls])
        assert ended.total() == ended[Sending.UNKNOWN] + ended[Sending.SENT], point
    await matrix.nothing_is_left()
