"""Recording: how attempts to send ended, and what follows from that, written down together and surely."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.patience import Patience
from bot.verdict import NOT_ENDED, Delay, Next, Verdict, event
from storage import claims, inbox, outbox, posts, status
from storage.claims import Claim
from storage.engine import Database, Unavailable
from storage.inbox import Source
from storage.outbox import Sending
from storage.seal import BrokenSeal, Seal
from storage.unit_of_work import UnitOfWork


@dataclass(eq=False)
class Attempt:
    """One attempt to send: what was said, where its seal was opened, and how it ended; then, once that is recorded,
    the lanes in which answers wait to be handled."""

    saying: Claim
    said: dict[str, Any] | None = None
    verdict: Verdict = NOT_ENDED
    result: Any = None
    lanes: set[int] = field(default_factory=set)

    def open(self, seal: Seal) -> dict[str, Any]:
        """What is to be said. Raises BrokenSeal."""
        if self.said is None:
            assert self.saying.payload is not None
            self.said = json.loads(seal.open(self.saying.payload))
        return self.said


@dataclass
class Recorder:
    """Records how the attempts of `owner` ended. `halt` hears until when a chat has to be left alone.

    What is `unrecorded` because the database is away must not be sent again meanwhile.
    """

    database: Database
    clock: Clock
    owner: str
    patience: Patience
    halt: Callable[[int, datetime, datetime], None]
    unrecorded: set[int] = field(default_factory=set)
    _ended: list[Attempt] = field(default_factory=list)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def record(self, ended: Attempt) -> set[int]:
        """Record in one transaction with all that ended meanwhile; the lanes that have something to handle."""
        self._ended.append(ended)
        async with self._one_at_a_time:
            if ended in self._ended:
                together, self._ended = self._ended, []
                await self._record_all(together)
        return ended.lanes

    async def _record_all(self, together: list[Attempt]) -> None:
        """Record also where the database is away for long, and let nobody send it again meanwhile."""
        try:
            while True:
                try:
                    async with self.database.write() as uow:
                        await self._record(uow, together)
                        return
                except Unavailable as fault:
                    self.unrecorded |= {each.saying.key for each in (*together, *self._ended)}
                    await self.patience.wait(fault)
        finally:
            self.unrecorded -= {each.saying.key for each in together}

    def _mended(self, saying: Claim, verdict: Verdict) -> bytes | None:
        """What to say next time: without the topic that is gone; about the group that has moved under its new number,
        which only a question names itself (all else follows its lane)."""
        gone = verdict.error == Delay.TOPIC_LOST
        asks_of_moved = verdict.error == Delay.MOVED and saying.lane is None
        if saying.payload is None or not (gone or asks_of_moved):
            return saying.payload
        payload = json.loads(self.database.seal.open(saying.payload))
        if gone:
            payload["params"].pop("message_thread_id", None)
        else:
            _follow(payload, verdict.keep["new"])
        return self.database.seal.close(json.dumps(payload).encode(), self.clock.now().date())

    async def _record(self, uow: UnitOfWork, together: list[Attempt]) -> None:
        """Write down the ends of attempts, those that ended alike in one statement, and what follows from each."""
        alike: defaultdict[tuple[Next, str | None], list[int]] = defaultdict(list)
        for each in together:
            alike[each.verdict.next, each.verdict.error].append(each.saying.key)
        recorded: set[int] = set()
        for (how, error), keys in alike.items():
            if how is not Next.AGAIN:
                now, state = self.clock.now(), Sending(how.value)
                recorded |= await outbox.end(uow, keys, self.owner, state, now, error)
        if traceless := {each.saying.key for each in together if each.saying.traceless} & recorded:
            await outbox.remove(uow, traceless)
        for each in together:
            if each.verdict.next is Next.AGAIN:
                each.lanes = await self._put_back(uow, each)
            elif each.saying.key in recorded:
                each.lanes = await self._follow_up(uow, each)

    async def _put_back(self, uow: UnitOfWork, again: Attempt) -> set[int]:
        saying, verdict = again.saying, again.verdict
        assert verdict.at is not None
        if saying.lane is not None and not verdict.counted:
            self.halt(saying.lane, self.clock.now(), verdict.at)
        payload = self._mended(saying, verdict)
        await claims.put_back(uow, saying.key, self.owner, verdict.at, payload, counted=verdict.counted)
        return await self._pass_on(uow, event(saying, verdict))

    async def _follow_up(self, uow: UnitOfWork, ended: Attempt) -> set[int]:
        """What an end means for others; the lanes that have something to handle now."""
        saying, verdict, result = ended.saying, ended.verdict, ended.result
        if saying.post_id is not None and saying.method.startswith("send"):
            if verdict.next is Next.SENT:
                await posts.sent(uow, saying.post_id, result["chat"]["id"], result["message_id"])
            elif verdict.next in (Next.DEAD, Next.DROPPED):
                await posts.forget_message(uow, saying.post_id)
        if saying.network_id is not None and verdict.next is not Next.SENT and not saying.traceless:
            await status.owe_note(uow, saying.network_id, self.clock.now() + status.PAUSE)
        return await self._pass_on(uow, self._answer(ended) + event(saying, verdict))

    def _answer(self, ended: Attempt) -> list[dict[str, Any]]:
        """Telegram's answer for whoever asked; nobody knows who that was where the key is gone."""
        try:
            then = ended.open(self.database.seal).get("then")
        except BrokenSeal:
            return []
        return [{**then, "result": ended.result, "error": ended.verdict.error}] if then else []

    async def _pass_on(self, uow: UnitOfWork, replies: list[dict[str, Any]]) -> set[int]:
        """Hand on what has to be handled, through the inbox; the lanes in which it waits."""
        now = self.clock.now()
        arrivals = [
            {"update_id": None, "source": Source.REPLY, "lane": reply["heard"]["chat_id"], "received_at": now,
             "payload": uow.seal.close(json.dumps(reply).encode(), now.date())}
            for reply in replies
        ]  # fmt: skip
        if arrivals:
            await inbox.receive(uow, arrivals)
        return {arrival["lane"] for arrival in arrivals}


def _follow(payload: dict[str, Any], new: int) -> None:
    """Ask about the group under its new number, and answer there if the question came from there."""
    asked = payload["params"].get("scope", payload["params"])
    heard = payload.get("then", {}).get("heard", {})
    if heard.get("chat_id") == asked.get("chat_id"):
        heard["chat_id"] = new
    asked["chat_id"] = new
