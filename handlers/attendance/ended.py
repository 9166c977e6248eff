"""After a meeting: whoever keeps the list hears who is missing; once the report is there, the list stands."""

from markupsafe import Markup

from facilitation.attendance import checking_in
from facilitation.attendance.sheet import Sheet
from facilitation.meetings.facts import MeetingEnded, ReportSubmitted
from handlers.attendance import coming, words
from handlers.meetings import words as about
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings, roles
from storage.meetings import Meeting
from storage.people import Person
from storage.roles import Role

CHECK = "attendance.check"


async def on_ended(visit: Visit, fact: MeetingEnded) -> None:
    """One message to each guardian; where there is none who can be written to, to the facilitators."""
    meeting = await meetings.by_id(visit.uow, fact.meeting_id)
    network = await visit.leave_for_network(fact.network_id)
    if meeting is None or network is None:
        return
    sheet = await coming.sheet(visit, meeting)
    held = await roles.grants(visit.uow, network.key, visit.now)
    for role in (Role.GUARDIAN, Role.FACILITATOR):
        keepers = {person.key: person for grant, person in held if grant.role is role}
        told = [_tell(visit, person, meeting, sheet) for person in keepers.values()]
        if any(told):
            return


def _tell(visit: Visit, person: Person, meeting: Meeting, sheet: Sheet) -> bool:
    _ = visit.reader_of(person)
    text = paragraphs(
        lines(
            _("<b>Please look through the attendance list</b>"),
            about.title(_, meeting),
            about.when(_, meeting),
        ),
        words.figures(_, sheet) or _("Nobody is on the list yet."),
        _missing(_, sheet),
        _.plural("{n} guest waits to be ticked off.", "{n} guests wait to be ticked off.", len(sheet.waiting))
        if sheet.waiting
        else None,
        _("You can correct the list until the report of the meeting is submitted."),
    )
    keep = Button(_("Attendance list"), tap=visit.tap("att", "list", meeting.key, 0))
    return visit.tell(person, Message(text, ((keep,),), sheet.people), kind=CHECK, network=visit.network,
                      about=meeting.key)  # fmt: skip


def _missing(_: Reader, sheet: Sheet) -> Markup | None:
    if not sheet.missing:
        return None
    names = _.list(
        _("{name} ({place})", name=words.name(_, line), place=line.place)
        if line.place
        else words.name(_, line)
        for line in sheet.missing
    )
    return _("They said that they come, and are not ticked off: {names}", names=names)


async def on_report(visit: Visit, fact: ReportSubmitted) -> None:
    meeting = await meetings.by_id(visit.uow, fact.meeting_id)
    if meeting is not None:
        await checking_in.settle(visit.uow, meeting, visit.now)
