"""What happened in a network that more than one feature wants to hear of."""

from dataclasses import dataclass
from datetime import datetime

from facilitation.calendar.clashes import Span
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
    """A person holds a role, or holds it no longer; member and observer take each other's place in one fact."""

    network_id: int
    person_id: int
    role: Role
    held: bool


@dataclass(frozen=True)
class NetworkChanged(Fact):
    """Something that the network's card shows is different now."""

    network_id: int


@dataclass(frozen=True)
class SpeechChanged(Fact):
    """The language or the time zone of a network is another one: what stands in its group is rendered anew."""

    network_id: int


@dataclass(frozen=True)
class SettingChanged(Fact):
    """A network has decided something otherwise than before."""

    network_id: int
    name: str


@dataclass(frozen=True)
class QuietTimeAdded(Fact):
    """A network will rest on more days than it was planned with."""

    network_id: int
    span: Span


@dataclass(frozen=True)
class GroupFound(Fact):
    """The bot was moved with its group, or added again: nothing that it posted there before counts."""

    network_id: int


@dataclass(frozen=True)
class ReachChanged(Fact):
    """A person can be written to privately, or no longer."""

    person_id: int
    open: bool


@dataclass(frozen=True)
class LanguageChanged(Fact):
    """A person chose another language."""

    person_id: int


@dataclass(frozen=True)
class Forgotten(Fact):
    """A person was forgotten: the row is nameless now, and this is the last that is known of the chat."""

    person_id: int
    telegram_id: int


@dataclass(frozen=True)
class QuestionChanged(Fact):
    """A question was asked, answered, or has come further: what shows it follows."""

    network_id: int
    question_id: int


@dataclass(frozen=True)
class QuestionWithdrawn(Fact):
    """A question was taken back or hidden: nobody but whoever asked sees it any more."""

    network_id: int
    question_id: int


@dataclass(frozen=True)
class QuestionWaits(Fact):
    """Nobody has answered a question for long: it may stand in line for the next office hours."""

    network_id: int
    question_id: int


@dataclass(frozen=True)
class EntryChanged(Fact):
    """An entry of the log came, changed or went."""

    network_id: int
    entry_id: int


@dataclass(frozen=True)
class ActionChanged(Fact):
    """An action was agreed on, or something of it is otherwise: what shows it follows."""

    network_id: int
    action_id: int
    meeting_id: int | None


@dataclass(frozen=True)
class NoteChanged(Fact):
    """What stands in the note of a meeting is otherwise, or how far the note is."""

    network_id: int
    meeting_id: int


@dataclass(frozen=True)
class NoteFinished(Fact):
    """The note of a meeting is final, the first time or anew."""

    network_id: int
    meeting_id: int


@dataclass(frozen=True)
class DateSought(Fact):
    """Dates are proposed to the network: everyone is asked which of them suit."""

    network_id: int
    date_poll_id: int


@dataclass(frozen=True)
class DateFound(Fact):
    """A date was picked of those proposed, or another one instead; `meeting_id` is what it is for, if known."""

    network_id: int
    date_poll_id: int
    starts_at: datetime
    ends_at: datetime
    meeting_id: int | None
