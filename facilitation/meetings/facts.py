"""What happens to meetings that other features want to hear of."""

from dataclasses import dataclass
from enum import StrEnum

from storage.unit_of_work import Fact


class Changed(StrEnum):
    """What is otherwise than people had heard."""

    DATE = "date"
    HOURS = "hours"
    FORM = "form"
    PLACE = "place"
    TITLE = "title"
    CANCELLED = "cancelled"
    AGAIN = "takes place again"


@dataclass(frozen=True)
class MeetingChanged(Fact):
    """A meeting was announced, or something of it is otherwise: what follows from it is planned anew."""

    network_id: int
    meeting_id: int


@dataclass(frozen=True)
class MeetingTold(Fact):
    """The group hears what is otherwise, once there was time for second thoughts."""

    network_id: int
    meeting_id: int
    changes: frozenset[Changed]


@dataclass(frozen=True)
class MeetingBegan(Fact):
    """A meeting is under way."""

    network_id: int
    meeting_id: int


@dataclass(frozen=True)
class MeetingEnded(Fact):
    """A meeting that took place is over."""

    network_id: int
    meeting_id: int


@dataclass(frozen=True)
class ReportSubmitted(Fact):
    """The report of a meeting was submitted, or a corrected one: what it counts stands from now on."""

    network_id: int
    meeting_id: int
