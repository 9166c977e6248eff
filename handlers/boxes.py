"""Boxes in the vault: those that no feature needs any more are destroyed when the process starts.

A crash may leave them behind, or a backup that was restored, in which what they belonged to is not there.
"""

from handlers.feature import Feature
from handlers.visit import Visit


async def begin(visit: Visit) -> None:
    """First what is there, then what is needed: so no box that is being made meanwhile counts as nobody's."""
    there = await visit.uow.vault.ballots()
    needed: set[str] = set()
    for feature in visit.registry.features:
        if feature.boxes is not None:
            needed.update(await feature.boxes(visit.uow))
    if there - needed:
        await visit.uow.vault.destroy(there - needed)


FEATURE = Feature(name="boxes", code="box", begins=begin)
