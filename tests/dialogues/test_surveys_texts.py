"""What is answered in one's own words: after the seal, one message each, and in the box at once."""

import json
from datetime import timedelta
from typing import Any

import pytest

from facilitation.surveys import box, instruments
from facilitation.surveys.instruments import Item, ItemKind
from handlers.forms import LIFETIME
from storage.surveys import Survey
from storage.unavailable import Unavailable
from storage.vault import Vault
from tests.dialogues.conftest import Network
from tests.dialogues.test_surveys_answering import SEALED, answers_all, rows, seals_all, vault
from tests.dialogues.town import Resident
from tests.dialogues.town_surveys import asks_the_network, texts_in_the_box

WHERE = Item("i1", ItemKind.CHOICE, words="Gdzie?", options=("Tu", "Tam"))
WHAT, WHO = Item("i2", ItemKind.TEXT, words="Co pomaga?"), Item("i3", ItemKind.TEXT, words="Co przeszkadza?")
CANARY = "Kanarek śpiewa w Łodzi"


async def asks_for_words(network: Network, *written: Item, **otherwise: Any) -> Survey:
    items = instruments.dumped([WHERE, *(written or (WHAT, WHO))])
    return await asks_the_network(network, items=items, title="Nasza ankieta", **otherwise)


async def comes_to_words(who: Resident, group: int) -> None:
    await seals_all(who, group, "Tu")
    await who.taps("Dopisz własnymi słowami")


async def test_that_words_are_asked_for_is_told_before_the_first_question(
    network: Network, crowd: list[Resident]
) -> None:
    await asks_for_words(network)
    await network.jan.taps("Odpowiedz na ankietę", network.group)
    assert "jeszcze 2 pytania, na które odpowiada się własnymi słowami" in network.jan.sees()
    assert "Styl zdradza, kto pisze" in network.jan.sees()
    assert "Pytania ułożono w Waszej sieci" in network.jan.sees()


async def test_before_one_writes_one_reads_what_becomes_of_the_next_message(
    network: Network, crowd: list[Resident]
) -> None:
    await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    told = network.jan.sees()
    for words in (
        "Własnymi słowami: pytanie 1 z 2", "Co pomaga?", "trafi od razu do urny i nikt jej już nie zmieni",
        "najwyżej 1000 znaków", "styl i szczegóły mogą zdradzić, kto pisze", "po wysłaniu można ją usunąć",
    ):  # fmt: skip
        assert words in told
    assert network.jan.buttons() == ["Nic nie piszę", "Anuluj"]


async def test_two_messages_answer_two_questions(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    await network.jan.says("Herbata")
    assert "pytanie 2 z 2" in network.jan.sees()
    assert "Co przeszkadza?" in network.jan.sees()
    await network.jan.says("Hałas\ni pośpiech")
    assert SEALED in network.jan.sees()
    assert "Dopisz własnymi słowami" not in network.jan.buttons()
    assert await texts_in_the_box(network, survey) == [["Herbata"], ["Hałas\ni pośpiech"]]


async def test_whoever_writes_nothing_leaves_an_empty_text(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    await network.jan.taps("Nic nie piszę")
    assert "pytanie 2 z 2" in network.jan.sees()
    await network.jan.taps("Nic nie piszę")
    assert SEALED in network.jan.sees()
    assert await texts_in_the_box(network, survey) == [[""], [""]]


async def test_whoever_leaves_in_the_middle_comes_back_by_the_page_to_what_is_left(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    await network.jan.says("Herbata")
    await network.jan.taps("Anuluj")
    await network.jan.says("To już nie jest odpowiedź")
    assert await texts_in_the_box(network, survey) == [["Herbata"], []]
    await network.jan.says("/ankieta")
    await network.jan.taps("Nasza ankieta")
    await network.jan.taps("Dopisz własnymi słowami")
    assert "Co przeszkadza?" in network.jan.sees()
    await network.jan.says("Hałas")
    assert await texts_in_the_box(network, survey) == [["Herbata"], ["Hałas"]]


async def test_by_the_link_whoever_has_sealed_finds_the_way_to_words_too(
    network: Network, crowd: list[Resident]
) -> None:
    await asks_for_words(network)
    await seals_all(network.jan, network.group, "Tu")
    await network.jan.taps("Odpowiedz na ankietę", network.group)
    assert "Dopisz własnymi słowami" in network.jan.buttons()


async def test_words_come_only_after_the_seal(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_for_words(network)
    await answers_all(network.jan, network.group, "Tu")
    await network.jan.forges("srv:write:1")
    assert "Zanim zaczniemy" in network.jan.sees()
    await network.jan.says("Herbata")
    assert await texts_in_the_box(network, survey) == [[], []]


async def test_too_long_a_text_is_refused_with_numbers_and_may_be_sent_again(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_for_words(network, WHAT)
    await comes_to_words(network.jan, network.group)
    await network.jan.says("ż" * (box.LONGEST_TEXT + 1))
    assert "Znaków jest 1001, a zmieści się najwyżej 1000." in network.jan.sees()
    assert await texts_in_the_box(network, survey) == [[]]
    longest = "😀" * box.LONGEST_TEXT
    await network.jan.says(longest)
    assert SEALED in network.jan.sees()
    assert await texts_in_the_box(network, survey) == [[longest]]


async def test_a_picture_without_words_is_no_answer(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_for_words(network, WHAT)
    await comes_to_words(network.jan, network.group)
    await network.jan.sends_photo()
    assert "Proszę odpowiedzieć słowami" in network.jan.sees()
    assert await texts_in_the_box(network, survey) == [[]]


async def test_editing_ones_message_afterwards_changes_nothing(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    sent = await network.jan.says("Herbata")
    seen = network.jan.all_texts()
    await network.jan.edits(sent, "Kawa")
    assert network.jan.all_texts() == seen
    assert await texts_in_the_box(network, survey) == [["Herbata"], []]


async def test_the_survey_ends_while_one_writes(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    assert survey.closes_at is not None
    network.town.clock.moment = survey.closes_at
    network.town.world.say(network.jan.id, network.jan.id, "Herbata")
    batch = network.town.world.updates.pending()
    await network.town.process.intake.receive(batch)
    network.town.world.updates.confirm(batch[-1]["update_id"] + 1)
    await network.town.process.edge.handle_head(network.jan.id)
    assert await texts_in_the_box(network, survey) == [[], []]
    await network.town.settle()
    assert "więc ta odpowiedź nie trafiła do urny" in network.jan.all_texts()[-1]
    await network.jan.says("Kawa")
    assert "urny" not in network.jan.sees()


async def test_words_that_came_in_before_the_end_count_though_they_are_handled_after_it(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    assert survey.closes_at is not None
    network.town.clock.moment = survey.closes_at - timedelta(seconds=1)
    network.town.world.say(network.jan.id, network.jan.id, "Herbata")
    batch = network.town.world.updates.pending()
    await network.town.process.intake.receive(batch)
    network.town.world.updates.confirm(batch[-1]["update_id"] + 1)
    network.town.clock.moment = survey.closes_at + timedelta(seconds=1)
    await network.town.process.edge.handle_head(network.jan.id)
    assert await texts_in_the_box(network, survey) == [["Herbata"], []]


async def test_words_handled_again_after_a_crash_are_there_once_and_it_goes_on(
    network: Network, crowd: list[Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    seal = Vault.seal

    async def and_the_power_fails(self: Vault, *given: Any) -> bool:
        await seal(self, *given)
        raise Unavailable("no power")

    with monkeypatch.context() as broken:
        broken.setattr(Vault, "seal", and_the_power_fails)
        network.town.world.say(network.jan.id, network.jan.id, "Herbata")
        batch = network.town.world.updates.pending()
        await network.town.process.intake.receive(batch)
        network.town.world.updates.confirm(batch[-1]["update_id"] + 1)
        with pytest.raises(Unavailable):
            await network.town.process.edge.handle_head(network.jan.id)
        await network.town.process.stop()
    await network.town.begin()
    assert "Co przeszkadza?" in network.jan.sees()
    assert await texts_in_the_box(network, survey) == [["Herbata"], []]


async def test_where_a_box_of_words_is_gone_that_is_said(network: Network, crowd: list[Resident]) -> None:
    survey = await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    await vault(network).destroy([box.of_texts(survey, WHAT)])
    await network.jan.says("Herbata")
    assert "Urna tej ankiety nie jest jeszcze gotowa" in network.jan.sees()


async def test_a_form_that_is_put_aside_says_nothing_of_a_survey(
    network: Network, crowd: list[Resident]
) -> None:
    await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    await network.town.passes(hours=LIFETIME / timedelta(hours=1))
    said = next(text for text in network.jan.all_texts() if "/pomoc" in text)
    assert "ankiet" not in said.casefold()


async def test_nothing_that_was_written_or_left_out_is_anywhere_but_in_the_box(
    network: Network, crowd: list[Resident]
) -> None:
    """Of two people, one of whom writes and one does not, the same is left."""
    survey = await asks_for_words(network)
    for who in (network.jan, network.ewa):
        await comes_to_words(who, network.group)
    await network.jan.says(CANARY)
    await network.ewa.taps("Nic nie piszę")
    mine, hers = ({**json.loads(each), "person_id": 0} for each in (await rows(network))["dialogue"])
    assert mine == hers
    await network.jan.says(CANARY)
    await network.ewa.taps("Nic nie piszę")
    assert (await rows(network))["dialogue"] == []
    assert not [row for table in (await rows(network)).values() for row in table if "Kanarek" in row]
    for file in network.town.settings.data.glob("spoiwo.db*"):
        assert b"Kanarek" not in file.read_bytes()
    assert not [text for text in network.jan.all_texts() if "Kanarek" in text]
    assert await texts_in_the_box(network, survey) == [["", CANARY], ["", CANARY]]


async def test_a_forged_choice_under_the_question_seals_nothing(
    network: Network, crowd: list[Resident]
) -> None:
    survey = await asks_for_words(network)
    await comes_to_words(network.jan, network.group)
    for value in ("1", "~Herbata", "~"):
        await network.jan.forges(f"form:pick:~words:{value}")
        assert "już za sobą" in (network.jan.toast or "")
    assert await texts_in_the_box(network, survey) == [[], []]
