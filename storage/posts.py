"""The bot's own messages that live on: cards and notices that can be rendered again, edited, or cleaned of a name."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, UniqueConstraint, update
from sqlmodel import Field, col, delete, select

from storage.table import NOTHING_PERSONAL, Row, Table
from storage.unit_of_work import UnitOfWork


class Post(Row, table=True):
    """One message by its meaning: a kind and a subject, in one chat. `message_id` is known once it was sent."""

    __table_args__ = (UniqueConstraint("kind", "subject", "chat_id"),)
    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", index=True)
    kind: str
    subject: int
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    shown: str = ""
    created_at: datetime


class Naming(Table, table=True):
    """A post names a person; it is edited when that person asks to be forgotten."""

    personal: ClassVar = NOTHING_PERSONAL

    post_id: int = Field(foreign_key="post.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)


async def find(uow: UnitOfWork, kind: str, subject: int, chat_id: int) -> Post | None:
    found = select(Post).where(Post.kind == kind, Post.subject == subject, Post.chat_id == chat_id)
    return (await uow.session.exec(found)).first()


async def by_message(uow: UnitOfWork, chat_id: int, message_id: int) -> Post | None:
    return (
        await uow.session.exec(select(Post).where(Post.chat_id == chat_id, Post.message_id == message_id))
    ).first()


async def add(uow: UnitOfWork, post: Post) -> Post:
    uow.session.add(post)
    await uow.session.flush()
    return post


async def set_names(uow: UnitOfWork, post_id: int, people: frozenset[int]) -> None:
    """Remember whom the post names now."""
    known = set((await uow.session.exec(select(Naming.person_id).where(Naming.post_id == post_id))).all())
    if gone := known - people:
        await uow.session.exec(
            delete(Naming).where(col(Naming.post_id) == post_id, col(Naming.person_id).in_(gone))
        )
    uow.session.add_all([Naming(post_id=post_id, person_id=person) for person in people - known])


async def naming(uow: UnitOfWork, person_id: int) -> Sequence[Post]:
    """The posts that name this person."""
    found = (
        select(Post).join(Naming, col(Naming.post_id) == col(Post.id)).where(Naming.person_id == person_id)
    )
    return (await uow.session.exec(found)).all()


async def of_network(uow: UnitOfWork, network_id: int, kind: str) -> Sequence[Post]:
    return (
        await uow.session.exec(select(Post).where(Post.network_id == network_id, Post.kind == kind))
    ).all()


async def sent(uow: UnitOfWork, post_id: int, chat_id: int, message_id: int) -> None:
    """Record under which number Telegram keeps the post."""
    await uow.session.exec(
        update(Post).where(col(Post.id) == post_id).values(chat_id=chat_id, message_id=message_id)
    )


async def message_id(uow: UnitOfWork, post_id: int) -> int | None:
    return (await uow.session.exec(select(Post.message_id).where(Post.id == post_id))).first()


async def forget_message(uow: UnitOfWork, post_id: int) -> None:
    """The message is gone from the chat; the next refresh posts it anew."""
    await uow.session.exec(update(Post).where(col(Post.id) == post_id).values(message_id=None, shown=""))


async def move(uow: UnitOfWork, old_chat: int, new_chat: int) -> None:
    """The group became a supergroup: its old messages are void, so every post there is to be posted anew."""
    moved = update(Post).where(col(Post.chat_id) == old_chat)
    await uow.session.exec(moved.values(chat_id=new_chat, message_id=None, shown=""))
