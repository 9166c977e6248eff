"""One meeting: when, where, in which form, with whom as host, and how far it has come."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import NaiveDatetime
from sqlalchemy import UniqueConstraint, func
from sqlmodel import Field, col, select

from storage.table import NOTHING_PERSONAL, Row, Word
from storage.unit_of_work import UnitOfWork


class MeetingState(StrEnum):
    """Proposed until those who lead announce it; a proposal that nobody wants is declined."""

    PROPOSED = "proposed"
    DECLINED = "declined"
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingForm(StrEnum):
    """Where people meet."""

    IN_PERSON = "in person"
    ONLINE = "online"
    HYBRID = "hybrid"


class WorkFormat(StrEnum):
    """What a meeting is for: the four work formats of a network."""

    KICK_OFF = "kick-off"
    PLANNING = "planning"
    SOLUTIONS = "generating solutions"
    MODEL_PRACTICES = "model practices"


TAKING_PLACE = (MeetingState.PLANNED, MeetingState.OPEN)


class Meeting(Row, table=True):
    """A meeting of a network, or of one of its subgroups.

    `occasion` is the local start that the network's rhythm had for it, `date_poll_id` how its date was found.
    `seats` is how many fit into the room.
    `told` is what people heard last (JSON), as long as that is of use; `reason` why it was cancelled.
    `revision` counts what calendars have to learn, `changed_at` is the last time.
    """

    __table_args__ = (UniqueConstraint("network_id", "occasion"),)
    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", index=True)
    subgroup_id: int | None = Field(default=None, foreign_key="subgroup.id", index=True)
    occasion: NaiveDatetime | None = None
    date_poll_id: int | None = Field(default=None, index=True)
    title: str = ""
    form: MeetingForm = Field(default=MeetingForm.IN_PERSON, sa_type=Word(MeetingForm))
    work_format: WorkFormat | None = Field(default=None, sa_type=Word(WorkFormat))
    host_id: int | None = Field(default=None, foreign_key="institution.id")
    place: str = ""
    link: str = ""
    seats: int | None = None
    starts_at: datetime = Field(index=True)
    ends_at: datetime
    state: MeetingState = Field(default=MeetingState.PROPOSED, sa_type=Word(MeetingState))
    reason: str = ""
    told: str = ""
    announced_at: datetime | None = None
    revision: int = 0
    changed_at: datetime
    created_at: datetime


async def add(uow: UnitOfWork, meeting: Meeting) -> Meeting:
    uow.session.add(meeting)
    await uow.session.flush()
    return meeting


async def by_id(uow: UnitOfWork, meeting_id: int) -> Meeting | None:
    return await uow.session.get(Meeting, meeting_id)


async def to_change(uow: UnitOfWork, meeting_id: int) -> Meeting | None:
    """A meeting, held against every other process until this transaction ends."""
    return await uow.hold(Meeting, meeting_id)


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Meeting]:
    if not ids:
        return []
    return (await uow.session.exec(select(Meeting).where(col(Meeting.id).in_(ids)))).all()


async def of_date_poll(uow: UnitOfWork, date_poll_id: int) -> Meeting | None:
    """The meeting that was made of a date when it was found."""
    return (await uow.session.exec(select(Meeting).where(Meeting.date_poll_id == date_poll_id))).first()


async def of_network(
    uow: UnitOfWork, network_id: int, states: Collection[MeetingState], after: datetime
) -> Sequence[Meeting]:
    """Meetings in one of these states that end after a moment, in order."""
    found = select(Meeting).where(
        Meeting.network_id == network_id, col(Meeting.state).in_(states), Meeting.ends_at > after
    )
    return (await uow.session.exec(found.order_by(col(Meeting.starts_at), col(Meeting.id)))).all()


async def next_meeting(uow: UnitOfWork, network_id: int, now: datetime) -> Meeting | None:
    """What takes place next, or just now."""
    found = select(Meeting).where(
        Meeting.network_id == network_id, col(Meeting.state).in_(TAKING_PLACE), Meeting.ends_at > now
    )
    return (await uow.session.exec(found.order_by(col(Meeting.starts_at)).limit(1))).first()


async def last_closed(uow: UnitOfWork, network_id: int) -> Meeting | None:
    """The meeting that took place last."""
    return next(iter(await ended(uow, network_id, 1)), None)


async def ended(uow: UnitOfWork, network_id: int, limit: int, skip: int = 0) -> Sequence[Meeting]:
    """Meetings that took place, the newest first."""
    found = select(Meeting).where(Meeting.network_id == network_id, Meeting.state == MeetingState.CLOSED)
    found = found.order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())
    return (await uow.session.exec(found.offset(skip).limit(limit))).all()


async def known_after(uow: UnitOfWork, network_id: int, since: datetime) -> Sequence[Meeting]:
    """Every meeting that was announced and ends after a moment, cancelled ones too."""
    found = select(Meeting).where(
        Meeting.network_id == network_id, Meeting.ends_at > since, col(Meeting.announced_at).is_not(None)
    )
    return (await uow.session.exec(found.order_by(col(Meeting.starts_at)))).all()


async def known_occasions(uow: UnitOfWork, network_id: int) -> set[datetime]:
    """The local starts of the rhythm that have their meeting already, whatever became of it."""
    found = select(Meeting.occasion).where(
        Meeting.network_id == network_id, col(Meeting.occasion).is_not(None)
    )
    return {occasion for occasion in await uow.session.exec(found) if occasion is not None}


async def hosted(uow: UnitOfWork, network_id: int) -> dict[int, tuple[int, datetime]]:
    """How often each institution was host or will be, and the last time."""
    found = (
        select(Meeting.host_id, func.count(), func.max(Meeting.starts_at))
        .where(
            Meeting.network_id == network_id, col(Meeting.host_id).is_not(None),
            col(Meeting.state).in_((*TAKING_PLACE, MeetingState.CLOSED)),
        )
        .group_by(col(Meeting.host_id))
    )  # fmt: skip
    return {host: (times, last) for host, times, last in await uow.session.exec(found) if host is not None}
