"""What answers add to the card of a meeting in the group, and to its page for one person."""

from facilitation.rsvp.turnout import answers
from handlers.message import Button, Message, paragraphs
from handlers.rsvp import words
from handlers.visit import Visit
from locales.reader import Reader
from storage.meetings import TAKING_PLACE, Meeting, MeetingForm
from storage.network import Network
from storage.rsvp import Answer


async def on_card(visit: Visit, _: Reader, _network: Network, meeting: Meeting) -> Message | None:
    """How many come, and the answers, each of them one tap."""
    if meeting.state not in TAKING_PLACE:
        return None
    so_far = await answers(visit.uow, meeting, visit.now)
    more = Button(_("More…"), url=visit.link("rsvp", meeting.key))
    return Message(words.counts(_, so_far), (buttons(visit, _, meeting), (more,)))


async def on_page(visit: Visit, _: Reader, _network: Network, meeting: Meeting) -> Message | None:
    """One's own answer, the buttons to change it, and the way to all else."""
    if meeting.state not in TAKING_PLACE:
        return None
    so_far = await answers(visit.uow, meeting, visit.now)
    more = Button(_("Who comes, substitute, diet…"), tap=visit.tap("rsvp", "show", meeting.key))
    own = so_far.of(visit.me.key)
    text = paragraphs(words.own(_, so_far, visit.me), words.counts(_, so_far))
    return Message(text, (buttons(visit, _, meeting, own.answer if own else None), (more,)))


def buttons(visit: Visit, _: Reader, meeting: Meeting, chosen: Answer | None = None) -> tuple[Button, ...]:
    """The answers that fit the form; the one that was given is ticked."""
    offered = {Answer.YES: _("I come"), Answer.REMOTE: _("Online"), Answer.NO: _("I can't come")}
    if meeting.form is not MeetingForm.HYBRID:
        del offered[Answer.REMOTE]
    if meeting.form is MeetingForm.ONLINE and chosen is Answer.REMOTE:
        chosen = Answer.YES
    return tuple(
        Button(_("✓ {what}", what=label) if answer is chosen else label,
               tap=visit.tap("rsvp", answer.value, meeting.key))
        for answer, label in offered.items()
    )  # fmt: skip
