"""Drafts: kept with every answer, gone on with later, looked at as readers will, and deleted."""

from datetime import timedelta

from handlers.taps import encode_link
from storage import entries, institutions, people
from storage.entries import Entry, EntryAudience, EntryKind, EntryState
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_entries_sharing import DONE, begins, drafted, entry
from tests.dialogues.town import Resident
from tests.dialogues.town_log import opens, stands


async def left(network: Network) -> list[int]:
    """The numbers of all entries that are there."""
    async with network.town.process.database.read() as uow:
        found = [await entries.by_id(uow, number) for number in range(1, 30)]
        return [each.key for each in found if each is not None]


async def test_every_answer_is_kept_at_once_and_a_restart_loses_nothing(network: Network) -> None:
    await begins(network.ewa)
    await network.ewa.says("Pokazy kominiarza")
    await network.ewa.taps("Gdynia")
    await network.town.restart()
    assert (await entry(network)).title == "Pokazy kominiarza"
    await network.ewa.says("Dym co wieczór.")
    assert (await entry(network)).problem == "Dym co wieczór."


async def test_whoever_stops_goes_on_another_day_where_they_were(network: Network) -> None:
    await begins(network.ewa)
    await network.ewa.says("Pokazy kominiarza")
    await network.ewa.taps("Na dziś wystarczy")
    assert "Zapisane." in network.ewa.sees()
    await network.town.passes(days=3)
    await network.ewa.says("/praktyka")
    assert "Masz 1 szkic." in network.ewa.sees()
    await network.ewa.taps("Pokazy kominiarza · szkic")
    await network.ewa.taps("Odpowiadaj dalej")
    assert "Jaki był problem?" in network.ewa.sees()


async def test_a_form_that_is_put_aside_leaves_the_draft(network: Network) -> None:
    await begins(network.ewa)
    await network.ewa.says("Pokazy kominiarza")
    await network.town.passes(days=2)
    assert "Odkładam formularz" in network.ewa.sees()
    assert (await entry(network)).title == "Pokazy kominiarza"


async def test_something_new_can_be_begun_beside_a_draft(network: Network) -> None:
    await drafted(network.ewa)
    await network.ewa.says("/lekcja")
    await network.ewa.taps("Zacznij coś nowego")
    await network.ewa.says("Ławki")
    assert (await entry(network, 2)).kind is EntryKind.LESSON
    await network.ewa.taps("Na dziś wystarczy")
    await network.ewa.taps("‹ Moje wpisy")
    assert {"Pokazy kominiarza · szkic", "Ławki · szkic"} <= set(network.ewa.buttons())


async def test_the_page_shows_what_it_says_and_what_is_missing(network: Network) -> None:
    await drafted(network.ewa, done="Kominiarz pokazał na podwórkach. " * 20)
    said = network.ewa.sees()
    assert "Tytuł: Pokazy kominiarza" in said
    assert "Gdzie: Gdynia" in said
    assert "Co zrobiono: Kominiarz pokazał" in said
    assert len(said) < 900
    assert "Jeszcze puste: Problem, Efekt" in said


async def test_it_is_shown_as_readers_will_see_it(network: Network) -> None:
    await drafted(network.ewa)
    await network.ewa.taps("Jak zobaczą inni")
    assert "Z bazy sieci · Dobra praktyka\nPokazy kominiarza\nEwa Żak, Gdynia" in network.ewa.sees()
    await network.ewa.taps("‹ Wstecz")
    assert "Widzisz go tylko Ty." in network.ewa.sees()


async def test_its_kind_can_be_another_one_and_nothing_is_lost(network: Network) -> None:
    await drafted(network.ewa)
    await network.ewa.taps("Inny rodzaj…")
    await network.ewa.taps("Lekcja")
    assert "Lekcja · szkic" in network.ewa.sees()
    assert "Jeszcze potrzebne: Co zrobilibyśmy inaczej" in network.ewa.sees()
    kept = await entry(network)
    assert (kept.title, kept.done) == ("Pokazy kominiarza", DONE)


async def test_a_draft_is_deleted_after_a_second_word_only(network: Network) -> None:
    await drafted(network.ewa)
    await network.ewa.taps("Usuń szkic…")
    assert await left(network) == [1]
    await network.ewa.taps("Tak, usuń")
    assert "Usunięte: „Pokazy kominiarza”." in network.ewa.sees()
    assert await left(network) == []
    await network.ewa.taps("‹ Moje wpisy")
    assert "Na razie nic." in network.ewa.sees()


async def test_a_button_of_a_deleted_draft_says_so_kindly(network: Network) -> None:
    await drafted(network.ewa)
    await network.ewa.says("/praktyka")
    await network.ewa.taps("Pokazy kominiarza")
    await network.ewa.taps("Usuń szkic…")
    await network.ewa.taps("Tak, usuń")
    await network.ewa.forges("entry:own:1")
    assert network.ewa.toast


async def test_a_form_about_a_deleted_draft_is_left_in_peace(network: Network) -> None:
    await begins(network.ewa)
    await network.ewa.says("Pokazy kominiarza")
    async with network.town.process.database.write() as uow:
        known = await entries.by_id(uow, 1)
        assert known is not None
        await entries.remove(uow, known)
    await network.ewa.taps("Na dziś wystarczy")
    assert "Tego wpisu już nie ma." in network.ewa.sees()
    await network.ewa.says("/praktyka")
    assert "Czym chcesz się podzielić?" in network.ewa.sees()


async def test_a_draft_is_nobody_elses(network: Network) -> None:
    await drafted(network.ewa)
    for stranger in (network.jan, network.ola):
        await opens(stranger, 1)
        assert "Pokazy kominiarza" not in stranger.sees()
        await stranger.starts(encode_link("ownentry", 1))
        assert "Pokazy kominiarza" not in stranger.sees()
        await stranger.forges("entry:handedin:1:~public")
        await stranger.forges("entry:discarded:1")
    assert (await entry(network)).state is EntryState.DRAFT


async def test_twenty_drafts_are_enough(network: Network) -> None:
    for number in range(20):
        await stands(
            network, network.ewa, f"Szkic {number}", state=EntryState.DRAFT, kept_at=None, checked_version=0
        )
    await network.ewa.says("/praktyka Jeszcze jeden")
    assert "Masz już 20 szkiców." in network.ewa.sees()


async def test_own_entries_are_listed_with_how_far_they_are_page_by_page(network: Network) -> None:
    for number in range(9):
        await stands(network, network.ewa, f"Praktyka {number}")
    await drafted(network.ewa)
    await network.ewa.taps("‹ Moje wpisy")
    assert {"Pokazy kominiarza · szkic", "Praktyka 8 · w bazie"} <= set(network.ewa.buttons())
    await network.ewa.taps("Następne ›")
    assert "Praktyka 0 · w bazie" in network.ewa.buttons()
    await network.jan.starts(encode_link("myentries", 1))
    assert "Praktyka" not in " ".join(network.jan.buttons())


# whoever leaves


async def test_whoever_leaves_takes_drafts_along_and_leaves_what_was_shared(network: Network) -> None:
    number = await stands(network, network.ewa)
    await drafted(network.ewa)
    await leaves(network.ewa)
    assert await left(network) == [number]


async def leaves(who: Resident) -> None:
    await who.says("/opusc")
    await who.taps("Odchodzę z sieci")


async def forgotten(who: Resident) -> None:
    await who.says("/zapomnij")
    await who.taps("Zapomnij o mnie")


async def test_the_forgotten_leave_only_nameless_words_that_stay_in_the_network(network: Network) -> None:
    shared = await stands(
        network, network.ewa, contact="ewa@gdynia.example", audience=EntryAudience.PUBLIC, place="Gdynia"
    )
    await drafted(network.ewa)
    await network.ewa.forges(f"entry:change:{shared}:~contact")
    await network.ewa.says("ewa.zak@gdynia.example")
    await network.ewa.forges(f"entry:addfiles:{shared}")
    await network.ewa.sends_photo()
    await forgotten(network.ewa)
    assert await left(network) == [shared]
    kept = await entry(network, shared)
    assert (kept.author_id, kept.contact, kept.state) == (None, "", EntryState.KEPT)
    assert kept.audience is EntryAudience.NETWORK
    async with network.town.process.database.read() as uow:
        assert await entries.files.of(uow, [shared]) == {}
        (before,) = await entries.versions.of(uow, shared)
        assert "ewa@" not in before.content
        assert await entries.seen.one(uow, entries.ANYBODY, shared) is None
    await opens(network.jan, shared)
    assert "Pokazy kominiarza" in network.jan.sees()
    assert "Ewa" not in network.jan.sees()


async def test_what_colleagues_own_from_now_on_stays_as_open_as_it_was(network: Network) -> None:
    shared = await stands(network, network.ewa, audience=EntryAudience.PUBLIC)
    ida = network.town.resident("Ida", started=True)
    network.town.world.add_member(network.ola.id, network.group, ida.id)
    await network.town.joins(ida, network.group, "Gdynia")
    await forgotten(network.ewa)
    assert (await entry(network, shared)).audience is EntryAudience.PUBLIC
    await ida.starts(encode_link("myentries", 1))
    await ida.taps("Pokazy kominiarza na osiedlach · w bazie")
    await ida.taps("Dla kogo…")
    await ida.taps("Tylko ta sieć")
    assert (await entry(network, shared)).audience is EntryAudience.NETWORK


async def test_what_was_never_agreed_to_goes_with_its_author(network: Network) -> None:
    async with network.town.process.database.write() as uow:
        ewa = await people.by_telegram_id(uow, network.ewa.id)
        assert ewa is not None
        here = await institutions.membership(uow, 1, ewa.key)
        assert here is not None
        await entries.add(
            uow, Entry(network_id=1, author_id=ewa.key, title="Nie wiem", proposed_at=MONDAY_MORNING)
        )
        back = Entry(network_id=1, author_id=ewa.key, title="Pytanie", proposed_at=MONDAY_MORNING - timedelta(1),
                     state=EntryState.RETURNED, reason="Ile to kosztowało?")  # fmt: skip
        await entries.add(uow, back)
    await forgotten(network.ewa)
    assert await left(network) == [2]
    assert ((await entry(network, 2)).state, (await entry(network, 2)).reason) == (EntryState.WAITING, "")
