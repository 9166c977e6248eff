"""Where a person stands in a multi-step form in private chat; a row, so that a restart loses nothing."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.table import Erasing, Personal, Table
from storage.unit_of_work import UnitOfWork


class Dialogue(Table, table=True):
    """One open form per person. `answers` is JSON; `message_id` is the question whose buttons still count."""

    personal: ClassVar = (Personal("person_id", ("answers",), Erasing.DELETE),)

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    form: str
    step: str
    answers: str = "{}"
    network_id: int | None = Field(default=None, foreign_key="network.id", index=True)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    expires_at: datetime


async def of(uow: UnitOfWork, person_id: int) -> Dialogue | None:
    return (await uow.session.exec(select(Dialogue).where(Dialogue.person_id == person_id))).first()


async def keep(uow: UnitOfWork, dialogue: Dialogue) -> None:
    """Store where the person stands, in place of any form that was open."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    statement = insert(Dialogue).values(dialogue.model_dump())
    renewed = {name: statement.excluded[name] for name in dialogue.model_dump() if name != "person_id"}
    await uow.session.exec(statement.on_conflict_do_update(index_elements=["person_id"], set_=renewed))


async def close(uow: UnitOfWork, person_id: int, network_id: int | None = None) -> None:
    """Close the form that a person has open; with `network_id` only one of that network."""
    open_form = delete(Dialogue).where(col(Dialogue.person_id) == person_id)
    if network_id is not None:
        open_form = open_form.where(col(Dialogue.network_id) == network_id)
    await uow.session.exec(open_form)
