"""Topics that people propose for a meeting, and who supports them."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ColumnElement, and_, exists, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.agenda.agendas import AgendaItem
from storage.meetings import Meeting, MeetingState
from storage.table import Erasing, Personal, Row, Table
from storage.unit_of_work import UnitOfWork


class Proposal(Row, table=True):
    """A topic for one of the next meetings. It waits as long as it is in no agenda of a meeting that takes place.

    One that was declined keeps the reason, which its proposer reads.
    """

    __tablename__ = "proposed_topic"
    personal: ClassVar = (
        Personal("proposer_id", ("title", "declined_reason", "proposed_at"), Erasing.KEEP_NAMELESS),
    )

    network_id: int = Field(foreign_key="network.id", index=True)
    proposer_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    title: str
    declined_reason: str | None = None
    withdrawn_at: datetime | None = None
    proposed_at: datetime


class Support(Table, table=True):
    """Someone who would like a proposed topic; others see only how many they are."""

    __tablename__ = "proposed_topic_support"
    personal: ClassVar = (Personal("person_id", ("proposal_id", "since"), Erasing.DELETE),)

    proposal_id: int = Field(foreign_key="proposed_topic.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    since: datetime


def _in_an_agenda() -> ColumnElement[bool]:
    return exists().where(
        col(AgendaItem.proposal_id) == col(Proposal.id),
        col(Meeting.id) == col(AgendaItem.meeting_id),
        col(Meeting.state) != MeetingState.CANCELLED,
    )


def _waits(network_id: int) -> ColumnElement[bool]:
    return and_(
        col(Proposal.network_id) == network_id,
        col(Proposal.declined_reason).is_(None),
        col(Proposal.withdrawn_at).is_(None),
        ~_in_an_agenda(),
    )


async def add(uow: UnitOfWork, proposal: Proposal) -> Proposal:
    uow.session.add(proposal)
    await uow.session.flush()
    return proposal


async def to_change(uow: UnitOfWork, proposal_id: int) -> Proposal | None:
    """A proposal, held against every other process until this transaction ends."""
    return await uow.hold(Proposal, proposal_id)


async def waiting(uow: UnitOfWork, network_id: int) -> Sequence[tuple[Proposal, int]]:
    """What nobody has decided about yet, with how many support it: the most wanted first."""
    supporters = func.count(col(Support.person_id))
    found = (
        select(Proposal, supporters)
        .join(Support, col(Support.proposal_id) == col(Proposal.id), isouter=True)
        .where(_waits(network_id))
        .group_by(col(Proposal.id))
        .order_by(supporters.desc(), col(Proposal.id))
    )
    return (await uow.session.exec(found)).all()


async def waits(uow: UnitOfWork, proposal: Proposal) -> bool:
    found = select(Proposal.id).where(Proposal.id == proposal.id, _waits(proposal.network_id))
    return (await uow.session.exec(found)).first() is not None


async def supported_by(uow: UnitOfWork, network_id: int, person_id: int) -> set[int]:
    """The proposals of a network that someone supports."""
    found = select(Support.proposal_id).join(Proposal, col(Proposal.id) == col(Support.proposal_id))
    found = found.where(Proposal.network_id == network_id, Support.person_id == person_id)
    return set(await uow.session.exec(found))


async def supporters(uow: UnitOfWork, proposal_id: int) -> int:
    found = select(func.count()).select_from(Support).where(Support.proposal_id == proposal_id)
    return (await uow.session.exec(found)).one()


async def support(uow: UnitOfWork, proposal_id: int, person_id: int, now: datetime) -> None:
    """Someone would like it; saying so twice changes nothing."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    row = {"proposal_id": proposal_id, "person_id": person_id, "since": now}
    await uow.session.exec(insert(Support).values(**row).on_conflict_do_nothing())


async def support_no_longer(uow: UnitOfWork, proposal_id: int, person_id: int) -> None:
    given = (col(Support.proposal_id) == proposal_id, col(Support.person_id) == person_id)
    await uow.session.exec(delete(Support).where(*given))


async def leave(uow: UnitOfWork, network_id: int, person_id: int) -> None:
    """Someone supports nothing in a network any more."""
    here = select(Proposal.id).where(Proposal.network_id == network_id)
    gone = delete(Support).where(col(Support.person_id) == person_id, col(Support.proposal_id).in_(here))
    await uow.session.exec(gone)
