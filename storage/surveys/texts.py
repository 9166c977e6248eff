"""What people wrote in a survey, in random order and without anything beside it, until and after it was reviewed."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from sqlalchemy import delete, insert
from sqlmodel import Field, col, select

from storage.table import NOTHING_PERSONAL, Row
from storage.unit_of_work import UnitOfWork


class Text(Row, table=True):
    """An answer to an item of a survey. Nobody has reviewed it as long as `shown` is not known."""

    __tablename__ = "survey_text"
    personal: ClassVar = NOTHING_PERSONAL

    survey_id: int = Field(foreign_key="survey.id", index=True)
    item: str
    words: str
    shown: bool | None = None


async def add_all(uow: UnitOfWork, survey_id: int, item: str, words: Collection[str]) -> None:
    """In the order given, which must be random."""
    rows = [{"survey_id": survey_id, "item": item, "words": each, "shown": None} for each in words]
    if rows:
        await uow.session.exec(insert(Text), params=rows)


async def of_survey(uow: UnitOfWork, survey_id: int) -> Sequence[Text]:
    found = select(Text).where(Text.survey_id == survey_id).order_by(col(Text.id))
    return (await uow.session.exec(found)).all()


async def are_kept(uow: UnitOfWork, survey_id: int) -> bool:
    found = select(Text.id).where(Text.survey_id == survey_id).limit(1)
    return (await uow.session.exec(found)).first() is not None


async def remove_hidden(uow: UnitOfWork, survey_id: int) -> None:
    """All but those that are shown."""
    hidden = col(Text.shown).is_not(True)
    await uow.session.exec(delete(Text).where(col(Text.survey_id) == survey_id, hidden))


async def to_change(uow: UnitOfWork, text_id: int) -> Text | None:
    return await uow.hold(Text, text_id)
