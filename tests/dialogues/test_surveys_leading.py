"""Leading an open survey: prolonged, cancelled with a reason, and opened again where nothing came of it."""

from datetime import timedelta

import pytest

from facilitation.refusals import Refused
from facilitation.surveys import life
from facilitation.surveys.reasons import SurveyReason
from storage import network as networks
from storage import surveys
from storage.surveys import Survey, SurveyState
from tests.dialogues.conftest import Network
from tests.dialogues.test_network import bot_goes
from tests.dialogues.test_roles import give
from tests.dialogues.test_surveys_preparing import chooses, draft
from tests.dialogues.town import Resident
from tests.dialogues.town_surveys import as_it_is, asks_the_network, cards, seals

TRUSTING = (4, 4, 4, 4, 2, 4, 2)
PROLONGED = "Ankieta: Puls zaufania\nOdpowiedzi przyjmuję dłużej.\nOdpowiedzi przyjmuję do: piątek, 11 września, 09:00."


async def opens(who: Resident, survey: Survey, *labels: str) -> None:
    """Open the page of a survey by its link, and tap."""
    await who.starts(who.town.process.edge.installation.link("survey", survey.key).split("start=")[1])
    for label in labels:
        await who.taps(label)


async def comes_to_nothing(network: Network, survey: Survey, state: SurveyState) -> None:
    async with network.town.process.database.write() as uow:
        held = await surveys.to_change(uow, survey.key)
        assert held is not None
        held.state, held.closed_at = state, network.town.clock.now()
        uow.session.add(held)


# longer


async def test_a_survey_takes_answers_longer_and_the_group_hears_it(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    await opens(network.ola, survey, "Przyjmuj odpowiedzi dłużej…")
    assert "Wcześniej skończyć się nie może" in network.ola.sees()
    assert network.ola.buttons() == [
        "+ 24 godziny", "+ 2 dni", "+ 3 dni", "+ 5 dni", "+ 7 dni", "+ 14 dni", "‹ Wstecz",
    ]  # fmt: skip
    await network.ola.taps("+ 24 godziny")
    assert network.ola.sees().startswith(
        "Zmienione. Grupa właśnie się o tym dowiaduje.\n\nAnkieta: Puls zaufania"
    )
    card, told = cards(network.jan, network.group)
    assert "Odpowiedzi przyjmuję do: piątek, 11 września, 09:00." in card
    assert told == PROLONGED
    await network.town.passes(hours=73)
    assert (await as_it_is(network, survey)).state is SurveyState.OPEN


async def test_of_two_who_prolong_it_at_once_the_second_sees_how_it_stands(
    network: Network, crowd: list[Resident]
) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    survey = await asks_the_network(network)
    await opens(ola, survey, "Przyjmuj odpowiedzi dłużej…")
    await opens(ewa, survey, "Przyjmuj odpowiedzi dłużej…", "+ 24 godziny")
    await ola.taps("+ 24 godziny")
    assert ola.sees().startswith("Ankieta jest już przedłużona. Teraz jest tak:")
    assert "piątek, 11 września, 09:00" in ola.sees()
    assert survey.closes_at is not None
    assert (await as_it_is(network, survey)).closes_at == survey.closes_at + timedelta(hours=24)


async def test_it_is_prolonged_by_the_times_on_the_buttons_only(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    for hours in ("-o", "0", "1"):
        await network.ola.forges(f"srv:prolong:1:{hours}:1")
        assert network.ola.toast == "Wybierz jeden z czasów na przyciskach."
    assert (await as_it_is(network, survey)).closes_at == survey.closes_at


async def test_after_its_end_nothing_is_prolonged(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_the_network(network)
    await opens(network.ola, survey, "Przyjmuj odpowiedzi dłużej…")
    await comes_to_nothing(network, survey, SurveyState.VOID)
    await network.ola.taps("+ 24 godziny")
    assert network.ola.sees().startswith("Ankieta zakończona: Puls zaufania")
    assert (await as_it_is(network, survey)).closes_at == survey.closes_at


async def test_at_its_end_it_can_not_be_prolonged_while_the_last_answers_wait(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    assert survey.closes_at is not None
    async with network.town.process.database.read() as uow:
        here, held = await networks.by_chat(uow, network.group), await surveys.by_id(uow, survey.key)
        assert here is not None
        assert held is not None
        with pytest.raises(Refused) as refused:
            await life.prolong(uow, here, held, 24, survey.closes_at)
    assert refused.value.reason is SurveyReason.OVER


async def test_nobody_ends_it_sooner(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_the_network(network)
    await opens(network.ola, survey)
    assert network.ola.buttons() == ["Przyjmuj odpowiedzi dłużej…", "Odwołaj…", "‹ Ankiety"]


async def test_whoever_does_not_lead_can_do_nothing_of_it(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_the_network(network)
    await opens(network.jan, survey)
    assert "Odwołaj…" not in network.jan.buttons()
    for tap in ("longer:1", "prolong:1:o:1", "cancel:1", "again:1:0"):
        await network.jan.forges(f"srv:{tap}")
        assert network.jan.toast, tap
    assert (await as_it_is(network, survey)).closes_at == survey.closes_at


# not at all


async def test_a_survey_is_cancelled_with_a_reason_and_all_answers_are_destroyed(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    for who in crowd[:6]:
        await seals(network, survey, who, TRUSTING)
    await opens(network.ola, survey, "Odwołaj…")
    assert "Wszystkie odpowiedzi zostaną wtedy zniszczone i nikt ich nie zobaczy." in network.ola.sees()
    await network.ola.says("Zła wersja pytań.")
    assert network.ola.sees().startswith(
        "Odwołane. Grupa właśnie się o tym dowiaduje.\n\nAnkieta odwołana: Puls zaufania"
    )
    card, told = cards(network.jan, network.group)
    assert told.startswith("Ankieta odwołana: Puls zaufania\n")
    assert "Powód: Zła wersja pytań." in told
    assert card == told
    assert await network.town.process.database.vault.ballots() == frozenset()
    over = await as_it_is(network, survey)
    assert (over.state, over.results) == (SurveyState.CANCELLED, None)


async def test_a_cancelled_one_is_not_cancelled_again(network: Network, crowd: list[Resident]) -> None:
    ola, ewa = network.ola, network.ewa
    await give(ola, "Ewa Żak", "Ekspert")
    survey = await asks_the_network(network)
    await opens(ola, survey, "Odwołaj…")
    await opens(ewa, survey, "Odwołaj…")
    await ewa.says("Zła wersja pytań.")
    await ola.says("Pomyłka.")
    assert ola.sees().startswith("Ankieta odwołana: Puls zaufania")
    assert (await as_it_is(network, survey)).reason == "Zła wersja pytań."


async def test_while_the_bot_is_away_nobody_would_hear_of_it(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_the_network(network)
    await opens(network.ola, survey, "Odwołaj…")
    await bot_goes(network)
    await network.ola.says("Zła wersja pytań.")
    assert "Nie ma mnie teraz w grupie" in network.ola.sees()
    for tap in ("cancel:1", "prolong:1:o:1"):
        await network.ola.forges(f"srv:{tap}")
        assert "Nie ma mnie teraz w grupie" in (network.ola.toast or ""), tap
    assert (await as_it_is(network, survey)).state is SurveyState.OPEN


# again


async def test_one_of_which_nothing_came_is_opened_again_as_it_was(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    survey = await asks_the_network(
        network, "style", hours=120, purpose="Jak wolimy?", with_leaders=True, expert_first=True
    )
    await comes_to_nothing(network, survey, SurveyState.VOID)
    await opens(ola, survey, "Otwórz ponownie…")
    seen = ola.sees()
    assert seen.startswith("Przygotowane. Przed potwierdzeniem nic nie wysyłam.\n\nAnkieta: Styl współpracy")
    assert "Jak wolimy?" in seen
    assert "Odpowiedzi przyjmuję przez 5 dni." in seen
    assert "i osoby prowadzące sieć: 13 osób." in seen
    assert "a grupa dzień później" in seen
    await ola.taps("Rozpocznij ankietę…")
    await ola.taps("Tak, rozpocznij ankietę")
    assert len(cards(network.jan, network.group)) == 2


async def test_a_cancelled_one_is_opened_again_and_work_in_preparation_is_not_lost_unasked(
    network: Network, crowd: list[Resident]
) -> None:
    ola = network.ola
    survey = await asks_the_network(network)
    await opens(ola, survey, "Odwołaj…")
    await ola.says("Zła wersja pytań.")
    await chooses(ola, "Kondycja sieci")
    await ola.taps("14 dni")
    await opens(ola, survey, "Otwórz ponownie…")
    assert "Czy ma zastąpić to, co jest w przygotowaniu?" in ola.sees()
    assert (await draft(network)).instrument == "health"
    await ola.taps("Tak, zastąp")
    assert "Ankieta: Puls zaufania" in ola.sees()


async def test_one_that_goes_on_is_not_opened_again(network: Network, crowd: list[Resident]) -> None:
    await asks_the_network(network)
    await network.ola.forges("srv:again:1:0")
    assert network.ola.sees().startswith("Ankieta: Puls zaufania")
    async with network.town.process.database.read() as uow:
        assert await surveys.draft_of(uow, 1) is None
