"""What people wrote in their own words: read by a facilitator, shown where it may be, and otherwise by nobody."""

from typing import Any

from facilitation.surveys.instruments import Item
from storage.surveys import Survey, texts
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_results import WRITTEN, opens, own, scale, writes
from tests.dialogues.town_surveys import asks_the_network, ends, seals

ASKED: tuple[Item, ...] = (scale("q", "Warto było?"), WRITTEN)
WORDS = (
    "Więcej czasu na rozmowy.",
    "Mniej prezentacji.",
    "Spotkania online.",
    "Ola <b>za dużo</b> mówi.",
    "Nic.",
)


async def written(network: Network, crowd: list[Resident], *words: str, **otherwise: Any) -> Survey:
    """A survey that is over, in which so many wrote something; whoever has nothing to say seals that, too."""
    survey = await asks_the_network(network, **(own(*ASKED) | otherwise))
    for who, text in zip(crowd, [*words, *[""] * (6 - len(words))], strict=False):
        await seals(network, survey, who, (4,))
        await writes(network, survey, who, text)
    return await ends(network, survey)


async def kept(network: Network, survey: Survey) -> set[str]:
    async with network.town.process.database.read() as uow:
        return {text.words for text in await texts.of_survey(uow, survey.key)}


async def decides(network: Network, survey: Survey, hidden: str) -> None:
    """Ola reads all texts, and leaves out the one that has these words."""
    await opens(network.ola, survey)
    await network.ola.taps("Przejrzyj teksty…")
    while "Pokaż" in network.ola.buttons():
        await network.ola.taps("Nie pokazuj" if hidden in network.ola.sees() else "Pokaż")


async def test_a_facilitator_decides_on_each_text_and_the_group_reads_those_that_are_shown(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await written(network, crowd, *WORDS)
    assert "pojawi się po przejrzeniu przez facylitację" in network.jan.sees(network.group)

    await decides(network, survey, "za dużo")

    assert "Do pokazania: 4 z 5." in network.ola.sees()
    await network.ola.taps("Tak, opublikuj")
    assert network.ola.sees().startswith("Grupa właśnie dostaje teksty.")
    told = network.jan.sees(network.group)
    assert told.startswith("Co napisano w ankiecie: Nasza ankieta\n\nCo zmienić?")
    assert all((words in told) == ("Ola" not in words) for words in WORDS)
    assert await kept(network, survey) == {words for words in WORDS if "Ola" not in words}
    await opens(network.jan, survey)
    await network.jan.taps("Co napisano")
    assert "Mniej prezentacji." in network.jan.sees()
    assert "za dużo" not in network.jan.sees()


async def test_before_anything_is_shown_the_facilitator_is_warned_and_may_think_again(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await written(network, crowd, *WORDS)
    await opens(network.ola, survey)
    await network.ola.taps("Przejrzyj teksty…")
    assert "po stylu też można kogoś rozpoznać" in network.ola.sees()
    assert "Tekst 1 z 5" in network.ola.sees()
    assert "Jeszcze bez decyzji" in network.ola.sees()
    await network.ola.taps("Pokaż")
    assert "Tekst 2 z 5" in network.ola.sees()
    await network.ola.taps("‹ Wstecz")
    assert "Będzie pokazany." in network.ola.sees()
    await network.ola.taps("Nie pokazuj")
    await network.ola.taps("‹ Wstecz")
    assert "Nie będzie pokazany." in network.ola.sees()


async def test_what_nobody_has_decided_on_is_never_shown(network: Network, crowd: list[Resident]) -> None:
    survey = await written(network, crowd, *WORDS)
    await opens(network.ola, survey)
    await network.ola.taps("Przejrzyj teksty…")
    await network.ola.taps("Opublikuj teksty…")
    assert "5 czeka na decyzję" in network.ola.sees()
    await network.ola.taps("Tak, opublikuj")
    assert "Na razie nie ma czego pokazać." in (network.ola.toast or network.ola.sees())
    await opens(network.ola, survey)
    await network.ola.taps("Przejrzyj teksty…")
    shown = next(words for words in WORDS if words in network.ola.sees())
    await network.ola.taps("Pokaż")
    await network.ola.taps("Opublikuj teksty…")
    assert "Do pokazania: 1 z 5." in network.ola.sees()

    await network.ola.taps("Tak, opublikuj")

    told = network.jan.sees(network.group)
    assert [words for words in WORDS if words in told] == [shown]
    assert await kept(network, survey) == {shown}


async def test_published_texts_stay_as_they_are(network: Network, crowd: list[Resident]) -> None:
    survey = await written(network, crowd, *WORDS)
    await decides(network, survey, "za dużo")
    await network.ola.taps("Tak, opublikuj")
    before = await kept(network, survey)
    told = len(network.jan.messages(network.group))

    for tap in ("textsout", "showtexts", "texts"):
        await network.ola.forges(f"srv:{tap}:{survey.key}" + (":0" if tap == "texts" else ""))
        assert "Teksty są już opublikowane" in (network.ola.toast or network.ola.sees())
    await network.ola.forges(f"srv:verdict:{survey.key}:1:~no:0")

    assert await kept(network, survey) == before
    assert len(network.jan.messages(network.group)) == told


async def test_fewer_than_five_texts_are_seen_by_nobody(network: Network, crowd: list[Resident]) -> None:
    survey = await written(network, crowd, *WORDS[:4])

    assert await kept(network, survey) == set()
    few = "Własnymi słowami napisało coś mniej niż 5 osób, więc nikt tego nie zobaczy."
    assert few in network.jan.sees(network.group)
    await opens(network.ola, survey)
    await network.ola.taps("Przejrzyj teksty…")
    assert few in network.ola.sees()
    assert not any(words in text for text in network.ola.all_texts() for words in WORDS)


async def test_neither_the_expert_nor_anybody_else_reads_what_is_not_reviewed(
    network: Network, crowd: list[Resident]
) -> None:
    await give(network.ola, "Ewa Żak", "Ekspert")
    survey = await written(network, crowd[1:], *WORDS)
    for who in (network.ewa, network.jan):
        await opens(who, survey)
        assert "Przejrzyj teksty…" not in who.buttons()
        for tap in ("texts:{}:0", "showtexts:{}", "textsout:{}", "written:{}:0", "verdict:{}:1:~yes:0"):
            await who.forges("srv:" + tap.format(survey.key))
        assert not any(words in text for text in who.all_texts() for words in WORDS)
    assert not any(words in text for text in network.jan.all_texts(network.group) for words in WORDS)


async def test_texts_come_after_the_results(network: Network, crowd: list[Resident]) -> None:
    survey = await written(network, crowd, *WORDS, expert_first=True)
    await decides(network, survey, "za dużo")
    assert "Najpierw wyniki musi zobaczyć grupa." in network.ola.sees()
    assert "Tak, opublikuj" not in network.ola.buttons()

    await network.ola.forges(f"srv:textsout:{survey.key}")

    assert "Najpierw wyniki musi zobaczyć grupa" in (network.ola.toast or network.ola.sees())
    assert await kept(network, survey) == set(WORDS)


async def test_long_texts_come_in_several_messages(network: Network, crowd: list[Resident]) -> None:
    long = [f"Tekst {n}. " + "Bardzo długie słowa. " * 45 for n in range(6)]
    survey = await written(network, crowd, *long)
    before = len(network.jan.messages(network.group))
    await decides(network, survey, "nic takiego")

    await network.ola.taps("Tak, opublikuj")

    told = network.jan.all_texts(network.group)[before:]
    assert len(told) > 1
    assert all(f"Tekst {n}." in "".join(told) for n in range(6))
    await opens(network.jan, survey)
    await network.jan.taps("Co napisano")
    await network.jan.taps("Dalej ›")
    assert "Bardzo długie słowa." in network.jan.sees()
