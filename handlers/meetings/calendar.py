"""Meetings for people's own calendars: no names, and the same event in the feed and in a file."""

from collections.abc import Sequence
from datetime import datetime

from handlers.meetings import door, words
from handlers.message import Button, Document, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from papers.calendar import Entry, Timetable, as_ics
from storage import meetings
from storage.meetings import Meeting, MeetingForm, MeetingState
from storage.network import Network


async def entries(visit: Visit, network: Network, _: Reader, since: datetime) -> Sequence[Entry]:
    """Every meeting of the whole network that ends after `since`, also those that do not take place."""
    known = await meetings.known_after(visit.uow, network.key, since)
    return [_entry(visit, network, _, meeting) for meeting in known if meeting.subgroup_id is None]


def button(visit: Visit, _: Reader, meeting: Meeting) -> Button:
    return Button(_label(_, meeting), tap=visit.tap("m", "calendar", meeting.key))


def link(visit: Visit, _: Reader, meeting: Meeting) -> Button:
    """For the group: leads to the file, in private chat."""
    return Button(_label(_, meeting), url=visit.link("meetingics", meeting.key))


def _label(_: Reader, meeting: Meeting) -> str:
    off = meeting.state is MeetingState.CANCELLED
    return _("Take out of calendar") if off else _("Add to calendar")


async def on_calendar(visit: Visit, meeting_id: int) -> None:
    """The meeting as a file; one that does not take place as a file that takes it out again."""
    meeting = await door.enter(visit, meeting_id)
    _, network = visit.reader, visit.here
    opened = (
        _("This meeting does not take place: {when}. Open the file, and it is cancelled in your calendar too.",
          when=words.when(_, meeting))
        if meeting.state is MeetingState.CANCELLED
        else _("Meeting: {when}. Open the file to add it to your calendar.", when=words.when(_, meeting))
    )  # fmt: skip
    all_of_them = _("/calendar brings all dates there, and their changes.")
    text = paragraphs(opened, all_of_them if visit.installation.public_url else None)
    entry = _entry(visit, network, _, meeting)
    name = _("meeting-{day}.ics", day=_.local(meeting.starts_at).date().isoformat()).unescape()
    visit.reply(Message(text, document=Document(name, as_ics(Timetable(entry.summary, (entry,))))))


def uid(visit: Visit, meeting: Meeting) -> str:
    """Names a meeting for good."""
    return f"meeting-{meeting.key}@{visit.installation.bot_id}.spoiwo"


def _entry(visit: Visit, network: Network, _: Reader, meeting: Meeting) -> Entry:
    off = meeting.state is MeetingState.CANCELLED
    summary = _("{meeting} – {topic}", meeting=words.title(_, meeting), topic=network.topic)
    online = meeting.form is MeetingForm.ONLINE
    about = lines(
        words.format_line(_, meeting),
        _("Link: {link}", link=meeting.link) if meeting.link else None,
        _("More: {link}", link=visit.link("meeting", meeting.key)),
    )
    return Entry(
        uid=uid(visit, meeting),
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        summary=(_("Cancelled: {what}", what=summary) if off else summary).unescape(),
        changed=meeting.changed_at,
        description=about.unescape(),
        place=meeting.link if online and not meeting.place else meeting.place,
        revision=meeting.revision,
        off=off,
    )
