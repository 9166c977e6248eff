"""Files that people attach to their words: heard, sent on, shown under a card, and taken out again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from markupsafe import Markup

from handlers import posts
from handlers.attached import Attached
from handlers.feature import Feature
from handlers.message import Button, Message
from handlers.registry import Registry
from handlers.visit import Visit
from sandbox.files import Upload
from storage import network as networks
from storage.attached import AttachedKind
from storage.network import Network as StoredNetwork
from tests.dialogues.conftest import Network, without_ears
from tests.dialogues.test_documents import known, speaking, the_network
from tests.dialogues.town import PICTURE, Resident, Town

ALBUM = "album.card"
LONG = "Zażółć gęślą jaźń. " * 80


@dataclass
class Album:
    """A feature with one card a network: words, and what somebody attached."""

    there: Network
    words: str = "Karta"
    attached: Attached | None = None
    names: frozenset[int] = frozenset()
    buttons: tuple[tuple[Button, ...], ...] = field(default=((Button("Pokaż", tap="album:other"),),))

    async def take(self, visit: Visit) -> None:
        self.words, self.attached = visit.heard.words, visit.heard.attached
        await posts.post(visit, ALBUM, visit.here.key, 1)

    async def render(self, visit: Visit, _network: StoredNetwork, _subject: int) -> Message:
        return Message(
            Markup("{}").format(self.words), self.buttons, names=self.names, attached=self.attached
        )

    async def other(self, visit: Visit) -> None:
        visit.edit(Message(Markup("Na chwilę coś innego {}").format(LONG)))
        await posts.restore(visit, ALBUM, (await self.network(visit)).key, 1)

    async def network(self, visit: Visit) -> StoredNetwork:
        network = await networks.by_chat(visit.uow, self.there.group)
        assert network is not None
        return network

    async def changes(self, *, by: Callable[..., Awaitable[None]] = posts.refresh, **change: Any) -> None:
        for name, value in change.items():
            setattr(self, name, value)
        async with speaking(self.there.town) as visit:
            await by(visit, ALBUM, (await self.network(visit)).key, 1)

    def card(self) -> dict[str, Any]:
        return self.there.jan.messages(self.there.group)[-1]


def opened(network: Network) -> Album:
    """A town in which that feature is at home."""
    album = Album(network)
    feature = Feature(
        name="album", code="album", mentioned=album.take, posts={"card": album.render},
        taps={"other": album.other}, public=frozenset({"other"}), owes={"card": None},
    )  # fmt: skip
    network.town.process.edge.registry = Registry((*without_ears(), feature))
    return album


@pytest_asyncio.fixture
async def album(network: Network) -> Album:
    return opened(network)


def file_of(who: Resident, message: dict[str, Any]) -> bytes:
    shown = message.get("document") or message["photo"][-1]
    file = who.town.world.files.get(shown["file_id"])
    assert file is not None
    return file.data


async def sends_photo(album: Album, words: str = "Jak to naprawić?") -> dict[str, Any]:
    await album.there.ewa.sends_photo(f"@spoiwo_bot {words}", album.there.group)
    return album.card()


async def test_what_someone_attached_stands_on_the_card_with_its_words(album: Album) -> None:
    card = await sends_photo(album)
    assert card["caption"] == "Jak to naprawić?"
    assert file_of(album.there.jan, card) == PICTURE.read_bytes()
    assert album.there.jan.buttons(album.there.group) == ["Pokaż"]


async def test_a_card_with_a_file_is_edited_and_keeps_it(album: Album) -> None:
    before = await sends_photo(album)
    await album.changes(words="Odpowiedź: wymienić uszczelkę")
    assert album.card()["caption"] == "Odpowiedź: wymienić uszczelkę"
    assert album.card()["message_id"] == before["message_id"]
    assert file_of(album.there.jan, album.card()) == PICTURE.read_bytes()


async def test_words_of_a_card_with_a_file_are_cut_where_a_caption_ends(album: Album) -> None:
    await sends_photo(album)
    await album.changes(words=LONG)
    assert album.card()["caption"].endswith("…")
    assert len(album.card()["caption"]) <= 1024


async def test_when_the_file_goes_a_note_takes_its_place_for_good(album: Album) -> None:
    before = await sends_photo(album)
    await album.changes(attached=None, words="Wycofane")
    assert "photo" not in album.card()
    assert album.card()["caption"] == "Wycofane"
    assert file_of(album.there.jan, album.card()).decode() == "Plik, który tu był, został usunięty."
    await album.changes(words="Nadal wycofane")
    assert album.card()["caption"] == "Nadal wycofane"
    assert album.card()["message_id"] == before["message_id"]


async def test_a_card_of_words_can_get_a_file_and_another_one(album: Album) -> None:
    await album.there.ewa.says("@spoiwo_bot Jak to naprawić?", album.there.group)
    assert album.card()["text"] == "Jak to naprawić?"
    await album.there.ewa.sends_file("uchwala.pdf", b"%PDF", "@spoiwo_bot Z uchwałą", album.there.group)
    assert (album.card()["caption"], file_of(album.there.jan, album.card())) == ("Z uchwałą", b"%PDF")
    await album.there.ewa.sends_file("inna.pdf", b"%PDF-2", "@spoiwo_bot Z inną", album.there.group)
    assert (album.card()["caption"], file_of(album.there.jan, album.card())) == ("Z inną", b"%PDF-2")


async def test_many_changes_at_once_are_one_edit_that_still_takes_the_file_out(album: Album) -> None:
    await sends_photo(album)
    town = album.there.town
    town.wire.cut = ConnectionError()
    await album.changes(attached=None, words="Bez pliku")
    await album.changes(words="Bez pliku i krócej")
    town.wire.cut = None
    await town.passes(minutes=5)
    assert album.card()["caption"] == "Bez pliku i krócej"
    assert file_of(album.there.jan, album.card()).decode() == "Plik, który tu był, został usunięty."


async def test_a_card_with_a_file_shows_something_else_for_a_moment(album: Album) -> None:
    card = await sends_photo(album)
    await album.there.jan.taps("Pokaż", album.there.group)
    assert album.card()["caption"] == "Jak to naprawić?"
    edits = [
        each["params"]["caption"][:8]
        for each in album.there.town.world.record.after(0)
        if each["method"] == "editMessageCaption"
    ]
    assert edits == ["Na chwil", "Jak to n"]
    assert album.card()["message_id"] == card["message_id"]


async def test_after_a_migration_the_card_is_posted_with_its_file(town: Town) -> None:
    ola, ewa, jan = town.resident("Ola"), town.resident("Ewa"), town.resident("Jan")
    group = town.group("Miasto Cyfrowe", ola, ewa, jan, supergroup=False)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(ola, group)
    album = opened(Network(town, group, ola, ewa, jan, kim=jan))
    await sends_photo(album)
    album.there.group = town.world.upgrade(ola.id, group)
    await town.settle()
    await album.changes(by=posts.post)
    assert album.card()["caption"] == "Jak to naprawić?"
    assert file_of(jan, album.card()) == PICTURE.read_bytes()


async def test_a_card_that_somebody_deleted_comes_again_with_its_file(album: Album) -> None:
    card = await sends_photo(album)
    there = album.there
    there.town.world.delete(there.ola.id, there.group, card["message_id"])
    await album.changes(words="Zmieniona")
    await album.changes(by=posts.post)
    assert album.card()["message_id"] != card["message_id"]
    assert album.card()["caption"] == "Zmieniona"
    assert file_of(there.jan, album.card()) == PICTURE.read_bytes()


async def test_a_card_carries_nothing_that_can_never_be_taken_out(album: Album) -> None:
    file = album.there.town.world.files.add(Upload("glos.ogg", b"ogg"))
    await album.changes(by=posts.post, attached=Attached(AttachedKind.VOICE, file.file_id))
    assert album.card()["text"] == "Karta"


async def test_every_kind_of_file_is_sent_on_with_its_words(network: Network) -> None:
    file = network.town.world.files.add(Upload("plik.bin", b"plik"))
    async with speaking(network.town) as visit:
        for kind in AttachedKind:
            message = Message(Markup("Oto <b>{}</b>").format(kind), attached=Attached(kind, file.file_id))
            visit.tell(await known(visit, network.jan), message, kind="posts.notice")
    sent = network.jan.messages()[-len(AttachedKind) - 1 :]
    assert [kind for message in sent for kind in AttachedKind if kind.value in message] == [
        "photo", "document", "video", "audio", "voice", "document", "animation", "video_note",
    ]  # fmt: skip
    assert [message.get("caption", message.get("text")) for message in sent] == [
        *(f"Oto {kind}" for kind in AttachedKind), None,
    ]  # fmt: skip


@pytest.mark.parametrize("long", [True, False])
async def test_long_words_and_buttons_come_before_the_file(network: Network, long: bool) -> None:
    photo = (await network.ewa.sends_photo())["photo"][-1]["file_id"]
    message = Message(Markup(LONG.strip()), attached=Attached(AttachedKind.PHOTO, photo))
    if not long:
        message = Message(Markup("Oto"), attached=message.attached).with_buttons([Button("Dalej", tap="x:y")])
    async with speaking(network.town) as visit:
        visit.announce(await the_network(visit, network.group), message, kind="posts.notice")
    words, file = network.jan.messages(network.group)[-2:]
    assert words["text"] == (LONG.strip() if long else "Oto")
    assert ("caption" in file, "photo" in file, "reply_markup" in words) == (False, True, not long)


async def test_when_whom_a_card_names_is_forgotten_their_file_goes_too(album: Album) -> None:
    there = album.there
    async with speaking(there.town) as visit:
        album.names = frozenset({(await known(visit, there.ewa)).key})
    await sends_photo(album, "Pyta Ewa Żak")
    album.words, album.attached, album.names = "Pyta ktoś z sieci", None, frozenset()
    await there.ewa.says("/zapomnij")
    await there.ewa.taps("Zapomnij o mnie")
    assert album.card()["caption"] == "Pyta ktoś z sieci"
    assert file_of(there.jan, album.card()) != PICTURE.read_bytes()


@pytest.mark.parametrize("kind", [AttachedKind.PHOTO, AttachedKind.VOICE])
async def test_a_file_that_names_someone_goes_when_they_are_forgotten(
    network: Network, kind: AttachedKind
) -> None:
    town, ewa, jan = network.town, network.ewa, network.jan
    file = town.world.files.add(Upload("plik.png", PICTURE.read_bytes()))
    async with speaking(town) as visit:
        named = frozenset({(await known(visit, ewa)).key})
        message = Message(Markup("Pyta Ewa Żak"), names=named, attached=Attached(kind, file.file_id))
        visit.announce(await the_network(visit, network.group), message, kind="posts.notice")
    assert "Ewa" in jan.sees(network.group)
    await ewa.says("/zapomnij")
    await ewa.taps("Zapomnij o mnie")
    shown = jan.messages(network.group)
    assert not any("Ewa" in text for text in jan.all_texts(network.group))
    assert not any(one in message for message in shown for one in ("photo", "voice"))
