"""Who may be named for which eyes: confirmed transfers as far as the adopter agreed, who only tries in their own
network, who gave up nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitation.adoptions.standing import Taken, in_order, is_transfer
from storage.adoptions import Adoption, AdoptionState
from storage.entries import EntryAudience, Sight


@dataclass(frozen=True)
class Shown:
    """What some eyes may see of who took an entry over; besides the named ones only numbers.

    `trying` and `interested` are all of them, with the names that may be seen.
    """

    transfers: tuple[Taken, ...] = ()
    unnamed: int = 0
    trying: int = 0
    trying_named: tuple[Taken, ...] = ()
    interested: int = 0
    interested_named: tuple[Taken, ...] = ()
    dropped: int = 0

    @property
    def confirmed(self) -> int:
        return len(self.transfers) + self.unnamed

    def __bool__(self) -> bool:
        return bool(self.confirmed or self.trying or self.interested or self.dropped)


def may_be_named(adoption: Adoption, sight: Sight) -> bool:
    """Whether the adopter of a confirmed transfer agreed to be named for these eyes."""
    if adoption.network_id in sight.networks:
        return True
    if adoption.named is EntryAudience.INSTALLATION:
        return sight.installation
    return adoption.named is EntryAudience.PUBLIC


def shown(taken: Iterable[Taken], sight: Sight) -> Shown:
    """Confirmed ones in the order in which they were confirmed."""
    every = list(taken)
    confirmed = sorted(
        (each for each in every if is_transfer(each.adoption)), key=lambda each: in_order(each.adoption)
    )
    named = [each for each in confirmed if may_be_named(each.adoption, sight)]
    trying = _in_state(every, AdoptionState.TRYING)
    interested = _in_state(every, AdoptionState.INTERESTED)
    return Shown(
        transfers=tuple(named),
        unnamed=len(confirmed) - len(named),
        trying=len(trying),
        trying_named=_of_their_own(trying, sight),
        interested=len(interested),
        interested_named=_of_their_own(interested, sight),
        dropped=len(_in_state(every, AdoptionState.DROPPED)),
    )


def _in_state(every: Iterable[Taken], state: AdoptionState) -> list[Taken]:
    return [each for each in every if each.adoption.state is state]


def _of_their_own(every: Iterable[Taken], sight: Sight) -> tuple[Taken, ...]:
    return tuple(each for each in every if each.adoption.network_id in sight.networks)
