"""The door of a round: who may come in by a button or link, and in which network."""

from facilitation.permissions import Act
from facilitation.ties.standing import Standing, standing
from handlers.visit import Visit
from storage import ties
from storage.ties import TieRound


async def enter(visit: Visit, round_id: int, act: Act) -> Standing:
    """A round, held for a change, for someone of its network who may do this."""
    return await _admit(visit, await ties.to_change(visit.uow, round_id), act)


async def look(visit: Visit, round_id: int, act: Act = Act.SEE_TIES) -> Standing:
    """A round, to be looked at only."""
    return await _admit(visit, await ties.by_id(visit.uow, round_id), act)


async def _admit(visit: Visit, round_: TieRound | None, act: Act) -> Standing:
    await visit.enter(round_.network_id if round_ else None)
    visit.require(act)
    assert round_ is not None
    return await standing(visit.uow, round_, visit.now)
