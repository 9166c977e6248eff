"""What is remembered of a person is shown to them, and forgotten when they ask: in the tables and in the chats."""

import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select
from sqlmodel import select as entities

from storage.people import Person
from storage.schema import declared
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident, Town


async def remembered(town: Town) -> AsyncIterator[tuple[str, str]]:
    """Every value of every column of every table, in words."""
    async with town.process.database.read() as uow:
        connection = await uow.session.connection()
        for table in declared().sorted_tables:
            for row in (await connection.execute(select(table))).mappings():
                for column, value in row.items():
                    yield f"{table.name}.{column}", repr(value)


async def traces(town: Town, *words: str) -> list[str]:
    return [place async for place, value in remembered(town) if any(word in value for word in words)]


def said(town: Town, whose_eyes: Resident, at: int | None = None) -> str:
    return "\n".join(whose_eyes.all_texts(at))


async def test_everyone_sees_all_that_is_remembered_of_them(network: Network) -> None:
    await network.jan.says("/moje_dane")
    shown = network.jan.sees()
    assert f"Twój numer w Telegramie: {network.jan.id}; imię i nazwisko: Jan Łoś" in shown
    assert "• Miasto Cyfrowe · Łódź: jesteś w sieci; od: 7 września 2026" in shown
    assert "Twoje role (kto to widzi: osoby z sieci)" in shown
    assert "dołączenie do sieci; dnia: 7 września 2026" in shown


async def test_it_comes_as_a_file_too_that_people_and_programs_can_read(network: Network) -> None:
    await network.jan.says("/moje_dane")
    assert "To samo masz niżej w pliku" in network.jan.sees()
    ((name, content),) = network.jan.files()
    assert name == "moje-dane.json"
    assert '\n      "Co": "Kim dla mnie jesteś"' in content.decode()
    assert "Jan Łoś" in content.decode()
    told = json.loads(content)
    assert told["Stan na"] == "2026-09-07T09:00:00+02:00"
    entries = {each["Co"]: each["Wpisy"] for each in told["Dane"]}
    assert entries["Kim dla mnie jesteś"][0]["Twój numer w Telegramie"] == network.jan.id
    (membership,) = entries["Sieci, do których należysz"]
    assert membership["Dotyczy"] == ["Miasto Cyfrowe", "Łódź"]
    assert membership["od"] == "2026-09-07T09:00:00+02:00"
    assert membership["standing"] == "jesteś w sieci"
    (role,) = entries["Twoje role"]
    assert (role["role"], role["do"]) == ("stały przedstawiciel", None)


async def test_the_file_speaks_the_readers_language_and_shows_what_the_tables_have(network: Network) -> None:
    await network.kim.taps("Dołącz", network.group)
    await network.kim.says("Bytom")
    await network.kim.says("/mydata")
    ((name, content),) = network.kim.files()
    assert name == "my-data.json"
    entries = {each["What"]: each["Entries"] for each in json.loads(content)["Data"]}
    assert entries["Who you are to me"][0]["time zone"] is None
    (form,) = entries["A form you are filling in"]
    assert form["so far"]["institution"]["name"] == "Bytom"


async def test_a_file_that_is_too_large_is_told_kindly_instead(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.message.LARGEST", 100)
    await network.jan.says("/moje_dane")
    assert network.jan.files() == []
    assert "Twój numer w Telegramie" in network.jan.sees()
    assert "Plik „moje-dane.json” jest za duży" in network.jan.sees()


async def test_it_is_shown_in_the_readers_language_and_zone(network: Network) -> None:
    await network.jan.says("/language")
    await network.jan.taps("English")
    await network.jan.says("/mydata")
    assert "• Miasto Cyfrowe · Łódź: you are in; in since: 7 September 2026" in network.jan.sees()
    assert "language: en" in network.jan.sees()


async def test_of_a_stranger_nothing_is_remembered(network: Network) -> None:
    await network.kim.starts()
    await network.kim.says("/mydata")
    assert network.kim.sees() == "I remember nothing about you."
    assert network.kim.files() == []
    await network.kim.says("/forgetme")
    assert network.kim.sees() == "I remember nothing about you."
    assert await traces(network.town, str(network.kim.id)) == []


async def test_a_form_that_is_half_filled_in_is_shown_too(network: Network) -> None:
    await network.kim.taps("Dołącz", network.group)
    await network.kim.says("Bytom")
    await network.kim.says("/mydata")
    assert "A form you are filling in" in network.kim.sees()
    assert "so far: Bytom" in network.kim.sees()


async def test_asked_in_the_group_it_is_told_in_private(network: Network) -> None:
    await network.jan.says("/moje_dane", network.group)
    assert "Łoś" not in network.ola.sees(network.group)
    await network.jan.taps("Otwórz rozmowę prywatną", network.group)
    assert "Wszystko, co o Tobie pamiętam" in network.jan.sees()


async def test_after_leaving_one_still_sees_what_is_left(network: Network) -> None:
    await network.jan.says("/opusc")
    await network.jan.taps("Odchodzę")
    await network.jan.says("/moje_dane")
    assert "nie jesteś już w sieci" in network.jan.sees()


async def test_before_one_is_forgotten_it_is_told_what_goes_and_what_stays(network: Network) -> None:
    await network.ewa.says("/zapomnij")
    gone, _, stays = network.ewa.sees().partition("Zostanie, ale bez Twojego nazwiska")
    assert "Odchodzisz z sieci: Miasto Cyfrowe." in gone
    assert "• Sieci, do których należysz (1)" in gone
    assert "• Wpisy w dzienniku zmian: Twoje decyzje i to, co Ciebie dotyczy (1)" in stays
    assert "w pojedynkę" not in network.ewa.sees()
    await network.ewa.taps("Nie, niczego nie usuwaj")
    await network.ewa.says("/moje_dane")
    assert "Gdynia" in network.ewa.sees()


async def test_the_forgotten_leave_no_trace_in_any_table(network: Network) -> None:
    town, ewa = network.town, network.ewa
    await network.ola.says("/ludzie")
    assert await traces(town, "Ewa Żak", str(ewa.id))
    await ewa.says("/zapomnij")
    await ewa.taps("Zapomnij o mnie")
    assert "Niczego już o Tobie nie pamiętam" in ewa.sees()
    assert await traces(town, "Ewa", "Żak", str(ewa.id)) == []
    assert "1 przedstawiciel, 1 instytucja" in network.jan.sees(network.group)


async def test_the_bots_messages_lose_the_name_however_old_they_are(network: Network) -> None:
    town, ola, jan = network.town, network.ola, network.jan
    await jan.says("/siec")
    await jan.says("/siec", network.group)
    await jan.says("/role")
    assert said(town, jan).count("Ola Wójcik") == 3
    assert "Ola Wójcik" in said(town, jan, network.group)
    await town.passes(days=60)
    await ola.says("/zapomnij")
    await ola.taps("Zapomnij o mnie")
    assert "Ola" not in said(town, jan)
    assert "Ola" not in said(town, jan, network.group)
    assert "nazwisko osoby, która prosiła, żeby o niej zapomnieć" in said(town, jan)


async def test_a_long_past_is_cleaned_a_piece_at_a_time(network: Network) -> None:
    for _ in range(25):
        await network.ola.says("/ludzie")
    await network.ewa.says("/zapomnij")
    await network.ewa.taps("Zapomnij o mnie")
    assert "Ewa" not in said(network.town, network.ola)


async def test_a_question_about_someone_loses_its_name_and_its_buttons(network: Network) -> None:
    town, ola = network.town, network.ola
    tomek = town.resident("Tomek", "Sowa")
    await tomek.starts("join-1")
    await tomek.taps("Nie reprezentuję")
    await tomek.taps("Zgadzam")
    assert "Tomek Sowa" in ola.sees()
    await tomek.says("/zapomnij")
    await tomek.taps("Zapomnij o mnie")
    assert "Tomek" not in said(town, ola)
    assert ola.buttons() == []


async def test_a_message_that_was_edited_is_cleaned_as_it_is_now(network: Network) -> None:
    town, ola = network.town, network.ola
    tomek = town.resident("Tomek", "Sowa")
    await tomek.starts("join-1")
    await tomek.taps("Nie reprezentuję")
    await tomek.taps("Zgadzam")
    await ola.taps("Tak, wpuść")
    assert "Tomek Sowa" in ola.sees()
    await ola.says("/role")
    await ola.taps("Nadaj rolę")
    await ola.taps("Anuluj")
    await tomek.says("/zapomnij")
    await tomek.taps("Zapomnij o mnie")
    assert "Tomek" not in said(town, ola)
    assert "Anulowano" in ola.sees()


async def test_a_refusal_that_names_someone_is_cleaned_too(network: Network) -> None:
    town, ola = network.town, network.ola
    long = town.resident("Wawrzyniec", "Brzęczyszczykiewicz-Łękołodzki " * 3)
    town.world.add_member(ola.id, network.group, long.id)
    await town.settle()
    await town.joins(long, network.group, "Sopot")
    await ola.says("/zastepca")
    for label in ("Wawrzyniec", "Od teraz", "Tydzień"):
        await ola.taps(label)
    town.world.block(long.id)
    await town.settle()
    await ola.taps("Tak, zapytaj")
    assert ola.sees().startswith("Nie mogę zapytać, bo nie mogę pisać prywatnie do tej osoby: Wawrzyniec")
    town.world.block(long.id, False)
    await long.says("/zapomnij")
    await long.taps("Zapomnij o mnie")
    assert "Wawrzyniec" not in said(town, ola)


async def test_who_cannot_be_asked_to_deputise_is_cleaned_out_of_the_question(network: Network) -> None:
    town, ola, jan = network.town, network.ola, network.jan
    town.world.block(jan.id)
    await town.settle()
    await ola.says("/zastepca")
    assert "Jan Łoś" in ola.sees()
    town.world.block(jan.id, False)
    await jan.says("/zapomnij")
    await jan.taps("Zapomnij o mnie")
    assert "Jan" not in said(town, ola)


async def test_a_question_who_holds_the_office_hours_is_cleaned_too(network: Network) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    await give(ola, "Jan Łoś", "Ekspert")
    await ola.says("/dyzur")
    await ola.taps("Zapowiedz")
    await ola.says("co drugi wtorek 10:00")
    assert "Ewa Żak" in ola.buttons()
    await ewa.says("/zapomnij")
    await ewa.taps("Zapomnij o mnie")
    assert "Ewa Żak" not in ola.buttons()


async def test_the_last_facilitator_is_told_what_follows_and_the_admins_are_asked(network: Network) -> None:
    town = network.town
    town.world.promote(network.ola.id, network.group, network.jan.id, admin=True)
    await network.ola.says("/zapomnij")
    assert "Koordynujesz w pojedynkę: Miasto Cyfrowe." in network.ola.sees()
    await network.ola.taps("Zapomnij o mnie")
    assert "nikt teraz nie koordynuje" in network.jan.sees(network.group)
    await network.jan.taps("Przejmuję", network.group)
    assert "Jan Łoś" in network.jan.sees(network.group)


async def test_an_expert_of_many_office_hours_is_named_nowhere_any_more(network: Network) -> None:
    town, ola, ewa, jan = network.town, network.ola, network.ewa, network.jan
    await give(ola, "Ewa Żak", "Ekspert")
    await ewa.says("/dyzur co drugi wtorek 10:00")
    await ewa.taps("Tak, zapowiedz")
    await town.passes(days=70)
    await ola.says("/dyzur")
    await jan.says("/dyzur", network.group)
    await ola.says("/dziennik")
    await ola.says("/dziennik")
    eyes = [(jan, None), (jan, network.group), (ola, None)]
    assert all("Ewa" in said(town, who, at) for who, at in eyes)
    await ewa.says("/zapomnij")
    await ewa.taps("Zapomnij o mnie")
    await town.passes(days=30)
    assert [text for who, at in eyes for text in who.all_texts(at) if "Ewa" in text] == []
    assert await traces(town, "Ewa", "Żak", str(ewa.id)) == []


async def test_a_second_tap_finds_nobody_and_harms_nobody(network: Network) -> None:
    ewa = network.ewa
    await ewa.says("/zapomnij")
    await ewa.says("/zapomnij")
    first, second = ewa.messages()[-2:]
    for message in (first, second):
        button = message["reply_markup"]["inline_keyboard"][0][0]
        network.town.world.tap(ewa.id, ewa.id, message["message_id"], button["callback_data"])
    await network.town.settle()
    assert ewa.all_texts()[-2:] == [
        "Gotowe. Niczego już o Tobie nie pamiętam. Dziękuję za wspólny czas!\n\n"
        "Tę rozmowę możesz usunąć w Telegramie. Jeśli kiedyś znów naciśniesz Start, poznamy się od nowa.",
        "Niczego o Tobie nie pamiętam.",
    ]
    assert await traces(network.town, "Ewa", str(ewa.id)) == []


async def test_the_forgotten_can_begin_anew_as_someone_new(network: Network) -> None:
    ewa = network.ewa
    await ewa.says("/zapomnij")
    await ewa.taps("Zapomnij o mnie")
    await ewa.starts()
    assert "Do tego czasu niczego o Tobie nie zapamiętuję" in ewa.sees()
    await network.town.joins(ewa, network.group, "Gdynia")
    assert "Witaj w sieci" in ewa.sees()
    async with network.town.process.database.read() as uow:
        nobody, anew = (await uow.session.exec(entities(Person).where(Person.id.in_([2, 4])))).all()  # type: ignore[union-attr]
        assert (nobody.telegram_id, nobody.name) == (None, "")
        assert (anew.telegram_id, anew.name) == (ewa.id, "Ewa Żak")


async def test_what_waits_to_be_said_is_taken_back(network: Network) -> None:
    town, jan = network.town, network.jan
    await jan.says("/zapomnij")
    town.wire.cut = ConnectionError()
    await jan.says("/siec")
    await jan.taps("Zapomnij o mnie")
    town.wire.cut = None
    await town.passes(minutes=2)
    assert "Niczego już o Tobie nie pamiętam" in said(town, jan)
    assert "W sieci: " not in said(town, jan)


async def test_nobody_is_asked_about_themselves_in_the_group(network: Network) -> None:
    for forged in ("data:ask", "data:forget"):
        await network.jan.forges(forged, network.group)
        assert "już nie działa" in (network.jan.toast or "")
    await network.jan.says("/moje_dane")
    assert "Łódź" in network.jan.sees()


async def test_someone_in_the_middle_of_a_form_is_forgotten_with_it(network: Network) -> None:
    kim = network.kim
    await kim.taps("Dołącz", network.group)
    await kim.says("Kimowo")
    await kim.says("/forgetme")
    await kim.taps("Forget me")
    assert await traces(network.town, "Kim", str(kim.id)) == []
    await kim.says("Miasto")
    assert "/help" in kim.sees()
    await network.town.passes(days=2)
    assert "put aside" not in kim.sees()


async def test_words_that_look_like_a_structure_are_only_words(network: Network) -> None:
    await network.jan.says("/szukaj {name} {0}")
    await network.jan.says("/moje_dane")
    assert "treść: {name} {0}" in " ".join(network.jan.all_texts())
