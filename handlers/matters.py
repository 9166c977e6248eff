"""Matters: what of the network may be put to the vote, as each feature words it, and what others add to its page."""

from facilitation.refusals import Refused
from handlers.feature import Matter
from handlers.message import Message, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit


async def words(visit: Visit, matter: Matter) -> str:
    """In plain words, for somebody who may see it; refused otherwise, as its own page does."""
    for feature in visit.registry.features:
        if matter.kind in feature.matters:
            return await feature.matters[matter.kind](visit, matter)
    raise Refused(DoorReason.OLD_BUTTON)


async def taken_up(visit: Visit, matter: Matter) -> Message:
    """What the features add to its page, in words and buttons."""
    offered = (each.takes_up for each in visit.registry.features if each.takes_up is not None)
    added = [await take_up(visit, visit.reader, matter) for take_up in offered]
    found = [each for each in added if each is not None]
    return Message(
        paragraphs(*(each.text for each in found)),
        tuple(row for each in found for row in each.buttons),
        frozenset[int]().union(*(each.names for each in found)),
    )
