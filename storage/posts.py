"""The bot's own messages that live on: cards and notices that can be rendered again, edited, or cleaned of a name."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, Index, UniqueConstraint, insert, update
from sqlmodel import Field, col, delete, select

from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table
from storage.unit_of_work import UnitOfWork

NOTICE = "posts.notice"
WORDS, FILE, LASTING = "words", "file", "lasting"


class Post(Row, table=True):
    """One message by its meaning: a kind and a subject, in one chat. `message_id` is known once it was sent.

    A `NOTICE` has no subject and is never rendered again; it is known only because it names people, in `WORDS`, in a
    `FILE`, or in a `LASTING` one that can't be replaced. In a private chat `reader_id` is who reads it.
    """

    __table_args__ = (
        UniqueConstraint("kind", "subject", "chat_id"),
        Index("ix_post_message", "chat_id", "message_id"),
    )
    personal: ClassVar = (Personal("reader_id", ("created_at",), Erasing.DELETE),)

    network_id: int | None = Field(default=None, foreign_key="network.id", index=True)
    reader_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kind: str
    subject: int | None = None
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    shown: str = ""
    created_at: datetime


class Naming(Table, table=True):
    """A post names a person; it is edited when that person asks to be forgotten."""

    personal: ClassVar = NOTHING_PERSONAL

    post_id: int = Field(foreign_key="post.id", primary_key=True, ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)


async def find(uow: UnitOfWork, kind: str, subject: int, chat_id: int) -> Post | None:
    found = select(Post).where(Post.kind == kind, Post.subject == subject, Post.chat_id == chat_id)
    return (await uow.session.exec(found)).first()


async def by_message(uow: UnitOfWork, chat_id: int, message_id: int) -> Post | None:
    return (
        await uow.session.exec(select(Post).where(Post.chat_id == chat_id, Post.message_id == message_id))
    ).first()


async def add_all(uow: UnitOfWork, new: Sequence[tuple[Post, frozenset[int]]]) -> Sequence[int]:
    """Several posts with the people they name, in one statement; their numbers, which grow in the same order."""
    rows = [post.model_dump(exclude={"id"}) for post, _ in new]
    added = await uow.session.exec(insert(Post).values(rows).returning(col(Post.id)))
    ids = sorted(added.scalars())
    namings = zip(ids, (names for _, names in new), strict=True)
    uow.session.add_all([Naming(post_id=post, person_id=name) for post, names in namings for name in names])
    return ids


async def renamed(uow: UnitOfWork, chat_id: int, message_id: int, people: frozenset[int]) -> bool:
    """Remember whom an edited message names now; False for one that is not known yet."""
    found = select(Post.id, Naming.person_id).join(Naming, col(Naming.post_id) == col(Post.id), isouter=True)
    found = found.where(Post.chat_id == chat_id, Post.message_id == message_id)
    known = (await uow.session.exec(found)).all()
    if known and known[0][0] is not None:
        await _name(uow, known[0][0], {person for _, person in known if person is not None}, people)
    return bool(known)


async def keep(uow: UnitOfWork, post: Post, people: frozenset[int]) -> None:
    """Remember the post as it is shown now, and whom it names."""
    known: Sequence[int] = []
    if post.id is None:
        uow.session.add(post)
        await uow.session.flush()
    else:
        known = (await uow.session.exec(select(Naming.person_id).where(Naming.post_id == post.id))).all()
    await _name(uow, post.key, set(known), people)


async def _name(uow: UnitOfWork, post_id: int, known: set[int], people: frozenset[int]) -> None:
    if gone := known - people:
        await uow.session.exec(
            delete(Naming).where(col(Naming.post_id) == post_id, col(Naming.person_id).in_(gone))
        )
    uow.session.add_all([Naming(post_id=post_id, person_id=person) for person in people - known])


async def naming(uow: UnitOfWork, person_id: int, limit: int) -> Sequence[Post]:
    """Posts that name this person, the newest first."""
    found = (
        select(Post).join(Naming, col(Naming.post_id) == col(Post.id)).where(Naming.person_id == person_id)
    )
    return (await uow.session.exec(found.order_by(col(Post.id).desc()).limit(limit))).all()


async def unname(uow: UnitOfWork, person_id: int, cleaned: Sequence[Post]) -> None:
    """These posts name the person no longer, or can't be changed any more."""
    ids = [post.key for post in cleaned]
    here = col(Naming.person_id) == person_id
    await uow.session.exec(delete(Naming).where(here, col(Naming.post_id).in_(ids)))


async def name_nobody(uow: UnitOfWork, chat_id: int, message_id: int) -> None:
    """A notice was edited and names nobody now."""
    edited = select(Post.id).where(
        Post.chat_id == chat_id, Post.message_id == message_id, Post.kind == NOTICE
    )
    await uow.session.exec(delete(Naming).where(col(Naming.post_id).in_(edited)))


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
