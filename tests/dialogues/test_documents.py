"""Files and pictures that the bot sends: whole, in order, in the right place, and cleaned of a name."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from markupsafe import Markup
from sqlmodel import select

from handlers.heard import Heard
from handlers.message import LARGEST, Button, Document, Message, Rows
from handlers.visit import Visit
from storage import network as networks
from storage import people
from storage.network import Network as StoredNetwork
from storage.outbox import Saying
from storage.people import Person
from tests.dialogues.conftest import Network
from tests.dialogues.town import PICTURE, Resident, Town

REPORT = Document("sprawozdanie – Łódź.txt", "Byli: Ewa Żak, Jan Łoś\n".encode() * 1000)
DRAWING = Document("wynik.png", PICTURE.read_bytes())
NOWHERE = Heard(chat_id=0, private=True)


@asynccontextmanager
async def speaking(town: Town) -> AsyncIterator[Visit]:
    """A visit in which nobody is heard and anything can be said."""
    edge = town.process.edge
    async with town.process.database.write() as uow:
        visit = Visit(uow, town.clock.now(), NOWHERE, edge.installation, edge.registry)
        yield visit
        await visit.flush()
    town.process.delivery.wake()
    await town.settle()


async def known(visit: Visit, who: Resident) -> Person:
    person = await people.by_telegram_id(visit.uow, who.id)
    assert person is not None
    return person


async def the_network(visit: Visit, group: int) -> StoredNetwork:
    network = await networks.by_chat(visit.uow, group)
    assert network is not None
    return network


async def payloads(town: Town) -> list[bytes | None]:
    """What the outbox keeps of the files it has or had to send."""
    async with town.process.database.read() as uow:
        files = select(Saying).where(Saying.method == "sendDocument")
        return [saying.payload for saying in (await uow.session.exec(files)).all()]


async def test_a_file_arrives_whole_with_its_words(network: Network) -> None:
    async with speaking(network.town) as visit:
        message = Message(Markup("<b>Sprawozdanie</b>"), document=REPORT)
        assert visit.tell(await known(visit, network.jan), message, kind="posts.notice")
    assert network.jan.sees() == "Sprawozdanie"
    assert network.jan.files() == [(REPORT.name, REPORT.content)]


async def test_a_file_with_buttons_comes_right_after_them(network: Network) -> None:
    async with speaking(network.town) as visit:
        message = Message(Markup("Sprawozdanie"), ((Button("Dalej", tap="x:y"),),), document=REPORT)
        visit.announce(await the_network(visit, network.group), message, kind="posts.notice")
    words, file = network.jan.messages(network.group)[-2:]
    assert (words["text"], "document" in words) == ("Sprawozdanie", False)
    assert (file["document"]["file_name"], "reply_markup" in file) == (REPORT.name, False)


async def test_a_file_is_sealed_while_it_waits_and_gone_once_it_was_sent(network: Network) -> None:
    town = network.town
    town.wire.cut = ConnectionError()
    async with speaking(town) as visit:
        visit.tell(
            await known(visit, network.jan), Message(Markup("Oto"), document=REPORT), kind="posts.notice"
        )
    (sealed,) = await payloads(town)
    assert sealed is not None
    assert base64.b64encode(REPORT.content)[:60] not in sealed
    town.wire.cut = None
    await town.passes(minutes=2)
    assert network.jan.files() == [(REPORT.name, REPORT.content)]
    assert await payloads(town) == [None]


async def test_a_file_that_names_someone_is_replaced_when_they_are_forgotten(network: Network) -> None:
    town, ewa, jan = network.town, network.ewa, network.jan
    async with speaking(town) as visit:
        named = frozenset({(await known(visit, ewa)).key})
        message = Message(Markup("Byli: Ewa Żak"), names=named, document=REPORT)
        visit.announce(await the_network(visit, network.group), message, kind="posts.notice")
    await town.passes(days=60)
    await ewa.says("/zapomnij")
    await ewa.taps("Zapomnij o mnie")
    assert "Ewa" not in jan.sees(network.group)
    ((_, content),) = jan.files(network.group)
    assert b"Ewa" not in content
    assert "prosiła, żeby o niej zapomnieć" in content.decode()
    assert "prosiła, żeby o niej zapomnieć" in jan.all_texts(network.group)[-1]


@pytest.mark.parametrize("buttons", [(), ((Button("Dalej", tap="x:y"),),)])
async def test_a_picture_is_shown_as_one(network: Network, buttons: Rows) -> None:
    async with speaking(network.town) as visit:
        message = Message(Markup("<b>Wynik</b>"), buttons, picture=DRAWING)
        assert visit.tell(await known(visit, network.jan), message, kind="posts.notice")
    assert network.jan.sees() == "Wynik"
    assert network.jan.pictures() == [DRAWING.content]
    assert network.jan.files() == []


async def test_a_picture_that_names_someone_is_replaced_when_they_are_forgotten(network: Network) -> None:
    town, ewa, jan = network.town, network.ewa, network.jan
    async with speaking(town) as visit:
        named = frozenset({(await known(visit, ewa)).key})
        message = Message(Markup("Ewa Żak nie może"), names=named, picture=DRAWING)
        visit.tell(await known(visit, jan), message, kind="posts.notice")
    await town.passes(days=60)
    await ewa.says("/zapomnij")
    await ewa.taps("Zapomnij o mnie")
    assert jan.pictures() == []
    assert not any("Ewa" in text for text in jan.all_texts())
    assert "prosiła, żeby o niej zapomnieć" in jan.files()[-1][1].decode()


async def test_instead_of_a_picture_that_is_too_large_its_reader_is_told_so(network: Network) -> None:
    drawing = Document("wynik.png", b"\x89PNG" + bytes(LARGEST))
    async with speaking(network.town) as visit:
        message = Message(Markup("Wynik"), picture=drawing)
        visit.tell(await known(visit, network.jan), message, kind="posts.notice")
    assert network.jan.pictures() == []
    assert "„wynik.png” jest za duży" in network.jan.sees()
