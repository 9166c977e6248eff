"""People check in at a meeting themselves; the guardian ticks off the others, adds guests and reads who is missing."""

from datetime import datetime, timedelta

import pytest
import pytest_asyncio
from sqlmodel import select

from handlers.taps import encode_link
from storage import attendance
from storage.attendance import Guest
from tests.dialogues.conftest import Network
from tests.dialogues.test_meetings import cards, plan
from tests.dialogues.test_roles import give
from tests.dialogues.town import WARSAW, Resident


def day(hour: int, minute: int = 0) -> datetime:
    """On the day of the meeting, which lasts from 10 to 15."""
    return datetime(2026, 10, 20, hour, minute, tzinfo=WARSAW)


@pytest_asyncio.fixture
async def meeting(planned: Network) -> Network:
    """Ola has planned a meeting in Gdynia; Jan is the guardian."""
    await give(planned.ola, "Jan Łoś", "Opieka organizacyjna")
    return planned


@pytest_asyncio.fixture
async def morning(meeting: Network) -> Network:
    """Half an hour before the meeting begins."""
    await meeting.town.move_to(day(9, 30))
    return meeting


async def page(who: Resident) -> None:
    await who.starts(encode_link("meeting", 1))


async def the_list(who: Resident) -> None:
    await page(who)
    await who.taps("Lista obecności")


async def the_code(network: Network) -> str:
    """What stands on the screen."""
    await the_list(network.jan)
    await network.jan.taps("Pokaż kod")
    return network.jan.sees().split("Kod spotkania: ")[1].split("\n")[0]


def card(network: Network) -> str:
    (text,) = cards(network.ewa, network.group)
    return text


# the button


async def test_an_hour_before_the_start_the_card_has_a_button_and_counts_who_tapped_it(
    meeting: Network,
) -> None:
    town, group = meeting.town, meeting.group
    await town.move_to(day(8, 59))
    assert "Jestem" not in meeting.ewa.buttons(group)
    await town.move_to(day(9))
    assert "Lista obecności jest otwarta." in card(meeting)
    await meeting.ewa.taps("Jestem", group)
    assert meeting.ewa.toast == "Jesteś na liście obecności: na miejscu."
    await meeting.jan.taps("Jestem", group)
    assert "Obecność: 2 osoby z 2 instytucji" in card(meeting)


async def test_a_second_tap_changes_nothing(morning: Network) -> None:
    await morning.ewa.taps("Jestem", morning.group)
    await morning.ewa.taps("Jestem", morning.group)
    assert morning.ewa.toast == "Jesteś już na liście."
    assert "Obecność: 1 osoba z 1 instytucji" in card(morning)


async def test_an_hour_after_the_end_the_button_goes_and_the_number_stays(morning: Network) -> None:
    await morning.ewa.taps("Jestem", morning.group)
    await morning.town.move_to(day(15, 59))
    assert "Jestem" in morning.ewa.buttons(morning.group)
    await morning.town.move_to(day(16))
    assert "Jestem" not in morning.ewa.buttons(morning.group)
    assert "Obecność: 1 osoba z 1 instytucji" in card(morning)
    await morning.ewa.forges("att:here:1:1", morning.group)
    assert "Na listę nie można się już wpisać." in (morning.ewa.toast or "")


async def test_nobody_is_there_before_check_in_opens_or_when_the_meeting_is_cancelled(
    meeting: Network,
) -> None:
    await meeting.ewa.forges("att:here:1:1", meeting.group)
    assert "Listę obecności otworzę godzinę przed spotkaniem" in (meeting.ewa.toast or "")
    await meeting.ola.says("/spotkanie")
    for label in ("20 paź", "Zmień…", "Odwołaj"):
        await meeting.ola.taps(label)
    await meeting.ola.says("Choroba")
    await meeting.ola.taps("Tak")
    await meeting.town.move_to(day(9, 30))
    await meeting.ewa.forges("att:here:1:1", meeting.group)
    assert "się nie odbywa" in (meeting.ewa.toast or "")


async def test_whoever_has_not_joined_is_told_so_and_not_counted(morning: Network) -> None:
    await morning.kim.taps("Jestem", morning.group)
    assert "Dołączenie trwa minutę" in (morning.kim.toast or "")
    assert "Obecność" not in card(morning)


async def test_ones_own_page_says_how_one_stands_and_takes_it_back(morning: Network) -> None:
    await page(morning.ewa)
    await morning.ewa.taps("Jestem")
    assert "Jesteś na liście obecności: na miejscu." in morning.ewa.sees()
    await morning.ewa.taps("Jednak mnie nie ma")
    assert "Jesteś na liście" not in morning.ewa.sees()
    assert "Obecność" not in card(morning)


async def test_in_a_meeting_of_both_kinds_each_button_says_how(network: Network) -> None:
    await network.ola.says("/spotkanie 20 października 10:00–15:00")
    await network.ola.taps("Na żywo i online")
    await network.ola.taps("Pomiń")
    await network.ola.says("Gdynia, ratusz")
    await network.ola.says("https://meet.example.org/x")
    for _ in range(4):
        await network.ola.taps("Pomiń")
    await network.ola.taps("Tak, zapowiedz")
    await network.town.move_to(day(9, 30))
    await network.ewa.taps("Jestem zdalnie", network.group)
    assert network.ewa.toast == "Jesteś na liście obecności: zdalnie."
    await network.ewa.taps("Jestem na miejscu", network.group)
    assert network.ewa.toast == "Zmienione: na miejscu."
    await the_list(network.ola)
    assert "Dotykaj imion" in network.ola.sees()
    assert "✓ Ewa Żak · Gdynia, na miejscu" in network.ola.buttons()
    await network.ola.taps("Ewa Żak")
    assert "✓ Ewa Żak · Gdynia, zdalnie" in network.ola.buttons()
    await network.ola.taps("Ewa Żak")
    assert "○ Ewa Żak · Gdynia" in network.ola.buttons()


# the code


async def test_the_code_of_the_screen_puts_one_on_the_list_however_it_is_typed(morning: Network) -> None:
    code = await the_code(morning)
    await morning.ewa.says(f"/obecność {code.lower()[:2]}-{code.lower()[2:]}")
    assert "Jesteś na liście obecności: na miejscu" in morning.ewa.sees()
    assert "Obecność: 1 osoba" in card(morning)


async def test_the_code_can_be_sent_as_the_answer_to_the_question_for_it(morning: Network) -> None:
    code = await the_code(morning)
    await morning.ewa.says("/obecnosc")
    await morning.ewa.says("ZZZZZ")
    assert "To nie jest ten kod." in morning.ewa.sees()
    assert "Możesz spróbować jeszcze 4 razy." in morning.ewa.sees()
    await morning.town.restart()
    await morning.ewa.says(code)
    assert "Jesteś na liście obecności" in morning.ewa.sees()


async def test_whoever_guesses_is_stopped_and_told_another_way(morning: Network) -> None:
    code = await the_code(morning)
    for guess in ("AAAAA", "CCCCC", "DDDDD", "EEEEE", "FFFFF"):
        await morning.ewa.says(f"/obecnosc {guess}")
    assert "To też nie jest ten kod." in morning.ewa.sees()
    await morning.ewa.says(f"/obecnosc {code}")
    assert "To już 5 razy był inny kod" in morning.ewa.sees()
    await morning.ewa.taps("Jestem", morning.group)
    assert "Obecność: 1 osoba" in card(morning)


async def test_without_a_meeting_the_command_says_when_it_works(meeting: Network) -> None:
    await meeting.ewa.says("/obecnosc AAAAA")
    assert "Teraz żadna lista obecności nie jest otwarta." in meeting.ewa.sees()
    assert "20 października" in meeting.ewa.sees()


# the picture


async def test_the_picture_for_the_screen_comes_to_whoever_asks_for_it(morning: Network) -> None:
    await the_list(morning.jan)
    await morning.jan.taps("Kod QR")
    (picture,) = morning.jan.pictures()
    assert picture.startswith(b"\x89PNG")
    assert "Na ekran: Spotkanie sieci" in morning.jan.sees()


async def link(network: Network) -> str:
    """What the picture carries."""
    return encode_link("present", 1, await the_code(network))


async def test_whoever_of_the_network_reads_the_picture_is_on_the_list(morning: Network) -> None:
    await morning.ewa.starts(await link(morning))
    assert "Jesteś na liście obecności" in morning.ewa.sees()


async def test_a_stranger_with_the_picture_gives_their_name_and_waits_for_the_guardian(
    morning: Network,
) -> None:
    guest = morning.town.resident("Zofia", "Guść")
    await guest.starts(await link(morning))
    assert "Nie należysz do tej sieci" in guest.sees()
    assert "dwa lata po spotkaniu" in guest.sees()
    await guest.taps("Zofia Guść")
    await guest.says("Urząd Marszałkowski")
    assert "Gdy osoby prowadzące spotkanie to potwierdzą" in guest.sees()
    assert "Obecność" not in card(morning)
    await the_list(morning.jan)
    assert "1 gość czeka na odhaczenie." in morning.jan.sees()
    await morning.jan.taps("Zofia Guść")
    assert "czeka na odhaczenie" not in morning.jan.sees()
    assert "Obecność: 1 osoba z 1 instytucji" in card(morning)


async def test_a_stranger_who_scans_twice_stands_on_the_list_once(morning: Network) -> None:
    guest, payload = morning.town.resident("Zofia", "Guść"), await link(morning)
    for name in ("Zofia G.", "Zofia Gość"):
        await guest.starts(payload)
        await guest.says(name)
        await guest.taps("Pomiń")
    await the_list(morning.jan)
    assert [label for label in morning.jan.buttons() if "Zofia" in label] == ["○ Zofia Gość · gość, czeka"]


async def test_a_stranger_with_a_wrong_code_learns_nothing(morning: Network) -> None:
    await the_code(morning)
    guest = morning.town.resident("Zofia")
    for _ in range(6):
        await guest.starts(encode_link("present", 1, "ZZZZZ"))
    assert "To już 5 razy był inny kod" in guest.sees()
    await guest.starts(encode_link("present", 99, "ZZZZZ"))
    assert "Ten kod teraz nie działa" in guest.sees()
    assert not [text for text in guest.all_texts() if "Spotkanie sieci" in text or "Cyfrowe" in text]


async def test_a_picture_kept_until_the_next_day_opens_nothing(morning: Network) -> None:
    payload = await link(morning)
    await morning.town.move_to(day(17))
    guest = morning.town.resident("Zofia")
    await guest.starts(payload)
    assert "Ten kod teraz nie działa" in guest.sees()


# the list


async def test_the_guardian_ticks_people_off_and_takes_it_back(morning: Network) -> None:
    await the_list(morning.jan)
    assert "Na liście nie ma jeszcze nikogo." in morning.jan.sees()
    await morning.jan.taps("○ Ewa Żak · Gdynia")
    assert "Obecność: 1 osoba z 1 instytucji" in morning.jan.sees()
    assert "Obecność: 1 osoba z 1 instytucji" in card(morning)
    await morning.jan.taps("✓ Ewa Żak · Gdynia")
    assert "Na liście nie ma jeszcze nikogo." in morning.jan.sees()


async def test_two_who_tick_the_same_name_agree(morning: Network) -> None:
    await the_list(morning.jan)
    await the_list(morning.ola)
    await morning.jan.taps("○ Ewa Żak")
    await morning.ola.taps("○ Ewa Żak")
    assert "✓ Ewa Żak · Gdynia" in morning.ola.buttons()
    assert "Obecność: 1 osoba z 1 instytucji" in morning.ola.sees()


async def test_before_the_day_nobody_can_be_ticked_off_but_guests_can_be_added(meeting: Network) -> None:
    await the_list(meeting.jan)
    assert "Odhaczać można od: wtorek, 20 października, 09:00" in meeting.jan.sees()
    await meeting.jan.taps("Goście")
    assert "Na razie nie ma gości." in meeting.jan.sees()
    await meeting.jan.taps("Dopisz gościa")
    await meeting.jan.says("Maria Gość")
    await meeting.jan.says("Uniwersytet Łódzki")
    assert "○ Maria Gość · Uniwersytet Łódzki, gość" in meeting.jan.sees()
    await meeting.town.move_to(day(10))
    await the_list(meeting.jan)
    await meeting.jan.taps("Maria Gość")
    assert "✓ Maria Gość · Uniwersytet Łódzki, gość" in meeting.jan.buttons()


async def test_a_guest_can_be_removed(morning: Network) -> None:
    await the_list(morning.jan)
    for label in ("Goście", "Dopisz gościa"):
        await morning.jan.taps(label)
    await morning.jan.says("X")
    assert "od 2 do 80 znaków" in morning.jan.sees()
    await morning.jan.says("Maria Gość")
    await morning.jan.taps("Pomiń")
    await morning.jan.taps("Usuń: Maria Gość")
    assert "Na razie nie ma gości." in morning.jan.sees()


async def test_a_cancelled_guest_leads_back_to_the_guests(morning: Network) -> None:
    await the_list(morning.jan)
    for label in ("Goście", "Dopisz gościa", "Anuluj", "‹ Goście"):
        await morning.jan.taps(label)
    assert "Na razie nie ma gości." in morning.jan.sees()


async def test_the_list_is_also_words_in_the_chat(morning: Network) -> None:
    await morning.ewa.taps("Jestem", morning.group)
    await morning.jan.taps("Jestem", morning.group)
    await the_list(morning.jan)
    await morning.jan.taps("Tekst")
    listed = morning.jan.sees().replace("\xa0", " ")
    assert "1. Ewa Żak · Gdynia · na miejscu\n2. Jan Łoś · Łódź · na miejscu" in listed
    assert "Na miejscu: 2 osoby z 2 instytucji" in listed


async def test_a_member_does_not_see_the_list(morning: Network) -> None:
    await page(morning.ewa)
    assert "Lista obecności" not in morning.ewa.buttons()
    await morning.ewa.forges("att:list:1:0")
    assert "Ewa" not in morning.ewa.sees()


# afterwards


async def test_after_the_meeting_the_guardian_hears_once_how_the_list_stands(morning: Network) -> None:
    await morning.ewa.taps("Jestem", morning.group)
    await morning.town.move_to(day(15))
    asked = [text for text in morning.jan.all_texts() if "Przejrzyj, proszę" in text]
    assert len(asked) == 1
    assert "Obecność: 1 osoba z 1 instytucji" in asked[0]
    assert not [text for text in morning.ola.all_texts() if "Przejrzyj, proszę" in text]


async def test_without_a_guardian_the_facilitator_is_asked(network: Network) -> None:
    await plan(network.ola)
    await network.town.move_to(day(15))
    assert any("Przejrzyj, proszę, listę obecności" in text for text in network.ola.all_texts())


async def test_a_guardian_who_cannot_be_written_to_is_replaced_by_the_facilitator(morning: Network) -> None:
    await morning.jan.blocks_the_bot()
    await morning.town.move_to(day(15))
    assert any("Przejrzyj, proszę, listę obecności" in text for text in morning.ola.all_texts())


async def test_whoever_is_forgotten_is_counted_without_a_name(morning: Network) -> None:
    await morning.ewa.taps("Jestem", morning.group)
    await morning.ewa.says("/zapomnij")
    await morning.ewa.taps("Zapomnij o mnie")
    await the_list(morning.jan)
    await morning.jan.taps("Tekst")
    assert "1. (dane usunięte) · Gdynia · na miejscu" in morning.jan.sees()


@pytest.mark.parametrize("days", [729, 731])
async def test_the_names_of_guests_go_two_years_after_the_meeting(morning: Network, days: int) -> None:
    town = morning.town
    await the_list(morning.jan)
    for label in ("Goście", "Dopisz gościa"):
        await morning.jan.taps(label)
    await morning.jan.says("Maria Gość")
    await morning.jan.says("Uniwersytet Łódzki")
    await town.is_offline_until(day(15) + timedelta(days=days))
    async with town.process.database.read() as uow:
        (guest,) = await attendance.guests(uow, 1)
        assert (guest.name, guest.place) == ("Maria Gość" if days < 730 else "", "Uniwersytet Łódzki")
        assert len(list(await uow.session.exec(select(Guest)))) == 1


async def test_a_moved_meeting_opens_its_list_at_its_new_time(meeting: Network) -> None:
    await meeting.ola.says("/spotkanie")
    for label in ("20 paź", "Zmień…", "Data i godziny"):
        await meeting.ola.taps(label)
    await meeting.ola.says("21 października 12:00–15:00")
    await meeting.ola.taps("Tak")
    await meeting.town.move_to(day(10, 30))
    with pytest.raises(AssertionError):
        meeting.ewa.button("Jestem", meeting.group)
    await meeting.town.move_to(day(11, 0) + timedelta(days=1))
    await meeting.ewa.taps("Jestem", meeting.group)
    assert "Obecność: 1 osoba z 1 instytucji" in card(meeting)


# what was said beforehand


async def test_whoever_said_that_they_come_and_is_not_ticked_off_is_named_afterwards(
    meeting: Network,
) -> None:
    await meeting.ewa.taps("Będę", meeting.group)
    await meeting.ola.taps("Będę", meeting.group)
    await meeting.town.move_to(day(9, 30))
    await meeting.ola.taps("Jestem", meeting.group)
    await meeting.town.move_to(day(15))
    (asked,) = [text for text in meeting.jan.all_texts() if "Przejrzyj, proszę" in text]
    assert "Zapowiedziana obecność, a bez odhaczenia: Ewa Żak (Gdynia)" in asked


async def test_an_announced_substitute_is_ticked_off_with_one_tap(meeting: Network) -> None:
    await meeting.ewa.starts(encode_link("rsvp", 1))
    await meeting.ewa.taps("Ktoś zamiast mnie…")
    await meeting.ewa.says("Anna Nowak")
    await meeting.town.move_to(day(9, 30))
    await the_list(meeting.jan)
    await meeting.jan.taps("○ Anna Nowak · Gdynia, w zastępstwie")
    assert "✓ Anna Nowak · Gdynia, w zastępstwie" in meeting.jan.buttons()
    assert "Obecność: 1 osoba z 1 instytucji" in card(meeting)
    await meeting.jan.taps("✓ Anna Nowak")
    assert "Na liście nie ma jeszcze nikogo." in meeting.jan.sees()


async def test_before_the_meeting_the_list_can_be_printed_and_signed_and_afterwards_it_names_nobody_who_was_not_there(
    meeting: Network,
) -> None:
    for moment, names_ewa in ((day(8), True), (day(16, 30), False)):
        await meeting.town.move_to(moment)
        await the_list(meeting.jan)
        await meeting.jan.taps("Tekst")
        assert ("1. Ewa Żak · Gdynia" in meeting.jan.sees()) is names_ewa
