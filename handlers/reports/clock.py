"""Asking for the report, and reminding of it, until it is there."""

from facilitation import reports as rules
from facilitation.meetings.facts import MeetingEnded
from facilitation.reports import ASK
from handlers import printing
from handlers.meetings import words as about
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings, reports, roles
from storage import network as networks
from storage.due_work import DueWork
from storage.meetings import Meeting
from storage.network import Network
from storage.roles import Role


async def on_ended(visit: Visit, fact: MeetingEnded) -> None:
    meeting = await meetings.by_id(visit.uow, fact.meeting_id)
    network = await networks.by_id(visit.uow, fact.network_id)
    if meeting is not None and network is not None:
        await rules.ask_for(visit.uow, meeting, network.zone, visit.now)


async def remind(visit: Visit, work: DueWork) -> None:
    """Privately to every facilitator, deputies too; nobody once it is submitted."""
    meeting = await meetings.by_id(visit.uow, work.arguments["meeting"])
    network = await visit.leave_for_network(work.network_id)
    if meeting is None or network is None or await reports.of_meeting(visit.uow, meeting.key):
        return
    held = await roles.grants(visit.uow, network.key, visit.now)
    for person in {person.key: person for grant, person in held if grant.role is Role.FACILITATOR}.values():
        message = _request(visit, visit.reader_of(person), network, meeting, first=work.kind == ASK)
        visit.tell(person, message, kind=work.kind, network=network, about=meeting.key)


def _request(visit: Visit, _: Reader, network: Network, meeting: Meeting, *, first: bool) -> Message:
    heading = (
        _("<b>The report of the meeting</b>")
        if first
        else _("<b>The report of the meeting is still missing</b>")
    )
    text = paragraphs(
        lines(
            heading,
            about.title(_, meeting),
            about.when(_, meeting),
            _("Network: <b>{topic}</b>", topic=network.topic),
        ),
        _("Attendance, programme, conclusions and actions are in it already. I only ask five short questions, and each "
          "can be skipped."),
    )  # fmt: skip
    write = Button(_("Write the report"), tap=visit.tap("rep", "write", meeting.key), style="success")
    shapes = printing.buttons(visit, _, meeting, "report", printing.paper_of(visit, "report"))
    return Message(text, ((write,), tuple(shapes)))
