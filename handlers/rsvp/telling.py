"""What people are told of one another's answers: asked to stand in, relied on, let down."""

from collections.abc import Sequence

from facilitation.rsvp.answering import Said
from handlers.meetings import words as meeting_words
from handlers.message import Button, Message, lines, paragraphs
from handlers.rsvp import card
from handlers.visit import Visit
from locales.reader import Reader
from storage.meetings import Meeting
from storage.people import Person

STAND_IN = "rsvp.standin"


def ask_to_stand_in(visit: Visit, meeting: Meeting, colleague: Person) -> bool:
    """Whether someone comes in this person's place; False where they can't be written to."""
    _ = visit.reader_of(colleague)
    text = paragraphs(
        _("<b>{name} asks you to come in their place</b>", name=visit.me.name),
        about(_, meeting),
        _("Do you come?"),
    )
    message = Message(text, (card.buttons(visit, _, meeting),), frozenset({visit.me.key}))
    return _tell(visit, colleague, message, meeting)


async def tell_those_represented(visit: Visit, said: Said) -> None:
    """Whoever named this person as their substitute hears whether they come."""
    meeting, name = said.answers.meeting, visit.me.name
    for other in said.relied:
        _ = visit.reader_of(other)
        text = paragraphs(_("<b>{name} comes in your place</b>", name=name), about(_, meeting))
        _tell(visit, other, Message(text, names=frozenset({visit.me.key})), meeting)
    for other in said.relied_in_vain:
        _ = visit.reader_of(other)
        first = _("<b>{name} can't come in your place</b>", name=name)
        _tell(visit, other, _who_then(visit, _, meeting, first, frozenset({visit.me.key})), meeting)


def tell_let_down(visit: Visit, meeting: Meeting, those: Sequence[Person]) -> None:
    """Whoever was to come in their place has left the network, and is not named any more."""
    for other in those:
        _ = visit.reader_of(other)
        first = _("<b>Your substitute is no longer in the network</b>")
        _tell(visit, other, _who_then(visit, _, meeting, first), meeting)


def about(_: Reader, meeting: Meeting) -> str:
    return lines(meeting_words.title(_, meeting), meeting_words.when(_, meeting))


def _who_then(
    visit: Visit, _: Reader, meeting: Meeting, first: str, names: frozenset[int] = frozenset()
) -> Message:
    text = paragraphs(first, about(_, meeting), _("Who comes now?"))
    instead = Button(_("Someone in my place…"), tap=visit.tap("rsvp", "standin", meeting.key))
    return Message(text, (card.buttons(visit, _, meeting), (instead,)), names)


def _tell(visit: Visit, person: Person, message: Message, meeting: Meeting) -> bool:
    return visit.tell(
        person, message, kind=STAND_IN, network=visit.network, not_after=meeting.ends_at, about=meeting.key
    )
