"""What is put to the vote: the question, its options, and how far it has come."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint, insert
from sqlmodel import Field, col, delete, select

from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class PollKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    RANKING = "ranking"
    POINTS = "points"
    SCALE = "scale"
    CONSENT = "consent"
    OPEN_LIST = "open list"


class Unit(StrEnum):
    """Who has one vote."""

    PEOPLE = "people"
    INSTITUTIONS = "institutions"


class PollState(StrEnum):
    """Open until its deadline, then closed; cancelled with a reason; void where so few voted secretly that their
    votes were destroyed."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    VOID = "void"


class Subject(StrEnum):
    """What of the network a poll may be about."""

    QUESTION = "question"
    AGENDA_ITEM = "agenda item"
    ENTRY = "entry"


class Poll(Row, table=True):
    """One question to the network.

    `fewest` and `most` are how many options one may choose; of points, `most` is how many there are to divide.
    `quorum` counts people or institutions (`quorum_of`). `ballot` names a secret vote in the vault. `outcome` is what
    was counted at the end, as JSON; `turnout`, `places` and `invited` are how many people (or institutions, where they
    vote) voted, from how many institutions, and how many might have. `late_until` is set where the bot was away when
    the time was over, and `missed` are the votes that came from then. `reason` is why it was cancelled, `grounds` why
    it was decided so. `numbers` is the highest that an option ever had, where options were added or taken out.
    `outside` are votes at Telegram of people who have no vote in the network.
    """

    personal: ClassVar = (
        Personal("by_id", ("question", "about", "reason", "grounds", "started_at"), Erasing.KEEP_NAMELESS),
    )

    network_id: int = Field(foreign_key="network.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kind: PollKind = Field(sa_type=Word(PollKind))
    question: str
    about: str = ""
    unit: Unit = Field(default=Unit.PEOPLE, sa_type=Word(Unit))
    secret: bool = False
    ballot: str | None = None
    live: bool = True
    revote: bool = True
    fewest: int = 1
    most: int = 1
    quorum: int | None = None
    quorum_of: Unit = Field(default=Unit.PEOPLE, sa_type=Word(Unit))
    state: PollState = Field(default=PollState.OPEN, sa_type=Word(PollState))
    closes_at: datetime
    started_at: datetime
    changed_at: datetime
    closed_at: datetime | None = None
    reminded_at: datetime | None = None
    reopened: bool = False
    reason: str = ""
    grounds: str = ""
    outcome: str | None = None
    turnout: int = 0
    places: int = 0
    invited: int = 0
    late_until: datetime | None = None
    missed: int = 0
    outside: int = 0
    subject_kind: Subject | None = Field(default=None, sa_type=Word(Subject))
    subject_id: int | None = None
    meeting_id: int | None = None
    numbers: int = 0
    revision: int = 0


class Option(Row, table=True):
    """One thing to choose. Its `number` never means another one; of a scale, 1 and 5 say what its ends mean."""

    __tablename__ = "poll_option"
    __table_args__ = (UniqueConstraint("poll_id", "number"),)
    personal: ClassVar = (Personal("by_id", ("words",), Erasing.KEEP_NAMELESS),)

    poll_id: int = Field(foreign_key="poll.id")
    number: int
    words: str
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)


async def add(uow: UnitOfWork, poll: Poll) -> Poll:
    uow.session.add(poll)
    await uow.session.flush()
    return poll


async def by_id(uow: UnitOfWork, poll_id: int) -> Poll | None:
    return await uow.session.get(Poll, poll_id)


async def to_change(uow: UnitOfWork, poll_id: int) -> Poll | None:
    return await uow.hold(Poll, poll_id)


async def keep_open(uow: UnitOfWork, poll: Poll) -> None:
    """The poll as it is now, which can't end before this transaction; votes do not wait for each other.

    SQLite lets one write at a time anyway.
    """
    if not uow.is_sqlite:
        await uow.session.flush()
        await uow.session.refresh(poll, with_for_update={"read": True})


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Poll]:
    return (await uow.session.exec(select(Poll).where(col(Poll.id).in_(ids)))).all()


async def of_network(
    uow: UnitOfWork, network_id: int, states: Collection[PollState], most: int | None = None, skip: int = 0
) -> Sequence[Poll]:
    """Those in one of these states, the newest first."""
    found = select(Poll).where(Poll.network_id == network_id, col(Poll.state).in_(states))
    return (await uow.session.exec(found.order_by(col(Poll.id).desc()).offset(skip).limit(most))).all()


async def of_subject(
    uow: UnitOfWork, network_id: int, kind: Subject, subject_id: int, meeting_id: int | None = None
) -> Sequence[Poll]:
    """What was put to the vote about something, the newest first; not what was cancelled. Items of an agenda have
    their numbers within a meeting."""
    found = select(Poll).where(
        Poll.network_id == network_id, Poll.subject_kind == kind, Poll.subject_id == subject_id
    )
    if meeting_id is not None:
        found = found.where(Poll.meeting_id == meeting_id)
    found = found.where(Poll.state != PollState.CANCELLED)
    return (await uow.session.exec(found.order_by(col(Poll.id).desc()))).all()


async def of_meeting(uow: UnitOfWork, meeting_id: int, state: PollState) -> Sequence[Poll]:
    """In the order in which they began."""
    found = select(Poll).where(Poll.meeting_id == meeting_id, Poll.state == state)
    return (await uow.session.exec(found.order_by(col(Poll.id)))).all()


async def secret_ones(uow: UnitOfWork) -> Sequence[Poll]:
    """Every secret vote that is open, of all networks."""
    found = select(Poll).where(col(Poll.ballot).is_not(None), Poll.state == PollState.OPEN)
    return (await uow.session.exec(found.order_by(col(Poll.id)))).all()


async def add_options(uow: UnitOfWork, new: Sequence[Option]) -> None:
    """All in one statement."""
    if new:
        await uow.session.exec(insert(Option), params=[each.model_dump(exclude={"id"}) for each in new])


async def take_out(uow: UnitOfWork, poll_id: int, number: int) -> None:
    """This can't be chosen any more."""
    await uow.session.exec(delete(Option).where(col(Option.poll_id) == poll_id, col(Option.number) == number))


async def options(uow: UnitOfWork, polls: Collection[int]) -> dict[int, list[Option]]:
    """The options of each of these polls, in their order."""
    found = select(Option).where(col(Option.poll_id).in_(polls)).order_by(col(Option.number))
    listed: dict[int, list[Option]] = {key: [] for key in polls}
    for each in await uow.session.exec(found):
        listed[each.poll_id].append(each)
    return listed
