"""The unit of work: one transaction, what happened in it, and what waits for its commit."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.seal import Seal
from storage.session import Ahead, Session
from storage.vault import Vault

Held = TypeVar("Held")


class Fact:
    """Something that happened; features may hear it inside the same transaction."""


@dataclass
class UnitOfWork:
    """What a use case works on. Committed by the edge, never below it."""

    session: AsyncSession
    seal: Seal
    vault: Vault
    facts: list[Fact] = field(default_factory=list)
    plans: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    _before_commit: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    _after_commit: list[Callable[[], None]] = field(default_factory=list)

    async def connection(self) -> AsyncConnection:
        """For statements that need nothing of the session, which learns nothing of them."""
        await self.catch_up()
        self._synchronous.ahead.clear()
        return await self.session.connection()

    def write_behind(self, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows before anything else is asked of the database, together with those of other parts."""
        self._synchronous.write_behind(statement, rows)

    async def catch_up(self) -> None:
        """Write what was to be written behind."""
        if self._synchronous.behind:
            await self.session.run_sync(lambda _: self._synchronous.catch_up())

    def keep_ahead(self, key: Any, found: Any, *tables: Any) -> None:
        """Keep for all parts of this transaction what was read from `tables`, until something changes there."""
        self._synchronous.ahead[key] = Ahead([table.__table__ for table in tables], found)

    def ahead(self, key: Any) -> Any:
        """What was kept for all parts, if it still holds."""
        kept = self._synchronous.ahead.get(key)
        return kept.found if kept else None

    async def hold(self, kind: type[Held], key: Any) -> Held | None:
        """A row as it is now, also if it was read before; against every other process until this transaction ends."""
        await self.session.flush()
        return await self.session.get(kind, key, with_for_update=True, populate_existing=True)

    def tell(self, fact: Fact) -> None:
        """Let other features hear of `fact` before the transaction ends."""
        self.facts.append(fact)

    def before_commit(self, action: Callable[[], Awaitable[None]]) -> None:
        """Write later what is cheaper written together."""
        self._before_commit.append(action)

    @property
    def _synchronous(self) -> Session:
        session = self.session.sync_session
        assert isinstance(session, Session)
        return session

    @contextlib.asynccontextmanager
    async def part(self) -> AsyncIterator["UnitOfWork"]:
        """One of several that share the transaction: each is complete before the next, which reads all anew."""
        part = UnitOfWork(self.session, self.seal, self.vault)
        yield part
        await part.complete()
        self.session.expunge_all()
        self.after_commit(part.announce_commit)

    async def complete(self) -> None:
        if self.session.new or self.session.dirty or self.session.deleted:
            await self.session.flush()
        actions, self._before_commit = self._before_commit, []
        for action in actions:
            await action()

    def after_commit(self, action: Callable[[], None]) -> None:
        self._after_commit.append(action)

    def announce_commit(self) -> None:
        for action in self._after_commit:
            action()

    @property
    def is_sqlite(self) -> bool:
        return self.session.get_bind().dialect.name == "sqlite"
