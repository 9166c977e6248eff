"""What may be seen of a network: institutions that agreed, with ties among them; all others are only counted. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Tie = tuple[int, int]
"""Who gave something useful, and who took it over."""
FEWEST_SHOWN = 4


@dataclass(frozen=True)
class Said:
    """What counts of an institution: from whom it took something over, and whether it may be seen."""

    givers: frozenset[int]
    seen: bool


@dataclass(frozen=True)
class Picture:
    """The institutions that are shown and their ties, in an order that tells nothing; how many of the willing have no
    tie to a shown one, and how many are not in the picture."""

    shown: tuple[int, ...]
    ties: tuple[Tie, ...]
    isolated: int
    aside: int

    @property
    def is_enough(self) -> bool:
        """With fewer there is no picture of a network, only one of its few."""
        return len(self.shown) >= FEWEST_SHOWN

    def taken_by(self, place: int) -> tuple[int, ...]:
        """From whom it took something over."""
        return tuple(giver for giver, taker in self.ties if taker == place)

    def given_by(self, place: int) -> tuple[int, ...]:
        """Who took something over from it."""
        return tuple(taker for giver, taker in self.ties if giver == place)


def picture(places: Collection[int], said: Mapping[int, Said]) -> Picture:
    """`places` are all that were asked."""
    willing = {place for place in places if place in said and said[place].seen}
    ties = {(giver, taker) for taker in willing for giver in said[taker].givers & willing if giver != taker}
    shown = _ends(ties)
    return Picture(
        tuple(sorted(shown)), tuple(sorted(ties)), len(willing) - len(shown), len(set(places) - willing)
    )


def _ends(ties: Iterable[Tie]) -> set[int]:
    return {place for tie in ties for place in tie}
