"""What institutions have taken over, as it counts today: merged ones are one, and of theirs the last word holds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from storage import adoptions, institutions
from storage.adoptions import TAKEN_OVER, Adoption
from storage.entries import Entry
from storage.institutions import Institution
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Taken:
    """What counts of an institution, under its name of today."""

    adoption: Adoption
    place: Institution


def is_transfer(adoption: Adoption) -> bool:
    """It works with them, and they have said that it does."""
    return adoption.state in TAKEN_OVER and adoption.confirmed_at is not None


def in_order(adoption: Adoption) -> tuple[datetime, int]:
    """Transfers by when they were confirmed."""
    return adoption.confirmed_at or adoption.began_at, adoption.key


def counting(
    known: Iterable[Adoption], merged: Mapping[int, int], own: Mapping[int, int | None]
) -> list[tuple[Adoption, int]]:
    """What counts, each with the number of its institution of today, in the order of beginning.

    `merged` is by which institution each goes now; `own` whose experience each entry is: nobody takes over from
    themselves, also not from one that they were merged with.
    """
    last: dict[tuple[int, int], Adoption] = {}
    for each in sorted(known, key=lambda adoption: (adoption.changed_at, adoption.key)):
        last[each.entry_id, merged.get(each.institution_id, each.institution_id)] = each
    owners = {entry: merged.get(place, place) for entry, place in own.items() if place is not None}
    kept = [(each, place) for (entry, place), each in last.items() if owners.get(entry) != place]
    return sorted(kept, key=lambda pair: pair[0].key)


async def of_entries(uow: UnitOfWork, found: Collection[Entry]) -> dict[int, list[Taken]]:
    """What counts of each of these entries; whoever asks has seen them.

    Of an institution that is not in the network any more only what it has confirmed.
    """
    known = await adoptions.of_entries(uow, [entry.key for entry in found])
    return await _by_entry(uow, known, found) if known else {}


async def _by_entry(
    uow: UnitOfWork, known: Collection[Adoption], found: Collection[Entry]
) -> dict[int, list[Taken]]:
    merged = await merged_in(uow, {each.network_id for each in known})
    counts = counting(known, merged, {entry.key: entry.institution_id for entry in found})
    places = await institutions.by_ids(uow, {place for _, place in counts})
    taken: dict[int, list[Taken]] = {}
    for adoption, key in counts:
        if places[key].removed_at is None or is_transfer(adoption):
            taken.setdefault(adoption.entry_id, []).append(Taken(adoption, places[key]))
    return taken


async def merged_in(uow: UnitOfWork, networks: Collection[int]) -> dict[int, int]:
    """By which institution each that was merged goes now, in these networks."""
    every = [await institutions.successors(uow, network) for network in sorted(networks)]
    return {old: new for each in every for old, new in each.items()}


async def ours(uow: UnitOfWork, entry_id: int, network_id: int, place: int) -> Adoption | None:
    """What counts of one institution of today, of one entry."""
    known = await adoptions.of_entries(uow, [entry_id])
    merged = await merged_in(uow, {network_id}) if known else {}
    return of_place(known, merged, place)


def of_place(known: Iterable[Adoption], merged: Mapping[int, int], place: int) -> Adoption | None:
    """Institutions of different networks are never the same one."""
    return next((each for each, key in counting(known, merged, {}) if key == place), None)
