"""Sharing a practice or a lesson: one field a message, checked by those who lead, with consent for whom it is."""

from storage import entries
from storage.entries import Entry, EntryAudience, EntryKind, EntryState
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, stands

DONE = "Kominiarz pokazał na podwórkach, jak rozpalać od góry."
STORY = {
    "Tytuł": "Pokazy kominiarza", "Gdzie": "Gdynia", "Jaki był problem?": "Dym co wieczór.",
    "Co zostało zrobione": DONE, "Co z tego wyszło?": "Dymu jest mniej.", "Czego to wymagało": "4200 zł",
}  # fmt: skip


async def entry(network: Network, number: int = 1) -> Entry:
    """As it is remembered."""
    async with network.town.process.database.read() as uow:
        found = await entries.by_id(uow, number)
        assert found is not None
        uow.session.expunge(found)
        return found


async def begins(who: Resident, kind: str = "Dobra praktyka", words: str = "/praktyka") -> None:
    await who.says(words)
    await who.taps(kind)


async def drafted(who: Resident, title: str = "Pokazy kominiarza", done: str = DONE) -> None:
    """A draft with what every practice needs."""
    await begins(who)
    await who.says(title)
    await who.taps("Pomiń")
    await who.taps("Pomiń")
    await who.says(done)
    await who.taps("Na dziś wystarczy")


async def hands_in(who: Resident, audience: str = "Tylko ta sieć") -> None:
    await who.taps("Przekaż do bazy")
    await who.taps(audience)


async def test_each_field_is_asked_for_with_an_example_and_the_whole_is_handed_in(network: Network) -> None:
    ewa = network.ewa
    await ewa.says("/praktyka")
    assert "Czym chcesz się podzielić?" in ewa.sees()
    await ewa.taps("Dobra praktyka")
    for question, answer in STORY.items():
        assert question in ewa.sees()
        assert "Na przykład:" in ewa.sees()
        if answer in ewa.buttons():
            await ewa.taps(answer)
        else:
            await ewa.says(answer)
    await ewa.taps("Pomiń")
    await ewa.taps("Pomiń")
    await ewa.taps("Tak, ale inaczej")
    await ewa.says("srodowisko@gdynia.example")
    await ewa.taps("duże miasto")
    assert "Dobra praktyka · szkic" in ewa.sees()
    assert "Widzisz go tylko Ty." in ewa.sees()
    await hands_in(ewa)
    assert "Dziękuję!" in ewa.sees()
    kept = await entry(network)
    assert (kept.state, kept.audience) == (EntryState.WAITING, EntryAudience.NETWORK)
    assert kept.institution_id is not None
    assert (kept.title, kept.done, kept.problem) == ("Pokazy kominiarza", DONE, "Dym co wieczór.")
    assert (kept.again, kept.size) == ("with changes", "large")


async def test_a_lesson_has_what_would_be_done_otherwise_at_its_heart_and_is_thanked_for_warmly(
    network: Network,
) -> None:
    ewa = network.ewa
    await ewa.says("/lekcja Czterdzieści ławek")
    for _ in range(2):
        await ewa.taps("Pomiń")
    await ewa.says("Postawiliśmy czterdzieści ławek.")
    await ewa.taps("Pomiń")
    assert "Co zrobilibyście inaczej?" in ewa.sees()
    assert "porażka jest dla innych warta tyle samo co sukces" in ewa.sees()
    assert "Pomiń" not in ewa.buttons()
    await ewa.says("Najpierw zapytalibyśmy seniorów.")
    await ewa.taps("Na dziś wystarczy")
    await hands_in(ewa)
    assert "Dziękuję za tę lekcję!" in ewa.sees()
    kept = await entry(network)
    assert (kept.kind, kept.title) == (EntryKind.LESSON, "Czterdzieści ławek")
    assert kept.otherwise == "Najpierw zapytalibyśmy seniorów."


async def test_for_whom_it_is_is_asked_before_anything_leaves_its_author(network: Network) -> None:
    await drafted(network.ewa)
    before = len(network.ola.messages())
    await network.ewa.taps("Przekaż do bazy")
    assert "✓ Tylko ta sieć" in network.ewa.buttons()
    assert "wyszukiwarki" in network.ewa.sees()
    assert "danych osób" in network.ewa.sees()
    assert len(network.ola.messages()) == before
    await network.ewa.taps("Wszyscy, także w internecie")
    kept = await entry(network)
    assert kept.audience is EntryAudience.PUBLIC


async def test_those_who_lead_are_told_once_each_with_the_way_to_check_it(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Ekspert")
    await drafted(network.ewa)
    await hands_in(network.ewa)
    for leader in (network.ola, network.jan):
        assert sum("Nowy wpis do bazy sieci" in text for text in leader.all_texts()) == 1
        assert leader.button("Przeczytaj i sprawdź")[1]["callback_data"] == "entry:check:1"


async def test_whoever_leads_the_network_alone_needs_nobodys_check(network: Network) -> None:
    await drafted(network.ola)
    await hands_in(network.ola)
    assert "Wpis jest już w bazie." in network.ola.sees()
    kept = await entry(network)
    assert (kept.state, kept.checked_version) == (EntryState.KEPT, kept.version)
    await network.jan.says("/szukaj kominiarz")
    assert "Pokazy kominiarza" in network.jan.sees()


async def test_a_title_that_is_taken_is_a_question_and_no_refusal(network: Network) -> None:
    await stands(network, network.jan)
    await begins(network.ewa)
    await network.ewa.says(STOVES)
    assert f"Jest już wpis pod tytułem „{STOVES}”" in network.ewa.sees()
    assert "Zobacz tamten wpis" in network.ewa.buttons()
    await network.ewa.taps("Zostaw ten tytuł")
    assert "Gdzie" in network.ewa.sees()
    kept = await entry(network, 2)
    assert kept.title == STOVES


async def test_a_title_that_is_taken_can_be_written_otherwise(network: Network) -> None:
    await stands(network, network.jan)
    await begins(network.ewa, words=f"/praktyka {STOVES}")
    assert "Jest już wpis pod tytułem" in network.ewa.sees()
    await network.ewa.says("Kominiarz w Gdyni")
    kept = await entry(network, 2)
    assert kept.title == "Kominiarz w Gdyni"


async def test_without_what_is_needed_it_can_not_be_handed_in(network: Network) -> None:
    await begins(network.ewa, words="/praktyka Kominiarz")
    await network.ewa.taps("Na dziś wystarczy")
    assert "Jeszcze potrzebne: Co zrobiono" in network.ewa.sees()
    assert "Przekaż do bazy…" not in network.ewa.buttons()
    await network.ewa.forges("entry:handedin:1:~network")
    assert network.ewa.toast is not None
    kept = await entry(network)
    assert kept.state is EntryState.DRAFT


async def test_topics_of_the_network_are_ticked_after_the_questions(network: Network) -> None:
    await network.ola.says("/tematy")
    await network.ola.taps("Dodaj")
    await network.ola.says("smog, seniorzy")
    await network.ewa.says("/lekcja Ławki")
    for _ in range(2):
        await network.ewa.taps("Pomiń")
    await network.ewa.says("Postawiliśmy ławki.")
    await network.ewa.taps("Pomiń")
    await network.ewa.says("Mniej naraz.")
    for _ in range(5):
        await network.ewa.taps("Pomiń")
    assert "Czego to dotyczy?" in network.ewa.sees()
    await network.ewa.taps("seniorzy")
    assert "✓ seniorzy" in network.ewa.buttons()
    await network.ewa.taps("Gotowe")
    assert "Tematy: seniorzy" in network.ewa.sees()


async def test_in_the_group_it_goes_on_in_private_chat(network: Network) -> None:
    before = network.ewa.all_texts(network.group)
    await network.ewa.says("/praktyka Pokazy kominiarza", network.group)
    assert network.ewa.all_texts(network.group) == before
    assert "Pokazy kominiarza" in network.ewa.sees()
    await network.ewa.taps("Rekomendacja")
    assert "Jaki problem by to rozwiązało?" in network.ewa.sees()


async def test_whoever_can_not_be_written_to_gets_the_way_into_private_chat(network: Network) -> None:
    await network.ewa.blocks_the_bot()
    await network.ewa.says("/lekcja", network.group)
    assert "Zróbmy to w rozmowie prywatnej:" in network.ewa.sees(network.group)
    network.town.world.block(network.ewa.id, False)
    await network.ewa.taps("Czat prywatny", network.group)
    assert "Jaki tytuł?" in network.ewa.sees()
    assert (await entry(network)).kind is EntryKind.LESSON


async def test_an_observer_shares_nothing(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    await network.jan.says("/praktyka")
    assert "Czym chcesz się podzielić?" not in network.jan.sees()
