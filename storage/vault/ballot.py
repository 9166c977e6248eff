"""What the vault knows of one ballot, and what becomes of it: calculated here, kept elsewhere."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from storage.vault.pool import EMPTY, Pool

FEWEST = 5
"""Fewer answers are never shown."""
TEN = 10
_DICE = secrets.SystemRandom()


class NotInvited(Exception):
    """Whoever is not among the participants of a ballot has no say in it."""


class Band(Enum):
    """How many have answered, as far as it may be told before the end."""

    FEWER_THAN_FIVE = 0
    FIVE_OR_MORE = 5
    TEN_OR_MORE = 10


@dataclass(frozen=True)
class Read:
    """What is read at the end: the answers in random order, and, not linked with them, who gave one."""

    answers: tuple[bytes, ...]
    sealed: frozenset[int]


@dataclass(frozen=True)
class Ballot:
    """Who is invited and whose answer is `flagged` as written down, the answers written down, and those that wait.

    There are always as many flags as answers.
    """

    flagged: Mapping[int, bool]
    answers: tuple[bytes, ...] = ()
    pool: Pool = EMPTY

    @property
    def sealed(self) -> frozenset[int]:
        return frozenset(one for one, flag in self.flagged.items() if flag) | frozenset(self.pool.people)

    @property
    def band(self) -> Band:
        number = len(self.answers) + len(self.pool.answers)
        if number >= TEN:
            return Band.TEN_OR_MORE
        return Band.FIVE_OR_MORE if number >= FEWEST else Band.FEWER_THAN_FIVE

    def inviting(self, participants: Collection[int]) -> "Ballot":
        return replace(self, flagged={**dict.fromkeys(participants, False), **self.flagged})

    def sealing(self, participant: int, answer: bytes) -> "Ballot":
        """With one more answer, unless this participant has given one.

        Raises NotInvited, and ValueError for an answer that is too long.
        """
        if participant not in self.flagged:
            raise NotInvited
        if participant in self.sealed:
            return self
        pool = self.pool.with_one_more(participant, answer)
        if not pool.is_full:
            return replace(self, pool=pool)
        people, answers, rest = pool.flushed()
        flagged = {**self.flagged, **dict.fromkeys(people, True)}
        return Ballot(flagged, (*self.answers, *answers), rest)

    def forgetting(self, participant: int) -> "Ballot":
        """The same with somebody nameless in the place of the participant."""
        nameless = -1 - secrets.randbelow(2**62)
        flagged = {nameless if one == participant else one: flag for one, flag in self.flagged.items()}
        return Ballot(flagged, self.answers, self.pool.renamed(participant, nameless))

    def read(self) -> Read | None:
        answers = (*self.answers, *self.pool.answers)
        if len(answers) < FEWEST:
            return None
        return Read(tuple(_DICE.sample(answers, len(answers))), self.sealed)
