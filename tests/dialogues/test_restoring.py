"""Restoring: what would be said again is told first, nothing happens without a yes, and nothing is thrown away."""

import secrets
import sqlite3
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection
from sqlmodel import col, select

from bot.lock import held
from bot.restoring import hold, restore, resume
from bot.running import run
from bot.troubles import Exit, Trouble
from storage import backups, migrate
from storage import network as networks
from storage.due_work import Doing, DueWork
from storage.outbox import Saying, Sending
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours_clock import at, heard
from tests.dialogues.town import Town

HELP = "Co możesz zrobić"


class Operator:
    """Reads what is told, and agrees or not."""

    def __init__(self, answer: bool = True) -> None:
        self.answer, self.read = answer, ""

    def __call__(self, told: str) -> bool:
        self.read = told
        return self.answer


async def back_up(town: Town) -> Path:
    made = await backups.make(town.process.database.url, town.settings.backup_folder, town.clock.now())
    return made.file


async def restored(town: Town, backup: Path, operator: Operator, *, send: bool = False) -> str:
    """Stop the bot, restore, start it again."""
    await town.process.stop()
    said = await restore(town.settings, backup, town.clock.now(), operator, send=send)
    await town.begin()
    return said


async def an_answer_waits(network: Network) -> Path:
    """A backup of the moment when an answer to Jan waited to be sent; he has it meanwhile."""
    town = network.town
    town.wire.cut = ConnectionError()
    await network.jan.says("/pomoc")
    backup = await back_up(town)
    town.wire.cut = None
    await town.passes(minutes=1)
    assert len(heard(network.jan, HELP)) == 1
    return backup


async def dropped(town: Town) -> list[tuple[str, str | None]]:
    async with town.process.database.read() as uow:
        sayings = select(Saying.kind, Saying.error).where(col(Saying.state) == Sending.DROPPED)
        works = select(DueWork.kind, DueWork.error).where(col(DueWork.state) == Doing.DROPPED)
        found = [*(await uow.session.exec(sayings)).all(), *(await uow.session.exec(works)).all()]
        return [(kind, error) for kind, error in found]


# what would be said again


async def test_what_was_said_already_is_not_said_again(network: Network) -> None:
    backup, operator = await an_answer_waits(network), Operator()
    said = await restored(network.town, backup, operator)
    assert said.startswith(f"{backup} is the database now. What was there before is kept as ")
    assert (
        "The state of 2026-09-07 07:00 UTC. What waits in it, and what was due since then:" in operator.read
    )
    assert "     1  not said again   answer" in operator.read
    assert "With --send it is said all the same" in operator.read
    assert len(heard(network.jan, HELP)) == 1
    assert ("answer", "restored") in await dropped(network.town)


async def test_whoever_wants_it_said_says_so(network: Network) -> None:
    backup, operator = await an_answer_waits(network), Operator()
    await restored(network.town, backup, operator, send=True)
    assert "     1  said again       answer" in operator.read
    assert len(heard(network.jan, HELP)) == 2


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa is the network's expert and has announced every other Tuesday at 10:00, from 8 September on."""
    return announced


async def test_reminders_of_the_time_between_are_not_repeated(hours: Network) -> None:
    town, operator = hours.town, Operator()
    backup = await back_up(town)
    await town.move_to(at(9, 7, 12))
    assert len(heard(hours.jan, "Dyżur jutro")) == 1
    await restored(town, backup, operator)
    assert "     1  not said again   office_hours.day          Miasto Cyfrowe" in operator.read
    assert len(heard(hours.jan, "Dyżur jutro")) == 1
    assert ("office_hours.day", "restored") in await dropped(town)
    await town.move_to(at(9, 8, 9))
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1


async def test_what_is_too_late_by_now_is_told_and_what_keeps_order_is_done(hours: Network) -> None:
    town, operator = hours.town, Operator()
    backup = await back_up(town)
    await town.process.stop()
    town.clock.moment = at(9, 9, 12).astimezone(UTC)
    await restore(town.settings, backup, town.clock.now(), operator, send=True)
    for told in (
        "     1  too late by now  office_hours.day",
        "     1  too late by now  office_hours.open",
        "     1  done             office_hours.close",
        "     1  done             housekeeping.nightly",
    ):
        assert told in operator.read
    await town.begin()
    async with town.process.database.read() as uow:
        close = (
            select(DueWork.state).where(DueWork.kind == "office_hours.close").order_by(col(DueWork.due_at))
        )
        assert (await uow.session.exec(close)).first() is Doing.DONE


async def test_what_people_wrote_and_nobody_handled_is_handled(network: Network) -> None:
    town, operator = network.town, Operator()
    town.world.say(network.jan.id, network.jan.id, "/pomoc")
    await town.process.intake.receive(town.world.updates.pending())
    backup = await back_up(town)
    await restored(town, backup, operator)
    assert "     1  done             what people wrote" in operator.read
    assert len(heard(network.jan, HELP)) == 1


async def test_the_bot_goes_on_from_the_backup(network: Network) -> None:
    town = network.town
    backup = await back_up(town)
    await network.jan.says("/opusc")
    await network.jan.taps("Odchodzę")
    assert "Jan" not in await names(network)
    operator = Operator()
    await restored(town, backup, operator)
    assert operator.read == "The state of 2026-09-07 07:00 UTC: nothing waits in it."
    assert "Jan" in await names(network)


async def names(network: Network) -> str:
    await network.ola.says("/ludzie")
    return network.ola.sees()


# nothing without a yes, nothing thrown away


async def test_a_no_changes_nothing(network: Network) -> None:
    town = network.town
    backup = await back_up(town)
    await town.process.stop()
    before = contents(town)
    said = await restore(town.settings, backup, town.clock.now(), Operator(False), send=False)
    assert said == "Nothing was changed."
    assert contents(town) == before
    await town.begin()


def contents(town: Town) -> dict[str, bytes]:
    assert town.settings.database_file is not None
    beside = town.settings.database_file.parent.glob("spoiwo.db*")
    return {file.name: file.read_bytes() for file in beside if not file.name.endswith(".lock")}


async def test_what_was_there_is_kept_and_can_be_restored_itself(network: Network) -> None:
    town = network.town
    backup = await back_up(town)
    await network.jan.says("/opusc")
    await network.jan.taps("Odchodzę")
    await restored(town, backup, Operator())
    aside = town.settings.data / "spoiwo.db.before-20260907T070000Z"
    await town.passes(hours=1)
    assert aside.exists()
    await restored(town, aside, Operator())
    assert "Jan" not in await names(network)


async def test_the_log_of_a_killed_bot_is_kept_with_its_file_and_never_read_into_the_backup(
    network: Network,
) -> None:
    """The file is damaged, so its log can't be written back into it."""
    town = network.town
    backup = await back_up(town)
    await town.process.stop()
    assert town.settings.database_file is not None
    file, log = town.settings.database_file, town.settings.database_file.with_name("spoiwo.db-wal")
    file.write_bytes(b"shopping list: bread, butter" * 100)
    log.write_bytes(b"the log")
    await restore(town.settings, backup, town.clock.now(), Operator(), send=False)
    aside = file.with_name("spoiwo.db.before-20260907T070000Z")
    assert aside.read_bytes().startswith(b"shopping list")
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"the log"
    assert not log.exists()
    await town.begin()
    assert "Jan" in await names(network)


async def test_a_file_is_only_read(network: Network) -> None:
    backup = await back_up(network.town)
    before = backup.read_bytes()
    await restored(network.town, backup, Operator())
    assert backup.read_bytes() == before
    assert [file.name for file in backup.parent.iterdir()] == [backup.name]


# secret ballots


async def test_secret_ballots_are_in_no_backup_and_end_with_the_database_that_goes(network: Network) -> None:
    """They go with their keys, also where the backup knows of them; a no leaves them as they are."""
    town, ballot = network.town, secrets.token_hex(8)
    await town.process.database.vault.open(ballot, range(1, 9))
    backup = await back_up(town)
    await town.process.stop()
    await restore(town.settings, backup, town.clock.now(), Operator(False), send=False)
    assert (town.settings.data / "spoiwo.vault").exists()
    await restore(town.settings, backup, town.clock.now(), Operator(), send=False)
    left = [file.name for file in town.settings.data.rglob("*")]
    assert not [name for name in left if "vault" in name or "ballot" in name]
    await town.begin()
    assert not await town.process.database.vault.is_open(ballot)


# refused


async def refused(town: Town, backup: Path) -> Trouble:
    """Why this file is not restored; nothing has changed after it."""
    before = contents(town)
    with pytest.raises(Trouble) as told:
        await restore(town.settings, backup, town.clock.now(), Operator(), send=False)
    assert contents(town) == before
    return told.value


async def test_not_while_the_bot_runs(network: Network) -> None:
    backup = await back_up(network.town)
    await network.town.process.stop()
    with held(network.town.settings.data / "spoiwo.db.lock"):
        told = await refused(network.town, backup)
    assert told.code is Exit.SECOND_PROCESS
    assert str(told).endswith("already: stop that one first.")
    await network.town.begin()


def cut_short(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:100_000])


def something_else(backup: Path) -> None:
    backup.write_text("shopping list: bread, butter" * 100)


def somebody_else_s(backup: Path) -> None:
    backup.unlink()
    with sqlite3.connect(backup) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()


def from_the_future(backup: Path) -> None:
    with sqlite3.connect(backup) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()


@pytest.mark.parametrize(
    ("spoil", "code", "why"),
    [
        (cut_short, Exit.BACKUP, "can't be used (database disk image is malformed)."),
        (something_else, Exit.BACKUP, "can't be used (file is not a database)."),
        (somebody_else_s, Exit.BACKUP, "can't be used (no database of Spoiwo)."),
        (from_the_future, Exit.NEWER_DATABASE, "was written by a newer version of Spoiwo: install that version; "
                                               "nothing was changed."),
        (Path.unlink, Exit.BACKUP, "No such file or directory."),
    ],
)  # fmt: skip
async def test_what_is_no_backup_of_ours(
    town: Town, spoil: Callable[[Path], None], code: Exit, why: str
) -> None:
    backup = await back_up(town)
    await town.process.stop()
    spoil(backup)
    told = await refused(town, backup)
    assert told.code is code
    assert str(told).endswith(why)
    await town.begin()


async def test_with_postgresql_the_way_is_told(town: Town, tmp_path: Path) -> None:
    elsewhere = town.settings.model_copy(update={"database_url": "postgresql+asyncpg://nobody@127.0.0.1:1/x"})
    with pytest.raises(Trouble, match="pg_restore"):
        await restore(elsewhere, tmp_path / "any", town.clock.now(), Operator(), send=False)


# paused


async def test_a_backup_put_back_by_hand_is_paused_until_an_operator_has_looked(network: Network) -> None:
    town, operator = network.town, Operator(False)
    backup = await an_answer_waits(network)
    await town.process.stop()
    assert town.settings.database_file is not None
    town.settings.database_file.write_bytes(backup.read_bytes())
    with pytest.raises(Trouble, match="is a backup of 2026-09-07 07:00 UTC and is paused") as told:
        await run(town.settings)
    assert told.value.code is Exit.PAUSED
    assert await resume(town.settings, town.clock.now(), operator, send=False) == "It stays paused."
    assert "     1  not said again   answer" in operator.read
    with pytest.raises(Trouble, match="is paused"):
        await run(town.settings)
    ended = await resume(town.settings, town.clock.now(), Operator(), send=False)
    assert ended == "The pause has ended: `spoiwo run` starts the bot."
    await town.begin()
    assert len(heard(network.jan, HELP)) == 1
    assert await resume_again(town) == "Nothing is paused."


async def resume_again(town: Town) -> str:
    await town.process.stop()
    said = await resume(town.settings, town.clock.now(), Operator(), send=False)
    await town.begin()
    return said


async def test_a_pause_can_be_asked_for(town: Town) -> None:
    """As after pg_restore, which knows nothing of pauses."""
    await town.process.stop()
    await hold(town.settings, town.clock.now())
    with pytest.raises(Trouble, match="is paused"):
        await run(town.settings)
    await resume(town.settings, town.clock.now(), Operator(), send=False)
    await town.begin()


# older versions


async def downgraded(file: Path) -> None:
    """A database as the version before the last step would have left it."""
    file.unlink(missing_ok=True)

    def until_0001(connection: Connection) -> list[str]:
        command.upgrade(migrate._config(connection), "0001")
        connection.commit()
        return []

    await migrate._with_connection(f"sqlite+aiosqlite:///{file}", until_0001)


async def test_a_backup_of_an_older_version_is_brought_up_to_date(town: Town, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    await downgraded(old)
    operator = Operator()
    await restored(town, old, operator)
    assert operator.read == "The state of an unknown moment: nothing waits in it."
    async with town.process.database.read() as uow:
        assert await networks.by_id(uow, 1) is None
