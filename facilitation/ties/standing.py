"""How a round stands: which institutions are asked, what counts of each, and what may be seen of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from facilitation.ties.asked import Asked, Place, asked
from facilitation.ties.picture import Picture, Said, picture
from storage import ties
from storage.ties import RoundState, TieAnswer, TieRound
from storage.unit_of_work import UnitOfWork

COVERAGE = 4, 5
"""Of so many of five institutions there must be answers: 80 %."""


@dataclass(frozen=True)
class Standing:
    """A round with its institutions and answers: `own` as each was given, `answers` what counts for each institution
    that is there now."""

    round: TieRound
    asked: Asked
    own: Mapping[int, TieAnswer]
    answers: Mapping[int, TieAnswer]

    @property
    def silent(self) -> list[Place]:
        """Those that are asked and have not answered."""
        return [place for key, place in self.asked.places.items() if not self.has_answered(key)]

    @property
    def has(self) -> int:
        return len(self.asked.places) - len(self.silent)

    @property
    def missing(self) -> int:
        """How many answers there are too few to publish anything."""
        enough, of = COVERAGE
        needed = -(-len(self.asked.places) * enough // of)
        return max(0, needed - self.has)

    def has_answered(self, place: int) -> bool:
        return place in self.answers and self.answers[place].is_complete

    def answer_of(self, place: Place) -> TieAnswer | None:
        return self.answers.get(place.key)

    @property
    def picture(self) -> Picture:
        """As it would be published now, or as it was published, without what was taken out since."""
        there = set(self.asked.places)
        places = {self.asked.now(place) for place in ties.from_text(self.round.places)}
        if self.round.state is RoundState.OPEN:
            places = there
        elif self.round.state is RoundState.PREVIEW:
            places &= there  # nobody could say no for one that its people have left
        return picture(places, {key: self._said(answer) for key, answer in self.answers.items()})

    def _said(self, answer: TieAnswer) -> Said:
        givers = frozenset(self.asked.now(giver) for giver in ties.from_text(answer.givers))
        return Said(givers, answer.is_complete and bool(answer.listed) and not answer.hidden)


async def standing(uow: UnitOfWork, round_: TieRound, now: datetime) -> Standing:
    everyone = await asked(uow, round_.network_id, now)
    given = await ties.answers(uow, round_.key)
    counting = {everyone.now(answer.institution_id): answer for answer in given}  # of merged ones the last
    return Standing(round_, everyone, {answer.institution_id: answer for answer in given}, counting)
