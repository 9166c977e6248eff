"""The sandbox's clock, and the road on which a move visits every due moment in between.

A client (the bot) shows itself by waiting for the clock's version. For each version it says when it is quiet and
what is due next. Its word counts only if no update came or went since it heard of that version: one that it took in
afterwards is work, and its word may be older than that.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from sandbox.errors import Refused
from sandbox.signals import Signal

FORGOTTEN_AFTER = 3.0
BUSY_AFTER = 30.0


class Surroundings(Protocol):
    """What the road asks of the world."""

    def tick(self) -> None: ...

    def next_due(self) -> datetime | None: ...

    def waiting_updates(self) -> int: ...

    def update_changes(self) -> int: ...


@dataclass(slots=True)
class Client:
    """Someone who lives by this clock, and what they last said."""

    id: str
    seen: float
    waiting: int = 0
    quiet_version: int = -1
    heard_changes: int = -1
    next_due: datetime | None = None

    def alive(self, forgotten_after: float) -> bool:
        return self.waiting > 0 or time.monotonic() - self.seen < forgotten_after


class Busy(Exception):
    """A client did not come to rest in time."""


class Clock:
    """Time that runs like a wall clock, or stands still, until it is moved."""

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        self._base = start or datetime.now(UTC)
        self._since = time.monotonic()
        self.running = not frozen
        self.version = 1
        self.moving = False
        self.changed = Signal()

    def now(self) -> datetime:
        if not self.running or self.moving:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def set(self, moment: datetime) -> None:
        self._base, self._since = moment, time.monotonic()

    def hold(self, held: bool) -> None:
        """Stand still while moving in steps."""
        self.set(self.now())
        self.moving = held
        self.changed.fire()

    def next_version(self) -> None:
        self.version += 1
        self.changed.fire()


class Road:
    """Moves the clock together with its clients."""

    def __init__(
        self,
        clock: Clock,
        world: Surroundings,
        *,
        busy_after: float = BUSY_AFTER,
        forgotten_after: float = FORGOTTEN_AFTER,
    ) -> None:
        self.clock = clock
        self.clients: dict[str, Client] = {}
        self._world = world
        self._busy_after, self._forgotten_after = busy_after, forgotten_after
        self._one_at_a_time = asyncio.Lock()
        self.heard = Signal()
        self._asked_at = 0

    def state(self) -> dict[str, Any]:
        due = self.next_due()
        return {
            "now": self.clock.now().isoformat(),
            "version": self.clock.version,
            "running": self.clock.running,
            "moving": self.clock.moving,
            "next_due": due.isoformat() if due else None,
            "clients": [client.id for client in self.present()],
        }

    def present(self) -> list[Client]:
        """The clients that are there; those gone too long are forgotten."""
        here = {key: client for key, client in self.clients.items() if client.alive(self._forgotten_after)}
        self.clients = here
        return list(self.clients.values())

    def next_due(self) -> datetime | None:
        known = [client.next_due for client in self.present()] + [self._world.next_due()]
        return min((due for due in known if due is not None), default=None)

    async def wait(self, client_id: str | None, after: int, seconds: float) -> None:
        """Wait until the version is not `after` any more."""
        client = self._client(client_id) if client_id else None
        if client:
            client.waiting += 1
            self.heard.fire()
        try:
            end = time.monotonic() + seconds
            while self.clock.version == after and (left := end - time.monotonic()) > 0:
                await self.clock.changed.wait(left)
        finally:
            if client:
                client.waiting -= 1
                client.seen = time.monotonic()
                if self.clock.version != after:
                    client.heard_changes = self._world.update_changes()

    def quiet(self, client_id: str, version: int, next_due: datetime | None) -> None:
        """A client says: nothing is left to do at this version's moment."""
        client = self._client(client_id)
        client.quiet_version, client.next_due = version, next_due
        self.heard.fire()

    def refresh(self) -> None:
        """Ask clients anew what is due next, once updates came and went or the due moment is over."""
        if self.clock.moving or not self.present() or self._world.waiting_updates():
            return
        due, changes = self.next_due(), self._world.update_changes()
        if changes != self._asked_at or (due is not None and due <= self.clock.now()):
            self._asked_at = changes
            self.clock.next_version()

    async def move(self, to: datetime | None = None, by: timedelta | None = None) -> list[datetime]:
        """Move to a moment, by a while, or (neither given) to the next due moment.

        Answers the due moments visited on the way.
        """
        async with self._one_at_a_time:
            self.clock.hold(True)
            try:
                if by is not None:
                    to = self.clock.now() + by
                if to is not None and to < self.clock.now():
                    raise Refused("time_goes_forward", "time can't go back")
                return await self._move(to)
            finally:
                self.clock.hold(False)
                if self.clock.running:
                    self.clock.next_version()

    async def _move(self, to: datetime | None) -> list[datetime]:
        visited: list[datetime] = []
        await self._rest()
        if to is None:
            to = self.next_due()
        while to is not None and self.clock.now() < to:
            due = self.next_due()
            step = to if due is None else min(due, to)
            if step == due:
                visited.append(step)
            self.clock.set(step)
            self._world.tick()
            await self._rest()
        return visited

    async def _rest(self) -> None:
        """Ask every client anew until all are at rest: nothing due by now, no update on its way."""
        end = time.monotonic() + self._busy_after
        self.clock.next_version()
        while clients := self.present():
            if self._all_quiet(clients):
                if self._settled(clients):
                    return
                self.clock.next_version()
            if time.monotonic() > end:
                raise Busy(self._blame(clients))
            await self.heard.wait(0.1)

    def _all_quiet(self, clients: list[Client]) -> bool:
        said = all(client.quiet_version == self.clock.version for client in clients)
        return said and not self._world.waiting_updates()

    def _settled(self, clients: list[Client]) -> bool:
        changes, due = self._world.update_changes(), self.next_due()
        fresh = all(client.heard_changes == changes for client in clients)
        return fresh and (due is None or due > self.clock.now())

    def _blame(self, clients: list[Client]) -> str:
        if waiting := self._world.waiting_updates():
            return f"{waiting} updates were not confirmed"
        if busy := [client.id for client in clients if client.quiet_version != self.clock.version]:
            return f"not quiet: {', '.join(busy)}"
        return f"something is due again and again at {self.next_due()}"

    def _client(self, client_id: str) -> Client:
        client = self.clients.setdefault(client_id, Client(client_id, time.monotonic()))
        client.seen = time.monotonic()
        return client
