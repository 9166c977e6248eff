"""A crowd at the door: those who wait while others are let in are let in together, in one transaction.

A transaction costs more than what most visitors do in it. Nothing else changes: where one of several can't be let in,
nothing of that transaction is kept; those before go in again without that one, who goes alone, and then the rest.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Update, User

from storage import inbox, roles
from storage.engine import Database, Unavailable
from storage.inbox import Head
from storage.unit_of_work import UnitOfWork

MOST = 50


@dataclass(eq=False)
class Guest:
    """Whoever knocks for a lane: the arrival that was at its head, once it is known, and why it could not be let in.

    `fresh` saves parsing it again.
    """

    lane: int
    fresh: Update | None = None
    arrival: Head | None = None
    fault: Exception | None = None

    @property
    def user(self) -> User | None:
        return self.fresh.effective_user if self.fresh else None


@dataclass
class Crowd:
    """Lets guests in, each from another lane; `receive` does what one of them came for."""

    database: Database
    now: Callable[[], datetime]
    receive: Callable[[UnitOfWork, Head, Update | None], Awaitable[None]]
    _waiting: list[Guest] = field(default_factory=list)
    _door: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def enter(self, guest: Guest) -> None:
        """Raises what went wrong with this guest, and Unavailable.

        PostgreSQL lets many in beside each other by itself.
        """
        if self.database.is_sqlite:
            self._waiting.append(guest)
            async with self._door:
                if guest in self._waiting:
                    guests, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                    await self._let_in(guests)
        else:
            await self._let_in([guest])
        if guest.fault is not None:
            raise guest.fault

    async def _let_in(self, guests: Sequence[Guest]) -> None:
        received = list[Guest]()
        try:
            await self._receive_all(guests, received)
            return
        except Exception as fault:
            if len(guests) == 1 or isinstance(fault, Unavailable):
                for guest in guests:
                    guest.fault = fault
                return
        spoilt = min(len(received), len(guests) - 1)
        for part in (guests[:spoilt], guests[spoilt : spoilt + 1], guests[spoilt + 1 :]):
            if part:
                await self._let_in(part)

    async def _receive_all(self, guests: Sequence[Guest], received: list[Guest]) -> None:
        async with self.database.write() as uow:
            heads = await inbox.heads(uow, [guest.lane for guest in guests])
            done = [arrival.key for arrival in heads.values()]
            await roles.meet(uow, {guest.user.id for guest in guests if guest.user}, self.now())
            for guest in guests:
                guest.arrival = heads.pop(guest.lane, None)
                if guest.arrival is not None:
                    async with uow.part() as part:
                        await self.receive(part, guest.arrival, guest.fresh)
                received.append(guest)
            if done:
                await inbox.finish(uow, done, self.now())
