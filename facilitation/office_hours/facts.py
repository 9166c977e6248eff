"""What happens to a session that others want to hear of inside the same transaction."""

from dataclasses import dataclass

from storage.unit_of_work import Fact


@dataclass(frozen=True)
class SessionFellOut(Fact):
    """A session does not take place: it was skipped, or fell away with its series."""

    network_id: int
    session_id: int


@dataclass(frozen=True)
class SessionRestored(Fact):
    """A session that was skipped takes place after all."""

    network_id: int
    session_id: int


@dataclass(frozen=True)
class SessionMoved(Fact):
    """A session begins at another time than before."""

    network_id: int
    session_id: int
