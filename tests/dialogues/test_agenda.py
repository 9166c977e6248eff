"""The agenda of a meeting: from a template, arranged by those who lead, published on one card, topics from everyone."""

from datetime import timedelta

import pytest_asyncio
from sqlmodel import col, delete

from storage import people, roles
from storage.roles import Grant, Role
from tests.dialogues.conftest import Network
from tests.dialogues.test_meetings import changes, day, plan
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

KICK_OFF = """Program: Spotkanie sieci
wtorek, 20 października, 10:00–15:00
Szkic: widzą go tylko osoby, które układają program.

1. 10:00–10:20 Otwarcie: kto jest z nami i co przed nami
2. 10:20–11:20 Poznajmy się: kim jesteśmy i z czym przychodzimy
3. 11:20–11:35 Przerwa
4. 11:35–12:05 Oczekiwania i obawy
5. 12:05–12:55 Wybór dwóch lub trzech tematów sieci
6. 12:55–13:40 Posiłek
7. 13:40–14:10 Kontrakt: zasady naszej współpracy
8. 14:10–14:25 Nabory
9. 14:25–14:40 Co dalej, do następnego spotkania
10. 14:40–15:00 Wnioski i zadania"""


@pytest_asyncio.fixture
async def meeting(planned: Network) -> Network:
    """Ola has planned a meeting, and Ewa is the network's expert."""
    await give(planned.ola, "Ewa Żak", "Ekspert")
    return planned


@pytest_asyncio.fixture
async def arranged(meeting: Network) -> Network:
    """Ola has made its agenda from the template of a kick-off."""
    await meeting.ola.says("/program")
    await meeting.ola.taps("Start sieci")
    return meeting


@pytest_asyncio.fixture
async def published(arranged: Network) -> Network:
    """It stands in the group."""
    await arranged.ola.taps("Opublikuj w grupie")
    return arranged


def card(who: Resident, group: int) -> str:
    (found,) = [text for text in who.all_texts(group) if text.startswith("Program:")]
    return found


async def item(who: Resident, number: str) -> None:
    await who.says("/program")
    await who.taps(number)


# arranged


async def test_the_first_agenda_comes_from_the_template_of_a_work_format(arranged: Network) -> None:
    assert arranged.ola.sees() == KICK_OFF


async def test_there_is_nothing_to_see_as_long_as_it_is_a_draft(arranged: Network) -> None:
    await arranged.jan.says("/program")
    assert arranged.jan.sees().endswith("Programu jeszcze nie ma.")
    assert [text for text in arranged.jan.all_texts(arranged.group) if text.startswith("Program:")] == []


async def test_without_a_meeting_the_command_says_so(network: Network) -> None:
    await network.ola.says("/program")
    assert network.ola.sees() == "Na razie nie ma zaplanowanego spotkania."


async def test_a_short_meeting_says_what_it_leaves_out(network: Network) -> None:
    await plan(network.ola, "20 października 10:00–11:00")
    await network.ola.says("/program")
    await network.ola.taps("Start sieci")
    assert network.ola.sees().startswith("Spotkanie jest krótkie, więc pomijam: Co dalej")
    assert "10:50–11:00 Wnioski i zadania" in network.ola.sees()


async def test_a_meeting_too_long_for_templates_begins_without_one(network: Network) -> None:
    await plan(network.ola, "20 października 9:00–19:00")
    await network.ola.says("/program")
    await network.ola.taps("Planowanie")
    assert network.ola.toast == "Szablony są na spotkania do 9 godzin. Zacznij bez szablonu."
    await network.ola.taps("Bez szablonu")
    assert "1. 09:00–09:15 Otwarcie" in network.ola.sees()
    assert "3. 09:30–09:45 Wnioski i zadania" in network.ola.sees()
    assert "Na koniec zostaje jeszcze wolne" in network.ola.sees()


async def test_the_agenda_of_a_meeting_that_is_over_is_only_looked_at(published: Network) -> None:
    await item(published.ola, "2")
    await published.town.move_to(day(16))
    await published.ola.taps("Usuń z programu")
    assert (published.ola.toast or "").startswith("To spotkanie już się skończyło")
    await published.ola.forges("agenda:show:1")
    assert "Poznajmy się" in published.ola.sees()
    assert published.ola.buttons() == ["Propozycje tematów", "‹ Spotkanie"]


async def test_an_item_gets_another_title_length_leader_and_place(arranged: Network) -> None:
    ola = arranged.ola
    await item(ola, "4")
    await ola.taps("Tytuł…")
    await ola.says("Czego się boimy")
    await ola.taps("Czas trwania…")
    await ola.says("20")
    await ola.taps("Prowadzi osoba z sieci…")
    await ola.taps("Jan Łoś")
    await ola.taps("↑ Wcześniej")
    assert "11:20–11:40, 20 minut\nProwadzi: Jan Łoś" in ola.sees()
    assert "Na koniec zostaje jeszcze wolne: 10 minut." in ola.sees()
    await ola.taps("‹ Program")
    assert "3. 11:20–11:40 Czego się boimy – Jan Łoś\n4. 11:40–11:55 Przerwa" in ola.sees()
    await ola.taps("Wydłuż ostatni punkt")
    assert "10. 14:30–15:00 Wnioski i zadania" in ola.sees()


async def test_a_guest_leads_by_a_typed_name_and_then_nobody_does(arranged: Network) -> None:
    ola = arranged.ola
    await item(ola, "2")
    await ola.taps("Prowadzi gość…")
    await ola.says("dr Anna Nowak")
    assert "Prowadzi: dr Anna Nowak" in ola.sees()
    await ola.taps("Bez prowadzenia")
    assert "Prowadzi" not in ola.sees()


async def test_a_new_item_makes_it_too_long_and_all_give_some_time(arranged: Network) -> None:
    ola = arranged.ola
    await ola.taps("Dodaj punkt…")
    await ola.says("Gra")
    assert ola.sees() == "Ile potrwa? Wybierz albo napisz, na przykład „25” albo „1 h 10 min”."
    await ola.says("3")
    assert ola.sees() == "Punkt może trwać od 5 do 480 minut. Napisz, ile minut."
    await ola.says("pół godziny")
    await ola.taps("‹ Program")
    assert "Program nie mieści się w czasie spotkania. Za dużo: 30 minut." in ola.sees()
    await ola.taps("Skróć punkty")
    assert "Za dużo" not in ola.sees()
    assert "15:00 Wnioski i zadania" in ola.sees()
    assert "Gra" in ola.sees()


async def test_every_step_can_be_undone(arranged: Network) -> None:
    ola = arranged.ola
    await item(ola, "2")
    await ola.taps("Usuń z programu")
    await ola.taps("Dodaj przerwę")
    assert "Poznajmy się" not in ola.sees()
    await ola.taps("Cofnij")
    await ola.taps("Cofnij")
    assert ola.sees() == KICK_OFF
    await ola.taps("Zacznij od nowa")
    await ola.taps("Cofnij")
    assert ola.sees() == KICK_OFF


async def test_a_template_can_be_exchanged_for_another(arranged: Network) -> None:
    ola = arranged.ola
    await ola.taps("Zacznij od nowa")
    await ola.taps("Wybierz szablon")
    await ola.taps("Planowanie")
    assert "Kroki po kolei" in ola.sees()


async def test_a_standing_item_that_was_taken_out_is_offered_again(arranged: Network) -> None:
    ola = arranged.ola
    await item(ola, "8")
    await ola.taps("Usuń z programu")
    await ola.taps("Dodaj: Nabory")
    assert "Nabory" in ola.sees()
    assert "Dodaj: Nabory" not in ola.buttons()


async def test_the_open_calls_for_funding_stand_in_the_agenda(published: Network) -> None:
    for line in ("/nabor LIFE, do 15.03.2027", "/nabor Smog STOP, do 19 października"):
        await published.jan.says(line)
        await published.jan.taps("Tak, dopisz")
    await published.jan.says("/program")
    assert published.jan.sees().endswith("Nabory\n• LIFE, do 15 marca 2027, zostało 189 dni")


async def test_a_button_for_an_item_that_is_gone_says_so(arranged: Network) -> None:
    await item(arranged.ola, "2")
    await item(arranged.ewa, "2")
    await arranged.ola.taps("Usuń z programu")
    await arranged.ewa.taps("Czas trwania…")
    assert (arranged.ewa.toast or "").startswith("Tego punktu nie ma już w programie.")


# published


async def test_a_published_agenda_is_one_card_and_members_see_it(published: Network) -> None:
    assert published.ola.toast == "Opublikowane w grupie."
    assert "10:00–10:20 Otwarcie" in card(published.kim, published.group)
    await published.jan.says("/program")
    assert published.jan.sees().startswith(
        "Program: Spotkanie sieci\nwtorek, 20 października, 10:00–15:00\n\n10:00"
    )
    await published.jan.taps("Program", published.group)
    assert "10:00–10:20 Otwarcie" in published.jan.sees()


async def test_the_card_marks_for_a_day_what_is_otherwise(published: Network) -> None:
    ola = published.ola
    await item(ola, "4")
    await ola.taps("Usuń z programu")
    await item(ola, "2")
    await ola.taps("Tytuł…")
    await ola.says("Kto jest kim")
    await ola.taps("‹ Program")
    await ola.taps("Dodaj przerwę")
    shown = card(published.jan, published.group)
    assert "10:20–11:20 Kto jest kim (zmienione)" in shown
    assert "11:35–12:25 Wybór dwóch lub trzech tematów sieci (było: 12:05)" in shown
    assert "Przerwa (nowe)" in shown
    assert shown.endswith("11:35–12:05 Oczekiwania i obawy")
    await published.town.passes(hours=24)
    settled = card(published.jan, published.group)
    assert "(" not in settled
    assert "Oczekiwania" not in settled
    assert "Kto jest kim" in settled


async def test_what_is_internal_is_on_the_card_without_its_title(published: Network) -> None:
    await item(published.ola, "7")
    await published.ola.taps("Wewnętrzne")
    assert "13:40–14:10 część wewnętrzna" in card(published.jan, published.group)
    assert "Kontrakt" not in card(published.jan, published.group)
    await published.jan.says("/program")
    assert "13:40–14:10 Kontrakt" in published.jan.sees()


async def only_observes(network: Network, who: Resident) -> None:
    """From now on this is all that someone does in the network."""
    async with network.town.process.database.write() as uow:
        person = await people.by_telegram_id(uow, who.id)
        assert person is not None
        await uow.session.exec(delete(Grant).where(col(Grant.person_id) == person.key))
        since = network.town.clock.now()
        await roles.grant(uow, Grant(person_id=person.key, network_id=1, role=Role.OBSERVER, since=since))


async def test_an_observer_sees_the_general_items_only(published: Network) -> None:
    await item(published.ola, "7")
    await published.ola.taps("Wewnętrzne")
    await only_observes(published, published.jan)
    await published.jan.says("/program")
    assert "10:00–10:20 Otwarcie" in published.jan.sees()
    assert "13:40–14:10 część wewnętrzna" in published.jan.sees()
    assert "Kontrakt" not in published.jan.sees()
    assert published.jan.buttons() == ["‹ Spotkanie"]


async def test_times_follow_a_meeting_that_moves(published: Network) -> None:
    await changes(published.ola, "Data i godziny")
    await published.ola.says("27 października 9:00–14:00")
    await published.ola.taps("Tak, przenieś")
    assert "9:00–09:20 Otwarcie" in card(published.jan, published.group)
    assert not [text for text in published.ewa.all_texts() if "program do nich nie pasuje" in text]


async def test_other_hours_that_do_not_fit_are_told_once_to_those_who_arrange(published: Network) -> None:
    await changes(published.ola, "Data i godziny")
    await published.ola.says("20 października 10:00–14:00")
    await published.ola.taps("Tak, przenieś")
    told = [text for text in published.ewa.all_texts() if "program do nich nie pasuje" in text]
    assert len(told) == 1
    assert told[0].endswith("Program nie mieści się w czasie spotkania. Za dużo: 1 godzina.")
    await published.ewa.taps("Program")
    await published.ewa.taps("Skróć punkty")
    assert "14:00 Wnioski i zadania" in published.ewa.sees()


async def test_the_card_of_a_cancelled_meeting_says_so(published: Network) -> None:
    await changes(published.ola, "Odwołaj spotkanie")
    await published.ola.says("Awaria")
    await published.ola.taps("Tak, odwołaj")
    assert card(published.jan, published.group).endswith("Spotkanie się nie odbędzie.")
    await published.town.move_to(day(15))
    assert [text for text in published.ola.all_texts() if text.startswith("Za 5 minut")] == []


# proposed topics


async def test_topics_are_proposed_supported_and_taken_into_the_agenda(arranged: Network) -> None:
    await arranged.jan.says("/propozycja Jak rozmawiać o smogu", arranged.group)
    assert arranged.kim.sees(arranged.group).startswith(
        "Zaproponowano temat na spotkanie: „Jak rozmawiać o smogu”."
    )
    await arranged.ewa.says("/propozycja")
    assert "1. Jak rozmawiać o smogu\npopiera 1 osoba" in arranged.ewa.sees()
    await arranged.ewa.taps("1")
    assert "Proponuje: Jan Łoś (Łódź)" in arranged.ewa.sees()
    await arranged.ewa.taps("Popieram")
    assert "popierają 2 osoby · Ty też" in arranged.ewa.sees()
    await arranged.ewa.taps("Do programu")
    assert "Jak rozmawiać o smogu\n\n" in arranged.ewa.sees()
    assert arranged.jan.sees() == (
        "Twój temat jest w programie spotkania: wtorek, 20 października, 10:00.\n\nJak rozmawiać o smogu"
    )
    await arranged.ewa.says("/propozycje")
    assert "Nie ma jeszcze żadnej propozycji." in arranged.ewa.sees()
    await arranged.ewa.says("/program")
    await arranged.ewa.taps("Cofnij")
    await arranged.ewa.says("/propozycje")
    assert "1. Jak rozmawiać o smogu" in arranged.ewa.sees()


async def test_a_topic_that_is_declined_is_told_its_proposer_with_the_reason(arranged: Network) -> None:
    await arranged.jan.says("/propozycja Smog")
    await arranged.ewa.says("/propozycja")
    await arranged.ewa.taps("1")
    await arranged.ewa.taps("Odmów…")
    await arranged.ewa.says("Było miesiąc temu.")
    assert arranged.ewa.sees() == "Odmówione. Osoba, która to zaproponowała, przeczyta dlaczego."
    assert arranged.jan.sees() == "Twój temat nie wejdzie do programu. Powód: Było miesiąc temu.\n\nSmog"


async def test_ones_own_topic_can_be_withdrawn_and_support_too(arranged: Network) -> None:
    await arranged.jan.says("/propozycja")
    await arranged.jan.taps("Zaproponuj temat…")
    await arranged.jan.says("Smog")
    await arranged.jan.taps("Propozycje tematów")
    await arranged.jan.taps("1")
    await arranged.jan.taps("Już nie popieram")
    assert "popiera 0 osób" in arranged.jan.sees()
    await arranged.jan.taps("Wycofaj propozycję")
    assert arranged.jan.sees() == "Wycofane: „Smog”."
    await arranged.ola.forges("agenda:take:1")
    assert (arranged.ola.toast or "").startswith("O tym temacie już zdecydowano.")


async def test_a_topic_waits_as_long_as_there_is_no_agenda_for_it(meeting: Network) -> None:
    await meeting.ola.says("/propozycja Smog")
    await meeting.ola.taps("Propozycje tematów")
    await meeting.ola.taps("1")
    await meeting.ola.taps("Do programu")
    assert meeting.ola.sees().startswith("Najpierw najbliższe spotkanie musi mieć program")


# the day


async def at_the_day(published: Network, minutes: int) -> None:
    await published.town.move_to(day(10) + timedelta(minutes=minutes))


def words_before(who: Resident) -> list[str]:
    return [text.split("\n")[0] for text in who.all_texts() if text.startswith("Za 5 minut")]


async def test_five_minutes_before_an_item_those_who_lead_it_hear_of_it(published: Network) -> None:
    await item(published.ola, "4")
    await published.ola.taps("Prowadzi osoba z sieci…")
    await published.ola.taps("Jan Łoś")
    await at_the_day(published, 90)
    assert words_before(published.jan) == ["Za 5 minut: Oczekiwania i obawy – Jan Łoś"]
    assert published.jan.sees() == "Za 5 minut: Oczekiwania i obawy – Jan Łoś\n\n11:35–12:05\nTo Twój punkt."
    assert len(words_before(published.ola)) == len(words_before(published.ewa)) == 3


async def test_whoever_has_left_the_network_hears_nothing_of_its_agenda(published: Network) -> None:
    await item(published.ola, "4")
    await published.ola.taps("Prowadzi osoba z sieci…")
    await published.ola.taps("Jan Łoś")
    await published.jan.says("/opusc")
    await published.jan.taps("Odchodzę z sieci")
    await at_the_day(published, 90)
    assert words_before(published.jan) == []
    assert len(words_before(published.ola)) == 3


async def test_the_page_of_the_meeting_leads_to_its_agenda(published: Network) -> None:
    await published.jan.says("/spotkanie")
    await published.jan.taps("20 paź")
    await published.jan.taps("Program")
    assert "10:00–10:20 Otwarcie" in published.jan.sees()
    await published.jan.taps("‹ Spotkanie")
    await published.jan.taps("Parking")
    assert "Parking jest pusty." in published.jan.sees()


async def test_whoever_is_forgotten_is_no_longer_on_the_card(published: Network) -> None:
    await item(published.ola, "4")
    await published.ola.taps("Prowadzi osoba z sieci…")
    await published.ola.taps("Jan Łoś")
    assert "Jan Łoś" in card(published.ewa, published.group)
    await published.jan.says("/zapomnij")
    await published.jan.taps("Zapomnij o mnie")
    assert "Jan" not in card(published.ewa, published.group)
    await published.ola.says("/program")
    await published.ola.taps("Cofnij")
    assert "Jan" not in published.ola.sees()


async def test_whoever_can_not_be_written_to_is_named_to_those_who_arrange(published: Network) -> None:
    await item(published.ola, "4")
    await published.ola.taps("Prowadzi osoba z sieci…")
    await published.ola.taps("Jan Łoś")
    await published.jan.blocks_the_bot()
    await at_the_day(published, 90)
    assert published.ola.sees().endswith("Nie mogę napisać do tej osoby: Jan Łoś. Przekaż jej to, proszę.")


async def test_the_rest_begins_later_and_a_break_gives_it_back(published: Network) -> None:
    await at_the_day(published, 15)
    await published.ola.taps("+10 min")
    assert published.ola.sees() == (
        "10:30–11:30 Poznajmy się: kim jesteśmy i z czym przychodzimy\n\n"
        "Koniec spotkania wypadnie o 15:10.\nProgram nie mieści się w czasie spotkania. Za dużo: 10 minut."
    )
    await published.ewa.taps("+10 min")
    assert published.ewa.toast == "Ktoś właśnie to zmienił. Obecne godziny pokaże /program."
    await published.ola.taps("Zabierz z późniejszej przerwy")
    assert "Koniec spotkania wypadnie o 15:00." in published.ola.sees()
    await at_the_day(published, 25)
    assert len(words_before(published.ewa)) == 2


async def test_the_next_item_begins_now(published: Network) -> None:
    await at_the_day(published, 17)
    await published.ola.taps("Zaczynamy już teraz")
    assert published.ola.sees().startswith("10:17–11:17 Poznajmy się")
    assert "Koniec spotkania wypadnie o 14:57." in published.ola.sees()


async def test_only_those_who_lead_move_the_time(published: Network) -> None:
    await published.jan.says("/program")
    await published.jan.forges("agenda:later:1:2:k:a")
    assert "potrzebna jest rola" in (published.jan.toast or "")


# the parking lot


async def test_what_comes_up_is_parked_and_becomes_a_topic_for_the_next_meeting(published: Network) -> None:
    await published.jan.says("/parking Kto płaci za czujniki?")
    assert published.jan.sees().startswith("Parking działa w czasie spotkania.")
    await published.town.move_to(day(11))
    await published.jan.says("/parking Kto płaci za czujniki?", published.group)
    assert published.jan.sees(published.group) == "Na parkingu: „Kto płaci za czujniki?”."
    await published.ewa.says("/parking")
    await published.ewa.taps("Dodaj…")
    await published.ewa.says("Catering")
    assert "1. Kto płaci za czujniki?\n2. Catering" in published.ewa.sees()
    await published.town.move_to(day(15))
    assert [
        text for text in published.ola.all_texts() if text.startswith("Parking\nProgram: Spotkanie sieci")
    ]
    await published.ola.taps("1 → następne spotkanie")
    await published.ola.taps("1: pomiń")
    assert [text for text in published.ola.all_texts() if "Parking jest pusty." in text]
    await published.ewa.forges("agenda:drop:2")
    assert published.ewa.toast == "O tym już zdecydowano."
    await published.jan.says("/propozycje")
    assert "1. Kto płaci za czujniki?\npopiera 1 osoba · Ty też" in published.jan.sees()
