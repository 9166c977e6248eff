"""How the proposed dates stand: per person and per institution, in which order, and why the first is the best.

Only those who are asked count: whoever leaves or becomes an observer takes their answers along, and brings them back
when they come back. An institution stands where its people stand now, so a merge counts at once.

An institution can come as soon as one of its people can: it says "yes" if any of them does, else "if need be" if any
of them does, else "no"; nothing as long as none of them has answered. Colleagues are a reserve for each other, so one
"no" beside a "yes" takes nothing away. Whoever represents nobody counts as a person only.

The order is: most institutions that can come (yes or if need be), then most people who can, then fewest who say no,
then most who say yes outright, and at last the earliest. One more yes never takes a date back in this order. Dates that
differ in nothing but the day are equally good, and are called so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from storage.date_polls import Choice, Proposal

Said = Mapping[int, Mapping[int, Choice]]
"""By person and then by proposal."""
Places = Mapping[int, int | None]
"""Who is asked, each with the institution that they represent, if any."""
BEST_FIRST = (Choice.YES, Choice.MAYBE, Choice.NO)


@dataclass(frozen=True)
class Tally:
    """How many say what."""

    yes: int = 0
    maybe: int = 0
    no: int = 0

    @property
    def can(self) -> int:
        return self.yes + self.maybe

    @classmethod
    def of(cls, choices: Iterable[Choice | None]) -> "Tally":
        every = list(choices)
        return cls(*(every.count(choice) for choice in BEST_FIRST))


@dataclass(frozen=True)
class Standing:
    """One date, and what people and institutions say to it."""

    proposal: Proposal
    people: Tally
    institutions: Tally

    @property
    def merits(self) -> tuple[int, int, int, int]:
        """More is better, the first difference decides."""
        return self.institutions.can, self.people.can, -self.people.no, self.people.yes


class Merit(Enum):
    """What makes the best date better than the next one; as many as `Standing.merits`, in their order."""

    INSTITUTIONS = 0
    PEOPLE = 1
    FEWEST_NO = 2
    MOST_YES = 3


@dataclass(frozen=True)
class Result:
    """How all dates stand, the best first; how many institutions and people are asked, and how many answered."""

    ranked: Sequence[Standing]
    institutions: int
    asked: int
    answered: int

    @property
    def best(self) -> Sequence[Standing]:
        """The best date, or several that are equally good; none as long as nobody can come on any."""
        first = self.ranked[0] if self.ranked else None
        if first is None or not first.people.can:
            return ()
        return [each for each in self.ranked if each.merits == first.merits]

    @property
    def merit(self) -> Merit | None:
        """The first in which the best date is better than all others; None where there is no other."""
        best = self.best
        if not best or len(best) == len(self.ranked):
            return None
        ours, theirs = best[0].merits, self.ranked[len(best)].merits
        return next(merit for merit in Merit if ours[merit.value] != theirs[merit.value])


def count(proposals: Sequence[Proposal], said: Said, asked: Places) -> Result:
    """How the dates stand by what those who are asked say."""
    institutions: dict[int, list[int]] = {}
    for person, place in asked.items():
        if place is not None:
            institutions.setdefault(place, []).append(person)
    standings = [_standing(each, said, asked, institutions) for each in proposals]
    keys = {each.key for each in proposals}
    answered = sum(not keys.isdisjoint(said.get(person, {})) for person in asked)
    return Result(sorted(standings, key=_order), len(institutions), len(asked), answered)


def choice_of(people: Iterable[int], proposal: int, said: Said) -> Choice | None:
    """What an institution says whose people these are."""
    theirs = {said.get(person, {}).get(proposal) for person in people}
    return next((choice for choice in BEST_FIRST if choice in theirs), None)


def _standing(
    proposal: Proposal, said: Said, asked: Places, institutions: Mapping[int, Sequence[int]]
) -> Standing:
    people = Tally.of(said.get(person, {}).get(proposal.key) for person in asked)
    return Standing(
        proposal, people, Tally.of(choice_of(those, proposal.key, said) for those in institutions.values())
    )


def _order(standing: Standing) -> tuple[object, ...]:
    one = standing.proposal
    return (*(-merit for merit in standing.merits), one.starts_at, one.ends_at, one.key)
