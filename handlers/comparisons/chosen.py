"""Which entries are compared: how they ride on a button, and which of them these eyes may still see."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitation.refusals import Reason, Refused
from handlers.entries import door
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import entries
from storage.entries import Entry, Sight
from storage.unit_of_work import UnitOfWork

FEWEST, MOST = 2, 6


class ComparisonReason(Reason):
    """Why entries can't be compared."""

    FEW = "comparison of too few"
    MANY = "comparison of too many"


@dataclass(frozen=True)
class Chosen:
    """Those of the chosen entries that may be seen, in the order of the choice; and how many are gone."""

    entries: tuple[Entry, ...]
    gone: int = 0

    @property
    def keys(self) -> list[int]:
        return [entry.key for entry in self.entries]


def written(keys: Sequence[int]) -> str:
    return ".".join(map(str, keys))


def read(said: str) -> list[int]:
    parts = said.split(".")
    if not 1 <= len(parts) <= MOST or not all(
        part.isascii() and part.isdecimal() and len(part) < 10 for part in parts
    ):
        raise Refused(DoorReason.OLD_BUTTON)
    return list(dict.fromkeys(map(int, parts)))


async def of(uow: UnitOfWork, sight: Sight, keys: Sequence[int]) -> Chosen:
    found = await entries.seen.by_ids(uow, sight, keys) if keys else {}
    there = tuple(found[key] for key in keys if key in found)
    return Chosen(there, len(keys) - len(there))


async def seen_by(visit: Visit, keys: Sequence[int]) -> Chosen:
    """For the person of this visit."""
    return await of(visit.uow, door.sight(visit), keys)


def enough(chosen: Chosen) -> Chosen:
    """Refused where too few are left to be compared."""
    if len(chosen.entries) < FEWEST:
        raise Refused(ComparisonReason.FEW)
    return chosen
