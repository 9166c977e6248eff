"""Towns for dialogues: an empty one, and one with a network that is up and running."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio

from storage.migrate import migrate
from tests.dialogues.town import WARSAW, Resident, Town

MONDAY_MORNING = datetime(2026, 9, 7, 9, 0, tzinfo=WARSAW)


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


@pytest_asyncio.fixture
async def town(tmp_path: Path, template: Path, settings: dict[str, object]) -> AsyncIterator[Town]:
    """Nobody is here yet."""
    shutil.copy(template, tmp_path / "spoiwo.db")
    url = f"sqlite+aiosqlite:///{tmp_path / 'spoiwo.db'}"
    town = await Town.build(tmp_path, url, starts=MONDAY_MORNING, **settings)
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
    ola, ewa = town.resident("Ola", "Wójcik"), town.resident("Ewa", "Żak")
    jan, kim = town.resident("Jan", "Łoś"), town.resident("Kim", language="en")
    group = town.group("Miasto Cyfrowe", ola, ewa, jan, kim)
    await town.add_bot(ola, group)
    await ola.taps("zaczynamy", group)
    await town.joins(ola, group)
    await town.joins(ewa, group, "Gdynia")
    await town.joins(jan, group, "Łódź")
    return Network(town, group, ola, ewa, jan, kim)
