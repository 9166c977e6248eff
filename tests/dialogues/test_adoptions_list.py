"""`/wdrozenia`: one's own, all that are confirmed, and numbers."""

from sqlmodel import col, select

from storage.due_work import DueWork
from tests.dialogues.conftest import Network
from tests.dialogues.test_adoptions import confirms, shared, takes
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, stands

__all__ = ["shared"]


async def test_it_says_how_to_begin_where_nothing_was_taken_over(network: Network) -> None:
    await network.jan.says("/wdrozenia")
    assert "Każdy wpis bazy ma przycisk „Skorzystamy”" in network.jan.sees()


async def test_ones_own_come_first_with_the_next_step(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.jan.says("/transfers")
    assert f"1. {STOVES}\nzainteresowanie" in network.jan.sees()
    await network.jan.taps("1")
    assert "Próbujemy" in network.jan.buttons()


async def test_everyone_sees_the_confirmed_ones_and_the_numbers(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)
    await network.ola.says("/wdrozenia")
    assert "Potwierdzone: 1 · próby: 0 · zainteresowanie: 0 · rezygnacje: 0" in network.ola.sees()
    assert f"1. {STOVES}\nGdynia → Łódź" in network.ola.sees()
    await network.ola.taps("1")
    assert "Działa w: Gdynia → Łódź" in network.ola.sees()


async def test_in_the_group_only_the_numbers_and_the_way(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.kim.says("/wdrozenia", network.group)
    assert STOVES not in network.kim.sees(network.group)


async def test_many_transfers_have_pages(crowd: list[Resident], network: Network) -> None:
    for n in range(8):
        await takes(network.jan, await stands(network, network.ewa, f"Praktyka {n}"))
    await network.jan.says("/wdrozenia")
    assert "Praktyka 7" in network.jan.sees()
    assert "Praktyka 0" not in network.jan.sees()
    await network.jan.taps("Następne ›")
    assert "8. Praktyka 0" in network.jan.sees()


async def test_nothing_of_what_people_say_stands_in_due_work(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan, "Mniej dymu.")
    async with network.town.process.database.read() as uow:
        planned = await uow.session.exec(select(DueWork).where(col(DueWork.kind).like("adoptions.%")))
        assert not [work for work in planned if "dymu" in work.args or "Jan" in work.args]
