"""A survey in the group: its card, its end by the clock, and what becomes of too few answers."""

from facilitation.surveys import rounds
from storage.surveys import SurveyState
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_surveys import as_it_is, asks_the_network, cards, ends, seals

SEVEN_FOURS = (4, 4, 4, 4, 2, 4, 2)


async def test_a_card_tells_the_group_what_is_asked_how_long_it_takes_and_who_sees_what(
    network: Network, crowd: list[Resident]
) -> None:
    await asks_the_network(network)

    (card,) = cards(network.ewa, network.group)

    assert "Ankieta: Puls zaufania" in card
    assert "7 pytań, około 2 minut." in card
    assert "Nikt z sieci nie dowie się, kto co odpowiedział" in card
    assert "Odpowiedzi: na razie mniej niż 5." in card
    assert "Odpowiedzi przyjmuję do: czwartek, 10 września, 09:00." in card


async def test_fewer_than_five_answers_are_destroyed_and_the_group_is_told_so(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    for who in crowd[:4]:
        await seals(network, survey, who, SEVEN_FOURS)

    await ends(network, survey)

    assert (await as_it_is(network, survey)).state is SurveyState.VOID
    (card,) = cards(network.ewa, network.group)
    assert "Odpowiedziało mniej niż 5 osób." in card
    assert await network.town.process.database.vault.ballots() == frozenset()


async def test_five_answers_become_results_and_nothing_else_is_left(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_the_network(network)
    for who in crowd[:5]:
        await seals(network, survey, who, SEVEN_FOURS)

    over = await ends(network, survey)

    results = rounds.results_of(over)
    assert results is not None
    assert (over.state, results.answered, results.invited) == (SurveyState.CLOSED, 5, 12)
    assert await network.town.process.database.vault.ballots() == frozenset()
