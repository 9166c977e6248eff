"""Answering a network picture for one's institution: shared by its people, changed until the end, seen if agreed."""

import pytest
from sqlmodel import select

from storage.ties import TieAnswer
from tests.dialogues.conftest import Network
from tests.dialogues.test_institutions import joins, merges
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_ties import MORE, all_answered, answers, begun, cards, opens, published

DONE = ("Gotowe", "Tak, może nas być widać")


async def test_first_come_plain_words_then_the_answer_and_then_the_second_consent(network: Network) -> None:
    await begun(network)
    await opens(network.ewa)
    assert "nie o sympatię ani zaufanie" in network.ewa.sees()
    assert "To nie jest anonimowe." in network.ewa.sees()
    assert "Można odpowiedzieć i zostać poza obrazem." in network.ewa.sees()
    assert "do końca mogą ją zmienić" in network.ewa.sees()
    await network.ewa.taps("Odpowiadamy: Gdynia")
    assert network.ewa.buttons() == ["Łódź", "Radlin", "Toruń", "Żory", "od nikogo", "Gotowe ›"]
    await network.ewa.taps("Radlin")
    await network.ewa.taps("Łódź")
    assert network.ewa.buttons()[:3] == ["✓ Łódź", "✓ Radlin", "Toruń"]
    await network.ewa.taps("✓ Łódź")
    await network.ewa.taps("Gotowe")
    assert "Gdynia: może Was być widać na obrazie?" in network.ewa.sees()
    await network.ewa.taps("Nie, zostajemy poza obrazem")
    assert (
        "Przejęte od: Radlin\nMoże Was być widać na obrazie: nie.\nOdpowiedź od: Ewa Żak"
        in network.ewa.sees()
    )


async def test_nothing_counts_before_both_are_said(network: Network) -> None:
    await begun(network)
    await opens(network.ewa, "Odpowiadamy: Gdynia", "Gotowe")
    assert "Najpierw proszę dotknąć, od kogo" in (network.ewa.toast or "")
    await network.ewa.forges("tie:listed:1:1")
    assert "Najpierw proszę dotknąć, od kogo" in (network.ewa.toast or "")
    await network.ewa.taps("Łódź")
    await opens(network.ewa)
    assert "Nie jest jeszcze pełna, więc się nie liczy." in network.ewa.sees()
    assert "Odpowiedzi instytucji: 0 z 5." in cards(network.kim, network.group)[0]


async def test_from_nobody_is_an_answer_and_takes_the_place_of_others(network: Network) -> None:
    await begun(network)
    await opens(network.ewa, "Odpowiadamy: Gdynia", "Łódź", "od nikogo")
    assert network.ewa.buttons()[0] == "Łódź"
    assert "✓ od nikogo" in network.ewa.buttons()
    for label in DONE:
        await network.ewa.taps(label)
    assert "Przejęte: od nikogo." in network.ewa.sees()
    await network.ewa.taps("Zmień odpowiedź")
    await network.ewa.taps("Toruń")
    assert "✓ od nikogo" not in network.ewa.buttons()


async def test_an_answer_from_which_everyone_is_taken_out_does_not_count_any_more(network: Network) -> None:
    await begun(network)
    await opens(network.ewa, "Odpowiadamy: Gdynia", "Łódź", *DONE)
    assert "Odpowiedzi instytucji: 1 z 5." in cards(network.kim, network.group)[0]
    await opens(network.ewa, "Zmień odpowiedź", "✓ Łódź")
    assert "Odpowiedzi instytucji: 0 z 5." in cards(network.kim, network.group)[0]


async def test_colleagues_share_the_answer_and_see_who_gave_it(network: Network) -> None:
    await begun(network)
    zofia = await joins(network, "Zofia", "Gdynia")
    await opens(network.ewa, "Odpowiadamy: Gdynia", "Łódź", *DONE)
    await opens(zofia)
    assert "Przejęte od: Łódź" in zofia.sees()
    assert "Odpowiedź od: Ewa Żak" in zofia.sees()
    await zofia.taps("Zmień odpowiedź")
    await zofia.taps("Toruń")
    await opens(network.ewa)
    assert "Przejęte od: Łódź i Toruń" in network.ewa.sees()
    assert "Odpowiedź od: Zofia" in network.ewa.sees()
    assert "Odpowiedzi instytucji: 1 z 5." in network.ewa.sees()


async def test_nobody_else_sees_what_an_institution_answered(network: Network) -> None:
    there = await begun(network)
    await answers(network, network.ewa, "Radlin", listed=False)
    for who in (network.ola, there["Radlin"], network.jan):
        await opens(who)
        assert "Przejęte" not in who.sees()
        assert "Ewa" not in who.sees()


async def test_two_colleagues_who_tap_the_same_agree(network: Network) -> None:
    """Both see it without a tick, and tap."""
    await begun(network)
    zofia = await joins(network, "Zofia", "Gdynia")
    for who in (network.ewa, zofia):
        await opens(who, "Odpowiadamy: Gdynia")
    await network.ewa.taps("Toruń")
    await zofia.taps("Toruń")
    assert "✓ Toruń" in zofia.buttons()


async def test_more_than_twenty_institutions_come_on_pages_and_long_names_are_cut(network: Network) -> None:
    many = {f"Osoba{n}": f"Miejska Biblioteka Publiczna imienia kogoś znanego nr {n}" for n in range(21)}
    await begun(network, MORE | many)
    await opens(network.ewa, "Odpowiadamy: Gdynia")
    labels = network.ewa.buttons()
    assert len(labels) == 20 + len(("Next", "nobody", "Done"))
    assert all(len(label) <= 40 for label in labels)
    assert any(label.endswith("…") for label in labels)
    await network.ewa.taps("Następne")
    await network.ewa.taps("Żory")
    assert "✓ Żory" in network.ewa.buttons()
    assert "‹ Poprzednie" in network.ewa.buttons()


@pytest.mark.parametrize("data", ["tie:take:1:1:1:0", "tie:take:1:99:1:0", "tie:take:1:-5:1:0"])
async def test_nobody_takes_over_from_themselves_or_from_what_is_not_there(
    network: Network, data: str
) -> None:
    await begun(network)
    await network.ewa.forges(data)
    assert "Tej instytucji już tu nie ma." in (network.ewa.toast or "")


async def test_a_facilitator_without_an_institution_reads_why_there_is_nothing_to_answer(
    network: Network,
) -> None:
    await begun(network)
    await opens(network.ola)
    assert "nie jest tu związana żadna" in network.ola.sees()
    assert "Odpowiadamy" not in str(network.ola.buttons())
    await network.ola.forges("tie:answer:1:0")
    assert "nie jest w tej sieci związana żadna" in (network.ola.toast or "")


async def test_an_observer_is_not_asked_and_sees_what_is_published(network: Network) -> None:
    there = await begun(network)
    await give(network.ola, "Żaneta", "Obserwator")
    assert "0 z 4" in cards(network.kim, network.group)[0]
    zaneta = there.pop("Żory")
    await opens(zaneta)
    assert "Odpowiadamy" not in str(zaneta.buttons())
    await zaneta.forges("tie:answer:1:0")
    assert "potrzebna jest rola" in (zaneta.toast or "")
    await opens(network.ewa, "Odpowiadamy: Gdynia")
    assert "Żory" not in network.ewa.buttons()
    for who in there.values():
        await answers(network, who, "Gdynia" if who is not network.ewa else "Łódź")
    await network.town.passes(days=10)
    await opens(zaneta)
    assert "Gdynia → Łódź, Radlin, Toruń" in zaneta.sees()


async def test_when_the_time_is_over_no_answer_is_taken_any_more(network: Network) -> None:
    there = await begun(network)
    await all_answered(network, there)
    await opens(network.ewa, "Zmień odpowiedź")
    await network.town.passes(days=7)
    await network.ewa.forges("tie:take:1:2:0:0")
    assert "Czas na to już minął." in (network.ewa.toast or "")


async def test_an_answer_that_came_in_before_the_end_counts_though_it_is_handled_after(
    network: Network,
) -> None:
    there = await begun(network)
    for city in ("Łódź", "Radlin", "Toruń"):
        await answers(network, there[city], "Gdynia")
    await opens(network.ewa, "Odpowiadamy: Gdynia", "Łódź", "Gotowe")
    await network.town.passes(days=6, hours=23)
    await waits_to_be_handled(network, network.ewa, "Tak, może nas")
    await network.town.passes(hours=1, seconds=2)
    assert "na obrazie powiązań" in network.ewa.sees()


async def waits_to_be_handled(network: Network, who: Resident, label: str) -> None:
    """Somebody's tap is kept, and nobody has time for it until the time is over."""

    async def nobody(_: object) -> None: ...

    intake, world = network.town.process.intake, network.town.world
    message, button = who.button(label)
    world.tap(who.id, who.id, message["message_id"], button["callback_data"])
    batch = world.updates.pending()
    knock, intake.knock = intake.knock, nobody  # type: ignore[method-assign]
    await intake.receive(batch)
    intake.knock = knock  # type: ignore[method-assign]
    world.updates.confirm(batch[-1]["update_id"] + 1)


# merged institutions, and those who leave


async def test_of_merged_institutions_the_last_answer_counts_and_each_has_its_own_again_when_it_is_undone(
    network: Network,
) -> None:
    await begun(network)
    await answers(network, network.ewa, "Radlin")
    await network.town.passes(minutes=1)
    await answers(network, network.jan, "Gdynia", "Toruń")
    await merges(network.ola, "Gdynia", "Łódź")
    assert "1 z 4" in cards(network.kim, network.group)[0]
    await opens(network.ewa)
    assert "Dotychczasowa odpowiedź (Łódź):\nPrzejęte od: Toruń\n" in network.ewa.sees()
    await network.ola.taps("Cofnij połączenie")
    await opens(network.ewa)
    assert "Dotychczasowa odpowiedź (Gdynia):\nPrzejęte od: Radlin\n" in network.ewa.sees()


async def test_an_answer_changed_while_merged_leaves_the_other_one_as_it_was(network: Network) -> None:
    await begun(network)
    await answers(network, network.jan, "Toruń")
    await network.town.passes(minutes=1)
    await answers(network, network.ewa, "Radlin")
    await network.town.passes(minutes=1)
    await merges(network.ola, "Gdynia", "Łódź")
    await opens(network.ewa, "Zmień odpowiedź", "Żory")
    await opens(network.jan)
    assert "Dotychczasowa odpowiedź (Łódź):\nPrzejęte od: Radlin i Żory\n" in network.jan.sees()
    await network.ola.taps("Cofnij połączenie")
    await opens(network.ewa)
    assert "Dotychczasowa odpowiedź (Gdynia):\nPrzejęte od: Radlin\n" in network.ewa.sees()


async def test_after_a_merge_a_published_picture_shows_one_institution_instead_of_two(
    network: Network,
) -> None:
    await published(network)
    await merges(network.ola, "Gdynia", "Łódź")
    await opens(network.jan)
    assert "Na obrazie byłoby mniej instytucji niż 4" in network.jan.sees()


async def test_an_institution_that_all_its_people_have_left_is_not_asked_any_more(network: Network) -> None:
    there = await begun(network)
    await answers(network, there["Żory"], "Gdynia")
    await opens(network.jan)
    assert "1 z 5" in network.jan.sees()
    await there["Żory"].says("/opusc")
    await there["Żory"].taps("Odchodzę")
    assert "0 z 4" in cards(network.kim, network.group)[0]


async def test_whoever_leaves_before_the_picture_appears_takes_the_last_voice_of_their_institution_with_them(
    network: Network,
) -> None:
    """Nobody could say no for it, so it is not shown."""
    there = await begun(network)
    await all_answered(network, there)
    await answers(network, there["Żory"], "Gdynia")
    await network.town.passes(days=8)
    await opens(network.ewa)
    assert "Od Was przejęli: Łódź i Żory" in network.ewa.sees()
    await there["Żory"].says("/opusc")
    await there["Żory"].taps("Odchodzę")
    await opens(network.ewa)
    assert "Od Was przejęli: Łódź\n" in network.ewa.sees()
    await network.town.passes(days=2)
    await opens(network.ewa)
    assert "Gdynia → Łódź\n" in network.ewa.sees()
    assert "Żory" not in network.ewa.sees()


async def test_who_leaves_after_it_was_published_changes_nothing_in_it(network: Network) -> None:
    there = await published(network)
    await there["Toruń"].says("/opusc")
    await there["Toruń"].taps("Odchodzę")
    await opens(network.ewa)
    assert "Toruń → Gdynia" in network.ewa.sees()


async def test_the_answer_of_a_forgotten_person_stays_their_institution_s_without_a_name(
    network: Network,
) -> None:
    await begun(network)
    zofia = await joins(network, "Zofia", "Gdynia")
    await opens(network.ewa, "Odpowiadamy: Gdynia", "Łódź", *DONE)
    await opens(zofia)
    assert "Odpowiedź od: Ewa Żak" in zofia.sees()
    await network.ewa.says("/zapomnij")
    await network.ewa.taps("Zapomnij o mnie")
    assert not [text for text in zofia.all_texts() if "Ewa" in text]
    await opens(zofia)
    assert "Przejęte od: Łódź" in zofia.sees()
    assert "Odpowiedź od" not in zofia.sees()
    async with network.town.process.database.read() as uow:
        assert (await uow.session.exec(select(TieAnswer))).one().person_id is None


async def test_ones_answers_are_among_what_is_remembered(network: Network) -> None:
    await begun(network)
    await answers(network, network.ewa, "Łódź")
    await network.ewa.says("/moje_dane")
    assert "Twoje odpowiedzi za instytucję do obrazu powiązań" in "\n".join(network.ewa.all_texts())
