"""One-time links by which the coordinating team lets a group become a network."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import update
from sqlmodel import Field, col, select

from storage.table import NOTHING_PERSONAL, Row
from storage.unit_of_work import UnitOfWork


class Invitation(Row, table=True):
    """A link known by the digest of its token only, so that a copy of the database invites nobody."""

    personal: ClassVar = NOTHING_PERSONAL

    digest: str = Field(unique=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by_network: int | None = Field(default=None, foreign_key="network.id")


async def add(uow: UnitOfWork, invitation: Invitation) -> None:
    uow.session.add(invitation)


async def take(uow: UnitOfWork, digest: str, now: datetime) -> bool:
    """Use the invitation up; False when there is none that is still good."""
    good = select(Invitation.id).where(
        Invitation.digest == digest, col(Invitation.used_at).is_(None), Invitation.expires_at > now
    )
    found = (await uow.session.exec(good.with_for_update())).first()
    if found is None:
        return False
    await uow.session.exec(update(Invitation).where(col(Invitation.id) == found).values(used_at=now))
    return True
