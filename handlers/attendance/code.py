"""The code that stands on the screen: in letters at once, as a picture drawn beside everything else."""

import asyncio

from facilitation.attendance import checking_in as rules
from facilitation.attendance.reasons import AttendanceReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.attendance.shared import back
from handlers.due import Preparation
from handlers.meetings import door
from handlers.meetings import words as about
from handlers.message import Document, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from papers import qr
from storage import attendance, due_work, meetings, people
from storage import network as networks
from storage.due_work import DueWork
from storage.meetings import Meeting
from storage.outbox import Priority

DRAW, PICTURE = "attendance.draw", "attendance.picture"
LINK = "present"


async def on_code(visit: Visit, meeting_id: int) -> None:
    """To be read aloud, or written on a board."""
    meeting = await _enter(visit, meeting_id)
    code = await rules.code_of(visit.uow, meeting)
    _ = visit.reader
    text = paragraphs(
        lines(_("<b>Code of the meeting: <code>{code}</code></b>", code=code), about.title(_, meeting)),
        _("Whoever is there sends me privately: <code>/here {code}</code>", code=code),
        _("Check-in is open from {start} to {end}.", start=_.moment(rules.opens_at(meeting)),
          end=_.time(rules.closes_at(meeting))),
    )  # fmt: skip
    visit.edit(Message(text, ((back(visit, meeting),),)))


async def on_picture(visit: Visit, meeting_id: int) -> None:
    """The picture takes a moment; it comes as a message of its own."""
    meeting = await _enter(visit, meeting_id)
    await rules.code_of(visit.uow, meeting)
    await due_work.plan(
        visit.uow, DRAW, f"{meeting.key}-{visit.me.key}", visit.now, not_after=rules.closes_at(meeting),
        network_id=meeting.network_id, meeting=meeting.key, person=visit.me.key,
    )  # fmt: skip
    visit.answer(visit.reader("I'm drawing it; it comes in a moment."))


async def _enter(visit: Visit, meeting_id: int) -> Meeting:
    meeting = await door.enter(visit, meeting_id, Act.KEEP_ATTENDANCE)
    if not rules.takes_place(meeting):
        raise Refused(AttendanceReason.NOT_TAKING_PLACE)
    return meeting


async def draw(preparation: Preparation) -> bytes | None:
    """In the language of the network: everyone in the room reads it. None where there is nothing to draw."""
    async with preparation.database.read() as uow:
        meeting = await meetings.by_id(uow, preparation.work.arguments["meeting"])
        network = await networks.by_id(uow, meeting.network_id) if meeting else None
        kept = await attendance.check_in(uow, meeting.key) if meeting else None
        if meeting is None or network is None or kept is None:
            return None
        _, code = Reader(network.language, network.zone), kept.code
        link = preparation.installation.link(LINK, meeting.key, code)
        title = about.title(_, meeting).unescape()
    hint = _("Scan this, or send the code to @{bot}", bot=preparation.installation.username)
    return await asyncio.to_thread(qr.picture, link, title, code, hint.unescape(), _.language)


async def drawn(visit: Visit, work: DueWork, picture: bytes | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    meeting = await meetings.by_id(visit.uow, work.arguments["meeting"])
    person = await people.by_id(visit.uow, work.arguments["person"])
    if picture is None or network is None or meeting is None or person is None:
        return
    _ = visit.reader_of(person)
    text = lines(
        _("<b>For the screen: {meeting}</b>", meeting=about.title(_, meeting)),
        _("Whoever scans it is on the attendance list; guests can give their name."),
    )
    message = Message(text, picture=Document("qr.png", picture))
    visit.tell(person, message, kind=PICTURE, network=network, about=meeting.key, priority=Priority.INTERACTIVE,
               not_after=work.not_after)  # fmt: skip
