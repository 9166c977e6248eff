"""The edge: who, where, which network, roles, language; then one transaction in which everything happens or nothing.

Whoever comes, comes in here and nowhere else: an update, an answer of Telegram, a form from a page, a due thing.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import structlog
from telegram import Update, User

from facilitation import people as people_rules
from facilitation.refusals import Refused
from handlers import pages, refusals
from handlers.crowd import Crowd, Guest
from handlers.due import Preparation, Prepared
from handlers.fetching import Fetch, fetch_nothing
from handlers.heard import Heard, hear
from handlers.registry import Registry
from handlers.requests import Answer
from handlers.router import route
from handlers.visit import Installation, Visit
from handlers.watch import Watch, where
from storage import due_work, inbox, roles, status
from storage import network as networks
from storage.connections import is_race
from storage.due_work import Doing, DueWork
from storage.ends import Why
from storage.engine import Database, Unavailable
from storage.inbox import Handling, Head, Source
from storage.people import Reach
from storage.seal import BrokenSeal
from storage.unit_of_work import Fact, UnitOfWork

log = structlog.get_logger()

Seen = TypeVar("Seen")
NOBODY = Heard(chat_id=0, private=True)
MOST_TRIES = 3


@dataclass
class Edge:
    """Lets visitors in, one transaction each."""

    database: Database
    registry: Registry
    installation: Installation
    now: Callable[[], datetime]
    hasten: Callable[[], None] = lambda: None
    watch: Watch = field(default_factory=Watch)
    fetch: Fetch = fetch_nothing

    def __post_init__(self) -> None:
        self._crowd = Crowd(self.database, lambda: self.now(), self._serve)

    async def handle_head(
        self, lane: int, fresh: Update | None = None, *, tries: int = MOST_TRIES
    ) -> int | None:
        """Handle the oldest arrival of `lane`, together with those of other lanes that wait at the same moment.

        Returns its update id (0 for an answer of Telegram), None when there is none. `fresh` saves parsing it again.
        Of two visitors who bring the same at once, from different chats, one tries again.
        """
        guest = Guest(lane, fresh)
        try:
            await self._crowd.enter(guest)
        except Refused as refusal:
            assert guest.arrival is not None
            await self._refuse(guest.arrival, fresh, refusal)
        except Unavailable:
            raise
        except Exception as fault:
            if is_race(fault) and tries > 1:
                return await self.handle_head(lane, fresh, tries=tries - 1)
            if guest.arrival is None:
                raise
            await self._quarantine(guest.arrival, fresh, fault)
        return None if guest.arrival is None else guest.arrival.update_id or 0

    async def _serve(self, uow: UnitOfWork, arrival: Head, fresh: Update | None) -> None:
        visit, act = await self._receive(uow, arrival, fresh)
        await act()
        await self._finish(visit)

    async def begin(self) -> None:
        """The process starts: let every feature plan what has to be planned."""
        async with self.database.write() as uow:
            visit = self._visit(uow, NOBODY)
            for feature in self.registry.features:
                if feature.begins is not None:
                    await feature.begins(visit)
            await visit.flush()

    async def read(self, look: Callable[[Visit], Awaitable[Seen]]) -> Seen:
        """Let somebody look who neither says nor changes anything. Raises Unavailable."""
        async with self.database.read() as uow:
            return await look(self._visit(uow, NOBODY))

    async def handle_due(self, work_id: int, kind: str, *, tries: int = MOST_TRIES) -> None:
        """Do one due thing, or drop it when it came too late to be of use. Raises Unavailable."""
        try:
            made = await self._prepare(kind, work_id)
            async with self.database.write() as uow:
                work = await due_work.take(uow, work_id, self.now())
                if work is not None:
                    self.watch.due(self.now() - work.due_at)
                    await self._do(uow, work, made)
        except Unavailable:
            raise
        except Exception as fault:
            if is_race(fault) and tries > 1:
                await self.handle_due(work_id, kind, tries=tries - 1)
                return
            log.exception("due work failed", work=work_id, fault=type(fault).__name__)
            self.watch.failed("due work", type(fault).__name__)
            async with self.database.write() as uow:
                work = await due_work.by_id(uow, work_id)
                await self._give_up(uow, work, Doing.DEAD, type(fault).__name__)

    async def _prepare(self, kind: str, work_id: int) -> tuple[Any, ...] | None:
        """What the handler gets besides the work; None when that was not made, because it would be of no use."""
        doing = self.registry.due(kind)
        if not isinstance(doing, Prepared):
            return ()
        async with self.database.read() as uow:
            work = await due_work.look_at(uow, work_id, self.now())
        if work is None or work.is_late(self.now()):
            return None
        now, here = self.now(), self.installation
        return (await doing.prepare(Preparation(self.database, work, now, here, self.read, self.fetch)),)

    async def _do(self, uow: UnitOfWork, work: DueWork, made: tuple[Any, ...] | None) -> None:
        doing = self.registry.due(work.kind)
        handler = doing.handle if isinstance(doing, Prepared) else doing
        if work.is_late(self.now()):
            await self._give_up(uow, work, Doing.DROPPED, work.error or Why.TOO_LATE)
            return
        visit = self._visit(uow, NOBODY)
        if handler is None:
            await self._give_up(uow, work, Doing.DEAD, "nobody does this kind")
            return
        if made is None:
            return
        await due_work.finish(uow, work.key, Doing.DONE, self.now())
        await handler(visit, work, *made)
        await self._finish(visit)

    async def _give_up(self, uow: UnitOfWork, work: DueWork, state: Doing, why: str) -> None:
        """It came to nothing; where somebody misses it, the network's facilitators will hear."""
        await due_work.finish(uow, work.key, state, self.now(), why)
        if work.network_id is not None and self.registry.owes.get(work.kind):
            await status.owe_note(uow, work.network_id, self.now() + status.PAUSE)

    async def _receive(
        self, uow: UnitOfWork, arrival: Head, fresh: Update | None
    ) -> tuple[Visit, Callable[[], Any]]:
        if arrival.source is Source.REPLY:
            return await self._receive_reply(uow, arrival)
        if arrival.source is Source.WEB:
            visit = self._visit(uow, NOBODY)
            return visit, lambda: pages.take(visit, arrival)
        update = fresh if fresh and fresh.update_id == arrival.update_id else _parsed(uow, arrival)
        heard = hear(update, self.installation.bot_id, self.installation.username)
        if heard is None:
            visit = self._visit(uow, NOBODY)
            return visit, _nothing
        visit = await self._admit(uow, heard)
        visit.came_at = arrival.received_at
        return visit, lambda: route(visit)

    async def _receive_reply(self, uow: UnitOfWork, arrival: Head) -> tuple[Visit, Callable[[], Any]]:
        assert arrival.payload is not None
        reply = json.loads(uow.seal.open(arrival.payload))
        user = User.de_json(reply["user"], None) if reply["user"] else None
        visit = await self._admit(uow, Heard(**reply["heard"], user=user))
        handler = self.registry.reply(reply["name"])
        answer = Answer(reply.get("result"), reply.get("error"))
        if handler is None:
            return visit, _nothing
        return visit, lambda: handler(visit, answer, **reply["keep"])

    def _visit(self, uow: UnitOfWork, heard: Heard) -> Visit:
        return Visit(uow, self.now(), heard, self.installation, self.registry)

    async def _admit(self, uow: UnitOfWork, heard: Heard) -> Visit:
        visit = self._visit(uow, heard)
        if heard.user is not None:
            await self._recognise(visit, heard.user)
        await _find_network(visit)
        return visit

    async def _recognise(self, visit: Visit, user: User) -> None:
        visit.coordinates = user.id in self.installation.coordinators
        visit.person, held = await roles.met(visit.uow, user.id, visit.now)
        for role, network, _ in held:
            if network is not None:
                visit.networks[network.key] = network
                visit.roles_in[network.key] = visit.roles_in.get(network.key, frozenset()) | {role}
        if visit.person is None:
            return
        if visit.person.name != user.full_name:
            visit.person.name = user.full_name
        if visit.person.telegram_language != user.language_code:
            visit.person.telegram_language = user.language_code
        if visit.heard.private and visit.heard.event is None and visit.heard.inline is None:
            people_rules.change_reach(visit.uow, visit.person, Reach.OPEN)
        visit.uow.session.add(visit.person)

    async def _conclude(self, visit: Visit, arrival: Head) -> None:
        await self._finish(visit)
        await inbox.finish(visit.uow, [arrival.key], visit.now)

    async def _finish(self, visit: Visit) -> None:
        """What follows from what happened; `hasten` hears of what is due at once."""
        await self._tell_facts(visit)
        await visit.flush()
        if any(plan["due_at"] <= visit.now for plan in visit.uow.plans.values()):
            visit.uow.after_commit(self.hasten)

    async def _tell_facts(self, visit: Visit) -> None:
        """Each fact once, however often it was told; a listener may tell more."""
        told: set[Fact] = set()
        for fact in visit.uow.facts:
            if fact not in told:
                told.add(fact)
                for listener in self.registry.hearing(fact):
                    await listener(visit, fact)

    async def _refuse(self, arrival: Head, fresh: Update | None, refusal: Refused) -> None:
        """Say why not, in a transaction of its own: nothing of the refused one is kept."""
        try:
            async with self.database.write() as uow:
                if not await _still_waits(uow, arrival):
                    return
                visit, _ = await self._receive(uow, arrival, fresh)
                if arrival.source is not Source.WEB:
                    refusals.say(visit, refusal)
                await self._conclude(visit, arrival)
        except Unavailable:
            raise
        except Exception as fault:
            await self._quarantine(arrival, fresh, fault)

    async def _quarantine(self, arrival: Head, fresh: Update | None, fault: Exception) -> None:
        """Set aside what can't be handled, without its content, apologise, and let the lane go on."""
        kind = type(fault).__name__
        log.error("arrival quarantined", arrival=arrival.key, fault=kind, where=where(fault))
        self.watch.failed("arrival", kind)
        try:
            async with self.database.write() as uow:
                if not await _still_waits(uow, arrival):
                    return
                visit, _ = await self._receive(uow, arrival, fresh)
                refusals.apologise(visit)
                await visit.flush()
                await inbox.finish(uow, [arrival.key], visit.now, Handling.QUARANTINED, kind)
        except Unavailable:
            raise
        except Exception:
            async with self.database.write() as uow:
                await inbox.finish(uow, [arrival.key], self.now(), Handling.QUARANTINED, kind)


async def _still_waits(uow: UnitOfWork, arrival: Head) -> bool:
    """Whether nobody else has dealt with it between two transactions."""
    head = await inbox.head(uow, arrival.lane)
    return head is not None and head.key == arrival.key


async def _find_network(visit: Visit) -> None:
    """In a group its network; in private the chosen one, or the only one."""
    own = list(visit.networks.values())
    if not visit.heard.private:
        in_group = (network for network in own if network.chat_id == visit.heard.chat_id)
        visit.network = next(in_group, None) or await networks.by_chat(visit.uow, visit.heard.chat_id)
    elif own:
        chosen = visit.person.current_network_id if visit.person else None
        visit.network = next((network for network in own if network.id == chosen), own[0])


def _parsed(uow: UnitOfWork, arrival: Head) -> Update:
    assert arrival.payload is not None
    update = Update.de_json(json.loads(uow.seal.open(arrival.payload)), None)
    if update is None:
        raise BrokenSeal
    return update


async def _nothing() -> None:
    """An update that the bot does not listen to."""
