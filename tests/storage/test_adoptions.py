"""A transfer is counted only where the adopter has said that it works with them."""

from datetime import UTC, datetime

from storage import adoptions, entries, institutions
from storage import network as networks
from storage.adoptions import Adoption, AdoptionState
from storage.engine import Database
from storage.entries import Entry, EntryState, Sight
from storage.institutions import Institution
from storage.network import Network

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)


async def test_only_confirmed_transfers_are_counted(database: Database) -> None:
    """Not what is only tried, however it was said; nor what is taken over and not confirmed (any more)."""
    said = [(AdoptionState.ADOPTED, NOW), (AdoptionState.ADAPTED, NOW), (AdoptionState.ADOPTED, None),
            (AdoptionState.TRYING, NOW), (AdoptionState.DROPPED, NOW)]  # fmt: skip
    async with database.write() as uow:
        here = await networks.add(uow, Network(
            chat_id=-1, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw", since=NOW,
        ))  # fmt: skip
        entry = await entries.add(
            uow, Entry(network_id=here.key, title="Wpis", state=EntryState.KEPT, proposed_at=NOW, kept_at=NOW)
        )
        for n, (state, confirmed) in enumerate(said):
            place = await institutions.add(uow, Institution(network_id=here.key, name=f"{n}", folded=f"{n}"))
            await adoptions.add(uow, Adoption(
                entry_id=entry.key, network_id=here.key, institution_id=place.key, state=state, began_at=NOW,
                changed_at=NOW, confirmed_at=confirmed,
            ))  # fmt: skip
        sight = Sight(frozenset({here.key}))
        assert await adoptions.works_in(uow, [entry.key]) == {entry.key: 2}
        assert await adoptions.taken_over(uow, entries.seen.numbers(sight)) == 2
