"""A network builds surveys of its own: questions by a form, in their order, changed by one at a time, used, deleted."""

import pytest

from facilitation.surveys import building
from facilitation.surveys.instruments import Instrument, Item, ItemKind, Measure
from handlers.message import length
from handlers.surveys import items
from locales.reader import Reader
from storage import people, surveys
from storage.surveys import Survey, SurveyState, Template, templates
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.test_surveys_preparing import begins, chooses, draft
from tests.dialogues.town import Resident
from tests.dialogues.town_surveys import an_own_one, cards

CHANGED = "W międzyczasie coś się tu zmieniło. Teraz jest tak:"
NAME = "Po spotkaniu"


async def builds(who: Resident, name: str = NAME, start: str = "Od pustej kartki") -> None:
    """From /ankieta to the page of a new one."""
    await chooses(who, "Ułóż własną…")
    await who.taps(start)
    await who.says(name)


async def adds(who: Resident, kind: str, *words: str) -> None:
    await who.taps("Dodaj pytanie…")
    await who.taps(kind)
    for each in words:
        await who.says(each)


async def two_questions(who: Resident) -> None:
    await builds(who)
    await adds(who, "skala zgody 1–5", "Mogę tu zapytać o wszystko.")
    await adds(who, "jedna odpowiedź do wyboru", "Kiedy się spotkamy?", "rano\nwieczorem")


async def the_one(network: Network, key: int = 1) -> Template:
    async with network.town.process.database.read() as uow:
        found = await templates.by_id(uow, key)
        assert found is not None
        uow.session.expunge(found)
    return found


# building


async def test_questions_of_all_kinds_are_added_one_by_one(network: Network) -> None:
    ola = network.ola
    await builds(ola)
    assert ola.sees() == f"Ankieta sieci: {NAME}\n\nNie ma jeszcze żadnego pytania."
    assert "Użyj w ankiecie" not in ola.buttons()
    await adds(ola, "skala zgody 1–5", "Mogę tu zapytać o wszystko.")
    await adds(ola, "skala ważności 1–5", "wizyty u innych")
    await adds(ola, "dwa bieguny", "rzadziej, dłużej\nczęściej, krócej")
    await adds(ola, "jedna odpowiedź do wyboru", "Kiedy?", "rano\nwieczorem")
    await adds(ola, "kilka odpowiedzi do wyboru", "Co wziąć?", "plan\nnotatki\nkawę")
    await adds(ola, "własne słowa", "Co <i>jeszcze</i>?")
    assert ola.sees() == (
        f"Dodane.\n\nAnkieta sieci: {NAME}\n\n"
        "1. Mogę tu zapytać o wszystko. (skala zgody 1–5)\n"
        "2. wizyty u innych (skala ważności 1–5)\n"
        "3. rzadziej, dłużej ⟷ częściej, krócej (dwa bieguny)\n"
        "4. Kiedy? (jedna odpowiedź do wyboru)\n"
        "5. Co wziąć? (kilka odpowiedzi do wyboru)\n"
        "6. Co <i>jeszcze</i>? (własne słowa)\n\n"
        "6 pytań, około 2 minut.\n\n"
        "Kolejne rundy można porównywać, dopóki pytania są te same."
    )
    built = building.items_of(await the_one(network))
    assert [item.id for item in built] == ["q1", "q2", "q3", "q4", "q5", "q6"]
    assert built[4].options == ("plan", "notatki", "kawę")
    assert built[5].kind is ItemKind.TEXT


async def test_what_was_built_is_used_as_it_is_now_and_begins(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await two_questions(ola)
    await ola.taps("Użyj w ankiecie")
    assert f"Ankieta: {NAME}" in ola.sees()
    assert (
        "1. Mogę tu zapytać o wszystko.\n2. Kiedy się spotkamy?\nOdpowiedzi: rano / wieczorem" in ola.sees()
    )
    prepared = await draft(network)
    assert (prepared.instrument, prepared.version) == ("own1", (await the_one(network)).version)
    await ola.taps("Rozpocznij ankietę…")
    await ola.taps("Tak, rozpocznij ankietę")
    (card,) = cards(network.ewa, network.group)
    assert card.startswith(f"Ankieta: {NAME}")


async def test_one_without_a_question_to_tap_is_not_used(network: Network, crowd: list[Resident]) -> None:
    ola = network.ola
    await builds(ola)
    await adds(ola, "własne słowa", "Co dalej?")
    assert "Użyj w ankiecie" not in ola.buttons()
    await ola.forges("srv:use:1:0")
    assert ola.toast == "Ankieta potrzebuje choć jednego pytania, na które odpowiada się przyciskiem."


@pytest.mark.parametrize(("options", "words"), [(3, "Kiedy?"), (10, "Kiedy?"), (10, "słowo " * 33)])
def test_however_long_all_questions_are_listed_on_one_page(options: int, words: str) -> None:
    answers = tuple(f"{n} {'x' * 70}" for n in range(options))
    asked = tuple(Item(f"q{n}", kind=ItemKind.CHOICE, words=words, options=answers) for n in range(20))
    for listed in (items.numbered, items.with_kinds):
        shown = listed(Reader("pl", "Europe/Warsaw"), Instrument("own1", 1, Measure.OWN, asked))
        assert length(shown) <= items.ROOM
        assert "20. " in shown


async def test_a_form_says_what_does_not_fit_and_asks_again(network: Network) -> None:
    ola = network.ola
    await builds(ola)
    await ola.taps("Dodaj pytanie…")
    await ola.taps("kilka odpowiedzi do wyboru")
    await ola.says("x" * 201)
    assert "201" in ola.sees()
    await ola.says("Co wziąć?")
    for typed, said in (
        ("plan", "Linie, które widzę: 1."), ("plan\nPLAN", "„PLAN” jest dwa razy."), ("plan\n" + "x" * 81, "81 znaków"),
    ):  # fmt: skip
        await ola.says(typed)
        assert said in ola.sees()
    await ola.says("plan\nnotatki")
    assert ola.sees().startswith("Dodane.")


async def test_twenty_questions_and_three_in_own_words_fit(network: Network) -> None:
    ola = network.ola
    await builds(ola)
    for n in range(3):
        await adds(ola, "własne słowa", f"Co dalej {n}?")
    await ola.taps("Dodaj pytanie…")
    await ola.taps("własne słowa")
    assert "może być najwyżej 3" in (ola.toast or "")
    await ola.taps("skala zgody 1–5")
    await ola.says("Zdanie.")
    for n in range(16):
        await adds(ola, "skala zgody 1–5", f"Zdanie {n}.")
    await ola.taps("Dodaj pytanie…")
    assert "Więcej pytań się nie zmieści: może ich być najwyżej 20." in (ola.toast or "")
    assert len(building.items_of(await the_one(network))) == 20


async def test_what_seems_to_ask_who_somebody_is_is_a_gentle_warning(network: Network) -> None:
    ola = network.ola
    await builds(ola)
    await adds(ola, "skala zgody 1–5", "Mogę tu zapytać o wszystko.")
    assert "zdradzić" not in ola.sees()
    await adds(ola, "własne słowa", "Z jakiego miasta jesteś?")
    assert "⚠ Takie pytanie może zdradzić, kto odpowiada: pytanie 2." in ola.sees()
    await ola.taps("2")
    assert "⚠ Takie pytanie może zdradzić, kto odpowiada: w małej grupie" in ola.sees()
    await ola.taps("‹ Wstecz")
    assert "Użyj w ankiecie" in ola.buttons()


# changing


async def test_a_question_is_worded_otherwise(network: Network) -> None:
    ola = network.ola
    await two_questions(ola)
    await ola.taps("2")
    assert ola.sees() == (
        f"Pytanie 2 z 2 w ankiecie „{NAME}”\n\nKiedy się spotkamy?\n\n– rano\n– wieczorem\n\n"
        "Sposób odpowiedzi: jedna odpowiedź do wyboru"
    )
    await ola.taps("Inna treść…")
    assert "Teraz jest tak: Kiedy się spotkamy?" in ola.sees()
    await ola.says("O której?")
    assert ola.sees().startswith("Zmienione.")
    await ola.taps("2")
    await ola.taps("Inne odpowiedzi…")
    assert "Teraz jest tak: rano / wieczorem" in ola.sees()
    await ola.says("o 9\no 10\no 11")
    item = building.items_of(await the_one(network))[1]
    assert (item.id, item.words, item.options) == ("q2", "O której?", ("o 9", "o 10", "o 11"))


async def test_the_ends_of_a_bipolar_question_are_worded_otherwise(network: Network) -> None:
    ola = network.ola
    await builds(ola)
    await adds(ola, "dwa bieguny", "rzadziej\nczęściej")
    await ola.taps("1")
    assert ola.buttons() == ["Inne odpowiedzi…", "Usuń pytanie", "‹ Wstecz"]
    await ola.taps("Inne odpowiedzi…")
    await ola.says("krócej\ndłużej")
    assert "1. krócej ⟷ dłużej (dwa bieguny)" in ola.sees()


async def test_questions_move_up_and_down(network: Network) -> None:
    ola = network.ola
    await two_questions(ola)
    await ola.taps("1")
    assert "▲ Wyżej" not in ola.buttons()
    await ola.taps("▼ Niżej")
    assert ola.sees().startswith("Pytanie 2 z 2")
    assert "▼ Niżej" not in ola.buttons()
    await ola.taps("‹ Wstecz")
    assert "1. Kiedy się spotkamy?" in ola.sees()
    await ola.taps("2")
    await ola.taps("▲ Wyżej")
    await ola.taps("‹ Wstecz")
    assert "1. Mogę tu zapytać o wszystko." in ola.sees()


async def test_a_deleted_question_comes_back_until_something_else_changes(network: Network) -> None:
    ola = network.ola
    await two_questions(ola)
    await ola.taps("1")
    await ola.taps("Usuń pytanie")
    assert "1. Kiedy się spotkamy?" in ola.sees()
    await ola.taps("Przywróć usunięte pytanie")
    assert "1. Mogę tu zapytać o wszystko. (skala zgody 1–5)\n2. Kiedy się spotkamy?" in ola.sees()
    assert "Przywróć usunięte pytanie" not in ola.buttons()
    await ola.taps("2")
    await ola.taps("Usuń pytanie")
    await adds(ola, "skala zgody 1–5", "Nowe zdanie.")
    assert "Przywróć usunięte pytanie" not in ola.buttons()
    assert [item.words for item in building.items_of(await the_one(network))] == [
        "Mogę tu zapytać o wszystko.", "Nowe zdanie.",
    ]  # fmt: skip


async def test_every_change_of_what_is_asked_makes_another_version_but_a_name_does_not(
    network: Network,
) -> None:
    ola = network.ola
    await two_questions(ola)
    seen = [(await the_one(network)).version]
    for taps, typed in (
        (("1", "▼ Niżej"), None), (("1", "Inna treść…"), "O której?"), (("1", "Usuń pytanie"), None),
        (("Przywróć usunięte pytanie",), None),
    ):  # fmt: skip
        await ola.forges("srv:own:1")
        for label in taps:
            await ola.taps(label)
        if typed:
            await ola.says(typed)
        seen.append((await the_one(network)).version)
    assert seen == [3, 4, 5, 6, 7]
    await ola.taps("Zmień nazwę…")
    await ola.says("Inna")
    assert (await the_one(network)).version == 7


async def test_rounds_of_other_questions_are_not_compared(network: Network, crowd: list[Resident]) -> None:
    ola = network.ola
    await two_questions(ola)
    async with network.town.process.database.write() as uow:
        ended = network.town.clock.now()
        await surveys.add(
            uow,
            Survey(network_id=1, instrument="own1", version=3, title=NAME, items=(await the_one(network)).items,
                   state=SurveyState.CLOSED, created_at=ended, closed_at=ended),
        )  # fmt: skip
    await ola.taps("Użyj w ankiecie")
    assert "Runda 2" in ola.sees()
    await ola.forges("srv:own:1")
    await adds(ola, "skala zgody 1–5", "Nowe zdanie.")
    await ola.taps("Użyj w ankiecie")
    assert "Pierwsza runda" in ola.sees()


# two at once


async def test_of_two_who_change_it_at_once_the_second_sees_first_what_the_other_did(
    network: Network,
) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    await two_questions(ola)
    await ewa.says("/ankieta")
    await ewa.taps("Przygotuj ankietę")
    await ewa.taps(NAME)
    await ewa.taps("2")
    await ewa.taps("Usuń pytanie")
    before = (await the_one(network)).items
    for tap in ("question:1:2:0", "move:1:2:0:1", "drop:1:2:0", "reword:1:2:0:~words", "rename:1:2", "putback:1:2",
                "scrapped:1:2"):  # fmt: skip
        await ola.forges(f"srv:{tap}")
        assert ola.sees().startswith(CHANGED), tap
        await ola.forges("srv:own:1")
    assert (await the_one(network)).items == before


async def test_words_typed_while_somebody_else_changed_it_overwrite_nothing_and_are_shown(
    network: Network,
) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    await two_questions(ola)
    await ola.taps("1")
    await ola.taps("Inna treść…")
    await ewa.says("/ankieta")
    await ewa.taps("Przygotuj ankietę")
    await ewa.taps(NAME)
    await adds(ewa, "skala zgody 1–5", "Zdanie Ewy.")
    await ola.says("Zdanie Oli.")
    assert ola.sees().startswith(f"{CHANGED}\nTwój tekst: Zdanie Oli.")
    words = [item.words for item in building.items_of(await the_one(network))]
    assert words == ["Mogę tu zapytać o wszystko.", "Kiedy się spotkamy?", "Zdanie Ewy."]


async def test_what_two_add_at_once_is_all_there(network: Network) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    await two_questions(ola)
    await ola.taps("Dodaj pytanie…")
    await ola.taps("skala zgody 1–5")
    await ewa.says("/ankieta")
    await ewa.taps("Przygotuj ankietę")
    await ewa.taps(NAME)
    await adds(ewa, "skala zgody 1–5", "Zdanie Ewy.")
    await ola.says("Zdanie Oli.")
    assert [(item.id, item.words) for item in building.items_of(await the_one(network))][2:] == [
        ("q3", "Zdanie Ewy."), ("q4", "Zdanie Oli."),
    ]  # fmt: skip


# names, copies, the end


async def test_names_are_short_and_their_own(network: Network) -> None:
    ola = network.ola
    await builds(ola)
    await chooses(ola, "Ułóż własną…")
    await ola.taps("Od pustej kartki")
    await ola.says("po SPOTKANIU")
    assert f"„{NAME}” już jest. Napisz inną nazwę." in ola.sees()
    await ola.says("x" * 51)
    assert "50" in ola.sees()
    await ola.says("Inna")
    await ola.taps("Zmień nazwę…")
    await ola.says(NAME)
    assert "już jest" in ola.sees()
    await ola.says("INNA")
    assert "Ankieta sieci: INNA" in ola.sees()


async def test_a_network_keeps_thirty(network: Network) -> None:
    async with network.town.process.database.write() as uow:
        for n in range(building.MOST):
            (await an_own_one(uow, 1)).name = f"Ankieta {n}"
    await builds(network.ola)
    assert "Macie już 30 własnych ankiet." in network.ola.sees()
    async with network.town.process.database.read() as uow:
        assert len(await templates.of_network(uow, 1)) == building.MOST


async def test_one_like_those_of_the_house_speaks_the_language_of_the_network(network: Network) -> None:
    ola = network.ola
    async with network.town.process.database.write() as uow:
        person = await people.by_telegram_id(uow, ola.id)
        assert person is not None
        person.language = "en"
    await ola.says("/survey")
    for label in ("Prepare a survey", "Build your own…", "Like: Trust pulse"):
        await ola.taps(label)
    await ola.says("Puls")
    assert "1. Osoby z tej sieci dotrzymują tego, na co się umówimy. (agreement 1–5)" in ola.sees()
    copied = building.items_of(await the_one(network))
    assert [item.id for item in copied] == ["q1", "q2", "q3", "q4", "q5", "q6", "q7"]
    assert not any(item.reverse for item in copied)


async def test_the_words_of_the_house_are_copied_whole(network: Network) -> None:
    ola = network.ola
    await builds(ola, "Styl", "Podobna: Styl współpracy")
    assert building.items_of(await the_one(network))[0].options == ("na żywo", "online")
    await builds(ola, "Nadzieje", "Podobna: Oczekiwania wobec sieci")
    assert "1. Od sieci oczekuję… rozwiązań, które wdrożymy u siebie" in ola.sees()


async def test_a_similar_one_leaves_the_first_as_it_is(network: Network) -> None:
    ola = network.ola
    await two_questions(ola)
    await ola.taps("Ułóż podobną…")
    await ola.says("Przed spotkaniem")
    assert "Ankieta sieci: Przed spotkaniem" in ola.sees()
    await ola.taps("1")
    await ola.taps("Usuń pytanie")
    assert len(building.items_of(await the_one(network, 1))) == 2
    assert len(building.items_of(await the_one(network, 2))) == 1


async def test_it_is_deleted_after_a_question_and_what_is_in_preparation_stays(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await two_questions(ola)
    await ola.taps("Użyj w ankiecie")
    await ola.forges("srv:own:1")
    await ola.taps("Usuń…")
    assert f"Usunąć „{NAME}”?" in ola.sees()
    await ola.taps("Tak, usuń")
    assert ola.sees().startswith(f"Usunięto: {NAME}")
    assert "Ułożone w sieci" not in ola.sees()
    assert (await draft(network)).title == NAME
    for tap in ("own:1", "use:1:0", "copy:1", "question:1:2:0", "additem:1", "scrap:1"):
        await ola.forges(f"srv:{tap}")
        assert ola.toast == "Tej własnej ankiety już nie ma: /ankieta", tap


async def test_whoever_does_not_lead_sees_none_of_it(network: Network) -> None:
    await two_questions(network.ola)
    for tap in ("own:1", "question:1:2:0", "copy:1", "build:1", "new:1", "use:1:0", "take:1:~health:0"):
        await network.jan.forges(f"srv:{tap}")
        assert network.jan.toast, tap
    assert "Mogę tu" not in " ".join(network.jan.all_texts())


async def test_the_same_questions_begin_twice_without_being_built_again(
    network: Network, crowd: list[Resident]
) -> None:
    await two_questions(network.ola)
    await chooses(network.ola, NAME)
    await network.ola.taps("Użyj w ankiecie")
    assert "W przygotowaniu" in network.ola.sees()
    await begins(network.ola, "Kondycja sieci")
    assert cards(network.ewa, network.group)[0].startswith("Ankieta: Kondycja sieci")
