"""Surveys of several networks together, for the coordinating team: three bins of each item, and no network by itself.

Whoever knows the results of one network can take them away from the sum; what is left is still that of at least two
others, each with five answers. So an item that fewer than three networks may show is left out, as is the whole where
there are fewer than three.

Neither does looking twice help, before and after one network has published: results wait until those of three networks
can come in together. Of all the sums that were ever shown and are put together in any way, take the last one that
counts: the three that came in with it stand in no earlier one, so all three of them are left, with the same weight.
That holds for each item by itself, as each waits for three networks that may show it; and it needs no memory, for what
is published, and when, never changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitation.surveys import instruments
from facilitation.surveys.instruments import Instrument, Item
from facilitation.surveys.results import FEW, Results, loaded
from storage import surveys
from storage.unit_of_work import UnitOfWork

TOGETHER = 3
"""Networks."""


@dataclass(frozen=True)
class Published:
    """What one round of a network has shown it."""

    network: int
    results: Results


@dataclass(frozen=True)
class PooledItem:
    """How many of `n` people in so many networks chose 1–2, 3 and 4–5, as it was asked."""

    id: str
    networks: int
    n: int
    thirds: tuple[int, ...]


@dataclass(frozen=True)
class Pooled:
    """`answered` of `invited` in all networks that count; the items that enough of them may show."""

    networks: int
    answered: int
    invited: int
    items: tuple[PooledItem, ...]


async def of(uow: UnitOfWork, instrument: Instrument) -> Pooled | None:
    """What networks have published of an instrument of the house. None where they are too few."""
    found = await surveys.published(uow, instrument.key, instrument.version)
    told = [Published(each.network_id, loaded(each.results)) for each in found if each.results is not None]
    return together(told, instrument)


async def available(uow: UnitOfWork) -> list[Instrument]:
    """The instruments of the house that enough networks have used."""
    return [each for each in instruments.OF_THE_HOUSE.values() if await of(uow, each) is not None]


def together(published: Sequence[Published], instrument: Instrument) -> Pooled | None:
    """Of all rounds in the order of their publication. None where there are too few networks."""
    told = [each for each in published if each.results.answered >= FEW]
    counted = _counted(told)
    if not counted:
        return None
    items = tuple(pooled for item in instrument.scored if (pooled := _pooled(item, told)))
    answered, invited = sum(each.answered for each in counted), sum(each.invited for each in counted)
    return Pooled(len(counted), answered, invited, items)


def _counted(published: Iterable[Published]) -> list[Results]:
    """The latest results of each network, of which no fewer than three networks' have ever come in at once."""
    counted: dict[int, Results] = {}
    waiting: dict[int, Results] = {}
    for each in published:
        waiting[each.network] = each.results
        if len(waiting) >= TOGETHER:
            counted |= waiting
            waiting = {}
    return list(counted.values())


def _pooled(item: Item, told: Sequence[Published]) -> PooledItem | None:
    counted = _counted(each for each in told if each.results.of(item.id).n >= FEW)
    if not counted:
        return None
    thirds = tuple(sum(counts) for counts in zip(*(each.of(item.id).thirds for each in counted), strict=True))
    return PooledItem(item.id, len(counted), sum(thirds), thirds)
