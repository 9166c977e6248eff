"""Entries that stand in the log of Ola's network, as if they had been shared and checked; and how people meet them."""

from dataclasses import replace
from typing import Any

from handlers.taps import encode_link
from storage import adoptions, due_work, entries, institutions, people, topics
from storage import network as networks
from storage.adoptions import Adoption, AdoptionState
from storage.entries import Entry, EntryState
from storage.institutions import Institution
from storage.topics import Topic
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.town import Resident

STOVES = "Pokazy kominiarza na osiedlach"
SHOWN = "Kominiarz pokazał mieszkańcom, jak rozpalać od góry. Dymu było o połowę mniej."


async def stands(network: Network, author: Resident, title: str = STOVES, **otherwise: Any) -> int:
    """An entry of this resident that is in the log, and can be found; `otherwise` is what is not as usual."""
    async with network.town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        person = await people.by_telegram_id(uow, author.id)
        assert here is not None
        assert person is not None
        membership = await institutions.membership(uow, here.key, person.key)
        values = {
            "done": SHOWN, "state": EntryState.KEPT, "kept_at": MONDAY_MORNING, "checked_version": 1,
            "institution_id": membership.institution_id if membership else None, **otherwise,
        }  # fmt: skip
        entry = Entry(
            network_id=here.key, author_id=person.key, title=title, proposed_at=MONDAY_MORNING, **values
        )
        await entries.add(uow, entry)
        now = network.town.clock.now()
        await due_work.plan(uow, "entries.index", str(entry.key), now, network_id=here.key, entry=entry.key)
        number = entry.key
    await network.town.settle()
    return number


async def opens(who: Resident, number: int) -> None:
    """By the link of the entry."""
    await who.starts(encode_link("entry", number))


async def another_network(network: Network) -> Network:
    """A second one of the same installation, "Inna sieć": Mallory leads it, Adam of Radlin represents there."""
    town = network.town
    mallory, adam = town.resident("Mallory", started=True), town.resident("Adam", started=True)
    group = town.group("Inna sieć", mallory, adam)
    await town.add_bot(mallory, group)
    await mallory.taps("zaczynamy", group)
    await town.joins(mallory, group)
    await town.joins(adam, group, "Radlin")
    return replace(network, group=group, ola=mallory, ewa=adam)


async def works_in(network: Network, entry: int, *places: str) -> None:
    """These institutions of the network have taken an entry over and confirmed it."""
    async with network.town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        for name in places:
            place = await institutions.add(
                uow, Institution(network_id=here.key, name=name, folded=name.lower())
            )
            await adoptions.add(uow, Adoption(
                entry_id=entry, network_id=here.key, institution_id=place.key, state=AdoptionState.ADOPTED,
                began_at=MONDAY_MORNING, changed_at=MONDAY_MORNING, confirmed_at=MONDAY_MORNING,
            ))  # fmt: skip


async def tagged(network: Network, entry: int, *names: str) -> None:
    """It is about these topics of the network, which are on its list from now on."""
    async with network.town.process.database.write() as uow:
        here = await networks.by_chat(uow, network.group)
        assert here is not None
        known = {topic.name: topic.key for topic in await topics.of_network(uow, here.key)}
        new = [
            Topic(network_id=here.key, name=name, folded=name.lower()) for name in names if name not in known
        ]
        await topics.add_all(uow, new)
        known |= {topic.name: topic.key for topic in await topics.of_network(uow, here.key)}
        await entries.tag(uow, entry, [known[name] for name in names])
