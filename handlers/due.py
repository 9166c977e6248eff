"""Due work that needs something made first: a file, a drawing, another program's answer.

That takes time, so it happens outside any transaction; the handler gets what was made.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from handlers.fetching import Fetch
from storage.due_work import DueWork
from storage.engine import Database

if TYPE_CHECKING:
    from handlers.visit import Installation, Visit

Seen = TypeVar("Seen")


class Look(Protocol):
    """Lets somebody look as a visit that neither says nor changes anything."""

    async def __call__(self, look: "Callable[[Visit], Awaitable[Seen]]") -> Seen: ...


@dataclass(frozen=True)
class Preparation:
    """What `prepare` works with. It reads, writes files and runs programs, and changes nothing remembered.

    `read` lets it look through a visit, with all that the features add; `fetch` brings files from Telegram.
    """

    database: Database
    work: DueWork
    now: datetime
    installation: "Installation"
    read: Look
    fetch: Fetch


@dataclass(frozen=True)
class Prepared:
    """Due work in two parts: `handle(visit, work, made)` gets what `prepare` made.

    It may be made in vain: prepared twice and handled once, after a kill for example.
    """

    prepare: Callable[[Preparation], Awaitable[Any]]
    handle: Callable[..., Awaitable[None]]
