"""Towns for dialogues: an empty one, and one with a network that is up and running."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio

from storage.migrate import migrate
from tests.dialogues.town import WARSAW, Town

MONDAY_MORNING = datetime(2026, 9, 7, 9, 0, tzinfo=WARSAW)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated database, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "spoiwo.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest_asyncio.fixture
async def town(tmp_path: Path, template: Path) -> AsyncIterator[Town]:
    """Nobody is here yet."""
    shutil.copy(template, tmp_path / "spoiwo.db")
    town = await Town.build(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'spoiwo.db'}", starts=MONDAY_MORNING)
    yield town
    await town.close()
