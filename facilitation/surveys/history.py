"""History: the earlier rounds of a survey, as far as whoever looks may know of them.

Rounds are compared as long as they are of the same version and the network has not started anew; what was before that
is told apart, and never compared.
"""

from dataclasses import dataclass

from storage import surveys
from storage.surveys import Survey
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class History:
    """`rounds` end with the survey itself, the oldest first; `apart` are earlier ones that can't be compared."""

    rounds: tuple[Survey, ...]
    apart: tuple[Survey, ...]

    @property
    def compares(self) -> bool:
        return len(self.rounds) > 1


def has_results(survey: Survey, *, leads: bool) -> bool:
    """For everyone once they are published; those who lead know them as soon as they are counted."""
    return survey.results is not None and (leads or survey.published_at is not None)


async def of(uow: UnitOfWork, survey: Survey, *, leads: bool) -> History:
    """Of a survey that has results for whoever looks."""
    rounds: list[Survey] = []
    apart: list[Survey] = []
    comparable = True
    for each in await surveys.of_instrument(uow, survey):
        if each.key > survey.key:
            continue
        comparable = comparable and each.version == survey.version
        if has_results(each, leads=leads):
            (rounds if comparable else apart).append(each)
        comparable = comparable and not each.starts_anew
    return History(tuple(reversed(rounds)), tuple(reversed(apart)))
