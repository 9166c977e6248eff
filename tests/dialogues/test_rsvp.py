"""Who comes to a meeting: one tap in the group, substitutes, seats, reminders to those concerned, lunch."""

from datetime import datetime

import pytest_asyncio

from storage import rsvp
from tests.dialogues.conftest import Network
from tests.dialogues.test_meetings import cards, changes, plan
from tests.dialogues.test_office_hours_clock import at, heard
from tests.dialogues.test_roles import give
from tests.dialogues.town import WARSAW, Resident

MEETING = 1


@pytest_asyncio.fixture
async def meeting(planned: Network) -> Network:
    """Ola has planned a meeting in Gdynia, on 20 October at 10:00."""
    return planned


@pytest_asyncio.fixture
async def hybrid(network: Network) -> Network:
    """Ola has planned a meeting in Gdynia and online."""
    await network.ola.says("/spotkanie 20 października 10:00–15:00")
    await network.ola.taps("Na żywo i online")
    await network.ola.taps("Pomiń")
    await network.ola.says("Gdynia, ratusz")
    await network.ola.taps("Pomiń")
    await network.ola.says("meet.example.org/siec")
    for _ in range(2):
        await network.ola.taps("Pomiń")
    await network.ola.taps("Tak, zapowiedz")
    return network


async def joins(home: Network, name: str, city: str = "") -> Resident:
    """One more person of the network."""
    who = home.town.resident(name)
    home.town.world.add_member(home.ola.id, home.group, who.id)
    await home.town.settle()
    await home.town.joins(who, home.group, city)
    return who


def card(home: Network) -> str:
    (found,) = cards(home.jan, home.group)
    return found


def day(hour: int, minute: int = 0, of: int = 20) -> datetime:
    return datetime(2026, 10, of, hour, minute, tzinfo=WARSAW)


# answering in the group


async def test_one_tap_in_the_group_is_an_answer_and_another_one_changes_it(meeting: Network) -> None:
    assert "Nikt jeszcze nie odpowiedział; wystarczy jedno dotknięcie." in card(meeting)
    await meeting.jan.taps("Będę", meeting.group)
    assert meeting.jan.toast == "Zapisane: będziesz."
    assert "Będzie: 1\nInstytucje: 1 z 2" in card(meeting)
    await meeting.jan.taps("Nie będzie mnie", meeting.group)
    assert "Zapisane: nie będzie Cię." in (meeting.jan.toast or "")
    assert "Będzie: 0 · nie będzie: 1" in card(meeting)
    assert meeting.jan.sees() != "Zapisane", "nothing is said in the group or in private"


async def test_online_is_offered_only_where_a_meeting_is_both(hybrid: Network) -> None:
    assert {"Będę", "Zdalnie", "Nie będzie mnie", "Więcej…"} <= set(hybrid.jan.buttons(hybrid.group))
    await hybrid.jan.taps("Zdalnie", hybrid.group)
    assert hybrid.jan.toast == "Zapisane: będziesz zdalnie."
    await hybrid.ewa.taps("Będę", hybrid.group)
    assert "Będzie: 1 · zdalnie: 1\nInstytucje: 2 z 2" in card(hybrid)


async def test_at_an_online_meeting_there_is_only_yes_and_no(network: Network) -> None:
    await network.ola.says("/spotkanie 20 października 10:00–15:00")
    await network.ola.taps("Online")
    await network.ola.says("meet.example.org/siec")
    for _ in range(2):
        await network.ola.taps("Pomiń")
    await network.ola.taps("Tak, zapowiedz")
    assert "Zdalnie" not in network.jan.buttons(network.group)
    await network.jan.taps("Będę", network.group)
    assert network.jan.toast == "Zapisane: będziesz."
    assert "Będzie: 1\n" in card(network)


async def test_who_has_not_joined_is_kindly_refused(meeting: Network) -> None:
    await meeting.kim.taps("Będę", meeting.group)
    assert "dołącz" in (meeting.kim.toast or "").lower()
    assert "Nikt jeszcze nie odpowiedział" in card(meeting)


async def test_observers_may_come_and_are_counted_apart(meeting: Network) -> None:
    vera = await joins(meeting, "Vera", "Radom")
    await give(meeting.ola, "Vera", "Obserwator")
    await vera.taps("Będę", meeting.group)
    assert "Będzie: 0 · osoby obserwujące: 1" in card(meeting)
    await vera.taps("Więcej…", meeting.group)
    assert "Twoja odpowiedź: będziesz." in vera.sees()
    assert "Kto będzie" not in vera.buttons()
    assert "Ktoś zamiast mnie…" not in vera.buttons()


async def test_a_cancelled_meeting_takes_no_answers(meeting: Network) -> None:
    await meeting.jan.taps("Więcej…", meeting.group)
    await cancel(meeting)
    await meeting.jan.taps("Będę")
    assert meeting.jan.toast == "To spotkanie się nie odbędzie. /spotkanie pokaże pozostałe."
    assert "Będzie:" not in card(meeting)


async def cancel(home: Network) -> None:
    await changes(home.ola, "Odwołaj spotkanie")
    await home.ola.says("Awaria ogrzewania")
    await home.ola.taps("Tak, odwołaj")


# one's own answer in private


async def test_in_private_the_answer_is_shown_and_changed(hybrid: Network) -> None:
    await hybrid.jan.taps("Więcej…", hybrid.group)
    assert "Nie mam jeszcze Twojej odpowiedzi. Czy będziesz?" in hybrid.jan.sees()
    await hybrid.jan.taps("Zdalnie")
    assert "Twoja odpowiedź: będziesz zdalnie." in hybrid.jan.sees()
    assert "✓ Zdalnie" in hybrid.jan.buttons()
    await hybrid.jan.taps("‹ Spotkanie")
    assert "Twoja odpowiedź: będziesz zdalnie." in hybrid.jan.sees()
    await hybrid.jan.taps("Nie będzie mnie")
    assert "Twoja odpowiedź: nie będzie Cię." in hybrid.jan.sees()


async def test_everyone_who_is_asked_sees_who_comes_and_only_those_who_see_to_it_who_is_silent(
    meeting: Network,
) -> None:
    await meeting.ewa.taps("Będę", meeting.group)
    await meeting.jan.taps("Więcej…", meeting.group)
    await meeting.jan.taps("Kto będzie")
    assert "Gdynia: Ewa Żak" in meeting.jan.sees()
    assert "Bez odpowiedzi" not in meeting.jan.sees()
    assert "Pobierz listę" not in meeting.jan.buttons()
    await meeting.ola.taps("Więcej…", meeting.group)
    await meeting.ola.taps("Kto będzie")
    assert "Bez odpowiedzi: Ola Wójcik (bez instytucji) i Jan Łoś (Łódź)" in meeting.ola.sees()
    await meeting.ola.taps("Pobierz listę")
    name, content = meeting.ola.files()[-1]
    assert name == "kto-bedzie-2026-10-20.txt"
    assert "Gdynia: Ewa Żak\n" in content.decode()


# someone else instead


async def test_a_colleague_is_asked_and_whoever_asked_hears_the_answer(meeting: Network) -> None:
    iga = await joins(meeting, "Iga", "Łódź")
    await meeting.jan.taps("Więcej…", meeting.group)
    await meeting.jan.taps("Ktoś zamiast mnie…")
    await meeting.jan.taps("Iga")
    assert "Prośba o zastępstwo czeka na odpowiedź: Iga" in meeting.jan.sees()
    assert iga.sees().startswith("Prośba o zastępstwo: Jan Łoś")
    await iga.taps("Będę")
    assert "Zastępowana osoba: Jan Łoś" in iga.sees()
    assert meeting.jan.sees().startswith("Zastępstwo potwierdzone: Iga")
    assert "Będzie: 0 · w zastępstwie: 1\nInstytucje: 1 z 2" in card(meeting)
    await iga.taps("Nie będzie mnie")
    assert meeting.jan.sees().startswith("Zastępstwo odpada: Iga nie może być na spotkaniu")
    await meeting.jan.taps("Będę")
    assert "Będzie: 1 · nie będzie: 1" in card(meeting)


async def test_a_colleague_who_cannot_be_written_to_gets_the_link_from_whoever_asked(
    meeting: Network,
) -> None:
    iga = await joins(meeting, "Iga", "Łódź")
    await iga.blocks_the_bot()
    await meeting.jan.taps("Więcej…", meeting.group)
    await meeting.jan.taps("Ktoś zamiast mnie…")
    await meeting.jan.taps("Iga")
    assert "Nie mogę napisać do tej osoby (Iga)" in meeting.jan.sees()
    assert "start=rsvp-1" in meeting.jan.sees()


async def test_someone_without_an_account_is_named_and_may_join_later_and_say_so(hybrid: Network) -> None:
    await hybrid.jan.taps("Więcej…", hybrid.group)
    await hybrid.jan.taps("Ktoś zamiast mnie…")
    await hybrid.jan.says("123")
    assert "Proszę wpisać, kto przyjdzie" in hybrid.jan.sees()
    await hybrid.jan.says("Anna  Nowak")
    assert "Jak weźmie udział Anna Nowak?" in hybrid.jan.sees()
    await hybrid.jan.taps("Na miejscu")
    assert "Zamiast Ciebie: Anna Nowak" in hybrid.jan.sees()
    assert "start=join-1" in hybrid.jan.sees()
    assert "w zastępstwie: 1" in card(hybrid)
    anna = await joins(hybrid, "Anna", "Łódź")
    await anna.taps("Więcej…", hybrid.group)
    await anna.taps("To ja: Anna Nowak")
    assert "Zastępowana osoba: Jan Łoś" in anna.sees()
    await hybrid.ewa.taps("Więcej…", hybrid.group)
    await hybrid.ewa.taps("Kto będzie")
    assert "Łódź: Anna (za: Jan Łoś)" in hybrid.ewa.sees()


async def test_whoever_leaves_is_not_counted_on_any_more(meeting: Network) -> None:
    iga = await joins(meeting, "Iga", "Łódź")
    await iga.taps("Będę", meeting.group)
    await meeting.jan.taps("Więcej…", meeting.group)
    await meeting.jan.taps("Ktoś zamiast mnie…")
    await meeting.jan.taps("Iga")
    assert "Zamiast Ciebie: Iga" in meeting.jan.sees()
    await iga.says("/opusc")
    await iga.taps("Odchodzę")
    assert "Nikt jeszcze nie odpowiedział" in card(meeting)
    assert meeting.jan.sees().startswith("Osoba, która miała być zamiast Ciebie, nie jest już w sieci")


async def test_whoever_is_forgotten_is_named_nowhere_any_more(meeting: Network) -> None:
    iga = await joins(meeting, "Iga", "Łódź")
    await iga.taps("Będę", meeting.group)
    await meeting.jan.taps("Więcej…", meeting.group)
    await meeting.jan.taps("Kto będzie")
    assert "Iga" in meeting.jan.sees()
    await iga.says("/zapomnij")
    await iga.taps("Zapomnij o mnie")
    assert not [text for text in meeting.jan.all_texts() if "Łódź: Iga" in text]
    assert "Nikt jeszcze nie odpowiedział" in card(meeting)


# seats


async def test_a_full_room_has_a_waiting_list_and_whoever_moves_up_is_told(meeting: Network) -> None:
    await seats(meeting, "1")
    assert "Wolne miejsca: 1" in card(meeting)
    await meeting.ewa.taps("Będę", meeting.group)
    await meeting.jan.taps("Będę", meeting.group)
    assert (meeting.jan.toast or "").startswith("Sala jest pełna. Miejsce na liście oczekujących: 1.")
    assert "Sala jest pełna; na liście oczekujących: 1" in card(meeting)
    await meeting.ewa.taps("Nie będzie mnie", meeting.group)
    assert meeting.jan.sees().startswith("Jest dla Ciebie miejsce: Spotkanie sieci")
    assert "Wolne miejsca: 0" in card(meeting)


async def test_more_seats_are_given_in_the_order_of_arrival(meeting: Network) -> None:
    await seats(meeting, "1")
    for who in (meeting.ola, meeting.ewa, meeting.jan):
        await meeting.town.passes(seconds=1)
        await who.taps("Będę", meeting.group)
    await seats(meeting, "2")
    await meeting.town.passes(minutes=2)
    assert heard(meeting.ewa, "Jest dla Ciebie miejsce")
    assert not heard(meeting.jan, "Jest dla Ciebie miejsce")
    await seats(meeting, "1")
    await meeting.town.passes(minutes=2)
    assert meeting.ewa.sees().startswith("Miejsc jest teraz mniej")


async def seats(home: Network, number: str) -> None:
    await changes(home.ola, "Liczba miejsc")
    await home.ola.says(number)


# reminders


async def test_a_week_ahead_those_who_come_are_reminded_and_those_who_are_silent_asked(
    meeting: Network,
) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    await meeting.ewa.taps("Nie będzie mnie", meeting.group)
    before = meeting.ewa.all_texts()
    await meeting.town.move_to(day(9, 59, of=13))
    assert not heard(meeting.jan, "Za 7 dni")
    await meeting.town.move_to(day(10, of=13))
    assert meeting.jan.sees().startswith("Za 7 dni: Spotkanie sieci")
    assert "Twoja odpowiedź: będziesz." in meeting.jan.sees()
    assert "Dieta i inne potrzeby…" in meeting.jan.buttons()
    (asked,) = heard(meeting.ola, "Za 7 dni: Spotkanie sieci")
    assert "Czy będziesz? Wystarczy jedno dotknięcie." in asked
    assert meeting.ewa.all_texts() == before
    await meeting.ola.taps("Będę")
    assert "Twoja odpowiedź: będziesz." in meeting.ola.sees()


async def test_a_day_ahead_the_silent_are_asked_for_the_last_time_and_an_hour_ahead_only_those_who_come_hear(
    meeting: Network,
) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    await meeting.town.move_to(day(10, of=19))
    assert meeting.jan.sees().startswith("Jutro: Spotkanie sieci")
    assert "Gdzie: Gdynia, ratusz" in meeting.jan.sees()
    assert {"Do kalendarza", "Szczegóły"} <= set(meeting.jan.buttons())
    assert len(heard(meeting.ewa, "Jutro: Spotkanie sieci")) == 1
    await meeting.town.move_to(day(9))
    assert meeting.jan.sees().startswith("Za godzinę: Spotkanie sieci")
    assert not heard(meeting.ewa, "Za godzinę")


async def test_who_is_there_from_afar_gets_the_link_first(hybrid: Network) -> None:
    await hybrid.jan.taps("Zdalnie", hybrid.group)
    await hybrid.town.move_to(day(9))
    assert hybrid.jan.sees().startswith("Za godzinę: Spotkanie sieci\n\nLink: https://meet.example.org/siec")
    assert "Dołącz zdalnie" in hybrid.jan.buttons()


async def test_who_has_not_answered_and_cannot_be_written_to_is_named_to_the_facilitator(
    meeting: Network,
) -> None:
    await meeting.jan.blocks_the_bot()
    await meeting.town.move_to(day(10, of=13))
    (named,) = heard(meeting.ola, "Bez odpowiedzi i bez pytania")
    assert "Jan Łoś (Łódź)" in named
    assert "start=rsvp-1" in named
    await meeting.town.move_to(day(10, of=19))
    assert len(heard(meeting.ola, "Bez odpowiedzi i bez pytania")) == 1


async def test_a_network_switches_reminders_off(meeting: Network) -> None:
    await meeting.ola.says("/siec")
    await meeting.ola.taps("Przypomnienia o spotkaniach…")
    await meeting.ola.taps("✓ tydzień przed")
    await meeting.town.move_to(day(12, of=13))
    assert not heard(meeting.ewa, "Za 7 dni")
    await meeting.town.move_to(day(10, of=19))
    assert heard(meeting.ewa, "Jutro")


async def test_after_an_outage_only_the_nearest_reminder_goes_out(meeting: Network) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    await meeting.town.is_offline_until(day(9, 20))
    assert not heard(meeting.jan, "Jutro")
    assert meeting.jan.sees().startswith("Za 40 minut: Spotkanie sieci")


# changes


async def move(home: Network, when: str) -> None:
    await home.ola.says("/spotkanie")
    await home.ola.taps("paź")
    await home.ola.taps("Zmień…")
    await home.ola.taps("Data i godziny")
    await home.ola.says(when)
    await home.ola.taps("Tak, przenieś")
    await home.town.passes(minutes=2)


async def test_only_another_day_asks_again_those_who_had_answered(meeting: Network) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    await meeting.ewa.taps("Nie będzie mnie", meeting.group)
    await move(meeting, "27 października 10:00–15:00")
    for who in (meeting.jan, meeting.ewa):
        assert who.sees().startswith("Spotkanie przeniesione: Spotkanie sieci\n\nNowy termin: wtorek, 27")
        assert "Czy będziesz? Wystarczy jedno dotknięcie." in who.sees()
    assert not heard(meeting.ola, "Spotkanie przeniesione"), "who has not answered hears in the group"
    assert "Nikt jeszcze nie odpowiedział" in card(meeting)
    await meeting.jan.taps("Będę")
    assert "Będzie: 1\n" in card(meeting)


async def test_moved_back_an_earlier_answer_holds_again(meeting: Network) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    await move(meeting, "27 października 10:00–15:00")
    await move(meeting, "20 października 10:00–15:00")
    assert "Twoja odpowiedź: będziesz." in meeting.jan.sees()
    assert "Będzie: 1\n" in card(meeting)


async def test_other_hours_are_told_to_those_who_come_and_nobody_is_asked_again(meeting: Network) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    await meeting.ewa.taps("Nie będzie mnie", meeting.group)
    before = meeting.ewa.all_texts()
    await move(meeting, "20 października 11:00–15:00")
    assert "Nowe godziny: wtorek, 20 października, 11:00–15:00" in meeting.jan.sees()
    assert "Twoja odpowiedź: będziesz." in meeting.jan.sees()
    assert meeting.ewa.all_texts() == before


async def test_online_the_day_before_all_who_come_do_so_from_afar(meeting: Network) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    await changes(meeting.ola, "Forma", "Online")
    await meeting.town.passes(minutes=2)
    assert "Nowa forma: online" in meeting.jan.sees()
    assert "Twoja odpowiedź: będziesz zdalnie." in meeting.jan.sees()
    assert "Będzie: 1\n" in card(meeting)


async def test_a_cancelled_meeting_is_told_to_those_who_come_and_so_is_its_return(meeting: Network) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    before = meeting.ewa.all_texts()
    await cancel(meeting)
    await meeting.town.passes(minutes=2)
    assert meeting.jan.sees().startswith("Spotkanie się nie odbędzie: Spotkanie sieci")
    await meeting.ola.taps("Przywróć")
    await meeting.town.passes(minutes=2)
    assert meeting.jan.sees().startswith("Spotkanie jednak się odbędzie: Spotkanie sieci")
    assert "Twoja odpowiedź: będziesz." in meeting.jan.sees()
    assert meeting.ewa.all_texts() == before
    await meeting.town.move_to(day(10, of=19))
    assert heard(meeting.jan, "Jutro")


# what people need


async def test_what_people_eat_is_counted_for_the_guardian_and_forgotten_a_month_later(
    meeting: Network,
) -> None:
    await give(meeting.ola, "Ewa Żak", "Opieka")
    await meeting.jan.taps("Będę", meeting.group)
    await meeting.jan.taps("Więcej…", meeting.group)
    await meeting.jan.taps("Dieta i inne potrzeby…")
    await meeting.jan.taps("wegańska")
    await meeting.jan.says("Podjazd dla wózka")
    assert "Dieta: wegańska\nInne potrzeby: Podjazd dla wózka" in meeting.jan.sees()
    await meeting.ewa.taps("Więcej…", meeting.group)
    await meeting.ewa.taps("Dla kuchni i sali")
    assert (
        "1 osoba na miejscu\n\nW tym diety:\nwegańska: 1\n\nInne potrzeby:\nJan Łoś: Podjazd"
        in meeting.ewa.sees()
    )
    await meeting.ola.taps("Więcej…", meeting.group)
    assert "Dla kuchni i sali" not in meeting.ola.buttons(), "there is a guardian"
    await meeting.ola.forges(f"rsvp:catering:{MEETING}")
    assert "Podjazd" not in " ".join(meeting.ola.all_texts())
    await meeting.jan.says("/moje_dane")
    assert "dieta: wegańska; inne potrzeby: Podjazd dla wózka" in " ".join(meeting.jan.all_texts())
    await meeting.town.move_to(at(11, 19, 13, 59))
    assert await remembered_needs(meeting) == 1
    await meeting.town.move_to(at(11, 19, 14))
    assert await remembered_needs(meeting) == 0


async def test_needs_are_deleted_with_a_tap_and_with_the_answer(meeting: Network) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    for gone in ("Usuń moją dietę i potrzeby", "Nie będzie mnie"):
        await meeting.jan.taps("Więcej…", meeting.group)
        await meeting.jan.taps("Dieta i inne potrzeby…")
        await meeting.jan.says("bez orzechów")
        await meeting.jan.taps("Pomiń")
        assert "Dieta: bez orzechów" in meeting.jan.sees()
        assert await remembered_needs(meeting) == 1
        await meeting.jan.taps(gone)
        assert await remembered_needs(meeting) == 0


async def test_without_a_guardian_the_facilitator_sees_to_the_meal(meeting: Network) -> None:
    await meeting.ola.taps("Więcej…", meeting.group)
    await meeting.ola.taps("Dla kuchni i sali")
    assert "0 osób na miejscu\n\nNikt nie podał szczególnej diety." in meeting.ola.sees()


async def test_last_time_s_diet_is_offered_as_long_as_it_is_kept(meeting: Network) -> None:
    await meeting.jan.taps("Będę", meeting.group)
    await meeting.jan.taps("Więcej…", meeting.group)
    await meeting.jan.taps("Dieta i inne potrzeby…")
    await meeting.jan.taps("bezglutenowa")
    await meeting.jan.taps("Nic więcej")
    await meeting.town.move_to(at(10, 21, 9))
    await plan(meeting.ola, "18 listopada 10:00–15:00", "Łódź")
    await meeting.jan.taps("Będę", meeting.group)
    await meeting.jan.taps("Więcej…", meeting.group)
    await meeting.jan.taps("Dieta i inne potrzeby…")
    await meeting.jan.taps("Jak ostatnio: bezglutenowa")
    await meeting.jan.taps("Pomiń")
    assert "Dieta: bezglutenowa" in meeting.jan.sees()


async def test_diets_are_only_for_those_who_come_in_person(hybrid: Network) -> None:
    await hybrid.jan.taps("Zdalnie", hybrid.group)
    await hybrid.jan.taps("Więcej…", hybrid.group)
    assert "Dieta i inne potrzeby…" not in hybrid.jan.buttons()
    await hybrid.jan.forges(f"rsvp:needs:{MEETING}")
    assert (hybrid.jan.toast or "").startswith("To dla osób, które będą na miejscu.")


async def remembered_needs(home: Network) -> int:
    async with home.town.process.database.read() as uow:
        return len(await rsvp.needs(uow, MEETING))
