"""The vault: who has answered in a secret ballot and what the answers are, and no link between the two."""

import re
from collections.abc import Callable, Collection
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.key_folder import KeyFolder
from storage.vault import kept, tables
from storage.vault.ballot import Ballot, Band, Read
from storage.vault.box import Box, BrokenBox, new_key
from storage.vault.pool import LONGEST, MOST
from storage.vault.room import Room

_NAME = re.compile(r"[0-9a-z]{8,64}")


class NotOpen(Exception):
    """There is no such ballot, or its key is gone and nobody can read its answers any more."""


class Vault:
    """Keeps secret ballots, each under a random name that its owner remembers. Every method raises Unavailable.

    Each call is a transaction of its own and over before that of the unit of work. Where that one comes to nothing,
    the same may be called again.
    """

    def __init__(self, url: URL, keys: Path) -> None:
        self._room = Room(url)
        self._keys = KeyFolder(keys, ".ballot")

    async def prepare(self) -> None:
        """Make the tables, where they are not there yet."""
        await self._room.prepare()

    async def dispose(self) -> None:
        await self._room.dispose()

    # what a ballot lives through

    async def open(self, ballot: str, participants: Collection[int], *, longest: int = LONGEST) -> None:
        """Begin a ballot of answers of `longest` bytes at most, 4000 or fewer, each of which takes so much room.

        Where it has begun, only invite those who are not there yet. Raises NotOpen for one that is over, and
        ValueError for a name that is not random, or answers too long.
        """
        if not _NAME.fullmatch(ballot):
            raise ValueError("a ballot's name is random letters and digits")
        if not 0 < longest <= MOST:
            raise ValueError(f"an answer has 1 to {MOST} bytes at most")
        async with self._room.alone() as connection:
            if not await kept.is_there(connection, ballot):
                self._keys.make(ballot, new_key())
                await kept.begin(connection, self._box(ballot), longest)
        await self.invite(ballot, participants)

    async def invite(self, ballot: str, participants: Collection[int]) -> None:
        """Let others take part, too. Raises NotOpen."""
        await self._change(ballot, lambda known: known.inviting(participants))

    async def seal(self, ballot: str, participant: int, answer: bytes) -> bool:
        """Keep an answer for good; False, and nothing changes, for someone who has given one.

        That may have been a moment ago, where the tap is handled again because the process died.
        Raises NotInvited, NotOpen, and ValueError for an answer that is longer than the ballot's may be.
        """
        return await self._change(ballot, lambda known: known.sealing(participant, answer))

    async def read(self, ballot: str) -> Read | None:
        """All answers, at the end only; None where they are too few to be shown to anyone. Raises NotOpen.

        Nothing is changed: `destroy` follows, once what was made of them has been committed.
        """
        return (await self._seen(ballot)).read()

    async def destroy(self, ballots: Collection[str]) -> None:
        """Let go of all that is known of these ballots, and of their keys. The keys go first: from then on nothing can
        be read, whatever comes between."""
        async with self._room.alone() as connection:
            keys = set(self._keys.names())
            over = (keys | await tables.ballots(connection)).intersection(ballots)
            for ballot in over & keys:
                self._keys.destroy(ballot)
            if over:
                await tables.clear(connection, over)
        if over:
            await self._room.tidy()

    async def forget(self, participant: int, ballot: str | None = None) -> None:
        """Take somebody's name away, in one ballot or in all; what they have answered counts."""
        async with self._room.alone() as connection:
            mine = await tables.ballots_of(connection, participant)
            for name in mine if ballot is None else mine & {ballot}:
                await self._make_nameless(connection, name, participant)
        if mine:
            await self._room.tidy()

    async def clear(self) -> None:
        """Let go of every ballot and its key, also where the file is damaged: another database takes their place."""
        for name in self._keys.names():
            self._keys.destroy(name)
        await self._room.clear()

    # what may be known of it

    async def ballots(self) -> frozenset[str]:
        """All of which anything is left, a key or a row."""
        keys = frozenset(self._keys.names())
        if self._room.file is not None and not self._room.file.exists():
            return keys
        async with self._room.alone() as connection:
            return keys | await tables.ballots(connection)

    async def is_open(self, ballot: str) -> bool:
        """Whether it is there, and its key."""
        try:
            await self._seen(ballot)
        except NotOpen:
            return False
        return True

    async def invited(self, ballot: str) -> frozenset[int]:
        """Those who may answer; whoever was forgotten is among them as a negative number."""
        async with self._room.alone() as connection:
            return frozenset(await kept.flagged(connection, ballot))

    async def sealed(self, ballot: str) -> frozenset[int]:
        """Those who have answered: to refuse them twice and to remind the others, and for nobody's eyes.

        Raises NotOpen.
        """
        return (await self._seen(ballot)).sealed

    async def band(self, ballot: str) -> Band:
        """How many have answered, as far as it may be told. Raises NotOpen."""
        return (await self._seen(ballot)).band

    # inside a transaction

    async def _seen(self, ballot: str) -> Ballot:
        async with self._room.alone() as connection:
            return (await self._look(connection, ballot))[1]

    async def _change(self, ballot: str, change: Callable[[Ballot], Ballot]) -> bool:
        """Whether anything changed. What is written at a flush leaves nothing of what was there before."""
        async with self._room.alone() as connection:
            box, before = await self._look(connection, ballot)
            after = change(before)
            await kept.save(connection, box, before, after)
        if after.flagged != before.flagged:
            await self._room.tidy()
        return after != before

    async def _look(self, connection: AsyncConnection, ballot: str) -> tuple[Box, Ballot]:
        try:
            box = self._box(ballot)
            return box, await kept.look(connection, box)
        except (FileNotFoundError, BrokenBox, kept.NotThere) as fault:
            raise NotOpen from fault

    async def _make_nameless(self, connection: AsyncConnection, ballot: str, participant: int) -> None:
        try:
            box, known = await self._look(connection, ballot)
            await kept.save(connection, box, known, known.forgetting(participant))
        except NotOpen:
            known = Ballot(await kept.flagged(connection, ballot))
            await kept.write_flags(connection, ballot, known.forgetting(participant))

    def _box(self, ballot: str) -> Box:
        return Box(ballot, self._keys.read(ballot))
