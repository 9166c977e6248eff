"""Those who prepare a survey try it out as whoever is asked will see it; nothing of that is kept."""

from facilitation.surveys import instruments
from facilitation.surveys.instruments import Item, ItemKind
from storage import surveys
from storage.surveys import Survey, SurveyState
from tests.dialogues.conftest import Network
from tests.dialogues.test_surveys_answering import AGREE, rows
from tests.dialogues.town import Resident
from tests.dialogues.town_surveys import a_draft, asks_the_network, in_the_box

HEAD = "Podgląd – nic nie jest zapisywane."
OWN = (
    Item("i1", ItemKind.CHOICE, words="Gdzie?", options=("Tu", "Tam")),
    Item("i2", ItemKind.TEXT, words="Co jeszcze?"),
)


def first(survey: Survey) -> str:
    return f"srv:try:{survey.key}:0:~"


async def test_a_draft_is_tried_item_by_item_and_leaves_nothing(network: Network) -> None:
    draft = await a_draft(network)
    await network.ola.says("/ankieta")
    before = await rows(network)
    await network.ola.forges(first(draft))
    assert HEAD in network.ola.sees()
    assert "Pytanie 1 z 7" in network.ola.sees()
    assert network.ola.buttons()[-1] == "‹ Do szkicu"
    for _ in range(7):
        await network.ola.taps(AGREE)
    assert HEAD in network.ola.sees()
    assert "zapieczętować" in network.ola.sees()
    assert network.ola.buttons() == ["‹ Wstecz", "‹ Do szkicu"]
    await network.ola.taps("‹ Wstecz")
    assert f"✓ {AGREE}" in network.ola.buttons()
    assert await rows(network) == before


async def test_what_is_answered_in_words_is_only_shown(network: Network) -> None:
    draft = await a_draft(network, items=instruments.dumped(OWN), title="Nasza ankieta")
    await network.ola.forges(first(draft))
    await network.ola.taps("Pomiń")
    assert "Potem można odpowiedzieć własnymi słowami:\n• Co jeszcze?" in network.ola.sees()
    await network.ola.says("To nie jest odpowiedź")
    assert not [row for table in (await rows(network)).values() for row in table if "odpowiedź" in row]


async def test_a_draft_with_questions_in_words_only_is_shown_too(network: Network) -> None:
    draft = await a_draft(network, items=instruments.dumped(OWN[1:]), title="Nasza ankieta")
    await network.ola.forges(first(draft))
    assert "• Co jeszcze?" in network.ola.sees()
    assert network.ola.buttons() == ["‹ Do szkicu"]


async def test_of_a_second_round_the_question_about_change_is_shown(
    network: Network, crowd: list[Resident]
) -> None:
    earlier = await asks_the_network(network)
    async with network.town.process.database.write() as uow:
        held = await surveys.to_change(uow, earlier.key)
        assert held is not None
        held.state, held.results = SurveyState.CLOSED, None
        uow.session.add(held)
    draft = await a_draft(network)
    await network.ola.forges(first(draft))
    assert "Pytanie 1 z 8" in network.ola.sees()


async def test_whoever_does_not_lead_tries_nothing(network: Network) -> None:
    draft = await a_draft(network)
    await network.jan.starts()
    await network.jan.forges(first(draft))
    assert "potrzebna jest rola" in (network.jan.toast or "")
    assert HEAD not in network.jan.sees()


async def test_what_has_begun_is_tried_no_more(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_the_network(network)
    await network.ola.says("/ankieta")
    await network.ola.forges(first(survey))
    assert "już się zaczęła" in (network.ola.toast or "")
    assert HEAD not in network.ola.sees()
    assert await in_the_box(network, survey) == []


async def test_a_forged_place_is_refused(network: Network) -> None:
    draft = await a_draft(network)
    await network.ola.says("/ankieta")
    for data in (
        f"srv:try:{draft.key}:8:~",
        f"srv:try:{draft.key}:-1:~",
        f"srv:try:{draft.key}:0:~zzzzzzzzzzz",
    ):
        await network.ola.forges(data)
        assert "Ten przycisk tu nie działa" in (network.ola.toast or "")
