"""Delivery: claims the head of each chat's outbox, sends within Telegram's limits, records how it ended."""

import asyncio
import base64
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import InputFile
from telegram.error import TelegramError

from bot.api import Api
from bot.clock import Clock
from bot.limits import LATE, MINUTE, Limits
from bot.patience import Patience
from bot.recording import Attempt, Recorder
from bot.verdict import Next, Verdict, judge, unknown
from handlers.watch import Watch
from storage import claims, outbox, posts
from storage.claims import Claim
from storage.ends import Why
from storage.engine import Database, Unavailable
from storage.outbox import Care
from storage.seal import BrokenSeal

log = structlog.get_logger()

LEASE = timedelta(minutes=2)
BATCH = 50
ATTEMPTS = {Care.RETRY: 20, Care.RESEND_ONCE: 2, Care.AT_MOST_ONCE: 1}


@dataclass
class Delivery:
    """Sends what was committed. `replied` hears of every lane that got an answer to handle."""

    database: Database
    bot: Api
    clock: Clock
    owner: str
    replied: Callable[[int], None] = lambda lane: None
    limits: Limits | None = field(default_factory=Limits)
    watch: Watch = field(default_factory=Watch)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _flying: set[asyncio.Task[None]] = field(default_factory=set)
    _patience: Patience = field(default_factory=Patience.with_database)
    _waking: asyncio.Task[None] | None = None
    _one_round: asyncio.Lock = field(default_factory=asyncio.Lock)
    _claiming: bool = False
    _closing: bool = False
    _standing_by: bool = False

    def __post_init__(self) -> None:
        self._recorder = Recorder(self.database, self.clock, self.owner, self._patience, self._halt)

    def wake(self) -> None:
        """Something may be ready."""
        self._wake.set()

    @property
    def idle(self) -> bool:
        """Nothing to do but to wait for the clock, or for another process."""
        return self._standing_by or (not self._claiming and not self._wake.is_set() and not self._flying)

    def stand_by(self) -> None:
        """Another process sends."""
        self._standing_by = True

    async def take_over(self) -> None:
        """Nobody else sends now: what was claimed and did not end is free again."""
        if self._flying:
            await asyncio.wait(set(self._flying))
        now = self.clock.now()
        async with self.database.write() as uow:
            counted = await outbox.sent_since(uow, now - MINUTE)
            held = await claims.release(uow)
        if self.limits:
            self.limits.remember([*counted, *((lane, now + LATE) for lane in held)], now)
        self._standing_by = False
        self.wake()

    async def run(self) -> None:
        """Send until `close`."""
        while await self._wake.wait() and not self._closing:
            self._claiming = True
            self._wake.clear()
            try:
                await asyncio.shield(self.round())
                self._patience.reset()
            except Unavailable as fault:
                await self._patience.wait(fault)
                self._wake.set()
            finally:
                self._claiming = False

    def close(self) -> None:
        """Claim nothing more."""
        self._closing = True
        self._wake.set()
        self._wake_at(None)

    async def stop(self, patience: float) -> None:
        """Claim nothing more and let what is on its way arrive, for `patience` seconds at most."""
        self.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience), self._one_round:
                if self._flying:
                    await asyncio.wait(set(self._flying))

    async def drain(self) -> int:
        """Send everything that is ready now, and wait for it; how many."""
        sent = 0
        self._wake.set()
        while self._wake.is_set():
            self._wake.clear()
            sent += await self.round()
            if self._flying:
                await asyncio.wait(set(self._flying))
        return sent

    async def round(self) -> int:
        """Claim what may go now, the most urgent first, and let it go; how many."""
        now = self.clock.now()
        room = self.limits.room(now) if self.limits else BATCH
        most = min(room, BATCH) or BATCH
        resting = self.limits.resting(now) if self.limits else []
        async with self._one_round:
            async with self.database.write() as uow:
                sayings = await claims.claim(
                    uow, self.owner, now, now + LEASE, most, resting, lanes=room > 0,
                    besides=self._recorder.unrecorded,
                )  # fmt: skip
            for saying in sayings:
                self._let_go(saying)
        if len(sayings) == most:
            self._wake.set()  # there may be more
        self._wake_at(
            self.limits.next_free_at(self.clock.now()) if self.limits and not self._closing else None
        )
        return len(sayings)

    def _let_go(self, saying: Claim) -> None:
        if self.limits:
            self.limits.begin(saying.lane)
        task = asyncio.create_task(self._send(saying, self.clock.now()))
        self._flying.add(task)
        task.add_done_callback(self._landed)

    def _landed(self, task: "asyncio.Task[None]") -> None:
        self._flying.discard(task)
        self._wake.set()
        if not task.cancelled() and (fault := task.exception()):
            log.error("delivery failed", fault=type(fault).__name__)

    def _wake_at(self, moment: datetime | None) -> None:
        if self._waking is not None:
            self._waking.cancel()
        self._waking = asyncio.create_task(self._sleep_until(moment)) if moment else None

    async def _sleep_until(self, moment: datetime) -> None:
        await self.clock.sleep_until(moment)
        self._wake.set()

    def _halt(self, lane: int, now: datetime, until: datetime) -> None:
        if self.limits:
            self.limits.halt(lane, now, until)

    async def _send(self, saying: Claim, left: datetime) -> None:
        """One attempt, from the checks before it to the record of how it ended."""
        attempt, refused = Attempt(saying), self._refused(saying)
        try:
            attempt.verdict = refused or await self._try(attempt)
        finally:
            if self.limits:
                self.limits.land(saying.lane, left, self.clock.now(), counts=refused is None)
        lanes = await self._recorder.record(attempt)
        how, error = attempt.verdict.next, attempt.verdict.error
        self.watch.sent(saying, how, error)
        if error:
            log.info("not sent", kind=saying.kind, method=saying.method, state=how, error=error)
        for lane in lanes:
            self.replied(lane)

    def _refused(self, saying: Claim) -> Verdict | None:
        if saying.not_after is not None and saying.not_after < self.clock.now():
            return Verdict(Next.DROPPED, saying.error or Why.TOO_LATE)
        if saying.attempts <= ATTEMPTS[saying.care]:
            return None
        if saying.care is Care.RETRY:
            return Verdict(Next.DEAD, Why.NO_ANSWER)
        return unknown(saying, Why.NOBODY_KNOWS)

    async def _try(self, attempt: Attempt) -> Verdict:
        try:
            parameters = await self._parameters(attempt.saying, attempt.open(self.database.seal))
            attempt.result = await self.bot.call(attempt.saying.method, parameters)
        except TelegramError as fault:
            return judge(fault, attempt.saying, self.clock.now())
        except BrokenSeal:
            return Verdict(Next.DEAD, Why.KEY_GONE)
        except NoMessage:
            return Verdict(Next.DROPPED, Why.GONE)
        return Verdict(Next.SENT)

    async def _parameters(self, saying: Claim, said: Mapping[str, Any]) -> dict[str, Any]:
        """What to send: the sealed parameters, with the chat's and the message's present numbers."""
        parameters = dict[str, Any](said["params"])
        for name, file in said.get("files", {}).items():
            parameters[name] = InputFile(base64.b64decode(file["content"]), file["name"])
        if saying.lane is not None and "chat_id" in parameters:
            parameters["chat_id"] = saying.lane
        if saying.post_id is not None and not saying.method.startswith("send"):
            async with self.database.read() as uow:
                parameters["message_id"] = await posts.message_id(uow, saying.post_id)
            if parameters["message_id"] is None:
                raise NoMessage
        return parameters


class NoMessage(Exception):
    """The message to change was never sent, or is gone."""
