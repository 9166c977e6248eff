"""Twelve cities are asked by a survey over HTTP; the process is killed in between, and a thief reads everything."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio

from facilitation.surveys import rounds
from facilitation.surveys.answers import as_bytes
from facilitation.surveys.instruments import TRUST_PULSE
from facilitation.surveys.results import FEW
from sandbox.players import Player
from sandbox.story import Story, words
from storage.surveys import SurveyState
from tests.process.asked import SEALED, Asked
from tests.process.living import Sandbox
from tests.storage.vaults import Snapshot, looking
from tests.thieves import unlocked

pytestmark = pytest.mark.e2e

GIVEN = (
    (5, 4, 6, 0, 1, 5, 3), (2, 2, 4, 4, 3, 1, 1), (4, 5, 5, 2, 6, 6, 4), (3, 0, 0, 1, 2, 4, 5), (1, 3, 2, 5, 4, 2, 6),
    (5, 5, 1, 3, 5, 3, 2), (4, 1, 3, 6, 2, 5, 5), (2, 6, 4, 4, 1, 0, 3), (4, 4, 2, 2, 5, 4, 1), (5, 3, 5, 1, 4, 2, 4),
)  # fmt: skip
"""What ten of the twelve answer to the seven items; two never do."""
CRASHES = ("edge.entered", None, "edge.done", None, "vault.sealed", None, "edge.committed", None, None)
"""Where the process dies while each of them seals; nowhere for those who tap twice."""
REMINDER, RESULTS, CANCELLED = (
    "To przypomnienie widzisz tylko Ty",
    "Wyniki ankiety: Puls zaufania",
    "Ankieta odwołana",
)


@pytest_asyncio.fixture
async def asked(tmp_path: Path, database_url: str) -> AsyncIterator[Asked]:
    sandbox = await Sandbox.start("--forget-after", "1.2")
    async with Story.at(sandbox.address) as story:
        asked = Asked(sandbox, story, tmp_path / "data", database_url)
        await asked.gathers()
        yield asked
        await asked.running.kill()
        await asked.database.close()
    await sandbox.stop()


async def test_whoever_sealed_counts_once_and_nobody_finds_what_they_answered(
    asked: Asked, tmp_path: Path
) -> None:
    await asked.begins_survey()
    sealing = list(zip(CRASHES, asked.people, GIVEN, strict=False))
    secrets = list(await asyncio.gather(*(asked.answers(person, given) for _, person, given in sealing)))
    async with looking(asked.url) as look:
        snapshots = [await look()]
        for point, person, _ in sealing:
            await is_sealed(asked, point, person)
            snapshots.append(await look())
            await nothing_is_found(asked, tmp_path, secrets)
    copy = await asked.backs_up(tmp_path / "copies")
    await the_observer_is_not_asked(asked)
    snapshots_tell_nothing(snapshots)
    await one_is_reminded_in_time(asked, secrets)
    await the_group_reads_what_ten_said(asked)
    await nothing_is_found(asked, tmp_path, secrets, also_unlocked=True)
    if asked.url.startswith("sqlite"):  # PostgreSQL's own tools restore the other
        await what_is_restored_has_no_answers(asked, copy)


async def is_sealed(asked: Asked, point: str | None, person: Player) -> None:
    """Once, also where the process dies just then, and where the tap comes twice."""
    if point is None:
        await asked.sends_the_seal(person, often=2)
        await asked.story.settles()
    else:
        await asked.running.kill()
        await asked.sends_the_seal(person)
        await asked.dies_at(point)
    assert SEALED in await asked.told(person), point


async def nothing_is_found(
    asked: Asked, folder: Path, secrets: list[str], *, also_unlocked: bool = False
) -> None:
    """Neither what the buttons carried nor what goes into the box; in the end not even with all keys."""
    found = await asked.stolen(folder)
    assert len(found) > 1_000_000
    if also_unlocked:
        found += unlocked(found, asked.folder / "keys")
    packed = [as_bytes(TRUST_PULSE.tapped, given) for given in GIVEN]
    read = [str(given).encode() for given in GIVEN] + [str(list(given)).encode() for given in GIVEN]
    assert [each for each in (*(each.encode() for each in secrets), *packed, *read) if each in found] == []
    said = (asked.folder / "said.txt").read_text()
    assert "event=running" in said
    assert [each for each in secrets if each.removeprefix("~") in said] == []
    assert "srv:" not in said


def snapshots_tell_nothing(snapshots: list[Snapshot]) -> None:
    """Between two looks either nobody has answered or at least five have."""
    assert all(each.balanced for each in snapshots)
    numbers = [len(each.answers) for each in snapshots]
    assert all(after - before in (0, 5) for before, after in pairwise(numbers))
    assert numbers[0] == 0
    assert numbers[-1] <= len(snapshots) - 1


async def the_observer_is_not_asked(asked: Asked) -> None:
    for person in (asked.observer, asked.expert):
        await person.taps(asked.group, "Odpowiedz na ankietę")
        assert "Do pierwszego pytania" not in await person.buttons(asked.story.bot)


async def one_is_reminded_in_time(asked: Asked, secrets: list[str]) -> None:
    """Three have not answered; all of them are reminded, once, and one of them answers."""
    *_, late, silent, too = asked.people[: len(CRASHES) + 3]
    await asked.story.clock.moves(days=2, hours=20)
    reminded = [person for person in (*asked.people, asked.marta) if await reminders(asked, person)]
    assert reminded == [late, silent, too]
    secrets.append(await asked.answers(late, GIVEN[len(CRASHES)]))
    await is_sealed(asked, None, late)
    await asked.story.clock.moves(hours=3)
    assert [await reminders(asked, person) for person in (late, silent, too)] == [1, 1, 1]


async def reminders(asked: Asked, person: Player) -> int:
    return sum(REMINDER in words(message) for message in await person.sees(asked.story.bot))


async def the_group_reads_what_ten_said(asked: Asked) -> None:
    await asked.story.clock.moves(days=4)
    published = [words(each) for each in await asked.marta.sees(asked.group) if RESULTS in words(each)]
    assert len(published) == 1
    assert "Odpowiedziało 10 z 12 zaproszonych osób." in published[0]
    survey = await asked.the_survey()
    results = rounds.results_of(survey)
    assert survey.state is SurveyState.CLOSED
    assert results is not None
    for place, item in enumerate(TRUST_PULSE.tapped):
        chosen = Counter(given[place] for given in GIVEN if 0 < given[place] < 6)
        assert results.of(item.id).n == (n if (n := chosen.total()) >= FEW else 0)


async def what_is_restored_has_no_answers(asked: Asked, copy: Path) -> None:
    """The survey was open when the copy was made: it is cancelled, and the network can be asked anew."""
    await asked.restores(copy)
    assert (await asked.the_survey()).state is SurveyState.CANCELLED
    assert any(CANCELLED in words(message) for message in await asked.marta.sees(asked.group))
    await asked.marta.says(asked.story.bot, "/ankieta")
    await asked.marta.taps(asked.story.bot, "Puls zaufania")
    await asked.marta.taps(asked.story.bot, "Otwórz ponownie")
    await asked.marta.taps(asked.story.bot, "Rozpocznij ankietę…")
    await asked.marta.taps(asked.story.bot, "Tak, rozpocznij ankietę")
    await asked.story.clock.moves(seconds=10)
    assert (await asked.the_survey(2)).state is SurveyState.OPEN
