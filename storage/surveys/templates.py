"""Instruments that a network has built itself."""

from collections.abc import Sequence
from typing import ClassVar

from sqlmodel import Field, col, select

from storage.table import Erasing, Personal, Row
from storage.unit_of_work import UnitOfWork


class Template(Row, table=True):
    """Its items as JSON. The `version` grows whenever they change: rounds of another one can't be compared.

    `before` are the items before the last one was taken out, as long as nothing else has changed.
    """

    __tablename__ = "survey_template"
    personal: ClassVar = (Personal("by_id", ("name", "items", "before"), Erasing.KEEP_NAMELESS),)

    network_id: int = Field(foreign_key="network.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str
    items: str = "[]"
    before: str | None = None
    version: int = 1
    revision: int = 0


async def add(uow: UnitOfWork, template: Template) -> Template:
    uow.session.add(template)
    await uow.session.flush()
    return template


async def by_id(uow: UnitOfWork, template_id: int) -> Template | None:
    return await uow.session.get(Template, template_id)


async def to_change(uow: UnitOfWork, template_id: int) -> Template | None:
    return await uow.hold(Template, template_id)


async def of_network(uow: UnitOfWork, network_id: int) -> Sequence[Template]:
    """By name."""
    found = select(Template).where(Template.network_id == network_id)
    return (await uow.session.exec(found.order_by(col(Template.name), col(Template.id)))).all()


async def remove(uow: UnitOfWork, template: Template) -> None:
    await uow.session.delete(template)
