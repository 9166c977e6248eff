"""A network that is asked by surveys over HTTP, and what a thief finds of it on the disk at any moment."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.engine import make_url

from sandbox import history
from sandbox.players import Player, words
from storage import surveys
from storage.engine import Database
from storage.seal import Seal
from storage.surveys import Survey
from tests.process.living import TOKEN, until
from tests.process.test_crash_matrix import PATIENCE, Matrix
from tests.storage.vaults import on_disk

CITIES = (
    "Gdynia", "Łódź", "Radlin", "Lublin", "Rybnik", "Tarnów", "Elbląg", "Chełm", "Czarne", "Opole", "Ełk", "Śrem",
)  # fmt: skip
STEPS = (
    "Pomiń", "Zdecydowanie się nie zgadzam", "Raczej się nie zgadzam", "Ani tak, ani nie", "Raczej się zgadzam",
    "Zdecydowanie się zgadzam", "Trudno powiedzieć",
)  # fmt: skip
"""What is tapped for each number of an answer, from "skipped" to "don't know"."""
SEALED = "Odpowiedzi są w urnie."
SEAL_IT = "Zapieczętuj"


class Asked(Matrix):
    """A network of twelve representatives, an expert and an observer, led by Marta."""

    people: list[Player]

    async def gathers(self) -> None:
        await self.runs()
        story, marta = self.story, self.marta
        self.group = await marta.makes_group("Dwanaście miast")
        await marta.adds(self.group, story.bot)
        await marta.promotes(self.group, story.bot)
        await marta.taps(self.group, "zaczynamy")
        await history.joins(story, marta, self.group, None)
        await marta.says(story.bot, "/instytucje")
        await marta.taps(story.bot, "Lista oczekiwanych")
        await marta.says(story.bot, "\n".join(f"{city} 1" for city in CITIES))
        await marta.taps(story.bot, "Zapisz listę")
        self.people = [await self.member(f"Osoba{n}", city) for n, city in enumerate(CITIES)]
        self.expert, self.observer = await self.member("Znawca", None), await self.member("Widz", None)
        for name, role in (("Znawca", "Ekspert"), ("Widz", "Obserwator")):
            await marta.says(story.bot, "/role")
            await marta.taps(story.bot, "Nadaj rolę")
            await marta.says(story.bot, name)
            await marta.taps(story.bot, role)

    async def member(self, name: str, city: str | None) -> Player:
        person = await self.story.someone(name, "Ćwiąkała", language_code="pl")
        await self.marta.adds(self.group, person)
        await history.joins(self.story, person, self.group, city)
        return person

    # the process

    async def runs(self) -> None:
        await until(self.is_gone, "the end of the bot before")
        self.running = self.bot(LOG_LEVEL="debug")
        await self.is_there(self.running)

    async def dies_at(self, point: str) -> None:
        """Whatever waits is handled by a bot that kills itself at `point`, and then by one that does not."""
        await until(self.is_gone, "the end of the bot before")
        bot = self.bot(CRASH_AT=point, LOG_LEVEL="debug")
        code = await bot.ends(PATIENCE)
        assert code == -9, f"{point}: {code} {bot.said()}"
        await self.runs()
        for _ in range(3):
            await self.story.clock.moves(minutes=1)

    async def backs_up(self, folder: Path) -> Path:
        """Beside the bot that runs; the copy."""
        return Path((await self._spoiwo("backup", str(folder))).strip())

    async def restores(self, copy: Path) -> None:
        """In the place of what is there; then the bot runs again."""
        await self.running.kill()
        await until(self.is_gone, "the end of the bot before")
        await self.database.close()
        await self._spoiwo("restore", str(copy), "--yes")
        self.database = Database(self.url, Seal(self.folder / "keys"))
        await self.runs()
        await self.story.settles()

    async def _spoiwo(self, *words: str) -> str:
        """What the operator's command answers."""
        given = {"TOKEN": TOKEN, "DATABASE_URL": self.url, "DATA": str(self.folder)}
        environment = os.environ | {f"SPOIWO_{name}": value for name, value in given.items()}
        return (await _told(sys.executable, "-m", "bot", *words, env=environment)).decode()

    # the survey

    async def begins_survey(self, title: str = "Puls zaufania") -> None:
        marta, bot = self.marta, self.story.bot
        await marta.says(bot, "/ankieta")
        await marta.taps(bot, "Przygotuj ankietę")
        for label in (title, "Rozpocznij ankietę…", "Tak, rozpocznij ankietę"):
            await marta.taps(bot, label)
        await self.story.clock.moves(seconds=10)

    async def answers(self, person: Player, given: Iterable[int]) -> str:
        """Up to the last look; what the button that seals carries of the answers."""
        bot = self.story.bot
        await person.taps(self.group, "Odpowiedz na ankietę")
        await person.taps(bot, "Do pierwszego pytania")
        for number in given:
            await person.taps(bot, STEPS[number])
        _, button = await person._button(bot, SEAL_IT)
        return str(button["callback_data"]).rpartition(":")[2]

    async def told(self, person: Player) -> str:
        """All that the private chat with the bot says now."""
        return "\n".join([words(message) for message in await person.sees(self.story.bot)])

    async def sends_the_seal(self, person: Player, often: int = 1) -> None:
        """The taps go out, also where no bot hears them."""
        message, button = await person._button(self.story.bot, SEAL_IT)
        tap = {"chat_id": person.id, "message_id": message["message_id"], "data": button["callback_data"]}
        for _ in range(often):
            await self.story.post(f"/world/as/{person.id}/taps", tap)

    async def the_survey(self, key: int = 1) -> Survey:
        async with self.database.read() as uow:
            found = await surveys.by_id(uow, key)
            assert found is not None
            uow.session.expunge(found)
        return found

    # the thief

    async def stolen(self, folder: Path) -> bytes:
        """Every byte of the database, the vault, the keys, the backups and the logs, and of a dump."""
        found = await on_disk(self.url, folder)
        return found if self.database.is_sqlite else found + await self._dumped()

    async def _dumped(self) -> bytes:
        plain = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        return await _told("pg_dump", "--inserts", plain)


async def _told(*command: str, env: dict[str, str] | None = None) -> bytes:
    process = await asyncio.create_subprocess_exec(*command, env=env, stdout=PIPE)
    told, _ = await process.communicate()
    assert process.returncode == 0, command
    return told
