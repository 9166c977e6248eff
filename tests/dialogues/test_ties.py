"""The network picture from its beginning to the group's picture: off at first, consented twice, looked at before."""

import pytest

from facilitation.ties.usual import WANTED
from handlers.ties import drawing
from storage import settings
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town_ties import (
    all_answered,
    answers,
    begins,
    begun,
    cards,
    opens,
    peopled,
    previewed,
    published,
    wanted,
)

# off until somebody decides otherwise


async def test_it_is_off_at_first_and_says_what_it_would_be_and_where_to_switch_it_on(
    network: Network,
) -> None:
    await peopled(network)
    await network.ewa.says("/powiazania")
    assert "co od siebie przejęliśmy" in network.ewa.sees()
    assert "nie jest anonimowe" in network.ewa.sees()
    assert "W tej sieci jest wyłączony" in network.ewa.sees()
    assert "Zacznij obraz powiązań…" not in network.ewa.buttons()
    await network.ola.says("/powiazania")
    await network.ola.forges("tie:begin:1:7")
    assert "wyłączone" in (network.ola.toast or "")
    await network.ola.taps("Włącz…")
    await network.ola.taps("można robić obrazy powiązań")
    await begins(network.ola)
    assert len(cards(network.ola, network.group)) == 1


async def test_whoever_only_represents_an_institution_begins_none(network: Network) -> None:
    await peopled(network)
    await wanted(network)
    await network.ewa.says("/powiazania")
    assert "Teraz żaden nie powstaje." in network.ewa.sees()
    assert "reply_markup" not in network.ewa.messages()[-1]
    await network.ewa.forges("tie:begin:1:7")
    assert "potrzebna jest rola" in (network.ewa.toast or "")


async def test_an_expert_begins_one_too(network: Network) -> None:
    await peopled(network)
    await wanted(network)
    await give(network.ola, "Ewa Żak", "Ekspert")
    await begins(network.ewa)
    assert "Zaczęte; karta jest w grupie." in network.ewa.sees()


async def test_with_too_few_institutions_none_can_be_begun(network: Network) -> None:
    await wanted(network)
    await network.ola.says("/powiazania")
    await network.ola.taps("Zacznij obraz powiązań")
    assert "co najmniej 4 instytucji" in (network.ola.toast or "")


# the beginning


async def test_it_is_read_back_before_it_begins(network: Network) -> None:
    await peopled(network)
    await wanted(network)
    await network.ola.says("/powiazania")
    await network.ola.taps("Zacznij obraz powiązań")
    await network.ola.taps("14 dni")
    assert "Pytane instytucje: 5." in network.ola.sees()
    assert "Odpowiedzi przyjmuję do: poniedziałek, 21 września, 09:00." in network.ola.sees()
    assert cards(network.ola, network.group) == []
    await network.ola.taps("Zaczynamy")
    assert "21 września" in cards(network.ola, network.group)[0]


async def test_the_card_says_what_for_who_sees_it_until_when_and_how_many_have_answered(
    network: Network,
) -> None:
    there = await begun(network)
    (card,) = cards(network.kim, network.group)
    assert "Chodzi o fakty, nie o sympatię ani zaufanie." in card
    assert "To nie jest anonimowe." in card
    assert "do: poniedziałek, 14 września, 09:00" in card
    assert "Odpowiedzi instytucji: 0 z 5." in card
    await answers(network, there["Radlin"], "Gdynia")
    await network.ewa.taps("Odpowiadamy za swoją instytucję", network.group)
    for label in ("Odpowiadamy: Gdynia", "Łódź", "Gotowe", "Tak, może nas być widać"):
        await network.ewa.taps(label)
    assert "Odpowiedzi instytucji: 2 z 5." in cards(network.kim, network.group)[0]


async def test_of_two_who_begin_at_once_one_begins_and_the_other_sees_it(network: Network) -> None:
    await peopled(network)
    await wanted(network)
    await give(network.ola, "Ewa Żak", "Ekspert")
    for leader in (network.ola, network.ewa):
        await leader.says("/powiazania")
        await leader.taps("Zacznij obraz powiązań")
        await leader.taps("7 dni")
    await network.ola.taps("Zaczynamy")
    await network.ewa.taps("Zaczynamy")
    assert "Jeden już powstaje. Jest tak:" in network.ewa.sees()
    assert "Odpowiedzi instytucji: 0 z 5." in network.ewa.sees()
    assert len(cards(network.ola, network.group)) == 1


# the end


async def test_with_too_few_answers_nothing_is_published_and_whoever_leads_may_prolong(
    network: Network,
) -> None:
    there = await begun(network)
    for city in ("Gdynia", "Łódź", "Radlin"):
        await answers(network, there[city], "Toruń")
    await network.town.passes(days=7)
    assert "Odpowiedzi instytucji: 3 z 5." in network.kim.sees(network.group)
    assert "Brakuje 1 odpowiedzi." in network.kim.sees(network.group)
    assert "Toruń" not in network.kim.sees(network.group)
    await network.ola.taps("Przedłuż…")
    await network.ola.taps("3 dni")
    assert "Przedłużone." in network.ola.sees()
    assert "Znów zbieram odpowiedzi" in network.kim.sees(network.group)
    await answers(network, there["Toruń"], "Gdynia")
    await network.town.passes(days=3)
    assert "na obrazie powiązań" in there["Toruń"].sees()


async def test_with_enough_answers_each_institution_looks_first_and_then_the_group_sees_the_picture(
    network: Network,
) -> None:
    there = await previewed(network)
    assert network.kim.pictures(network.group) == []
    preview = there["Łódź"].sees()
    assert preview.startswith("Łódź na obrazie powiązań")
    assert "Przejęte od: Gdynia\nOd Was przejęli: Radlin" in preview
    assert "czwartek, 17 września, 09:00" in preview
    assert "nie ma powiązań z innymi" in there["Żory"].sees()
    await network.town.passes(days=3)
    assert len(network.kim.pictures(network.group)) == 1
    shown = network.kim.sees(network.group)
    assert (
        "4 przejęcia między instytucjami.\nTo 33% wszystkich możliwych.\n1 instytucja bez powiązań" in shown
    )
    assert "Żory" not in shown


async def test_the_figures_say_nothing_of_how_evenly_where_few_are_shown(network: Network) -> None:
    await published(network)
    assert "Wiedza płynie" not in network.kim.sees(network.group)


async def test_from_ten_institutions_on_it_says_in_a_sentence_where_knowledge_comes_from(
    network: Network,
) -> None:
    cities = {f"Osoba{n}": f"Miasto{n}" for n in range(8)}
    there = await begun(network, cities)
    every = sorted(there)
    for n, city in enumerate(every):
        await answers(network, there[city], every[n - 1])
    await network.town.passes(days=10)
    assert "Wiedza płynie z wielu miejsc." in network.kim.sees(network.group)


async def test_whoever_did_not_agree_to_be_listed_is_nowhere_in_it(network: Network) -> None:
    there = await begun(network)
    await all_answered(network, there)
    await answers(network, there["Żory"], "Gdynia", listed=False)
    await network.town.passes(days=7)
    assert "Żory" not in network.ewa.sees()
    assert "na obrazie powiązań" not in there["Żory"].sees()
    await network.town.passes(days=3)
    assert "1 instytucja poza obrazem." in network.kim.sees(network.group)
    await opens(there["Gdynia"])
    assert "Toruń → Gdynia" in there["Gdynia"].sees()
    assert "Żory" not in there["Gdynia"].sees()


async def test_with_fewer_than_four_to_be_seen_there_is_only_a_kind_sentence(network: Network) -> None:
    there = await begun(network)
    for city in ("Gdynia", "Łódź", "Radlin", "Toruń"):
        await answers(network, there[city], "Żory")
    await answers(network, there["Żory"], listed=False)
    await network.town.passes(days=10)
    assert network.kim.pictures(network.group) == []
    assert "mniej instytucji niż 4, więc obrazu nie ma" in network.kim.sees(network.group)
    assert "4 instytucje bez powiązań na obrazie.\n1 instytucja poza obrazem." in network.kim.sees(
        network.group
    )


async def test_what_can_not_be_drawn_is_said_in_words(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(drawing, "drawn", broken)
    await published(network)
    assert network.kim.pictures(network.group) == []
    assert "Gdynia → Łódź\nŁódź → Radlin\nRadlin → Toruń\nToruń → Gdynia" in network.kim.sees(network.group)


async def test_what_is_under_way_goes_on_where_it_is_switched_off_meanwhile(network: Network) -> None:
    await previewed(network)
    async with network.town.process.database.write() as uow:
        await settings.as_usual(uow, 1, WANTED.name)
    await network.town.passes(days=3)
    assert len(network.kim.pictures(network.group)) == 1


async def test_it_goes_on_after_a_restart_in_the_middle(network: Network) -> None:
    there = await begun(network)
    await all_answered(network, there)
    await network.town.is_offline_until(network.town.clock.moment.replace(day=15))
    assert "na obrazie powiązań" in network.ewa.sees()
    await network.town.restart()
    await network.town.passes(days=3)
    assert len(network.kim.pictures(network.group)) == 1


async def test_earlier_pictures_can_be_seen_again(network: Network) -> None:
    await published(network)
    await network.jan.says("/powiazania")
    await network.jan.taps("Obraz powiązań: 17 września 2026")
    assert "Gdynia → Łódź" in network.jan.sees()
    await network.jan.taps("Jako obraz")
    assert len(network.jan.pictures()) == 1
    assert "4 przejęcia między instytucjami." in network.jan.sees()
