"""Transfers as a picture: who took what over from whom, as it may be seen at the moment when it is sent."""

from typing import Any

import pytest

from handlers.adoptions import drawing
from papers.transfers_map import TransfersMap
from storage import adoptions
from storage.adoptions import AdoptionState
from storage.entries import Entry
from tests.dialogues.conftest import Network
from tests.dialogues.test_adoptions import confirms, shared, takes
from tests.dialogues.test_adoptions_across import Across, across
from tests.dialogues.test_adoptions_asked import hide
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, stands

__all__ = ["across", "shared"]

OWN = "Dyżur doradcy w bibliotece"


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> list[TransfersMap]:
    """What was drawn."""
    every: list[TransfersMap] = []

    def drawn(transfers: TransfersMap) -> bytes:
        every.append(transfers)
        return whole(transfers)

    whole = drawing.drawn
    monkeypatch.setattr(drawing, "drawn", drawn)
    return every


def ways(transfers: TransfersMap) -> list[tuple[str, str, list[str], bool]]:
    """Who gave, who took over, which practices, and whether with changes."""
    names = {node.key: node.name for node in transfers.nodes}
    return [
        (
            names[each.giver],
            names[each.taker],
            [transfers.practices[n - 1] for n in each.practices],
            each.changed,
        )
        for each in transfers.transfers
    ]


async def asks(who: Resident) -> None:
    await who.says("/wdrozenia")
    await who.taps("Jako obraz")


async def test_a_picture_of_them_comes_privately(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    await network.ola.says("/wdrozenia")
    await network.ola.taps("Jako obraz")
    assert "Nie ma jeszcze potwierdzonego wdrożenia do narysowania." in network.ola.sees()
    await confirms(network.jan)
    await network.ola.taps("Jako obraz")
    assert "1 potwierdzone wdrożenie" in network.ola.sees()
    assert len(network.ola.pictures()) == 1


async def test_what_can_not_be_drawn_is_said(
    network: Network, shared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr(drawing, "drawn", broken)
    await takes(network.jan, shared)
    await confirms(network.jan)
    await network.ola.says("/wdrozenia")
    await network.ola.taps("Jako obraz")
    assert "Nie udało się narysować obrazu." in network.ola.sees()


async def test_it_says_what_went_from_whom_to_whom_and_what_was_changed(
    network: Network, shared: int, pictures: list[TransfersMap]
) -> None:
    other = await stands(network, network.ewa, OWN)
    await takes(network.jan, shared)
    await confirms(network.jan)
    await takes(network.jan, other)
    await network.jan.taps("w zmienionej wersji")
    await network.jan.says("Raz w miesiącu.")
    await network.jan.says("Działa.")
    await network.jan.taps("Tak")
    await asks(network.ola)
    assert ways(pictures[0]) == [("Gdynia", "Łódź", [STOVES], False), ("Gdynia", "Łódź", [OWN], True)]
    assert "przejęte w zmienionej wersji" in pictures[0].changed


async def test_who_is_not_named_here_is_not_drawn(across: Across, pictures: list[TransfersMap]) -> None:
    await takes(across.mila, across.number)
    await confirms(across.mila, named="tylko w naszej sieci")
    await asks(across.network.ola)
    assert pictures == []
    assert "Nie ma jeszcze potwierdzonego wdrożenia do narysowania." in across.network.ola.sees()


async def test_where_nobody_is_named_as_the_giver_there_is_nothing_to_draw(
    network: Network, shared: int, pictures: list[TransfersMap]
) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)
    async with network.town.process.database.write() as uow:
        entry = await uow.session.get(Entry, shared)
        assert entry is not None
        entry.institution_id, entry.place = None, ""
    await asks(network.ola)
    assert pictures == []
    assert "Nie ma jeszcze czego rysować" in network.ola.sees()


async def set_to(network: Network, entry: int, **values: Any) -> None:
    """What the one institution that has taken it over says now."""
    async with network.town.process.database.write() as uow:
        (adoption,) = await adoptions.of_entries(uow, [entry])
        for name, value in values.items():
            setattr(adoption, name, value)
        uow.session.add(adoption)


def somebody_in_between(monkeypatch: pytest.MonkeyPatch, does: Any) -> list[TransfersMap | None]:
    """While the first picture is drawn, something happens."""
    found: list[TransfersMap | None] = []
    whole = drawing.pictured

    async def pictured(*given: Any) -> TransfersMap | None:
        found.append(await whole(*given))
        if len(found) == 1:
            await does()
        return found[-1]

    monkeypatch.setattr(drawing, "pictured", pictured)
    return found


async def test_who_takes_it_back_while_it_is_drawn_is_not_in_the_picture(
    network: Network, shared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = await stands(network, network.ewa, OWN)
    for number in (shared, other):
        await takes(network.jan, number)
        await confirms(network.jan)

    async def revokes() -> None:
        await set_to(network, shared, confirmed_at=None)

    drawn = somebody_in_between(monkeypatch, revokes)
    await asks(network.ola)
    assert len(network.ola.pictures()) == 1
    assert "1 potwierdzone wdrożenie" in network.ola.sees()
    assert STOVES in str(drawn[0])
    assert not any(STOVES in str(each) for each in drawn[1:])


async def test_what_leaves_the_log_while_it_is_drawn_is_not_in_the_picture(
    network: Network, shared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)

    async def hides() -> None:
        await hide(network, shared)

    somebody_in_between(monkeypatch, hides)
    await asks(network.ola)
    assert network.ola.pictures() == []
    assert "Nie ma jeszcze potwierdzonego wdrożenia do narysowania." in network.ola.sees()


async def test_what_was_changed_after_all_is_drawn_anew(
    network: Network, shared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await takes(network.jan, shared)
    await confirms(network.jan)

    async def adapts() -> None:
        await set_to(network, shared, state=AdoptionState.ADAPTED)

    drawn = somebody_in_between(monkeypatch, adapts)
    await asks(network.ola)
    assert len(network.ola.pictures()) == 1
    assert [each.transfers[0].changed for each in drawn if each] == [False, True, True, True]
