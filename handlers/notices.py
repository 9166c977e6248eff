"""Messages that name people but are no cards: remembered by number only, so that a name can be taken out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.message import Message
from storage import posts
from storage.outbox import Request
from storage.posts import FILE, LASTING, NOTICE, WORDS, Post
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Notice:
    """A message about to be sent, or (with its `message_id`) to be edited, and whom it names besides its reader."""

    request: Request
    chat_id: int
    names: frozenset[int]
    reader_id: int | None
    network_id: int | None
    message_id: int | None = None
    shown: str = WORDS


def shown(message: Message) -> str:
    """As what a notice stands in the chat, and so how what it says can be taken away."""
    if message.attached is not None and message.attached.kind.lasting:
        return LASTING
    return FILE if message.has_file else WORDS


async def remember(uow: UnitOfWork, notices: Sequence[Notice], now: datetime) -> None:
    """Remember whom the messages of this visit name, before their outbox rows are written."""
    new = [notice for notice in notices if not await _is_known(uow, notice)]
    if not new:
        return
    ids = await posts.add_all(uow, [(_post(notice, now), notice.names) for notice in new])
    for notice, post_id in zip(new, ids, strict=True):
        notice.request.post_id = None if notice.message_id else post_id


async def _is_known(uow: UnitOfWork, notice: Notice) -> bool:
    """Whether an edited message needs no more remembering: it is known already, or names nobody."""
    if notice.message_id is None:
        return False
    if not notice.names:
        await posts.name_nobody(uow, notice.chat_id, notice.message_id)
        return True
    return await posts.renamed(uow, notice.chat_id, notice.message_id, notice.names)


def _post(notice: Notice, now: datetime) -> Post:
    return Post(
        network_id=notice.network_id, reader_id=notice.reader_id, kind=NOTICE, chat_id=notice.chat_id,
        message_id=notice.message_id, shown=notice.shown, created_at=now,
    )  # fmt: skip
