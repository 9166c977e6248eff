"""A network picture by the clock, in the hands of those who lead, and through all that may happen to a group."""

from typing import Any

import pytest

from facilitation.ties import answering
from facilitation.ties.standing import standing
from handlers.ties import drawing
from handlers.ties.following import AGAIN
from papers.sociogram import Sociogram
from storage import due_work, people, ties
from storage import network as networks
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident, Town
from tests.dialogues.town_ties import (
    all_answered,
    answers,
    begins,
    begun,
    cards,
    opens,
    previewed,
    published,
)


def told(who: Resident, words: str) -> list[str]:
    return [text for text in who.all_texts() if words in text]


# reminders


async def test_only_those_whose_institution_has_not_answered_are_reminded_once(network: Network) -> None:
    there = await begun(network)
    await answers(network, network.ewa, "Łódź")
    await network.town.passes(days=6)
    assert told(network.ewa, "Brakuje jeszcze odpowiedzi") == []
    assert "Brakuje jeszcze odpowiedzi Waszej instytucji (Łódź)." in network.jan.sees()
    await network.jan.taps("Odpowiadamy: Łódź")
    assert "To nie jest anonimowe." in network.jan.sees()
    await opens(network.ola, "Przedłuż…", "14 dni")
    await network.town.passes(days=13.9)
    assert len(told(there["Toruń"], "Brakuje jeszcze odpowiedzi")) == 1


async def test_whoever_can_not_be_written_to_is_named_to_the_facilitators(network: Network) -> None:
    there = await begun(network)
    await there["Żory"].blocks_the_bot()
    await network.town.passes(days=6)
    assert "a ich instytucje jeszcze nie odpowiedziały: Żaneta." in network.ola.sees()
    assert "Rafał" not in network.ola.sees()


async def test_where_nobody_of_an_institution_can_be_written_to_the_facilitators_hear_it_before_it_is_shown(
    network: Network,
) -> None:
    there = await begun(network)
    await all_answered(network, there)
    await there["Toruń"].blocks_the_bot()
    await network.town.passes(days=7)
    assert "nie widziała swojego miejsca na obrazie: Toruń." in network.ola.sees()
    assert "Gdynia" not in network.ola.sees()


# those who lead


async def test_it_can_be_prolonged_and_a_second_tap_changes_nothing(network: Network) -> None:
    await begun(network)
    await network.town.passes(days=1)
    await opens(network.ola, "Przedłuż…", "3 dni")
    assert "Odpowiedzi i tak zbieram już dłużej." in network.ola.sees()
    await opens(network.ola, "Przedłuż…", "14 dni")
    assert "Przedłużone." in network.ola.sees()
    assert "do: wtorek, 22 września, 09:00" in cards(network.kim, network.group)[0]
    await network.ola.forges("tie:prolonged:1:e")
    assert "Odpowiedzi i tak zbieram już dłużej." in network.ola.sees()


async def test_it_can_be_cancelled_after_a_yes_and_then_another_one_begun(network: Network) -> None:
    await begun(network)
    await opens(network.ola, "Odwołaj…")
    assert "Odwołać obraz powiązań?" in network.ola.sees()
    assert "Odpowiedzi przyjmuję" in cards(network.kim, network.group)[0]
    await network.ola.taps("Tak, odwołaj")
    assert "Odwołany; z odpowiedzi nic nie powstanie." in network.kim.sees(network.group)
    assert "Odwołany" in cards(network.kim, network.group)[0]
    await network.ola.forges("tie:cancelled:1")
    assert "To już za nami. Jest tak:" in network.ola.sees()
    await begins(network.ola)
    assert "Zaczęte" in network.ola.sees()


async def test_what_is_cancelled_while_institutions_look_at_it_does_not_appear(network: Network) -> None:
    await previewed(network)
    await opens(network.ola, "Odwołaj…", "Tak, odwołaj")
    await network.town.passes(days=4)
    assert network.kim.pictures(network.group) == []
    await network.ewa.forges("tie:hide:1:1")
    assert "Czas na to już minął." in (network.ewa.toast or "")


async def test_what_was_short_of_answers_is_not_prolonged_while_another_one_is_under_way(
    network: Network,
) -> None:
    await begun(network)
    await network.town.passes(days=7)
    await begins(network.ola)
    await network.ola.forges("tie:prolonged:1:7")
    assert "Obraz powiązań już powstaje" in (network.ola.toast or "")


async def test_whoever_does_not_lead_can_neither_prolong_nor_cancel(network: Network) -> None:
    await begun(network)
    await opens(network.ewa)
    assert "Przedłuż…" not in network.ewa.buttons()
    for data in ("tie:prolonged:1:e", "tie:cancelled:1"):
        await network.ewa.forges(data)
        assert "potrzebna jest rola" in (network.ewa.toast or "")


async def test_only_the_windows_that_are_offered_can_be_chosen(network: Network) -> None:
    await begun(network)
    for data in ("tie:prolonged:1:8n", "tie:days:1:2", "tie:begin:1:0"):
        await network.ola.forges(data)
        assert "przycisk już nie działa" in (network.ola.toast or "")


# the group


async def test_in_another_language_the_card_stands_there_in_that_one(network: Network) -> None:
    await begun(network)
    async with network.town.process.database.write() as uow:
        here = await networks.by_id(uow, 1)
        assert here is not None
        here.language = "en"
        await due_work.plan(uow, AGAIN, "1", network.town.clock.now(), network_id=1)
    await network.town.settle()
    card = [text for text in network.kim.all_texts(network.group) if text.startswith("Network picture")]
    assert "Institutions that have answered: 0 of 5." in card[0]


async def in_a_basic_group(town: Town) -> Network:
    """The same network in a group that can become a supergroup."""
    ola, ewa, jan = town.resident("Ola", "Wójcik"), town.resident("Ewa", "Żak"), town.resident("Jan", "Łoś")
    group = town.group("Miasto Cyfrowe", ola, ewa, jan, supergroup=False)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(ola, group)
    await town.joins(ewa, group, "Gdynia")
    await town.joins(jan, group, "Łódź")
    return Network(town, group, ola, ewa, jan, kim=jan)


async def test_when_the_group_moves_the_card_stands_in_the_new_one_and_the_picture_comes_there(
    town: Town,
) -> None:
    basic = await in_a_basic_group(town)
    there = await begun(basic)
    await all_answered(basic, there)
    moved = town.world.upgrade(basic.ola.id, basic.group)
    await town.settle()
    assert "Odpowiedzi instytucji: 5 z 5." in cards(basic.ola, moved)[-1]
    await town.passes(days=10)
    assert len(basic.ola.pictures(moved)) == 1


async def test_while_the_bot_is_away_nothing_ends_and_when_it_is_back_it_goes_on(network: Network) -> None:
    there = await begun(network)
    await all_answered(network, there)
    world = network.town.world
    world.remove_member(network.ola.id, network.group, world.bot.id)
    await network.town.settle()
    await network.town.passes(days=8)
    assert "na obrazie powiązań" not in network.ewa.sees()
    await opens(network.ola, "Odwołaj…", "Tak, odwołaj")
    assert "Nie ma mnie teraz w grupie" in (network.ola.toast or network.ola.sees())
    await network.town.add_bot(network.ola, network.group)
    assert "na obrazie powiązań" in network.ewa.sees()
    await network.town.passes(days=3)
    assert len(network.kim.pictures(network.group)) == 1


# stepping out


async def test_an_institution_that_does_not_want_to_be_shown_is_not_and_may_change_its_mind(
    network: Network,
) -> None:
    there = await begun(network)
    await all_answered(network, there)
    await answers(network, there["Żory"], "Gdynia")
    await network.town.passes(days=7)
    zaneta = there["Żory"]
    await zaneta.taps("Nie pokazujcie nas")
    assert "Zapisane: nie będzie Was widać." in zaneta.sees()
    assert "Nie ma Was na obrazie" in zaneta.sees()
    await zaneta.taps("Jednak nas pokażcie")
    assert "Przejęte od: Gdynia" in zaneta.sees()
    await zaneta.taps("Nie pokazujcie nas")
    await network.town.passes(days=3)
    await opens(network.ewa)
    assert "Żory" not in network.ewa.sees()
    assert "1 instytucja poza obrazem." in network.ewa.sees()


async def test_what_others_took_from_whoever_stepped_out_is_not_shown_to_them_either(
    network: Network,
) -> None:
    there = await previewed(network)
    await network.ewa.taps("Nie pokazujcie nas")
    await opens(network.jan)
    assert "Gdynia" not in network.jan.sees()
    assert "Od Was przejęli: Radlin" in network.jan.sees()
    await opens(there["Toruń"])
    assert "Od Was przejęli" not in there["Toruń"].sees()


async def test_whoever_did_not_agree_to_be_listed_has_nothing_to_step_out_of(network: Network) -> None:
    there = await begun(network)
    await all_answered(network, there)
    await answers(network, there["Żory"], "Gdynia", listed=False)
    await network.town.passes(days=7)
    await opens(there["Żory"])
    await there["Żory"].forges("tie:hide:1:0")
    assert "i tak nie ma na obrazie" in (there["Żory"].toast or "")
    assert "Zostawcie nas na obrazie" not in there["Żory"].buttons()


async def test_somebody_who_steps_out_while_it_is_drawn_is_not_in_the_picture(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = await begun(network)
    await all_answered(network, there)
    await answers(network, there["Żory"], "Gdynia", "Łódź")
    await network.town.passes(days=7)
    drawn, whole = [], drawing.sociogram

    async def with_somebody_in_between(*given: Any) -> Sociogram:
        drawn.append(await whole(*given))
        if len(drawn) == 1:
            await steps_out(network, there["Żory"])
        return drawn[-1]

    monkeypatch.setattr(drawing, "sociogram", with_somebody_in_between)
    await network.town.passes(days=3)
    assert ["Żory" in str(each) for each in drawn] == [True, False]
    assert len(network.kim.pictures(network.group)) == 1
    assert "1 instytucja poza obrazem." in network.kim.sees(network.group)


async def steps_out(network: Network, who: Resident) -> None:
    now = network.town.clock.now()
    async with network.town.process.database.write() as uow:
        round_, person = await ties.to_change(uow, 1), await people.by_telegram_id(uow, who.id)
        assert round_ is not None
        assert person is not None
        await answering.hide(uow, await standing(uow, round_, now), person, now, hidden=True)


async def test_whoever_steps_out_later_is_taken_out_of_the_picture_in_the_group(network: Network) -> None:
    there = await begun(network)
    await all_answered(network, there)
    await answers(network, there["Żory"], "Gdynia")
    await network.town.passes(days=10)
    (before,) = network.kim.pictures(network.group)
    assert "5 przejęć" in network.kim.sees(network.group)
    await opens(there["Żory"], "Zdejmijcie nas z obrazu…")
    assert "Żory: zdjąć Was z obrazu?" in there["Żory"].sees()
    await there["Żory"].taps("Tak, zdejmijcie nas")
    assert "Za chwilę zastąpię ten w grupie nowym" in there["Żory"].sees()
    (after,) = network.kim.pictures(network.group)
    assert after != before
    assert "4 przejęcia" in network.kim.sees(network.group)
    assert "4 przejęcia" in cards(network.kim, network.group)[0]
    await there["Żory"].forges("tie:hide:1:0")
    assert "Czas na to już minął." in (there["Żory"].toast or "")


async def test_where_too_few_are_left_the_picture_in_the_group_gives_way_to_words(network: Network) -> None:
    await published(network)
    await opens(network.ewa, "Zdejmijcie nas z obrazu…", "Tak, zdejmijcie nas")
    assert network.kim.pictures(network.group) == []
    assert "mniej instytucji niż 4" in network.kim.sees(network.group)
    (name, content) = network.kim.files(network.group)[-1]
    assert name == "-.txt"
    assert "Gdynia" not in content.decode()


async def test_where_the_group_has_moved_since_it_says_honestly_that_it_can_not_change_the_picture_there(
    town: Town,
) -> None:
    basic = await in_a_basic_group(town)
    await published(basic)
    town.world.upgrade(basic.ola.id, basic.group)
    await town.settle()
    await opens(basic.ewa, "Zdejmijcie nas z obrazu…", "Tak, zdejmijcie nas")
    assert "Tego w grupie nie mogę już zmienić" in basic.ewa.sees()


async def test_in_the_group_it_says_how_it_stands_and_leads_into_private_chat(network: Network) -> None:
    await begun(network)
    await network.jan.says("/powiazania", network.group)
    assert "Odpowiedzi instytucji: 0 z 5." in network.jan.sees(network.group)
    await network.jan.taps("Ten, który powstaje", network.group)
    assert "Odpowiadamy: Łódź" in network.jan.buttons()


async def test_an_expert_leads_it_too(network: Network) -> None:
    await begun(network)
    await give(network.ola, "Ewa Żak", "Ekspert")
    await opens(network.ewa, "Przedłuż…", "14 dni")
    assert "Przedłużone." in network.ewa.sees()
