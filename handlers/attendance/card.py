"""What attendance adds to the card of a meeting and to its page, and what the clock does with it."""

from markupsafe import Markup

from facilitation.attendance import checking_in, plan, sheet
from facilitation.attendance.checking_in import is_open
from facilitation.attendance.sheet import Sheet
from facilitation.meetings.facts import MeetingChanged
from facilitation.permissions import Act
from handlers import posts
from handlers.attendance import words
from handlers.message import Button, Message, lines
from handlers.visit import Visit
from locales.reader import Reader
from storage import attendance, meetings
from storage.attendance import Presence
from storage.due_work import DueWork
from storage.meetings import Meeting, MeetingForm, MeetingState
from storage.network import Network

CARD = "meetings.card"


async def on_changed(visit: Visit, fact: MeetingChanged) -> None:
    meeting = await meetings.by_id(visit.uow, fact.meeting_id)
    if meeting is not None:
        await plan.changed(visit.uow, meeting, visit.now)


async def turn(visit: Visit, work: DueWork) -> None:
    """Check-in opens or closes: the card has its buttons, or no longer."""
    if work.network_id is not None:
        await posts.refresh(visit, CARD, work.network_id, work.arguments["meeting"])


async def forget(visit: Visit, work: DueWork) -> None:
    """Two years later guests are only a number."""
    await attendance.blank_guests(visit.uow, work.arguments["meeting"])


async def refresh(visit: Visit, meeting: Meeting) -> None:
    await posts.refresh(visit, CARD, meeting.network_id, meeting.key)


async def on_card(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Message | None:
    """How many are there, and the buttons with which everyone says so."""
    can_check_in = is_open(meeting, visit.now)
    if not can_check_in and meeting.state is not MeetingState.CLOSED:
        return None
    figures = words.figures(_, await sheet.came(visit.uow, meeting))
    if not can_check_in:
        return Message(figures) if figures else None
    text = figures or _("Check-in is open. Whoever is there, please tap.")
    return Message(text, (tuple(here(visit, _, meeting)),))


def here(visit: Visit, _: Reader, meeting: Meeting) -> list[Button]:
    """One button, or one for each way of taking part."""

    def button(label: str, presence: Presence) -> Button:
        number = words.NUMBERS.index(presence)
        return Button(label, tap=visit.tap("att", "here", meeting.key, number), style="success")

    if meeting.form is MeetingForm.HYBRID:
        return [
            button(_("I'm on site"), Presence.IN_PERSON),
            button(_("I'm there remotely"), Presence.REMOTE),
        ]
    return [button(_("I'm present"), checking_in.presence_in(meeting, Presence.IN_PERSON))]


async def on_page(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Message | None:
    """For everyone their own state; for those who keep the list the way to it."""
    if not checking_in.takes_place(meeting):
        return None
    begun = checking_in.opens_at(meeting) <= visit.now
    came = await sheet.came(visit.uow, meeting) if begun else None
    mine = _mine(visit, _, meeting, came) if came and visit.may(Act.CHECK_IN) else None
    keep = Button(_("Attendance list"), tap=visit.tap("att", "list", meeting.key, 0))
    message = Message(lines(words.figures(_, came) if came else None, mine.text if mine else None))
    message = message.with_buttons(*(mine.buttons if mine else ()))
    if visit.may(Act.KEEP_ATTENDANCE):
        message = message.with_buttons([keep])
    return message if message.text or message.buttons else None


def _mine(visit: Visit, _: Reader, meeting: Meeting, came: Sheet) -> Message:
    known = next((line.presence for line in came.present if line.person_id == visit.me.id), None)
    can_check_in = is_open(meeting, visit.now)
    if known is None:
        return Message(Markup(""), (tuple(here(visit, _, meeting)),) if can_check_in else ())
    text = _("You are on the attendance list: {how}.", how=_(words.HOW[known]))
    return Message(text, own_buttons(visit, _, meeting, known) if can_check_in else ())


def own_buttons(
    visit: Visit, _: Reader, meeting: Meeting, presence: Presence
) -> tuple[tuple[Button, ...], ...]:
    """What someone on the list may still change about themselves."""
    off = Button(_("I'm not there after all"), tap=visit.tap("att", "nothere", meeting.key))
    if meeting.form is not MeetingForm.HYBRID:
        return ((off,),)
    other = Presence.REMOTE if presence is Presence.IN_PERSON else Presence.IN_PERSON
    label = _("Remotely after all") if other is Presence.REMOTE else _("On site after all")
    change = Button(label, tap=visit.tap("att", "here", meeting.key, words.NUMBERS.index(other)))
    return ((change, off),)
