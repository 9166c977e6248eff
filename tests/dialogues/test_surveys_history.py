"""The rounds of a survey: in words, as a picture, and never more than whoever looks may know."""

from typing import Any

import pytest
from sqlmodel import col, delete

from handlers.surveys import history, printed
from sandbox.files import picture_size
from storage import due_work, people
from storage.roles import Grant
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_results import opens
from tests.dialogues.town_rounds import HIGH, LOW, MIDDLING, a_round

PICTURE = "Rundy na wykresie"


async def rounds_of(who: Resident, survey_id: int) -> str:
    await who.starts(f"survey-{survey_id}")
    await who.taps("Poprzednie rundy")
    return who.sees()


async def test_the_rounds_say_how_many_answered_what_came_of_it_and_whether_that_is_a_change(
    network: Network,
) -> None:
    await a_round(network, [LOW, MIDDLING] * 6)
    await a_round(network, [MIDDLING, LOW, LOW] * 4)
    third = await a_round(network, [HIGH] * 13)

    page = await rounds_of(network.jan, third.key)

    first, second, last = page.split("\n\n")[1:4]
    assert page.startswith("Rundy ankiety: Puls zaufania")
    assert "Runda 1, 8 grudnia 2025" in first
    assert "Odpowiedziało 12 z 14 zaproszonych osób." in first
    assert "Wszystkie pytania razem: 2,8 (95%: 2,7–2,9)" in first
    assert "Od rundy" not in first
    assert "Od rundy 1: bez wyraźnej zmiany" in second
    assert "Od rundy 2: +" in last
    assert "Odpowiedzi z różnych rund nie są łączone" in page


async def test_a_round_of_few_has_no_number_and_nothing_is_compared_with_it(network: Network) -> None:
    await a_round(network, [LOW] * 6)
    second = await a_round(network, [HIGH] * 12)

    page = await rounds_of(network.jan, second.key)

    assert "Za mało odpowiedzi, by ująć wszystkie pytania w jednej liczbie." in page
    assert page.count("Wszystkie pytania razem:") == 1
    assert "za mało, żeby porównywać" in page


async def test_rounds_of_another_version_or_before_a_new_start_stand_apart(network: Network) -> None:
    await a_round(network, [LOW] * 11, version=0)
    await a_round(network, [LOW] * 12)
    await a_round(network, [HIGH] * 12, starts_anew=True)
    last = await a_round(network, [HIGH] * 13)

    page = await rounds_of(network.jan, last.key)

    compared, apart = page.split("Nie do porównania z powyższymi")
    assert "Odpowiedziało 12 z 14" in compared
    assert "Odpowiedziało 13 z 14" in compared
    assert compared.count("Runda ") == 2
    assert "Odpowiedziało 11 z 14" in apart
    assert "Odpowiedziało 12 z 14" in apart
    assert "Od rundy" not in apart


async def test_the_first_round_has_no_earlier_ones(network: Network) -> None:
    first = await a_round(network, [HIGH] * 12)
    await opens(network.jan, first)
    assert "Poprzednie rundy" not in network.jan.buttons()
    await network.jan.forges(f"srv:history:{first.key}:0")
    assert "Nie ma wcześniejszej rundy" in network.jan.sees()
    assert PICTURE not in network.jan.buttons()


async def test_an_earlier_round_does_not_know_of_later_ones(network: Network) -> None:
    await a_round(network, [LOW] * 12)
    second = await a_round(network, [HIGH] * 12)
    await a_round(network, [HIGH] * 13)
    page = await rounds_of(network.jan, second.key)
    assert "Runda 2" in page
    assert "Runda 3" not in page


async def test_only_those_who_lead_know_a_round_that_is_not_published_yet(network: Network) -> None:
    await a_round(network, [LOW] * 12)
    await a_round(network, [MIDDLING] * 11, published_at=None)
    last = await a_round(network, [HIGH] * 13)

    assert "Odpowiedziało 11 z 14" not in await rounds_of(network.jan, last.key)
    assert "Odpowiedziało 11 z 14" in await rounds_of(network.ola, last.key)


async def test_an_unpublished_survey_shows_nothing_of_its_rounds_to_members(network: Network) -> None:
    await a_round(network, [LOW] * 12)
    last = await a_round(network, [HIGH] * 13, published_at=None)
    for button in "history:{}:0", "rounds:{}", "print:{}", "paper:{}:~pdf", "csv:{}":
        await network.jan.forges("srv:" + button.format(last.key))
        await network.town.settle()
    said = "\n".join(network.jan.all_texts())
    assert "13 z 14" not in said
    assert "12 z 14" not in said
    assert network.jan.files() == []
    assert network.jan.pictures() == []


def shown(who: Resident) -> bytes:
    return (who.pictures() or [content for _name, content in who.files()])[-1]


@pytest.mark.parametrize("name", ["jan", "ola"])
async def test_the_rounds_come_as_a_picture_to_whoever_asks(network: Network, name: str) -> None:
    who: Resident = getattr(network, name)
    await a_round(network, [LOW] * 12)
    second = await a_round(network, [HIGH] * 12)
    await rounds_of(who, second.key)

    await who.taps(PICTURE)
    await network.town.settle()

    size = picture_size(shown(who))
    assert size is not None
    assert size[0] == 1080


async def test_a_picture_that_cannot_be_drawn_leaves_the_words(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_chart: object) -> bytes:
        raise ValueError

    monkeypatch.setattr(history, "drawn", broken)
    await a_round(network, [LOW] * 12)
    second = await a_round(network, [HIGH] * 12)
    await rounds_of(network.jan, second.key)
    await network.jan.taps(PICTURE)
    await network.town.settle()
    assert "Nie udało mi się narysować tych rund." in network.jan.sees()


@pytest.mark.parametrize(("kind", "more"), [(history.ROUNDS, {}), (printed.PAPER, {"shape": "pdf"})])
async def test_whoever_has_left_before_it_is_made_gets_nothing(
    network: Network, kind: str, more: dict[str, Any]
) -> None:
    await a_round(network, [LOW] * 12)
    second = await a_round(network, [HIGH] * 12)
    async with network.town.process.database.write() as uow:
        jan = await people.by_telegram_id(uow, network.jan.id)
        assert jan is not None
        await uow.session.exec(delete(Grant).where(col(Grant.person_id) == jan.key))
        await due_work.plan(
            uow, kind, "asked", network.town.clock.now(), network_id=second.network_id, survey=second.key,
            person=jan.key, language="pl", **more,
        )  # fmt: skip
    await network.town.settle()
    assert network.jan.pictures() == []
    assert network.jan.files() == []
    assert "12 z 14" not in "".join(network.jan.all_texts())
