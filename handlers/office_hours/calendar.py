"""Office hours for people's own calendars: no names, and the same event in the feed and in a file."""

from collections.abc import Sequence
from datetime import datetime

from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.message import Button, Document, Message, lines, paragraphs
from handlers.office_hours import words
from handlers.office_hours.door import admit
from handlers.visit import Visit
from locales.reader import Reader
from papers.calendar import Entry, Timetable, as_ics
from storage import office_hours
from storage.network import Network
from storage.office_hours import Hour, SessionState

OFF = (SessionState.SKIPPED, SessionState.CANCELLED)


async def entries(visit: Visit, network: Network, _: Reader, since: datetime) -> Sequence[Entry]:
    """Every session that ends after `since`, also those that do not take place."""
    known = await office_hours.hours_after(visit.uow, network.key, since)
    return [_entry(visit, network, _, hour) for hour in known]


def button(visit: Visit, _: Reader, session_id: int) -> Button:
    return Button(_("Add to calendar"), tap=visit.tap("hours", "calendar", session_id))


def link(visit: Visit, _: Reader, series_id: int) -> Button:
    """For the group: leads to the next session of a series, in private chat."""
    return Button(_("Add to calendar"), url=visit.link("calendar", series_id))


async def on_session(visit: Visit, session_id: int) -> None:
    await _send(visit, await office_hours.hour(visit.uow, session_id))


async def on_series(visit: Visit, series_id: int) -> None:
    await _send(visit, await office_hours.next_hour(visit.uow, series_id, visit.now))


async def _send(visit: Visit, hour: Hour | None) -> None:
    """One session as a file; of one that does not take place, a file that takes it out again."""
    if hour is None:
        raise Refused(OfficeHoursReason.NO_DATE)
    await admit(visit, hour, Act.SEE_OFFICE_HOURS)
    network = visit.here
    _, when = visit.reader, words.hours(visit.reader, hour.session)
    opened = (
        _("These office hours do not take place: {when}. Open the file, and they are cancelled in your calendar too.",
          when=when)
        if hour.session.state in OFF
        else _("Office hours: {when}. Open the file to add them to your calendar.", when=when)
    )  # fmt: skip
    all_of_them = _("/calendar brings all dates there, and their changes.")
    text = paragraphs(opened, all_of_them if visit.installation.public_url else None)
    entry = _entry(visit, network, _, hour)
    content = as_ics(Timetable(entry.summary, (entry,)))
    day = _.local(hour.session.starts_at).date().isoformat()
    name = _("office-hours-{day}.ics", day=day).unescape()
    visit.reply(Message(text, document=Document(name, content)))


def _entry(visit: Visit, network: Network, _: Reader, hour: Hour) -> Entry:
    session, series = hour.session, hour.series
    off = session.state in OFF
    summary = _("Office hours – {topic}", topic=network.topic)
    ask = None if off else _("Ask a question: {link}", link=visit.link("ask", series.key))
    about = lines(_("Topic: {topic}", topic=hour.topic) if hour.topic else None, ask)
    return Entry(
        uid=f"office-hours-{session.key}@{visit.installation.bot_id}.spoiwo",
        starts=session.starts_at,
        ends=session.ends_at,
        summary=(_("Cancelled: {what}", what=summary) if off else summary).unescape(),
        changed=session.changed_at or series.created_at,
        description=about.unescape(),
        place=hour.place,
        revision=session.revision,
        off=off,
    )
