"""Several networks together, for the coordinating team: sums only, and never a way to a single network."""

from dataclasses import replace

from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_rounds import HIGH, LOW, a_round, a_round_of, another_network

COMMAND = "/przekroj"


def coordinator(network: Network) -> Resident:
    """Vera, who is of no network."""
    vera = network.town.resident("Vera", started=True)
    edge = network.town.process.edge
    edge.installation = replace(edge.installation, coordinators=frozenset({vera.id}))
    return vera


async def others_answer(network: Network, many: int, *, published: bool = True) -> None:
    async with network.town.process.database.write() as uow:
        for number in range(many):
            key = await another_network(uow, number)
            await a_round_of(uow, key, [LOW] * 6, **({} if published else {"published_at": None}))


async def test_three_networks_are_added_up_and_none_is_named(network: Network) -> None:
    vera = coordinator(network)
    await others_answer(network, 2)
    await a_round(network, [HIGH] * 12)

    await vera.says(COMMAND)
    await vera.taps("Puls zaufania")

    seen = vera.sees()
    assert "Odpowiedziały 24 z 42 zaproszonych osób, w sieciach: 3." in seen
    assert "12 z 24 osób w 3 sieciach się zgadza\n1–2: 12 · 3: 0 · 4–5: 12" in seen
    assert "nie były sprawdzane naukowo" in seen
    assert not [word for word in ("Tajna", "Miasto Cyfrowe") if word in "".join(vera.all_texts())]
    await vera.taps("‹ Kilka sieci")
    assert "Puls zaufania" in vera.buttons()


async def test_two_networks_are_kindly_refused_and_so_is_what_is_not_published(network: Network) -> None:
    vera = coordinator(network)
    await others_answer(network, 2, published=False)
    await a_round(network, [HIGH] * 12)
    await others_answer_again(network)

    await vera.says(COMMAND)

    assert "opublikowane mniej niż 3 sieci" in vera.sees()
    assert "nikt nie odczyta, jak wypada pojedyncza sieć" in vera.sees()
    assert "Puls zaufania" not in vera.buttons()
    await vera.forges("srv:together:~trust_pulse")
    assert "z 24" not in "".join(vera.all_texts())


async def others_answer_again(network: Network) -> None:
    async with network.town.process.database.write() as uow:
        await a_round_of(uow, await another_network(uow, 7), [LOW] * 6)


async def test_whoever_coordinates_sees_nothing_of_a_single_network(network: Network) -> None:
    vera = coordinator(network)
    survey = await a_round(network, [HIGH] * 12)
    await vera.says(COMMAND)
    for button in "open:{}", "history:{}:0", "rounds:{}", "print:{}", "paper:{}:~pdf", "csv:{}":
        await vera.forges("srv:" + button.format(survey.key))
        await network.town.settle()
    assert "12 z 14" not in "".join(vera.all_texts())
    assert vera.files() == []


async def test_only_the_coordinating_team_sees_networks_together(network: Network) -> None:
    coordinator(network)
    await others_answer(network, 3)
    await network.ola.says(COMMAND)
    for button in "srv:networks", "srv:together:~trust_pulse":
        await network.ola.forges(button)
    assert "w sieciach: 3" not in "".join(network.ola.all_texts())
    assert "Ankiety kilku sieci razem" not in "".join(network.ola.all_texts())
