"""Institutions that offer to host a meeting."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import func, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import Field, col, delete, select

from storage.institutions import Institution
from storage.table import Erasing, Personal, Table
from storage.unit_of_work import UnitOfWork


class HostOffer(Table, table=True):
    """An institution would host a meeting, says one of its people."""

    __tablename__ = "host_offer"
    personal: ClassVar = (Personal("person_id", ("institution_id", "since"), Erasing.KEEP_NAMELESS),)

    institution_id: int = Field(foreign_key="institution.id", primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    since: datetime


async def offers_to_host(uow: UnitOfWork, offer: HostOffer) -> None:
    """An institution offers; saying so twice changes nothing."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    await uow.session.exec(insert(HostOffer).values(**offer.model_dump()).on_conflict_do_nothing())


async def withdraw_offer(uow: UnitOfWork, institution_id: int) -> None:
    """Neither the institution nor what was merged into it offers any more."""
    merged = select(Institution.id).where(Institution.merged_into == institution_id)
    mine = or_(col(HostOffer.institution_id) == institution_id, col(HostOffer.institution_id).in_(merged))
    await uow.session.exec(delete(HostOffer).where(mine))


async def offering(uow: UnitOfWork, network_id: int) -> Sequence[Institution]:
    """Institutions that offer to host, whoever offered first first; what was merged offers as the whole."""
    offered = aliased(Institution)
    found = (
        select(Institution)
        .join(offered, col(Institution.id) == func.coalesce(offered.merged_into, offered.id))
        .join(HostOffer, col(HostOffer.institution_id) == offered.id)
        .where(
            Institution.network_id == network_id, col(Institution.removed_at).is_(None),
            col(Institution.merged_into).is_(None),
        )
        .group_by(col(Institution.id))
        .order_by(func.min(HostOffer.since), col(Institution.id))
    )  # fmt: skip
    return (await uow.session.exec(found)).all()
