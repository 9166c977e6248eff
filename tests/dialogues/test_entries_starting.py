"""Entries that begin elsewhere: with a message of the group, an answer, a line of a note."""

from datetime import datetime

from handlers.taps import encode_link
from storage import entries, notes, people
from storage.entries import EntryKind, EntryState
from storage.notes import LineKind, NoteLine
from tests.dialogues.conftest import Network
from tests.dialogues.test_entries import proposed
from tests.dialogues.test_entries_sharing import entry
from tests.dialogues.test_roles import give
from tests.dialogues.town import WARSAW, Resident

__all__ = ["proposed"]

WORDS = "U nas kominiarz pokazał na osiedlu, jak rozpalać od góry."


async def nothing_is_there(network: Network) -> bool:
    async with network.town.process.database.read() as uow:
        return await entries.by_id(uow, 1) is None


async def test_ones_own_message_becomes_a_draft_at_once(network: Network) -> None:
    said = await network.ewa.says(WORDS, network.group)
    before = network.jan.all_texts(network.group)
    await network.ewa.says("/praktyka", network.group, reply_to=said)
    kept = await entry(network)
    assert (kept.done, kept.state, kept.kind) == (WORDS, EntryState.DRAFT, EntryKind.PRACTICE)
    assert "Szkic jest gotowy i widzisz go tylko Ty." in network.ewa.sees()
    assert network.jan.all_texts(network.group) == before
    await network.ewa.taps("Odpowiadaj dalej")
    assert "Jaki tytuł?" in network.ewa.sees()


async def test_a_photo_of_ones_own_comes_along_with_its_caption(network: Network) -> None:
    sent = await network.ewa.sends_photo(WORDS, at=network.group)
    await network.ewa.says("/praktyka", network.group, reply_to=sent["message_id"])
    assert (await entry(network)).done == WORDS
    assert "Zdjęcia i pliki: 1" in network.ewa.sees()


async def test_a_message_without_words_is_told_the_other_way(network: Network) -> None:
    sent = await network.ewa.sends_photo(at=network.group)
    await network.ewa.says("/praktyka", network.group, reply_to=sent["message_id"])
    assert "Wyślij /praktyka bez odpowiadania na wiadomość" in network.ewa.sees(network.group)
    assert await nothing_is_there(network)


async def test_whoever_wrote_something_is_asked_first_and_becomes_its_author(network: Network) -> None:
    said = await network.ewa.says(WORDS, network.group)
    await network.ola.says("/lekcja", network.group, reply_to=said)
    assert "to może się przydać innym – tak uważa Ola Wójcik" in network.ewa.sees(network.group)
    assert await nothing_is_there(network)
    await network.ewa.taps("Tak, chętnie", network.group)
    kept = await entry(network)
    assert (kept.done, kept.kind) == (WORDS, EntryKind.LESSON)
    async with network.town.process.database.read() as uow:
        ewa = await people.by_telegram_id(uow, network.ewa.id)
        assert ewa is not None
        assert kept.author_id == ewa.id
    assert "Lekcja · szkic" in network.ewa.sees()
    assert "może się przydać" not in network.ewa.sees(network.group)


async def test_whoever_does_not_want_that_leaves_nothing_behind(network: Network) -> None:
    said = await network.ewa.says(WORDS, network.group)
    await network.ola.says("/praktyka", network.group, reply_to=said)
    await network.ewa.taps("Nie", network.group)
    assert network.ewa.toast == "Dobrze, zostaje zwykłą wiadomością."
    assert await nothing_is_there(network)


async def test_nobody_agrees_for_someone_else(network: Network) -> None:
    said = await network.ewa.says(WORDS, network.group)
    await network.ola.says("/praktyka", network.group, reply_to=said)
    await network.jan.taps("Tak, chętnie", network.group)
    assert await nothing_is_there(network)
    assert network.jan.toast == "Może to zrobić tylko osoba, która napisała te słowa."


async def test_whoever_blocked_the_private_chat_gets_the_way_to_their_draft(network: Network) -> None:
    said = await network.ewa.says(WORDS, network.group)
    await network.ewa.blocks_the_bot()
    await network.ewa.says("/praktyka", network.group, reply_to=said)
    assert "Szkic jest gotowy." in network.jan.sees(network.group)
    assert WORDS not in network.jan.sees(network.group)
    link = network.jan.button("Dalej w rozmowie prywatnej", network.group)[1]["url"]
    assert link.endswith(encode_link("ownentry", 1))
    await network.jan.taps("Dalej w rozmowie prywatnej", network.group)
    assert WORDS not in network.jan.sees()


async def test_a_message_that_is_too_long_is_told_what_fits(network: Network) -> None:
    said = await network.ewa.says(WORDS * 40, network.group)
    await network.ewa.says("/praktyka", network.group, reply_to=said)
    assert "a w jednym polu mieści się 1500" in network.ewa.sees(network.group)
    assert await nothing_is_there(network)


async def test_whoever_has_not_joined_is_told_how(network: Network) -> None:
    said = await network.kim.says(WORDS, network.group)
    await network.ola.says("/praktyka", network.group, reply_to=said)
    await network.kim.taps("Tak, chętnie", network.group)
    assert network.kim.toast
    assert await nothing_is_there(network)


async def test_after_an_answer_came_into_the_log_its_author_may_tell_more(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await proposed.ewa.taps("Opowiedz więcej…")
    assert "Dobra praktyka · w bazie" in proposed.ewa.sees()
    await proposed.ewa.taps("Zmień…")
    await proposed.ewa.taps("Koszt i ludzie")
    await proposed.ewa.says("4200 zł")
    kept = await entry(proposed)
    assert (kept.cost, kept.state) == ("4200 zł", EntryState.KEPT)


# a line of a note


async def noted(network: Network, who: Resident, *, internal: bool = False) -> int:
    """A line that somebody noted down."""
    async with network.town.process.database.write() as uow:
        person = await people.by_telegram_id(uow, who.id)
        assert person is not None
        await notes.begin(uow, 1, 1)
        line = NoteLine(network_id=1, meeting_id=1, author_id=person.key, kind=LineKind.CONCLUSION, position=1,
                        words=WORDS, said_at=network.town.clock.now(), internal=internal)  # fmt: skip
        await notes.add_line(uow, line)
        return line.key


async def held(planned: Network) -> Network:
    await planned.town.move_to(datetime(2026, 10, 20, 16, 30, tzinfo=WARSAW))
    return planned


async def test_the_author_of_a_line_begins_an_entry_with_it(planned: Network) -> None:
    line = await noted(await held(planned), planned.ewa)
    await planned.ewa.forges(f"note:line:{line}")
    await planned.ewa.taps("Do bazy sieci…")
    assert "Szkic jest gotowy" in planned.ewa.sees()
    assert (await entry(planned)).done == WORDS


async def test_those_who_lead_the_notes_ask_the_author_of_a_line_first(planned: Network) -> None:
    line = await noted(await held(planned), planned.ewa, internal=True)
    await planned.ola.forges(f"note:line:{line}")
    await planned.ola.taps("Do bazy sieci…")
    assert "Proszę o zgodę osobę, od której pochodzi ten fragment." in planned.ola.sees()
    assert await nothing_is_there(planned)
    assert "Na razie ten fragment jest wewnętrzny" in planned.ewa.sees()
    await planned.ewa.taps("Tak, chętnie")
    assert (await entry(planned)).done == WORDS
    await planned.ola.forges("entry:own:1")
    assert WORDS not in planned.ola.sees()


async def test_a_line_stays_in_the_note_where_its_author_does_not_want_more(planned: Network) -> None:
    line = await noted(await held(planned), planned.ewa)
    await planned.ola.forges(f"note:line:{line}")
    await planned.ola.taps("Do bazy sieci…")
    await planned.ewa.taps("Nie")
    assert "zostaje tylko w notatce" in planned.ewa.sees()
    assert await nothing_is_there(planned)


async def test_nobody_else_makes_an_entry_of_a_line(planned: Network) -> None:
    line = await noted(await held(planned), planned.ewa)
    await give(planned.ola, "Jan Łoś", "Opieka organizacyjna")
    before = len(planned.ewa.messages())
    for data in (f"entry:fromline:{line}", f"entry:myline:{line}"):
        await planned.jan.forges(data)
    assert await nothing_is_there(planned)
    assert len(planned.ewa.messages()) == before
