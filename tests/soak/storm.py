"""The storm: people ask, notices and polls wait to be sent, processes are killed, and Telegram misbehaves."""

import asyncio
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, func, select

from sandbox.story import Group, Player, Story
from storage import outbox
from storage.engine import Database
from storage.inbox import Arrival, Handling
from storage.outbox import PENDING, Care, Priority, Request, Saying
from storage.seal import Seal
from tests.process.forked import ForkedBot
from tests.process.living import Sandbox

KIND = "office_hours.news"
FAULTS = ("429", "500", "502", "timeout_before", "timeout_after", "slow")
SECONDS = {"429": 2.0, "timeout_before": 1.5, "timeout_after": 1.5, "slow": 1.0}
GOOD_FOR = timedelta(minutes=2)


@dataclass(frozen=True)
class Plan:
    """How hard it blows. Every chat gets as many messages; of the groups' some are polls."""

    seed: int = 1
    workers: int = 3
    kills: int = 60
    people: int = 40
    groups: int = 10
    messages: int = 3000
    pause: tuple[float, float] = (2.0, 5.0)
    fault_every: float = 1.5
    patience: float = 1200.0

    @property
    def each(self) -> int:
        return self.messages // (self.people + self.groups)


@dataclass
class Storm:
    """One storm over one database; afterwards what it left is looked at."""

    plan: Plan
    sandbox: Sandbox
    story: Story
    database: Database
    folder: Path
    people: list[Player] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    workers: list[ForkedBot] = field(default_factory=list)
    asked: int = 0
    laid: int = 0
    killed: int = 0
    made: Counter[str] = field(default_factory=Counter)
    calm: bool = False

    @classmethod
    def over(cls, plan: Plan, sandbox: Sandbox, story: Story, url: str, folder: Path) -> "Storm":
        data = folder / "data"
        return cls(plan, sandbox, story, Database(url, Seal(data / "keys")), data)

    async def blows(self) -> None:
        """All at once, until everything was asked, everybody killed, and the bot has caught up."""
        self.dice = random.Random(self.plan.seed)
        await self._people_come()
        self.workers = [self._worker() for _ in range(self.plan.workers)]
        trouble = [asyncio.create_task(self._telegram_misbehaves())]
        await asyncio.gather(self._everybody_asks(), self._notices_wait(), self._kills())
        for task in trouble:
            task.cancel()
        await self.story.send("DELETE", "/world/faults")
        self.calm = await self._comes_to_rest()

    async def ends(self) -> None:
        for worker in self.workers:
            await worker.kill()
        await self.database.close()

    @property
    def faults(self) -> int:
        return self.made.total()

    async def _people_come(self) -> None:
        self.people = [await self.story.someone(f"Osoba {n}", started=True) for n in range(self.plan.people)]
        owner = self.people[0]
        for n in range(self.plan.groups):
            made = await self.story.post(f"/world/as/{owner.id}/groups", {"title": f"Grupa {n}"})
            group = Group(made)
            await self.story.post(
                f"/world/as/{owner.id}/groups/{group.id}/members", {"user_id": self.story.bot.id}
            )
            self.groups.append(group)

    def _worker(self) -> ForkedBot:
        with_links = ",".join(str(person.id) for person in self.people)
        url = self.database.engine.url.render_as_string(hide_password=False)
        return ForkedBot(self.sandbox, self.folder, DATABASE_URL=url, COORDINATORS=with_links)

    async def _everybody_asks(self) -> None:
        """Each question makes one invitation, with a link of its own."""
        for _ in range(self.plan.each):
            for person in self.people:
                path = f"/world/as/{person.id}/messages"
                await self.story.post(path, {"chat_id": person.id, "text": "/zapros_siec"})
                self.asked += 1
            await asyncio.sleep(self.dice.uniform(0.3, 1.2))

    async def _notices_wait(self) -> None:
        """In groups: every tenth is a poll, every seventh is of no use after a while."""
        for n in range(self.plan.each):
            for group in self.groups:
                await self._lay(group.id, n)
            await asyncio.sleep(self.dice.uniform(0.3, 1.2))

    async def _lay(self, chat: int, n: int) -> None:
        now, name = await self.story.clock.now(), f"{chat}: {n}"
        poll = {"chat_id": chat, "question": name, "options": [{"text": "tak"}, {"text": "nie"}]}
        is_poll = n % 10 == 9
        payload = {"params": poll if is_poll else {"chat_id": chat, "text": name}}
        async with self.database.write() as uow:
            sealed = uow.seal.close(json.dumps(payload).encode(), now.date())
            outbox.put(uow, [Request(
                lane=chat, method="sendPoll" if is_poll else "sendMessage", kind=KIND, payload=sealed,
                care=Care.AT_MOST_ONCE if is_poll else Care.RESEND_ONCE, priority=Priority.BULK,
                ready_at=now, created_at=now, not_after=now + GOOD_FOR if n % 7 == 6 else None,
            )])  # fmt: skip
        self.laid += 1

    async def _kills(self) -> None:
        """One after another, whichever it is; soon another takes its place."""
        while self.killed < self.plan.kills:
            await asyncio.sleep(self.dice.uniform(*self.plan.pause))
            victim = self.dice.randrange(len(self.workers))
            await self.workers[victim].kill()
            self.killed += 1
            await asyncio.sleep(self.dice.uniform(0, 1))
            self.workers[victim] = self._worker()

    async def _telegram_misbehaves(self) -> None:
        while True:
            await asyncio.sleep(self.dice.expovariate(1 / self.plan.fault_every))
            kind = self.dice.choice(FAULTS)
            await self.story.post("/world/faults", {"kind": kind, "seconds": SECONDS.get(kind, 0.0)})
            self.made[kind] += 1

    async def _comes_to_rest(self) -> bool:
        """Whether everything is handled and sent within the patience of the plan."""
        end = time.monotonic() + self.plan.patience
        while time.monotonic() < end:
            if not await self._left():
                return True
            await asyncio.sleep(0.5)
        return False

    async def _left(self) -> int:
        async with self.database.read() as uow:
            sayings = select(func.count()).select_from(Saying).where(col(Saying.state).in_(PENDING))
            arrivals = select(func.count()).select_from(Arrival).where(Arrival.state == Handling.NEW)
            answered = select(func.count()).select_from(Arrival).where(col(Arrival.update_id).is_not(None))
            waiting = (await uow.session.exec(sayings)).one() + (await uow.session.exec(arrivals)).one()
            arrived = (await uow.session.exec(answered)).one()
        return waiting + max(0, self.asked - arrived)

    async def record(self) -> list[dict[str, Any]]:
        return [
            entry for entry in await self.story.record() if entry["method"] in ("sendMessage", "sendPoll")
        ]
