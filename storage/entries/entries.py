"""One entry of a network's log: what someone's experience taught, as it says now, and for whom it is."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import and_, exists, func, or_
from sqlmodel import Field, col, select

from storage.institutions import Membership, Standing
from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class EntryKind(StrEnum):
    """What an entry is. A model practice is made of several; recommendations and projects are consulted first."""

    PRACTICE = "practice"
    LESSON = "lesson"
    RECOMMENDATION = "recommendation"
    PROJECT = "project"
    MODEL = "model"


class EntryState(StrEnum):
    """How far an entry is.

    What someone shares is a draft of theirs, then it waits to be checked, perhaps comes back with a question, and is
    kept. What is made of an answer is proposed to its author, who agrees or declines. What was kept can be taken
    back by its owner, or hidden by those who lead.
    """

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    PROPOSED = "proposed"
    KEPT = "kept"
    DECLINED = "declined"
    TAKEN_BACK = "taken back"
    HIDDEN = "hidden"


class EntryAudience(StrEnum):
    """How far an entry may travel, as its owner said; each goes further than the one before."""

    NETWORK = "network"
    INSTALLATION = "installation"
    PUBLIC = "public"


class Again(StrEnum):
    """Whether those who did it would do it again."""

    YES = "yes"
    WITH_CHANGES = "with changes"
    NO = "no"


class CitySize(StrEnum):
    """How large the city is whose experience it is."""

    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"


class Entry(Row, table=True):
    """One entry of the log. `shows_question` once whoever asked agrees to that.

    `institution_id` is whose experience it is; `place` its name where it is none of the network. `version` counts
    how often its content became other; `checked_version` is the newest that those who lead have read.
    """

    __tablename__ = "entry"
    personal: ClassVar = (
        Personal("author_id", ("place", "contact"), Erasing.BLANK),
        Personal(
            "author_id",
            ("kind", "title", "problem", "done", "result", "cost", "conditions", "pitfalls", "otherwise", "again",
             "audience", "state", "proposed_at"),
            Erasing.KEEP_NAMELESS,
        ),
    )  # fmt: skip

    network_id: int = Field(foreign_key="network.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    institution_id: int | None = Field(default=None, foreign_key="institution.id", index=True)
    place: str = ""
    question_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    answer_id: int | None = Field(default=None, index=True)
    shows_question: bool = False
    kind: EntryKind = Field(default=EntryKind.PRACTICE, sa_type=Word(EntryKind))
    title: str = ""
    problem: str = ""
    done: str = ""
    result: str = ""
    cost: str = ""
    conditions: str = ""
    pitfalls: str = ""
    otherwise: str = ""
    again: Again | None = Field(default=None, sa_type=Word(Again))
    contact: str = ""
    size: CitySize | None = Field(default=None, sa_type=Word(CitySize))
    small: str = ""
    middle: str = ""
    large: str = ""
    audience: EntryAudience = Field(default=EntryAudience.NETWORK, sa_type=Word(EntryAudience))
    outdated: bool = False
    state: EntryState = Field(default=EntryState.PROPOSED, sa_type=Word(EntryState))
    reason: str = ""
    version: int = 1
    checked_version: int = 0
    proposed_at: datetime
    submitted_at: datetime | None = None
    kept_at: datetime | None = None
    changed_at: datetime | None = None
    confirmed_at: datetime | None = None


async def add(uow: UnitOfWork, entry: Entry) -> Entry:
    uow.session.add(entry)
    await uow.session.flush()
    return entry


async def remove(uow: UnitOfWork, entry: Entry) -> None:
    """A draft goes, with all that hangs on it."""
    await uow.session.delete(entry)
    await uow.session.flush()


async def by_id(uow: UnitOfWork, entry_id: int) -> Entry | None:
    """Whoever may see it or not: for its owner, and for those who lead. All others look through `seen`."""
    return await uow.session.get(Entry, entry_id)


async def to_change(uow: UnitOfWork, entry_id: int) -> Entry | None:
    return await uow.hold(Entry, entry_id)


async def of_answer(uow: UnitOfWork, answer_id: int) -> Entry | None:
    """The entry that was made of an answer, the newest where there were several."""
    found = select(Entry).where(Entry.answer_id == answer_id).order_by(col(Entry.id).desc())
    return (await uow.session.exec(found)).first()


async def showing(uow: UnitOfWork, question_id: int) -> Sequence[Entry]:
    """The entries in which a question stands."""
    found = select(Entry).where(Entry.question_id == question_id, col(Entry.shows_question))
    return (await uow.session.exec(found)).all()


async def of_author(
    uow: UnitOfWork, author_id: int, network_id: int, states: Collection[EntryState]
) -> Sequence[Entry]:
    """Someone's own entries in a network, the newest first."""
    found = select(Entry).where(
        Entry.author_id == author_id, Entry.network_id == network_id, col(Entry.state).in_(states)
    )
    return (await uow.session.exec(found.order_by(col(Entry.id).desc()))).all()


async def inherited(
    uow: UnitOfWork, institution_id: int, network_id: int, states: Collection[EntryState]
) -> Sequence[Entry]:
    """Entries of an institution whose author is gone, so that those who represent it own them; the newest first."""
    still = exists().where(
        col(Membership.network_id) == network_id, col(Membership.person_id) == col(Entry.author_id),
        col(Membership.standing) == Standing.JOINED,
    )  # fmt: skip
    found = select(Entry).where(
        Entry.institution_id == institution_id,
        Entry.network_id == network_id,
        col(Entry.state).in_(states),
        ~still,
    )
    return (await uow.session.exec(found.order_by(col(Entry.id).desc()))).all()


async def all_of(uow: UnitOfWork, person_id: int) -> Sequence[Entry]:
    """All entries of someone, in whatever network and state."""
    found = select(Entry).where(Entry.author_id == person_id).order_by(col(Entry.id))
    return (await uow.session.exec(found)).all()


async def in_state(uow: UnitOfWork, network_id: int, states: Collection[EntryState]) -> Sequence[Entry]:
    """All of a network that are so far, the oldest first: for those who lead."""
    found = select(Entry).where(Entry.network_id == network_id, col(Entry.state).in_(states))
    return (await uow.session.exec(found.order_by(col(Entry.submitted_at), col(Entry.id)))).all()


async def changed_since_check(uow: UnitOfWork, network_id: int) -> Sequence[Entry]:
    """What is kept and says something else than those who lead have read."""
    found = select(Entry).where(
        Entry.network_id == network_id, Entry.state == EntryState.KEPT,
        col(Entry.checked_version) < col(Entry.version),
    )  # fmt: skip
    return (await uow.session.exec(found.order_by(col(Entry.changed_at), col(Entry.id)))).all()


async def of_institution(
    uow: UnitOfWork, network_id: int, institution_id: int, states: Collection[EntryState]
) -> Sequence[Entry]:
    """What an institution has learnt in a network, the oldest first."""
    found = select(Entry).where(
        Entry.institution_id == institution_id, Entry.network_id == network_id,
        col(Entry.state).in_(states),
    )  # fmt: skip
    return (await uow.session.exec(found.order_by(col(Entry.id)))).all()


async def unconfirmed(
    uow: UnitOfWork, network_id: int, since: datetime, *, first: int = 0, most: int = 10
) -> tuple[Sequence[Entry], int]:
    """What is kept, and nobody has added, changed or confirmed `since`: a page, the oldest first, and how many."""
    old = (
        Entry.network_id == network_id, Entry.state == EntryState.KEPT, col(Entry.kept_at) < since,
        func.coalesce(Entry.changed_at, Entry.kept_at) < since,
        func.coalesce(Entry.confirmed_at, Entry.kept_at) < since,
    )  # fmt: skip
    found = select(Entry).where(*old).order_by(col(Entry.kept_at), col(Entry.id))
    count = select(func.count()).select_from(Entry).where(*old)
    shown = (await uow.session.exec(found.offset(first).limit(most))).all()
    return shown, (await uow.session.exec(count)).one()


async def owned(uow: UnitOfWork) -> Sequence[tuple[int, int]]:
    """Who has shared something that is kept: network and person, each once."""
    found = select(Entry.network_id, Entry.author_id).where(Entry.state == EntryState.KEPT).distinct()
    rows = await uow.session.exec(found)
    return [(network, author) for network, author in rows if author is not None]


async def with_title(
    uow: UnitOfWork,
    network_id: int,
    title: str,
    states: Collection[EntryState] = (EntryState.KEPT,),
    *,
    own: int = 0,
    but: int = 0,
) -> Entry | None:
    """An entry of this title in one of these states, or under way and of the person `own`; never the one numbered
    `but`. The title as it is too, for SQLite makes only English letters small."""
    under_way = (EntryState.DRAFT, EntryState.WAITING, EntryState.RETURNED)
    found = select(Entry).where(
        Entry.network_id == network_id,
        or_(func.lower(Entry.title) == title.lower(), col(Entry.title) == title),
        or_(
            col(Entry.state).in_(states),
            and_(col(Entry.author_id) == own, col(Entry.state).in_(under_way)),
        ),
        Entry.id != but,
    )
    return (await uow.session.exec(found.order_by(col(Entry.id)))).first()
