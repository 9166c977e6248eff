"""How a network likes to vote: drafts of polls that it saved under a name."""

from collections.abc import Sequence
from typing import ClassVar

from sqlmodel import Field, col, select

from storage.table import Erasing, Personal, Row
from storage.unit_of_work import UnitOfWork


class Template(Row, table=True):
    """A draft as JSON, without a deadline."""

    __tablename__ = "poll_template"
    personal: ClassVar = (Personal("by_id", ("name", "draft"), Erasing.KEEP_NAMELESS),)

    network_id: int = Field(foreign_key="network.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str
    draft: str


async def add(uow: UnitOfWork, template: Template) -> Template:
    uow.session.add(template)
    await uow.session.flush()
    return template


async def by_id(uow: UnitOfWork, template_id: int) -> Template | None:
    return await uow.session.get(Template, template_id)


async def of_network(uow: UnitOfWork, network_id: int) -> Sequence[Template]:
    """By name."""
    found = select(Template).where(Template.network_id == network_id)
    return (await uow.session.exec(found.order_by(col(Template.name), col(Template.id)))).all()


async def remove(uow: UnitOfWork, template: Template) -> None:
    await uow.session.delete(template)
