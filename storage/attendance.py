"""Who was at a meeting: people of the network, substitutes and guests; and the code by which people check in."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class Presence(StrEnum):
    """How someone takes part."""

    IN_PERSON = "in person"
    REMOTE = "remote"


class Attendance(Row, table=True):
    """Someone of the network was there, for the institution that they represented then."""

    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    personal: ClassVar = (Personal("person_id", ("meeting_id", "presence", "since"), Erasing.KEEP_NAMELESS),)

    meeting_id: int = Field(foreign_key="meeting.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    institution_id: int | None = Field(default=None, foreign_key="institution.id")
    presence: Presence = Field(sa_type=Word(Presence))
    since: datetime


class Guest(Row, table=True):
    """Someone who is not of the network. `person_id` where they gave their name themselves, so that it waits to be
    ticked off; `instead_of_id` whom they stand in for. Names go two years after the meeting."""

    __tablename__ = "meeting_guest"
    __table_args__ = (
        UniqueConstraint("meeting_id", "person_id"),
        UniqueConstraint("meeting_id", "instead_of_id"),
    )
    personal: ClassVar = (
        Personal("person_id", ("name", "place"), Erasing.BLANK),
        Personal("person_id", ("meeting_id", "added_at"), Erasing.KEEP_NAMELESS),
        Personal("added_by_id", ("added_at",), Erasing.KEEP_NAMELESS),
        Personal("instead_of_id", ("added_at",), Erasing.KEEP_NAMELESS),
    )

    meeting_id: int = Field(foreign_key="meeting.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    added_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    instead_of_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str
    place: str = ""
    presence: Presence | None = Field(default=None, sa_type=Word(Presence))
    added_at: datetime


class CheckIn(Table, table=True):
    """The code that stands on the screen; once the report is there, the list is `settled_at`."""

    __tablename__ = "meeting_check_in"
    personal: ClassVar = NOTHING_PERSONAL

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    code: str
    settled_at: datetime | None = None


class WrongCode(Table, table=True):
    """How often someone tried a code that is not the meeting's."""

    __tablename__ = "meeting_wrong_code"
    personal: ClassVar = (Personal("person_id", ("meeting_id", "times"), Erasing.DELETE),)

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    times: int = 0


async def of_meeting(uow: UnitOfWork, meeting_id: int) -> Sequence[Attendance]:
    found = select(Attendance).where(Attendance.meeting_id == meeting_id)
    return (await uow.session.exec(found.order_by(col(Attendance.id)))).all()


async def of_person(uow: UnitOfWork, meeting_id: int, person_id: int) -> Attendance | None:
    found = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.person_id == person_id)
    return (await uow.session.exec(found)).first()


async def note(uow: UnitOfWork, new: Attendance) -> bool:
    """Someone is there; False where that was known, and stays as it was."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    noted = insert(Attendance).values(**new.model_dump(exclude={"id"})).on_conflict_do_nothing()
    return (await uow.session.exec(noted.returning(col(Attendance.id)))).first() is not None


async def change(uow: UnitOfWork, meeting_id: int, person_id: int, presence: Presence) -> None:
    here = update(Attendance).where(
        col(Attendance.meeting_id) == meeting_id, col(Attendance.person_id) == person_id
    )
    await uow.session.exec(here.values(presence=presence))


async def remove(uow: UnitOfWork, meeting_id: int, person_id: int) -> None:
    await uow.session.exec(
        delete(Attendance).where(
            col(Attendance.meeting_id) == meeting_id, col(Attendance.person_id) == person_id
        )
    )


async def guests(uow: UnitOfWork, meeting_id: int) -> Sequence[Guest]:
    """Guests and substitutes, in the order in which they came onto the list."""
    found = select(Guest).where(Guest.meeting_id == meeting_id)
    return (await uow.session.exec(found.order_by(col(Guest.id)))).all()


async def guest_to_change(uow: UnitOfWork, guest_id: int) -> Guest | None:
    return await uow.hold(Guest, guest_id)


async def add_guest(uow: UnitOfWork, guest: Guest) -> Guest:
    uow.session.add(guest)
    await uow.session.flush()
    return guest


async def remove_guest(uow: UnitOfWork, guest: Guest) -> None:
    await uow.session.delete(guest)


async def blank_guests(uow: UnitOfWork, meeting_id: int) -> None:
    """Let go of their names; how many there were and from where stays."""
    theirs = update(Guest).where(col(Guest.meeting_id) == meeting_id)
    await uow.session.exec(theirs.values(name="", person_id=None, instead_of_id=None))


async def check_in(uow: UnitOfWork, meeting_id: int) -> CheckIn | None:
    return await uow.session.get(CheckIn, meeting_id)


async def keep_code(uow: UnitOfWork, meeting_id: int, code: str) -> None:
    """The first code of a meeting stays its code."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    row = {"meeting_id": meeting_id, "code": code, "settled_at": None}
    await uow.session.exec(insert(CheckIn).values(**row).on_conflict_do_nothing())


async def wrong_codes(uow: UnitOfWork, meeting_id: int, person_id: int) -> int:
    known = await uow.session.get(WrongCode, (meeting_id, person_id))
    return known.times if known else 0


async def count_wrong_code(uow: UnitOfWork, meeting_id: int, person_id: int) -> None:
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    row = {"meeting_id": meeting_id, "person_id": person_id, "times": 1}
    more = {"times": WrongCode.__table__.c.times + 1}  # type: ignore[attr-defined]
    counted = insert(WrongCode).values(**row)
    await uow.session.exec(
        counted.on_conflict_do_update(index_elements=["meeting_id", "person_id"], set_=more)
    )
