"""What a network has decided otherwise than is usual, by the name of the setting."""

import json
from typing import Any, ClassVar

from sqlmodel import Field, delete, select

from storage.table import NOTHING_PERSONAL, Table
from storage.unit_of_work import UnitOfWork


class Decision(Table, table=True):
    """One setting of one network; `value` is JSON. What is as usual has no row."""

    __tablename__ = "setting"
    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", primary_key=True)
    name: str = Field(primary_key=True)
    value: str


async def decided(uow: UnitOfWork, network_id: int) -> dict[str, Any]:
    """All that this network has decided for itself."""
    found = await uow.session.exec(select(Decision).where(Decision.network_id == network_id))
    return {each.name: json.loads(each.value) for each in found}


async def decide(uow: UnitOfWork, network_id: int, name: str, value: Any) -> None:
    await uow.session.merge(Decision(network_id=network_id, name=name, value=json.dumps(value)))


async def as_usual(uow: UnitOfWork, network_id: int, name: str) -> None:
    """Forget what was decided."""
    decided = delete(Decision).where(Decision.network_id == network_id, Decision.name == name)  # type: ignore[arg-type]
    await uow.session.exec(decided)
