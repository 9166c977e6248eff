"""What someone looked for last, so that its pages and filters can be turned by buttons, which hold no words."""

from typing import ClassVar

from sqlmodel import Field

from storage.table import Erasing, Personal, Table
from storage.unit_of_work import UnitOfWork


class LastSearch(Table, table=True):
    """One row for each person; `number` grows with each search, so that older buttons are known as such."""

    __tablename__ = "last_search"
    personal: ClassVar = (Personal("person_id", ("words",), Erasing.DELETE),)

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    number: int = 0
    words: str


async def of(uow: UnitOfWork, person_id: int) -> LastSearch | None:
    return await uow.session.get(LastSearch, person_id)


async def note(uow: UnitOfWork, person_id: int, words: str) -> LastSearch:
    known = await of(uow, person_id) or LastSearch(person_id=person_id, words="")
    known.number, known.words = (known.number + 1) % 1_000_000, words
    uow.session.add(known)
    return known
