"""How did it go? Asked a month and three months later, once each, of whoever looks after it."""

from datetime import timedelta

import pytest

from storage import entries
from storage.entries import EntryState
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_adoptions import colleague, confirms, kept, merge, shared, takes
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_log import opens

__all__ = ["shared"]

MONTH, THREE = MONDAY_MORNING + timedelta(days=30), MONDAY_MORNING + timedelta(days=90)


def asked(who: Resident) -> int:
    return sum(text.startswith("Jak poszło?\n\n") for text in who.all_texts())


async def leaves(network: Network, who: Resident) -> None:
    network.town.world.remove_member(network.ola.id, network.group, who.id)
    await network.town.settle()


async def test_asked_after_a_month_and_after_three_once_each(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.town.move_to(MONTH - timedelta(minutes=1))
    assert asked(network.jan) == 0
    await network.town.move_to(MONTH)
    assert asked(network.jan) == 1
    await network.town.move_to(THREE)
    assert asked(network.jan) == 2
    await network.town.passes(days=200)
    assert asked(network.jan) == 2


async def test_only_who_looks_after_it_is_asked(network: Network, shared: int) -> None:
    lena = await colleague(network)
    await takes(network.jan, shared)
    await network.town.move_to(THREE)
    assert (asked(network.jan), asked(lena)) == (2, 0)


async def test_one_tap_answers_and_the_entry_shows_it(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.town.move_to(MONTH)
    await network.jan.taps("Próbujemy")
    await opens(network.ola, shared)
    assert "Próbują: 1 (Łódź)" in network.ola.sees()


async def test_that_it_works_is_confirmed_first(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.town.move_to(MONTH)
    await confirms(network.jan, "Po miesiącu widać różnicę.")
    await opens(network.ola, shared)
    assert "Działa w: Gdynia → Łódź" in network.ola.sees()
    assert "Po miesiącu widać różnicę." in network.ewa.sees()


async def test_words_are_kept_for_the_institution(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.town.move_to(MONTH)
    await network.jan.taps("Napisz kilka słów…")
    await network.jan.says("Czekamy na decyzję rady.")
    assert "Dziękuję, zapisane." in network.jan.sees()
    assert "7 października: Czekamy na decyzję rady." in network.jan.sees()
    await opens(network.ola, shared)
    assert "rady" not in network.ola.sees()


async def test_who_has_said_so_just_before_is_not_asked(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.town.move_to(MONTH - timedelta(days=3))
    await confirms(network.jan)
    await network.town.move_to(MONTH)
    assert asked(network.jan) == 0
    await network.town.move_to(THREE)
    assert asked(network.jan) == 1


async def test_who_gave_up_is_asked_no_more_unless_they_begin_again(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.taps("Rezygnujemy…")
    await network.jan.taps("Pomiń")
    await network.town.move_to(MONTH)
    assert asked(network.jan) == 0
    await network.jan.taps("Próbujemy")
    await network.town.move_to(THREE)
    assert asked(network.jan) == 1


async def test_later_is_two_weeks_once(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.town.move_to(MONTH)
    await network.jan.taps("Zapytaj za dwa tygodnie")
    assert "zapytam ponownie 21 października" in network.jan.sees()
    await network.town.move_to(MONTH + timedelta(days=14))
    assert asked(network.jan) == 1, "the first one became the word that it is put off"
    assert "Zapytaj za dwa tygodnie" not in network.jan.buttons()
    await network.jan.forges("adopt:later:1:1")
    assert network.jan.toast is not None
    assert "już raz odłożone" in network.jan.toast


async def test_a_question_never_comes_at_night(network: Network, shared: int) -> None:
    await network.town.move_to(MONDAY_MORNING + timedelta(hours=14))
    await takes(network.jan, shared)
    await network.town.move_to(MONDAY_MORNING + timedelta(days=30, hours=22, minutes=59))
    assert asked(network.jan) == 0
    await network.town.move_to(MONDAY_MORNING + timedelta(days=30, hours=23))
    assert asked(network.jan) == 1


async def test_where_who_looked_after_it_has_left_a_colleague_takes_it_on(
    network: Network, shared: int
) -> None:
    lena = await colleague(network)
    await takes(network.jan, shared)
    await leaves(network, network.jan)
    assert "Nikt się już tym nie opiekuje. Instytucja: Łódź" in lena.sees()
    await lena.taps("Zaopiekuję się tym")
    await network.town.move_to(MONTH)
    assert asked(lena) == 1
    assert asked(network.jan) == 0


async def test_a_colleague_who_did_not_take_it_on_yet_is_asked_all_the_same(
    network: Network, shared: int
) -> None:
    lena = await colleague(network)
    await takes(network.jan, shared)
    await leaves(network, network.jan)
    await network.town.move_to(MONTH)
    assert asked(lena) == 1
    assert "Zaopiekuję się tym" in lena.buttons()
    assert "Działa u nas" not in lena.buttons()


async def test_where_nobody_is_there_it_waits_for_somebody_who_comes(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await leaves(network, network.jan)
    await network.town.move_to(MONTH)
    lena = await colleague(network)
    assert asked(lena) == 0
    await network.town.passes(days=7)
    assert asked(lena) == 1


async def test_an_observer_is_asked_nothing(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await give(network.ola, "Jan Łoś", "Obserwator")
    await network.town.move_to(THREE)
    assert asked(network.jan) == 0


async def test_who_cannot_be_written_to_is_named_to_those_who_lead(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.blocks_the_bot()
    await network.town.move_to(MONTH)
    assert any(
        "Nie mogę zapytać prywatnie, jak poszło. Łódź: Jan Łoś" in text for text in network.ola.all_texts()
    )


async def test_institutions_that_are_one_by_then_are_asked_once(network: Network, shared: int) -> None:
    mila = await colleague(network, "Mila", "Radlin")
    await takes(network.jan, shared)
    await network.town.passes(hours=1)
    await takes(mila, shared)
    await merge(network, "Radlin", "Łódź")
    await network.town.passes(days=31)
    assert (asked(network.jan), asked(mila)) == (0, 1), "the last word counts"


async def test_what_somebody_noted_stays_without_their_name_when_they_are_forgotten(
    network: Network, shared: int
) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)
    await network.jan.says("/zapomnij")
    await network.jan.taps("Zapomnij o mnie")
    assert [each.person_id for each in await kept(network, shared)] == [None]
    await opens(network.ola, shared)
    assert "Działa w: Gdynia → Łódź" in network.ola.sees()


@pytest.mark.parametrize("way", ["taken back", "hidden"])
async def test_of_what_is_out_of_the_log_nobody_is_asked(network: Network, shared: int, way: str) -> None:
    await takes(network.jan, shared)
    if way == "taken back":
        await opens(network.ewa, shared)
        await network.ewa.taps("Usuń z bazy")
        await network.ewa.taps("Tak, wycofaj")
    else:
        await hide(network, shared)
    await network.town.move_to(THREE)
    assert asked(network.jan) == 0
    assert len(await kept(network, shared)) == 1, "what was noted stays"


async def hide(network: Network, number: int) -> None:
    async with network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, number)
        assert entry is not None
        entry.state = EntryState.HIDDEN
        uow.session.add(entry)


async def test_a_question_that_comes_too_late_is_not_asked(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    network.town.clock.moment = MONTH + timedelta(days=22)
    await network.town.settle()
    assert asked(network.jan) == 0
