"""Towns for dialogues: an empty one, and one with a network that is up and running."""

import asyncio
import pickle
import shutil
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from handlers.feature import Feature
from handlers.features import FEATURES
from storage.migrate import migrate
from tests.dialogues.town import WARSAW, Resident, Town
from tests.dialogues.town_hours import announce, give
from tests.dialogues.town_meetings import plan

MONDAY_MORNING = datetime(2026, 9, 7, 9, 0, tzinfo=WARSAW)
CROWD = {
    "Ala": "Radlin", "Bartek": "Czarne", "Celina": "Sędziejowice", "Darek": "Żary", "Edyta": "Łomża",
    "Franek": "Gniezno", "Gosia": "Świdnica", "Hubert": "Ełk", "Iza": "Końskie", "Kuba": "Śrem",
}  # fmt: skip
"""Those who make a small network a large one, and where they are from."""


def without_ears(features: Iterable[Feature] = FEATURES) -> tuple[Feature, ...]:
    """The features of the house, none of which hears the bot's name: so that a test's own can."""
    return tuple(replace(feature, mentioned=None, inline=None) for feature in features)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated database, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "spoiwo.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
def settings() -> dict[str, object]:
    """What an operator has set besides what every town needs."""
    return {}


@dataclass(frozen=True)
class Settled:
    """What a town with a network has in its folder, and in Telegram (pickled, which is copied faster than a world)."""

    folder: Path
    world: bytes


@pytest.fixture(scope="session")
def settled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    """Ola's network "Miasto Cyfrowe", made once and copied for each test."""
    folder = tmp_path_factory.mktemp("settled")
    shutil.copy(template, folder / "spoiwo.db")
    return Settled(folder, asyncio.run(_history(folder)))


async def _history(folder: Path) -> bytes:
    """Ewa of Gdynia and Jan of Łódź have joined, Kim has not."""
    town = await Town.build(folder, _url(folder), starts=MONDAY_MORNING)
    ola, ewa = town.resident("Ola", "Wójcik"), town.resident("Ewa", "Żak")
    jan, kim = town.resident("Jan", "Łoś"), town.resident("Kim", language="en")
    group = town.group("Miasto Cyfrowe", ola, ewa, jan, kim)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(ola, group)
    await town.joins(ewa, group, "Gdynia")
    await town.joins(jan, group, "Łódź")
    await town.close()
    assert town.statements.over_budget() == []
    return pickle.dumps(town.world)


@pytest.fixture(scope="session")
def with_meeting(settled: Settled, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    """The same network, in which Ola has planned a meeting in Gdynia for 20 October."""
    return _later(settled, tmp_path_factory, lambda town: plan(town.people["Ola"]))


@pytest.fixture(scope="session")
def with_expert(settled: Settled, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    """The same network, of which Ewa is the expert."""
    return _later(settled, tmp_path_factory, lambda town: give(town.people["Ola"], "Ewa Żak", "Ekspert"))


@pytest.fixture(scope="session")
def with_hours(with_expert: Settled, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    """The same network, in which Ewa has announced office hours every other Tuesday, from 8 September on."""
    return _later(with_expert, tmp_path_factory, lambda town: announce(town.people["Ewa"]))


@pytest.fixture(scope="session")
def with_crowd(settled: Settled, tmp_path_factory: pytest.TempPathFactory) -> Settled:
    """The same network with ten more representatives, each of a city of their own."""
    return _later(settled, tmp_path_factory, _gather)


async def _gather(town: Town) -> None:
    group = next(chat.id for chat in town.world.chats.values() if not chat.private)
    for name, place in CROWD.items():
        who = town.resident(name, started=True)
        town.world.add_member(town.people["Ola"].id, group, who.id)
        await town.joins(who, group, place)


def _later(
    before: Settled,
    folders: pytest.TempPathFactory,
    happens: Callable[[Town], Coroutine[Any, Any, None]],
) -> Settled:
    """A past that goes on where another one has ended."""
    folder = folders.mktemp("later")
    shutil.copytree(before.folder, folder, dirs_exist_ok=True)
    return Settled(folder, asyncio.run(_going_on(folder, before.world, happens)))


async def _going_on(
    folder: Path, world: bytes, happens: Callable[[Town], Coroutine[Any, Any, None]]
) -> bytes:
    town = await Town.build(folder, _url(folder), starts=MONDAY_MORNING, history=world)
    await happens(town)
    await town.close()
    assert town.statements.over_budget() == []
    return pickle.dumps(town.world)


def _url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}"


@pytest.fixture
def past(request: pytest.FixtureRequest) -> Settled | None:
    """What has happened before the test begins: something where it is about a network, more where about a meeting."""
    later = {
        "planned": "with_meeting", "announced": "with_hours", "expert": "with_expert", "crowd": "with_crowd",
    }  # fmt: skip
    wanted = [made for asked, made in later.items() if asked in request.fixturenames]
    assert len(wanted) <= 1, "a test has one past"
    if "network" in request.fixturenames:
        wanted.append("settled")
    return request.getfixturevalue(wanted[0]) if wanted else None


@pytest_asyncio.fixture
async def town(
    tmp_path: Path, template: Path, past: Settled | None, settings: dict[str, object]
) -> AsyncIterator[Town]:
    """Nobody is here yet, unless the test is about a network."""
    if past is None:
        shutil.copy(template, tmp_path / "spoiwo.db")
    else:
        shutil.copytree(past.folder, tmp_path, dirs_exist_ok=True)
    history = past.world if past else None
    town = await Town.build(tmp_path, _url(tmp_path), starts=MONDAY_MORNING, history=history, **settings)
    yield town
    undeclared = await town.undeclared()
    await town.close()
    assert undeclared == set(), "kinds of sayings or due work that no feature declares"
    if over := town.statements.over_budget():
        pytest.fail("\n\n".join(over), pytrace=False)


@dataclass
class Network:
    """A network that is up and running, with the people who matter."""

    town: Town
    group: int
    ola: Resident  # facilitator
    ewa: Resident  # joined, of Gdynia
    jan: Resident  # joined, of Łódź
    kim: Resident  # in the group, never pressed Start


@pytest_asyncio.fixture
async def network(town: Town) -> Network:
    """Ola's network "Miasto Cyfrowe": Ewa of Gdynia and Jan of Łódź have joined, Kim has not."""
    group = next(chat.id for chat in town.world.chats.values() if not chat.private)
    people = town.people
    return Network(town, group, people["Ola"], people["Ewa"], people["Jan"], people["Kim"])


@pytest.fixture
def planned(network: Network) -> Network:
    """The same network, in which Ola has planned a meeting in Gdynia for 20 October, 10:00–15:00."""
    return network


@pytest.fixture
def expert(network: Network) -> Network:
    """The same network, of which Ewa is the expert."""
    return network


@pytest.fixture
def announced(network: Network) -> Network:
    """The same network, in which Ewa has announced office hours every other Tuesday at 10:00, from 8 September on."""
    return network


@pytest.fixture
def crowd(network: Network) -> list[Resident]:
    """The twelve representatives of the same network, grown; Ola, who leads it, represents nobody."""
    return [network.ewa, network.jan, *(network.town.people[name] for name in CROWD)]
