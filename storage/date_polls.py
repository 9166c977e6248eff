"""Searches for a date: what is proposed, and who can come when."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class DatePollState(StrEnum):
    """Open until its deadline, then closed until someone picks a date; or cancelled."""

    OPEN = "open"
    CLOSED = "closed"
    PICKED = "picked"
    CANCELLED = "cancelled"


class DatePoll(Row, table=True):
    """One search for a date. `picked_id` is the proposal that is picked; `reason` why it was cancelled.

    `meeting_id` is the meeting that it is for, if any. `reminded_at` is when those who had not answered were reminded.
    """

    __tablename__ = "date_poll"
    personal: ClassVar = (Personal("by_id", ("title", "reason", "started_at"), Erasing.KEEP_NAMELESS),)

    network_id: int = Field(foreign_key="network.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    title: str
    closes_at: datetime
    started_at: datetime
    changed_at: datetime
    state: DatePollState = Field(default=DatePollState.OPEN, sa_type=Word(DatePollState))
    reminded_at: datetime | None = None
    picked_id: int | None = None
    reason: str = ""
    revision: int = 0
    meeting_id: int | None = None


class Proposal(Row, table=True):
    """One date that is proposed. It keeps its number when it is taken out, so that an old button means no other.

    `asked_at` is when people were asked about it; None for one that came later and was not told of yet.
    """

    __tablename__ = "date_proposal"
    personal: ClassVar = NOTHING_PERSONAL

    poll_id: int = Field(foreign_key="date_poll.id", index=True)
    starts_at: datetime
    ends_at: datetime
    asked_at: datetime | None = None
    taken_out_at: datetime | None = None


class Choice(StrEnum):
    """What someone says to a date."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class DateAnswer(Table, table=True):
    """What a person says to a proposed date; it can be changed until the poll closes."""

    __tablename__ = "date_answer"
    personal: ClassVar = (Personal("person_id", ("choice", "answered_at"), Erasing.DELETE),)

    proposal_id: int = Field(foreign_key="date_proposal.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    poll_id: int = Field(foreign_key="date_poll.id", index=True)
    choice: Choice = Field(sa_type=Word(Choice))
    answered_at: datetime


async def add(uow: UnitOfWork, poll: DatePoll) -> DatePoll:
    uow.session.add(poll)
    await uow.session.flush()
    return poll


async def by_id(uow: UnitOfWork, poll_id: int) -> DatePoll | None:
    return await uow.session.get(DatePoll, poll_id)


async def to_change(uow: UnitOfWork, poll_id: int) -> DatePoll | None:
    return await uow.hold(DatePoll, poll_id)


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[DatePoll]:
    return (await uow.session.exec(select(DatePoll).where(col(DatePoll.id).in_(ids)))).all()


async def of_network(
    uow: UnitOfWork, network_id: int, states: Collection[DatePollState], most: int
) -> Sequence[DatePoll]:
    """Those in one of these states, the newest first."""
    found = select(DatePoll).where(DatePoll.network_id == network_id, col(DatePoll.state).in_(states))
    return (await uow.session.exec(found.order_by(col(DatePoll.id).desc()).limit(most))).all()


async def add_proposals(uow: UnitOfWork, new: Sequence[Proposal]) -> None:
    """All in one statement."""
    await uow.session.exec(insert(Proposal), params=[each.model_dump(exclude={"id"}) for each in new])


async def proposals(uow: UnitOfWork, poll_id: int, *, taken_out_too: bool = False) -> Sequence[Proposal]:
    """What is proposed, the earliest first."""
    found = select(Proposal).where(Proposal.poll_id == poll_id)
    if not taken_out_too:
        found = found.where(col(Proposal.taken_out_at).is_(None))
    return (
        await uow.session.exec(
            found.order_by(col(Proposal.starts_at), col(Proposal.ends_at), col(Proposal.id))
        )
    ).all()


async def picked_since(
    uow: UnitOfWork, network_id: int, since: datetime
) -> Sequence[tuple[DatePoll, Proposal]]:
    """Picked dates that end after `since`, the earliest first."""
    found = select(DatePoll, Proposal).join(Proposal, col(Proposal.id) == col(DatePoll.picked_id))
    found = found.where(
        DatePoll.network_id == network_id, DatePoll.state == DatePollState.PICKED, Proposal.ends_at > since
    )
    return (await uow.session.exec(found.order_by(col(Proposal.starts_at)))).all()


async def answer(
    uow: UnitOfWork, poll_id: int, person_id: int, choices: Mapping[int, Choice], now: datetime
) -> None:
    """What a person says to some proposals, in place of what they said before; in one statement."""
    insert_or_replace = sqlite.insert if uow.is_sqlite else postgresql.insert
    table = DateAnswer.__table__  # type: ignore[attr-defined]
    rows = [
        {"proposal_id": key, "person_id": person_id, "poll_id": poll_id, "choice": choice, "answered_at": now}
        for key, choice in choices.items()
    ]
    statement = insert_or_replace(table).values(rows)
    renewed = {name: statement.excluded[name] for name in ("choice", "answered_at")}
    await uow.session.exec(
        statement.on_conflict_do_update(index_elements=["proposal_id", "person_id"], set_=renewed)
    )


async def take_back(uow: UnitOfWork, poll_id: int, person_id: int) -> None:
    """A person has said nothing."""
    mine = delete(DateAnswer).where(
        col(DateAnswer.person_id) == person_id, col(DateAnswer.poll_id) == poll_id
    )
    await uow.session.exec(mine)


async def answers_of(uow: UnitOfWork, poll_id: int, person_id: int) -> dict[int, Choice]:
    """What one person says, by proposal."""
    found = select(DateAnswer.proposal_id, DateAnswer.choice)
    found = found.where(DateAnswer.poll_id == poll_id, DateAnswer.person_id == person_id)
    return {proposal: Choice(choice) for proposal, choice in await uow.session.exec(found)}


async def answers(uow: UnitOfWork, poll_id: int) -> dict[int, dict[int, Choice]]:
    """What everyone says, by person and then by proposal; also to what was taken out."""
    said: dict[int, dict[int, Choice]] = defaultdict(dict)
    for each in await uow.session.exec(select(DateAnswer).where(DateAnswer.poll_id == poll_id)):
        said[each.person_id][each.proposal_id] = each.choice
    return dict(said)


async def who_answered(uow: UnitOfWork, polls: Collection[int], person_id: int) -> set[int]:
    """Those of these polls in which a person has said anything."""
    found = select(DateAnswer.poll_id).where(col(DateAnswer.poll_id).in_(polls))
    return set(await uow.session.exec(found.where(DateAnswer.person_id == person_id).distinct()))
