"""What the note adds to the card and the page of its meeting, and the final note in the group."""

from markupsafe import Markup

from facilitation.facts import ActionChanged, NoteChanged
from facilitation.notes import noting
from facilitation.permissions import Act
from handlers import posts
from handlers.message import Button, Message, paragraphs
from handlers.notes import door, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings, notes
from storage.meetings import Meeting, MeetingState
from storage.network import Network
from storage.notes import NoteState

MEETING, NOTE = "meetings.card", "notes.note"


async def on_changed(visit: Visit, fact: NoteChanged | ActionChanged) -> None:
    """The card of the meeting counts what is noted down."""
    if fact.meeting_id is not None:
        await posts.refresh(visit, MEETING, fact.network_id, fact.meeting_id)
    if fact.meeting_id is not None and isinstance(fact, NoteChanged):
        await posts.refresh(visit, NOTE, fact.network_id, fact.meeting_id)


async def on_card(visit: Visit, _: Reader, _network: Network, meeting: Meeting) -> Message | None:
    """How much is noted down, and how to add to it; observers read it too, so it only counts."""
    if not _has_note(visit, meeting):
        return None
    counts = await words.counted(visit, _, meeting)
    note = await notes.of(visit.uow, meeting.key)
    state = note.state if note else NoteState.COLLECTING
    told = _("Noted down: {counts}", counts=counts) if counts else None
    if state is NoteState.COLLECTING and meeting.state is not MeetingState.PLANNED:
        how = _("To note something down, reply to this message: “Conclusion: …”, “Decision: …” "
                "or “Action: … by 15 January”.")  # fmt: skip
        return Message(paragraphs(told, how))
    if state is NoteState.FINAL:
        read = Button(_("The note"), url=visit.link("note", meeting.key))
        return Message(_("The note of the meeting is ready."), ((read,),))
    return Message(told) if told else None


def _has_note(visit: Visit, meeting: Meeting) -> bool:
    if meeting.state in (MeetingState.OPEN, MeetingState.CLOSED):
        return True
    return meeting.state is MeetingState.PLANNED and meeting.starts_at - noting.AHEAD <= visit.now


async def on_meeting_page(visit: Visit, _: Reader, _network: Network, meeting: Meeting) -> Message | None:
    """For one person, with what they may do."""
    if not _has_note(visit, meeting):
        return None
    note = await notes.of(visit.uow, meeting.key)
    state = note.state if note else NoteState.COLLECTING
    if state is not NoteState.FINAL and not door.sees_internal(visit):
        return None
    read = Button(_("The note"), tap=visit.tap("note", "open", meeting.key))
    rows: list[tuple[Button, ...]] = [(read,)]
    if state is NoteState.COLLECTING and visit.may(Act.NOTE_DOWN):
        rows[0] = (read, Button(_("Add something…"), tap=visit.tap("note", "new", meeting.key)))
    counts = await words.counted(visit, _, meeting) if door.sees_internal(visit) else None
    text = _("Note: {state}", state=_(words.STATES[state]))
    return Message(text if not counts else Markup("{} · {}").format(text, counts), tuple(rows))


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    """The general part of the final note: the group may have observers in it."""
    _ = visit.group_reader(network)
    meeting, note = await meetings.by_id(visit.uow, subject), await notes.of(visit.uow, subject)
    if meeting is None or note is None:
        return None
    read = Button(_("The note"), url=visit.link("note", meeting.key))
    if note.state is not NoteState.FINAL:
        again = _("It is being put right; the new version comes here.")
        return Message(paragraphs(words.head(_, meeting, note), again))
    found = await words.content(visit, meeting, internal=False)
    text = paragraphs(words.head(_, meeting, note), words.whole(visit, _, found))
    return Message(text, ((read,),), frozenset(found.people))
