"""What happened in a network that more than one feature wants to hear of."""

from dataclasses import dataclass

from storage.roles import Role
from storage.unit_of_work import Fact


@dataclass(frozen=True)
class Joined(Fact):
    """A person belongs to the network from now on."""

    network_id: int
    person_id: int


@dataclass(frozen=True)
class Left(Fact):
    """A person no longer belongs to the network; everything of theirs there ended."""

    network_id: int
    person_id: int


@dataclass(frozen=True)
class RoleChanged(Fact):
    """A person holds a role, or holds it no longer."""

    network_id: int
    person_id: int
    role: Role
    held: bool


@dataclass(frozen=True)
class NetworkChanged(Fact):
    """Something that the network's card shows is different now."""

    network_id: int


@dataclass(frozen=True)
class ReachChanged(Fact):
    """A person can be written to privately, or no longer."""

    person_id: int
    open: bool
