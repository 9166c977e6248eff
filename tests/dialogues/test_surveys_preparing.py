"""A survey is prepared by those who lead: chosen, decided about together, read back, and begun."""

from datetime import timedelta

import pytest
from sqlmodel import col, delete

from storage import surveys
from storage.roles import Grant
from storage.surveys import Survey, SurveyState
from tests.dialogues.conftest import Network
from tests.dialogues.test_network import bot_goes
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_surveys import as_it_is, asks_the_network, cards

INVITED = "Pytam stałych przedstawicieli: 12 osób."


async def chooses(who: Resident, title: str = "Puls zaufania") -> None:
    """From /ankieta to the page of the draft."""
    await who.says("/ankieta")
    await who.taps("Przygotuj ankietę")
    await who.taps(title)


async def begins(who: Resident, title: str = "Puls zaufania") -> None:
    await chooses(who, title)
    await who.taps("Rozpocznij ankietę…")
    await who.taps("Tak, rozpocznij ankietę")


async def draft(network: Network) -> Survey:
    """What is in preparation."""
    async with network.town.process.database.read() as uow:
        found = await surveys.draft_of(uow, 1)
        assert found is not None
        uow.session.expunge(found)
    return found


async def has_been(network: Network, weeks: float) -> None:
    """A trust pulse with results ended so long ago."""
    ended = network.town.clock.now() - timedelta(weeks=weeks)
    async with network.town.process.database.write() as uow:
        over = Survey(
            network_id=1, instrument="trust_pulse", version=1, state=SurveyState.CLOSED, created_at=ended,
            closed_at=ended,
        )  # fmt: skip
        await surveys.add(uow, over)


async def people_are(network: Network, number: int) -> None:
    """Of the representatives only so many are left."""
    async with network.town.process.database.write() as uow:
        found = delete(Grant).where(col(Grant.role) == "member", col(Grant.person_id) > number + 1)
        await uow.session.exec(found)


# choosing


async def test_the_surveys_of_the_house_are_offered_with_what_they_are_for_and_how_long_they_take(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await ola.says("/ankieta")
    await ola.taps("Przygotuj ankietę")
    assert (
        "Puls zaufania\nNa ile możemy na sobie polegać i czy mówimy otwarcie.\n7 pytań, około 2 minut."
        in (ola.sees())
    )
    assert "Nie są to narzędzia zwalidowane" in ola.sees()
    assert ola.buttons() == [
        "Puls zaufania", "Oczekiwania wobec sieci", "Styl współpracy", "Kondycja sieci", "Ułóż własną…", "‹ Ankiety",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Puls zaufania", "1. Osoby z tej sieci dotrzymują tego, na co się umówimy."),
        ("Oczekiwania wobec sieci", "1. Od sieci oczekuję… rozwiązań, które wdrożymy u siebie"),
        ("Styl współpracy", "1. na żywo ⟷ online"),
        ("Kondycja sieci", "1. Cel tej sieci jest dla mnie jasny."),
    ],
)
async def test_what_will_be_asked_is_read_before_anybody_is(
    network: Network, crowd: list[Resident], title: str, first: str
) -> None:
    await chooses(network.ola, title)
    assert f"Ankieta: {title}\nW przygotowaniu: widzą ją tylko osoby prowadzące sieć." in network.ola.sees()
    assert first in network.ola.sees()
    assert cards(network.ewa, network.group) == []


async def test_the_page_says_who_is_asked_for_how_long_and_what_is_promised(
    network: Network, crowd: list[Resident]
) -> None:
    await chooses(network.ola)
    seen = network.ola.sees()
    assert "7 pytań, około 2 minut.\nOdpowiedzi przyjmuję przez 3 dni.\nPierwsza runda" in seen
    assert (
        f"{INVITED}\nObserwatorów nie pytam nigdy.\n\nZaproszone osoby przeczytają też:\nNikt z sieci" in seen
    )
    _, preview = network.ola.button("Podgląd")
    assert preview["callback_data"] == "srv:try:1:0:~"


async def test_another_survey_takes_the_place_of_one_in_which_there_is_no_work(
    network: Network, crowd: list[Resident]
) -> None:
    await chooses(network.ola)
    await network.ola.taps("Inna ankieta…")
    await network.ola.taps("Kondycja sieci")
    assert "Ankieta: Kondycja sieci" in network.ola.sees()
    assert (await draft(network)).instrument == "health"


async def test_work_that_is_there_is_replaced_only_after_a_question(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await chooses(ola)
    await ola.taps("5 dni")
    await chooses(ola, "Kondycja sieci")
    assert "Czy ma zastąpić to, co jest w przygotowaniu?\n\nW przygotowaniu: Puls zaufania" in ola.sees()
    assert (await draft(network)).instrument == "trust_pulse"
    await ola.taps("Wróć do tej, która jest")
    assert "Odpowiedzi przyjmuję przez 5 dni." in ola.sees()
    await chooses(ola, "Kondycja sieci")
    await ola.taps("Tak, zastąp")
    assert "Ankieta: Kondycja sieci" in ola.sees()
    assert (await draft(network)).instrument == "health"


async def test_who_agreed_to_replace_one_draft_is_asked_again_about_another(
    network: Network, crowd: list[Resident]
) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    await chooses(ola)
    await ola.taps("5 dni")
    await chooses(ola, "Kondycja sieci")
    await chooses(ewa, "Styl współpracy")
    await ewa.taps("Tak, zastąp")
    await ewa.taps("7 dni")
    await ola.taps("Tak, zastąp")
    assert "W przygotowaniu: Styl współpracy" in ola.sees()
    assert (await draft(network)).instrument == "style"


# deciding


async def test_how_long_it_is_open_is_chosen(network: Network, crowd: list[Resident]) -> None:
    ola = network.ola
    await chooses(ola)
    for label, shown in (
        ("24 godziny", "24 godziny"), ("2 dni", "2 dni"), ("5 dni", "5 dni"), ("7 dni", "7 dni"), ("14 dni", "14 dni"),
    ):  # fmt: skip
        await ola.taps(label)
        assert f"Odpowiedzi przyjmuję przez {shown}." in ola.sees()
        assert f"✓ {label}" in ola.buttons()
    await ola.forges("srv:set:1:~hours:1")
    assert ola.toast == "Wybierz jeden z czasów na przyciskach."
    assert (await draft(network)).hours == 336


async def test_those_who_lead_are_asked_where_the_network_wants_that(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await chooses(ola)
    assert INVITED in ola.sees()
    await ola.taps("Pytaj także prowadzących")
    assert "Pytam stałych przedstawicieli i osoby prowadzące sieć: 13 osób." in ola.sees()
    await ola.taps("Pytaj tylko przedstawicieli")
    assert INVITED in ola.sees()


async def test_results_first_to_those_who_lead(network: Network, crowd: list[Resident]) -> None:
    ola = network.ola
    await chooses(ola)
    assert "Wyniki zobaczą wszyscy jednocześnie." in ola.sees()
    await ola.taps("Wyniki najpierw dla eksperta i facylitatora")
    assert "Wyniki najpierw zobaczą ekspert i facylitator, a grupa dzień później." in ola.sees()
    await ola.taps("Wyniki od razu dla wszystkich")
    assert "Wyniki zobaczą wszyscy jednocześnie." in ola.sees()


async def test_what_it_is_for_is_said_in_own_words_and_taken_back(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await chooses(ola)
    await ola.taps("Cel własnymi słowami…")
    await ola.says("x" * 301)
    assert "300" in ola.sees()
    await ola.says("Chcemy wiedzieć, <b>jak</b> nam idzie.")
    assert ola.sees().startswith("Zapisane.\n\nAnkieta: Puls zaufania")
    assert "Chcemy wiedzieć, <b>jak</b> nam idzie." in ola.sees()
    await ola.taps("Cel własnymi słowami…")
    assert "Teraz jest tak: Chcemy wiedzieć" in ola.sees()
    await ola.taps("Usuń te słowa")
    assert "Na ile możemy na sobie polegać" in ola.sees()


async def test_few_who_are_asked_are_a_warning_and_too_few_no_survey(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await people_are(network, 9)
    await chooses(ola)
    assert (
        "Pytam stałych przedstawicieli: 9 osób.\nObserwatorów nie pytam nigdy.\n⚠ Gdy odpowiedzi"
        in ola.sees()
    )
    assert "Rozpocznij ankietę…" in ola.buttons()
    await people_are(network, 4)
    await chooses(ola)
    assert "⚠ To mniej niż 5, więc ankieta nie może się zacząć" in ola.sees()
    assert "Rozpocznij ankietę…" not in ola.buttons()
    await ola.forges(f"srv:begin:{(await draft(network)).key}")
    assert "Osób, które można zapytać: 4." in (ola.toast or "")


async def test_a_repeat_says_with_what_it_is_compared_and_may_start_anew(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await has_been(network, weeks=10)
    await chooses(ola)
    assert "Runda 2: porównam ją z rundą z 29 czerwca." in ola.sees()
    assert "8 pytań" in ola.sees()
    assert "⚠ Ostatnia ankieta" not in ola.sees()
    await ola.taps("Zacznij od nowa, bez porównania")
    assert "Od nowa: nie porównam jej z żadną wcześniejszą rundą." in ola.sees()
    assert "7 pytań" in ola.sees()
    await ola.taps("Porównaj z poprzednią rundą")
    assert "Runda 2: porównam ją" in ola.sees()


async def test_a_survey_soon_after_the_last_one_is_a_warning_and_no_refusal(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await has_been(network, weeks=5)
    await chooses(ola, "Styl współpracy")
    assert "⚠ Ostatnia ankieta skończyła się 3 sierpnia." in ola.sees()
    assert "Pierwsza runda" in ola.sees()
    assert "Zacznij od nowa, bez porównania" not in ola.buttons()
    assert "Rozpocznij ankietę…" in ola.buttons()


# beginning


async def test_it_is_read_back_and_begins_when_confirmed(network: Network, crowd: list[Resident]) -> None:
    ola = network.ola
    await chooses(ola)
    await ola.taps("2 dni")
    prepared = await draft(network)
    await ola.taps("Rozpocznij ankietę…")
    assert ola.sees() == (
        "Czy ta ankieta ma się teraz zacząć?\n\n"
        "Puls zaufania\nNa ile możemy na sobie polegać i czy mówimy otwarcie.\n\n"
        "7 pytań, około 2 minut.\nPierwsza runda: będzie można porównać z nią następne.\n"
        "Wyniki zobaczą wszyscy jednocześnie.\n\n"
        f"{INVITED}\nObserwatorów nie pytam nigdy.\n\n"
        "Jeśli zacznie się teraz, odpowiedzi przyjmuję do: środa, 9 września, 09:00.\n\n"
        "Nikt nie zakończy jej wcześniej ani nie zobaczy odpowiedzi przed końcem; można ją tylko przedłużyć "
        "albo odwołać na dobre.\n"
        "Tego, kto jest pytany, i tego, że nikt nie dowie się, kto co odpowiedział, nie można potem zmienić.\n\n"
        "Po potwierdzeniu w grupie „Miasto Cyfrowe” pojawi się karta."
    )
    assert cards(network.ewa, network.group) == []
    await ola.taps("Tak, rozpocznij ankietę")
    assert "Ankieta trwa: jej karta jest w grupie „Miasto Cyfrowe”." in ola.sees()
    (card,) = cards(network.ewa, network.group)
    assert "Odpowiedzi przyjmuję do: środa, 9 września, 09:00." in card
    await ola.taps("Przejdź do ankiety")
    assert "Ankieta: Puls zaufania" in ola.sees()
    assert (await as_it_is(network, prepared)).invited == 12


async def test_an_older_button_begins_nothing_else_than_stood_above_it(
    network: Network, crowd: list[Resident]
) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    await chooses(ola)
    await ola.taps("Rozpocznij ankietę…")
    await ewa.says("/ankieta")
    await ewa.taps("Dokończ przygotowania")
    await ewa.taps("14 dni")
    await ola.taps("Tak, rozpocznij ankietę")
    assert ola.sees().startswith("W międzyczasie coś się zmieniło. Przeczytaj, proszę, jeszcze raz:")
    assert "poniedziałek, 21 września, 09:00" in ola.sees()
    assert cards(network.jan, network.group) == []
    await ola.taps("Tak, rozpocznij ankietę")
    assert len(cards(network.jan, network.group)) == 1


async def test_a_draft_that_was_replaced_can_neither_begin_nor_be_changed(
    network: Network, crowd: list[Resident]
) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    await chooses(ola)
    await ola.taps("Rozpocznij ankietę…")
    await chooses(ewa, "Kondycja sieci")
    await ola.taps("Tak, rozpocznij ankietę")
    assert ola.toast == "Ta ankieta nie jest już w przygotowaniu. Jak jest teraz, pokaże /ankieta."
    await ola.forges("srv:set:1:~hours:o")
    assert ola.toast == "Ta ankieta nie jest już w przygotowaniu. Jak jest teraz, pokaże /ankieta."
    assert cards(network.jan, network.group) == []


async def test_somebody_more_who_would_be_asked_is_read_back_first(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await chooses(ola)
    await ola.taps("Rozpocznij ankietę…")
    await people_are(network, 11)
    await ola.taps("Tak, rozpocznij ankietę")
    assert "W międzyczasie coś się zmieniło" in ola.sees()
    assert "Pytam stałych przedstawicieli: 11 osób." in ola.sees()


async def test_of_two_who_confirm_the_second_is_told_kindly(network: Network, crowd: list[Resident]) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    await chooses(ola)
    await ola.taps("Rozpocznij ankietę…")
    await ewa.says("/ankieta")
    await ewa.taps("Dokończ przygotowania")
    await ewa.taps("Rozpocznij ankietę…")
    await ewa.taps("Tak, rozpocznij ankietę")
    await ola.taps("Tak, rozpocznij ankietę")
    assert ola.sees().startswith("Ta ankieta już się zaczęła. Jest tak:\n\nAnkieta: Puls zaufania")
    assert len(cards(network.jan, network.group)) == 1
    await ola.forges("srv:begin:1")
    assert ola.sees().startswith("Ta ankieta już się zaczęła. Jest tak:")
    await ola.forges("srv:set:1:~hours:o")
    assert "już się zaczęła" in (ola.toast or "")


async def test_one_survey_at_a_time_but_the_next_may_be_prepared(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    await asks_the_network(network)
    await chooses(ola, "Styl współpracy")
    await ola.taps("Rozpocznij ankietę…")
    assert "W tej sieci trwa już ankieta." in (ola.toast or "")
    assert (await draft(network)).instrument == "style"
    await ola.says("/ankieta")
    assert "Ankieta: Puls zaufania" in ola.sees()
    assert "W przygotowaniu: Styl współpracy" in ola.sees()


async def test_while_the_bot_is_away_nothing_begins(network: Network, crowd: list[Resident]) -> None:
    await chooses(network.ola)
    await bot_goes(network)
    await network.ola.forges("srv:begin:1")
    assert "Nie ma mnie teraz w grupie" in (network.ola.toast or "")


# who


async def test_the_expert_prepares_the_same_survey(network: Network, crowd: list[Resident]) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    await chooses(network.ola)
    await network.ewa.says("/ankieta")
    assert "W przygotowaniu: Puls zaufania" in network.ewa.sees()
    await network.ewa.taps("Dokończ przygotowania")
    assert "Pytam stałych przedstawicieli: 11 osób." in network.ewa.sees()
    await network.ewa.taps("7 dni")
    await network.ola.says("/ankieta")
    await network.ola.taps("Dokończ przygotowania")
    assert "Odpowiedzi przyjmuję przez 7 dni." in network.ola.sees()


@pytest.mark.parametrize("role", ["", "Obserwator", "Opieka organizacyjna"])
async def test_whoever_does_not_lead_sees_no_draft(
    network: Network, crowd: list[Resident], role: str
) -> None:
    ewa = network.ewa
    if role:
        await give(network.ola, "Ewa Żak", role)
    await chooses(network.ola)
    await ewa.says("/ankieta")
    assert "przygotowaniu" not in ewa.sees()
    assert "Przygotuj ankietę" not in ewa.buttons()
    await ewa.forges("srv:open:1")
    assert ewa.toast == "Ta ankieta nie jest już w przygotowaniu. Jak jest teraz, pokaże /ankieta."
    await ewa.starts("survey-1")
    assert "Osoby z tej sieci" not in " ".join(ewa.all_texts())


async def test_in_the_group_the_way_leads_into_private_chat(network: Network, crowd: list[Resident]) -> None:
    ola = network.ola
    await chooses(ola)
    await ola.says("/ankieta", network.group)
    assert "przygotowaniu" not in ola.sees(network.group)
    await ola.taps("Przygotuj ankietę", network.group)
    assert "W przygotowaniu: Puls zaufania" in ola.sees()


async def test_whoever_can_not_be_written_to_is_led_there_by_the_same_button(
    network: Network, crowd: list[Resident]
) -> None:
    ewa = network.ewa
    await give(network.ola, "Ewa Żak", "Ekspert")
    await ewa.blocks_the_bot()
    await ewa.says("/ankieta", network.group)
    await ewa.taps("Przygotuj ankietę", network.group)
    await ewa.taps("Przygotuj ankietę")
    await ewa.taps("Puls zaufania")
    assert "Ankieta: Puls zaufania" in ewa.sees()
