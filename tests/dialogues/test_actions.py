"""Actions: said in one line, owned, reminded of privately, closed with a tap."""

from types import SimpleNamespace

import pytest

from handlers.actions.agenda import for_agenda
from locales import Reader
from storage import meetings
from storage import network as networks
from tests.dialogues.conftest import Network
from tests.dialogues.test_meetings import plan
from tests.dialogues.test_office_hours_clock import at
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

CONTRACT = "Przygotować wzór umowy"


def card(network: Network, who: Resident | None = None) -> str:
    """The newest action in the group."""
    texts = [text for text in (who or network.jan).all_texts(network.group) if text.startswith("Zadanie")]
    return texts[-1]


async def agree(who: Resident, words: str = f"{CONTRACT} do 15.01", owner: str = "Jan Łoś") -> None:
    """Say in private chat what is to be done, and who does it."""
    await who.says(f"/zadanie {words}")
    await who.taps(owner)


# in the group


async def test_one_line_in_the_group_becomes_a_card_with_its_day_read_back(network: Network) -> None:
    await network.jan.says(f"/zadanie {CONTRACT} do 15.01", network.group)
    text = card(network)
    assert CONTRACT in text
    assert "Termin: piątek, 15 stycznia 2027" in text
    assert "Kto: jeszcze nikt" in text
    assert "Od: Jan Łoś (Łódź)" in text


async def test_anyone_takes_it_on_the_card_and_the_second_is_too_late(network: Network) -> None:
    await network.jan.says(f"/action {CONTRACT} by 15 January", network.group)
    await network.ewa.taps("Biorę to", network.group)
    assert "Przypomnę w rozmowie prywatnej" in (network.ewa.toast or "")
    assert "Kto: Ewa Żak (Gdynia)" in card(network)
    await network.ola.forges("act:takehere:1", network.group)
    assert network.ola.toast == "Ktoś już się tym zajmuje."


async def test_a_day_that_is_lacking_is_chosen_on_the_card_by_whoever_said_it(network: Network) -> None:
    await network.jan.says(f"/zadanie {CONTRACT}", network.group)
    assert "Termin: jeszcze nieustalony" in card(network)
    await network.ewa.taps("Za dwa tygodnie", network.group)
    assert "Może to zrobić tylko osoba" in (network.ewa.toast or "")
    await network.jan.taps("Za dwa tygodnie", network.group)
    assert network.jan.toast == "Termin: poniedziałek, 21 września"
    assert "Termin: poniedziałek, 21 września" in card(network)
    assert "Za dwa tygodnie" not in network.jan.buttons(network.group)


async def test_the_group_card_leads_to_naming_someone_in_private_chat(network: Network) -> None:
    await network.jan.says(f"/zadanie {CONTRACT} do piątku", network.group)
    await network.jan.taps("Wskaż osobę", network.group)
    await network.jan.taps("Wskaż osobę")
    await network.jan.taps("Ewa Żak")
    assert "Kto: Ewa Żak (Gdynia) · czeka na odpowiedź" in network.jan.sees()
    assert "zadanie dla Ciebie. Prosi: Jan Łoś" in network.ewa.sees()
    assert "Kto: Ewa Żak (Gdynia)" in card(network)
    assert "czeka na odpowiedź" not in card(network)


@pytest.mark.parametrize(
    ("words", "answer"),
    [("", "Aby ustalić zadanie"), (f" {CONTRACT} do 31.02", "Nie ma takiej daty"),
     (f" {CONTRACT} do 1.01.2020", "Ten termin (1 stycznia 2020) już minął"), (" x", "Co jest do zrobienia?"),
     (" " + 60 * "za długo ", "To ma 539 znaków")],
)  # fmt: skip
async def test_what_is_unclear_is_answered_kindly(network: Network, words: str, answer: str) -> None:
    await network.jan.says(f"/zadanie{words}", network.group)
    assert answer in network.jan.sees(network.group)


# privately


async def test_privately_what_the_line_lacks_is_asked(network: Network) -> None:
    await network.jan.says("/zadanie")
    await network.jan.says(CONTRACT)
    assert "Do kiedy?" in network.jan.sees()
    await network.jan.says("piątek")
    assert "Termin: piątek, 11 września" in network.jan.sees()
    assert "Kto się tym zajmie?" in network.jan.sees()
    await network.jan.taps("Ja")
    assert "Kto: Jan Łoś (Łódź)" in network.jan.sees()
    assert "czeka na odpowiedź" not in network.jan.sees()
    assert [text for text in network.ola.all_texts(network.group) if CONTRACT in text] == []


async def test_whoever_is_named_accepts(network: Network) -> None:
    await agree(network.ewa)
    await network.jan.taps("Przyjmuję")
    assert "Kto: Jan Łoś (Łódź)" in network.jan.sees()
    await network.ewa.says("/zadania")
    await network.ewa.taps("1")
    assert "czeka na odpowiedź" not in network.ewa.sees()


async def test_whoever_cannot_says_so_and_whoever_named_them_finds_someone_else(network: Network) -> None:
    await agree(network.ewa)
    await network.jan.taps("Nie mogę")
    assert "Jan Łoś nie może się tym zająć" in network.ewa.sees()
    await network.ewa.taps("Wskaż osobę")
    await network.ewa.taps("Ja")
    assert "Kto: Ewa Żak (Gdynia)" in network.ewa.sees()


async def test_whoever_named_someone_without_a_private_chat_reads_so(network: Network) -> None:
    await network.jan.blocks_the_bot()
    await agree(network.ewa)
    assert "Do tej osoby nie mogę jeszcze napisać" in network.ewa.sees()


# the list


async def test_the_list_has_ones_own_first_then_by_date(network: Network) -> None:
    await agree(network.ewa, "Zebrać dane do 10.09", "Jan Łoś")
    await agree(network.ewa, f"{CONTRACT} do 20.09", "Ja")
    await network.ewa.says("/zadania")
    assert network.ewa.sees().index(CONTRACT) < network.ewa.sees().index("Zebrać dane")
    assert "termin: niedziela, 20 września, Ty" in network.ewa.sees()
    await network.jan.says("/zadania")
    assert network.jan.sees().index("Zebrać dane") < network.jan.sees().index(CONTRACT)


async def test_the_list_is_never_shown_in_the_group(network: Network) -> None:
    await agree(network.ewa)
    await network.town.move_to(at(12, 20, 9))
    await network.ola.says("/zadania", network.group)
    assert CONTRACT not in "\n".join(network.ola.all_texts(network.group))
    assert CONTRACT in network.ola.sees()


async def test_an_empty_list_says_how_an_action_is_agreed_on(network: Network) -> None:
    await network.jan.says("/zadania")
    assert "Nic nie czeka. Zadanie ustala się tak: /zadanie" in network.jan.sees()


# reminders


async def test_the_owner_is_reminded_three_days_before_on_the_day_and_three_times_later(
    network: Network,
) -> None:
    await agree(network.ewa, f"{CONTRACT} do 20.09")
    await network.jan.taps("Przyjmuję")
    before = len(network.jan.all_texts())
    for day, told in [(16, 0), (17, 1), (19, 1), (20, 2), (26, 2), (27, 3)]:
        await network.town.move_to(at(9, day, 10))
        assert len(network.jan.all_texts()) == before + told, day
    assert "termin tego zadania minął" in network.jan.sees()
    await network.town.move_to(at(12, 1, 10))
    assert len(network.jan.all_texts()) == before + 5
    assert CONTRACT not in "\n".join(network.jan.all_texts(network.group))


async def test_whoever_has_done_it_is_never_reminded_again(network: Network) -> None:
    await agree(network.ewa, f"{CONTRACT} do 20.09")
    await network.town.move_to(at(9, 17, 10))
    await network.jan.taps("Gotowe")
    assert network.jan.toast == "Dziękuję!"
    assert "zrobione" in network.jan.sees()
    told = len(network.jan.all_texts())
    await network.town.move_to(at(12, 1, 10))
    assert len(network.jan.all_texts()) == told


async def test_another_day_begins_the_reminders_anew(network: Network) -> None:
    await agree(network.ewa, f"{CONTRACT} do 20.09")
    await network.town.move_to(at(9, 20, 10))
    await network.jan.taps("Inny termin")
    await network.jan.taps("Za tydzień")
    assert "Termin: niedziela, 27 września" in network.jan.sees()
    told = len(network.jan.all_texts())
    await network.town.move_to(at(9, 24, 10))
    assert len(network.jan.all_texts()) == told + 1
    assert "za trzy dni mija termin" in network.jan.sees()


async def test_what_is_dropped_has_a_reason_that_its_author_reads(network: Network) -> None:
    await agree(network.ewa, f"{CONTRACT} do 20.09")
    await network.jan.says("/zadania")
    await network.jan.taps("1")
    await network.jan.taps("Zrezygnujmy")
    await network.jan.says("Wzór już jest w Radlinie.")
    assert "rezygnujemy" in network.jan.sees()
    assert "Wzór już jest w Radlinie." in network.ewa.sees()
    await network.jan.taps("Jednak do zrobienia")
    assert "To zadanie jest znowu otwarte." in network.ewa.sees()


async def test_what_nobody_does_comes_to_the_facilitator(network: Network) -> None:
    await network.jan.says(f"/zadanie {CONTRACT} do 20.09", network.group)
    await network.town.move_to(at(9, 8, 10))
    assert "nie jest jeszcze ustalone: kto to zrobi" in network.jan.sees()
    await network.town.move_to(at(9, 17, 10))
    assert "tym zadaniem nikt się jeszcze nie zajmuje" in network.ola.sees()
    await network.ola.taps("Przekaż")
    await network.ola.taps("Ewa Żak")
    assert "zadanie dla Ciebie" in network.ewa.sees()


# who may, and who leaves


async def test_only_whoever_does_it_or_said_it_and_those_who_lead_change_an_action(network: Network) -> None:
    await agree(network.ewa, f"{CONTRACT} do 20.09", "Ja")
    await network.jan.says("/zadania")
    await network.jan.taps("1")
    assert "Gotowe" not in network.jan.buttons()
    await network.jan.forges("act:done:1")
    assert "Może to zrobić tylko osoba" in (network.jan.toast or network.jan.sees())
    await network.ola.says("/zadania")
    await network.ola.taps("1")
    await network.ola.taps("Gotowe")
    assert "zrobione" in network.ola.sees()


@pytest.mark.parametrize("way", ["/opusc", "/zapomnij"])
async def test_what_someone_leaves_behind_returns_to_the_facilitator(network: Network, way: str) -> None:
    await agree(network.ewa, f"{CONTRACT} do 20.09")
    await network.jan.taps("Przyjmuję")
    await network.jan.says(way)
    await network.jan.taps("Odchodzę" if way == "/opusc" else "Zapomnij o mnie")
    assert "1 zadanie jest znowu niczyje" in network.ola.sees()
    await network.ola.taps("Pokaż zadania")
    assert "jeszcze nikt" in network.ola.sees()


async def test_whoever_only_observes_from_now_on_hands_over(network: Network) -> None:
    await agree(network.ewa, f"{CONTRACT} do 20.09")
    await give(network.ola, "Jan Łoś", "Obserwator")
    assert "1 zadanie jest znowu niczyje" in network.ola.sees()
    await network.jan.says("/zadania")
    assert CONTRACT not in network.jan.sees()


async def test_what_is_internal_is_not_read_in_the_group(network: Network) -> None:
    await network.jan.says(f"/zadanie {CONTRACT} do piątku", network.group)
    await network.ola.says("/zadania")
    await network.ola.taps("1")
    await network.ola.taps("Tylko dla osób")
    assert card(network) == "Zadanie dla osób pracujących w sieci."


# the agenda of the next meeting


async def test_what_is_not_done_by_the_next_meeting_stands_in_its_agenda_without_names(
    network: Network,
) -> None:
    await plan(network.ola)
    await agree(network.ewa, f"{CONTRACT} do 10.10")
    await agree(network.ewa, "Zebrać dane do 15.11")
    async with network.town.process.database.write() as uow:
        meeting, known = await meetings.by_id(uow, 1), await networks.by_id(uow, 1)
        assert meeting is not None
        assert known is not None
        visit = SimpleNamespace(uow=uow, now=at(10, 12, 9))
        item = await for_agenda(visit, Reader(), known, meeting)
    assert item is not None
    assert item.title == "Przegląd zadań"
    assert item.lines == (f"{CONTRACT} (termin: sobota, 10 października)",)
    assert item.names == frozenset()
