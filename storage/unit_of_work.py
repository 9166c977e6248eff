"""The unit of work: one transaction, what happened in it, and what waits for its commit."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.seal import Seal
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

    @contextlib.asynccontextmanager
    async def part(self) -> AsyncIterator["UnitOfWork"]:
        """One of several that share the transaction: each is complete before the next, which reads all anew."""
        part = UnitOfWork(self.session, self.seal, self.vault)
        yield part
        await part.complete()
        self.session.expunge_all()
        self.after_commit(part.announce_commit)

    async def complete(self) -> None:
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
