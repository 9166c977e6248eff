"""What the house itself lets go of: journals that are done, forms that nobody finishes, keys that open nothing."""

from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import col, delete, select, union

from storage.dialogues import Dialogue
from storage.inbox import Arrival
from storage.outbox import Saying
from storage.posts import NOTICE, Post
from storage.unit_of_work import UnitOfWork

DAY = len("2026-01-01")


async def close_forms(uow: UnitOfWork, before: datetime) -> None:
    """Forms that expired before `before` and were not put aside when they did."""
    await uow.session.exec(delete(Dialogue).where(col(Dialogue.expires_at) < before))


async def forget_unsent_notices(uow: UnitOfWork, before: datetime) -> None:
    """Notices that never became a message, so there is nothing to take a name out of."""
    unsent = delete(Post).where(col(Post.kind) == NOTICE, col(Post.message_id).is_(None))
    await uow.session.exec(unsent.where(col(Post.created_at) < before))


async def destroy_spent_keys(uow: UnitOfWork, before: date) -> None:
    """Destroy, once this has committed, keys of days before `before` under which nothing is sealed any more."""
    in_use = await _days_in_use(uow)
    for day in uow.seal.days():
        if day < before and day.isoformat() not in in_use:
            uow.after_commit(lambda spent=day: uow.seal.destroy(spent))  # type: ignore[misc]


async def _days_in_use(uow: UnitOfWork) -> set[str]:
    """Days under whose key something is still sealed: it stands readable in front of each payload."""
    days = union(
        *(
            select(func.substr(payload, 1, DAY)).where(payload.is_not(None))
            for payload in (col(Arrival.payload), col(Saying.payload))
        )
    )
    return {bytes(day).decode() for (day,) in (await (await uow.connection()).execute(days)).all()}
