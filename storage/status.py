"""What the bot owes a network: what is planned next, what did not come about, and what people did about that."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, tuple_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage import due_work
from storage.due_work import Doing, DueWork, Planned
from storage.ends import Heed
from storage.outbox import PENDING, Care, Saying, Sending
from storage.posts import Post
from storage.unit_of_work import UnitOfWork

NOTE = "status.note"
LOOSE_SAYINGS = (Sending.UNKNOWN, Sending.DEAD, Sending.DROPPED)
LOOSE_WORK = (Doing.DEAD, Doing.DROPPED)
PAUSE = timedelta(minutes=1)
"""What comes to nothing within it is told of together."""
MOST = 500


async def owe_note(uow: UnitOfWork, network_id: int, at: datetime) -> None:
    """Something came to nothing: let the facilitators be told, together with whatever else does until then."""
    await due_work.plan_unless_planned(uow, Planned(NOTE, str(network_id), at), network_id)


async def sayings(uow: UnitOfWork, network_id: int, kinds: Collection[str]) -> Sequence[Saying]:
    """What waits to be sent, and what may not have arrived and nothing since has put right; the newest first."""
    later = aliased(Saying)
    put_right = exists().where(
        col(later.post_id) == col(Saying.post_id),
        col(later.kind) == col(Saying.kind),
        col(later.state) == Sending.SENT,
        col(later.ended_at) > col(Saying.ended_at),
    )
    missed = and_(*_loose(Saying, LOOSE_SAYINGS, network_id), ~put_right)
    found = select(Saying).where(Saying.network_id == network_id, col(Saying.kind).in_(kinds))
    found = found.where(col(Saying.traceless).is_(False))
    found = found.where(or_(col(Saying.state).in_(PENDING), missed))
    return (await uow.session.exec(found.order_by(col(Saying.id).desc()).limit(MOST))).all()


async def works(uow: UnitOfWork, network_id: int, kinds: Collection[str], coming: int) -> Sequence[DueWork]:
    """The few things that come next, and what failed or came too late; the latest first."""
    here = (DueWork.network_id == network_id, col(DueWork.kind).in_(kinds))
    planned = select(DueWork.id).where(*here, DueWork.state == Doing.PLANNED)
    next_ = planned.order_by(col(DueWork.due_at), col(DueWork.id)).limit(coming)
    missed = and_(*_loose(DueWork, LOOSE_WORK, network_id))
    found = select(DueWork).where(*here, or_(missed, col(DueWork.id).in_(next_)))
    return (await uow.session.exec(found.order_by(col(DueWork.due_at).desc()).limit(MOST))).all()


def _loose(row: Any, states: Collection[Any], network_id: int) -> tuple[ColumnElement[bool], ...]:
    return row.network_id == network_id, col(row.state).in_(states), unsettled(row)


def unsettled(row: Any) -> ColumnElement[bool]:
    """Nobody has put it right or put it aside."""
    return or_(col(row.heed).is_(None), col(row.heed) != Heed.SETTLED)


async def made_up_for(uow: UnitOfWork, wanted: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of this due work (kind and key) was or will be done."""
    if not wanted:
        return set()
    found = select(DueWork.kind, DueWork.subject).where(
        tuple_(col(DueWork.kind), col(DueWork.subject)).in_(wanted),
        col(DueWork.state).in_((Doing.PLANNED, Doing.DONE)),
    )
    return {(kind, subject) for kind, subject in await uow.session.exec(found)}


async def noted_at(uow: UnitOfWork, network_id: int) -> datetime | None:
    """When the facilitators were last told."""
    found = select(Saying.created_at).where(Saying.network_id == network_id, Saying.kind == NOTE)
    return (await uow.session.exec(found.order_by(col(Saying.id).desc()).limit(1))).first()


async def told(uow: UnitOfWork, sayings: Collection[int], works: Collection[int]) -> None:
    """The facilitators were told of these."""
    for row, ids in ((Saying, sayings), (DueWork, works)):
        if ids:
            unheeded = and_(col(row.id).in_(ids), col(row.heed).is_(None))
            await uow.session.exec(update(row).where(unheeded).values(heed=Heed.TOLD))


async def undecided(uow: UnitOfWork, saying_id: int) -> Saying | None:
    """A saying that may not be repeated, and of which nobody knows or has said whether it arrived."""
    found = select(Saying).where(Saying.id == saying_id, _may_not_be_repeated(), unsettled(Saying))
    return (await uow.session.exec(found)).first()


async def decide(uow: UnitOfWork, network_id: int, saying_id: int) -> bool:
    """Somebody says what became of it, and its content goes; False for whoever comes second."""
    open_ = update(Saying).where(*_loose(Saying, LOOSE_SAYINGS, network_id), _may_not_be_repeated())
    mine = open_.where(col(Saying.id) == saying_id).values(heed=Heed.SETTLED, payload=None)
    return (await uow.session.exec(mine.returning(col(Saying.id)))).first() is not None


async def loose_post(uow: UnitOfWork, network_id: int, saying_id: int) -> tuple[Saying, Post] | None:
    """The post that did not come about, with the saying of it; None once that was settled."""
    found = select(Saying, Post).join(Post, col(Saying.post_id) == col(Post.id))
    found = found.where(*_loose(Saying, LOOSE_SAYINGS, network_id), Saying.id == saying_id)
    return (await uow.session.exec(found)).first()


async def settle_post(uow: UnitOfWork, network_id: int, post_id: int, kind: str) -> None:
    """The post is put right, whatever became of it before."""
    loose = update(Saying).where(*_loose(Saying, LOOSE_SAYINGS, network_id), col(Saying.post_id) == post_id)
    await uow.session.exec(loose.where(col(Saying.kind) == kind).values(heed=Heed.SETTLED))


async def was_said(uow: UnitOfWork, post_id: int, kind: str) -> bool:
    """Whether something of this kind was tried with the post."""
    found = select(Saying.id).where(Saying.post_id == post_id, Saying.kind == kind)
    return (await uow.session.exec(found.limit(1))).first() is not None


async def settle_all(uow: UnitOfWork, network_id: int, until: datetime) -> None:
    """All that had ended by then was seen; what can be sent again stays until somebody decides."""
    to_decide = and_(_may_not_be_repeated(), col(Saying.payload).is_not(None))
    sayings = update(Saying).where(*_loose(Saying, LOOSE_SAYINGS, network_id), ~to_decide)
    await uow.session.exec(sayings.where(col(Saying.ended_at) <= until).values(heed=Heed.SETTLED))
    works = update(DueWork).where(*_loose(DueWork, LOOSE_WORK, network_id))
    await uow.session.exec(works.where(col(DueWork.ended_at) <= until).values(heed=Heed.SETTLED))


async def retry(uow: UnitOfWork, network_id: int, work_id: int, now: datetime) -> bool:
    """Let due work that failed be done after all; False where it is no longer one that failed."""
    failed = update(DueWork).where(*_loose(DueWork, (Doing.DEAD,), network_id), col(DueWork.id) == work_id)
    again = {"state": Doing.PLANNED, "due_at": now, "error": None, "ended_at": None, "heed": None}
    return (await uow.session.exec(failed.values(**again).returning(col(DueWork.id)))).first() is not None


def _may_not_be_repeated() -> ColumnElement[bool]:
    return and_(col(Saying.state) == Sending.UNKNOWN, col(Saying.care) == Care.AT_MOST_ONCE)
