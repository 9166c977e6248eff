"""Files that people send, fetched by due work: a small feature that collects them, and keeps them on disk if it may."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.doctor import Finding, examine
from handlers.due import Preparation, Prepared
from handlers.feature import Feature
from handlers.fetching import LARGEST, FetchReason, Unfetchable
from handlers.registry import Registry
from handlers.visit import Visit
from storage import due_work
from storage.attached import Attached, AttachedKind
from storage.attachments import NotKept
from storage.due_work import Doing, DueWork
from tests.dialogues.conftest import Network, without_ears
from tests.dialogues.town import PICTURE

CSV = "miasto;rok\nŁódź;2026\n".encode()
Collected = bytes | FetchReason | NotKept


@dataclass
class Collector:
    """Fetches what is sent with the bot's name; what can't be fetched or kept now is put off for an hour."""

    there: Network
    heard: Attached | None = None
    collected: list[Collected] = field(default_factory=list)

    async def take(self, visit: Visit) -> None:
        self.heard = visit.heard.attached
        assert self.heard is not None
        await due_work.plan(visit.uow, "collecting.file", "1", visit.now, file=self.heard.file_id)

    async def fetch(self, preparation: Preparation) -> Collected:
        attachments = preparation.installation.attachments
        try:
            content = await preparation.fetch(preparation.work.arguments["file"])
            if attachments is not None:
                await asyncio.to_thread(attachments.keep, "collected-1", content)
        except Unfetchable as failed:
            return failed.reason
        except NotKept as fault:
            return fault
        return content

    async def have(self, visit: Visit, work: DueWork, made: Collected) -> None:
        self.collected.append(made)
        if isinstance(made, NotKept) or made is FetchReason.UNREACHABLE:
            await due_work.put_off(visit.uow, work, visit.now + timedelta(hours=1), str(made))

    async def work(self) -> tuple[Doing, str | None]:
        async with self.there.town.process.database.read() as uow:
            work = await due_work.find(uow, "collecting.file", "1")
            assert work is not None
            return work.state, work.error


def opened(network: Network) -> Collector:
    collector = Collector(network)
    due = {"file": Prepared(collector.fetch, collector.have)}
    feature = Feature(
        name="collecting", code="collect", mentioned=collector.take, due=due, owes={"file": None}
    )
    network.town.process.edge.registry = Registry((*without_ears(), feature))
    return collector


@pytest_asyncio.fixture
async def collector(network: Network) -> Collector:
    """A town in which that feature is at home."""
    return opened(network)


async def sends(collector: Collector, data: bytes = CSV) -> None:
    await collector.there.ewa.sends_file("lista ŻĄ.csv", data, "@spoiwo_bot", collector.there.group)


async def test_a_file_that_someone_sends_is_fetched(collector: Collector) -> None:
    await sends(collector)
    assert collector.collected == [CSV]
    assert collector.heard is not None
    assert (collector.heard.kind, collector.heard.name) == (AttachedKind.DOCUMENT, "lista ŻĄ.csv")
    assert (collector.heard.size, collector.heard.media_type) == (len(CSV), "text/csv")


async def test_a_photo_that_someone_sends_is_fetched(collector: Collector) -> None:
    await collector.there.ewa.sends_photo("@spoiwo_bot", collector.there.group)
    assert collector.collected == [PICTURE.read_bytes()]
    assert collector.heard is not None
    assert (collector.heard.size, collector.heard.media_type) == (PICTURE.stat().st_size, "image/jpeg")


async def test_what_is_too_large_is_told_as_such(collector: Collector) -> None:
    await sends(collector, bytes(LARGEST + 1))
    assert collector.collected == [FetchReason.TOO_LARGE]


async def test_what_telegram_has_lost_is_told_as_such(collector: Collector) -> None:
    await sends(collector)
    assert collector.heard is not None
    collector.there.town.world.files.lose(collector.heard.file_id)
    async with collector.there.town.process.database.write() as uow:
        await due_work.plan(
            uow, "collecting.file", "1", collector.there.town.clock.now(), file=collector.heard.file_id
        )
    await collector.there.town.settle()
    assert collector.collected == [CSV, FetchReason.GONE]


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_while_telegram_gives_out_nothing_it_is_put_off(collector: Collector, method: str) -> None:
    town = collector.there.town
    town.world.faults.add("502", method=method, times=None)
    await sends(collector)
    assert await collector.work() == (Doing.PLANNED, "unreachable")
    town.world.faults.clear()
    await town.passes(hours=1)
    assert collector.collected == [FetchReason.UNREACHABLE, CSV]
    assert await collector.work() == (Doing.DONE, None)


async def test_while_it_is_fetched_nobody_waits(collector: Collector) -> None:
    """The chat goes on, and what is asked of the bot meanwhile is answered."""
    town, came = collector.there.town, asyncio.Event()
    fetch = town.process.edge.fetch

    async def slowly(file_id: str) -> bytes:
        await came.wait()
        return await fetch(file_id)

    town.process.edge.fetch = slowly
    town.world.send_file(
        collector.there.ewa.id, collector.there.group, "lista.csv", CSV, caption="@spoiwo_bot"
    )
    sent = asyncio.create_task(town.settle())
    while not town.process.workshop:
        await asyncio.sleep(0.005)
    async with asyncio.timeout(5), town.process.database.write():
        assert collector.collected == []
    came.set()
    await sent
    assert collector.collected == [CSV]


async def test_without_a_folder_nothing_is_kept(collector: Collector) -> None:
    assert collector.there.town.process.edge.installation.attachments is None
    assert await attachments(collector) == Finding(
        "files", True, "none are kept; SPOIWO_ATTACHMENTS names a folder for them"
    )


async def attachments(collector: Collector) -> Finding:
    """What the doctor says of them."""
    found = await examine(collector.there.town.settings)
    return next(finding for finding in found if finding.what == "files")


class TestWithAFolder:
    """The operator has named one."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return tmp_path / "attachments"

    @pytest.fixture
    def settings(self, folder: Path) -> dict[str, object]:
        return {"attachments": folder}

    async def test_what_is_fetched_is_there_after_a_restart(self, collector: Collector, folder: Path) -> None:
        assert await attachments(collector) == Finding("files", True, f"0 in {folder}")
        await sends(collector)
        await collector.there.town.restart()
        opened(collector.there)
        again = collector.there.town.process.edge.installation.attachments
        assert again is not None
        path = again.path("collected-1")
        assert path is not None
        assert path.read_bytes() == CSV
        assert await attachments(collector) == Finding("files", True, f"1 in {folder}")

    async def test_what_the_disk_does_not_keep_is_put_off_and_nothing_else_stops(
        self, collector: Collector, folder: Path
    ) -> None:
        town = collector.there.town
        folder.write_text("something is in the way")
        await sends(collector)
        assert await collector.work() == (Doing.PLANNED, "File exists")
        assert await attachments(collector) == Finding(
            "files", False, f"{folder} can't be used: Not a directory"
        )
        await collector.there.jan.says("/pomoc")
        assert collector.there.jan.sees()
        folder.unlink()
        await town.passes(hours=1)
        assert await collector.work() == (Doing.DONE, None)
        assert (folder / "collected-1").read_bytes() == CSV
