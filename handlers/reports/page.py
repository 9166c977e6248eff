"""What the report adds to the page of a meeting: whether it is there, and the ways to write and to read it."""

from facilitation.permissions import Act
from handlers import printing
from handlers.message import Button, Message
from handlers.visit import Visit
from locales.reader import Reader
from storage import reports
from storage.meetings import Meeting, MeetingState
from storage.network import Network


async def on_page(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Message | None:
    if meeting.state is not MeetingState.CLOSED or not visit.may(Act.SEE_REPORT):
        return None
    report = await reports.of_meeting(visit.uow, meeting.key)
    if report is None:
        text = _("The report is not submitted yet.")
    else:
        text = _(
            "The report was submitted on {date} (version {n}).",
            date=_.day(report.submitted_at),
            n=report.version,
        )
    label = _("Correct the report") if report else _("Write the report")
    write = Button(label, tap=visit.tap("rep", "write", meeting.key))
    shapes = printing.buttons(visit, _, meeting, "report", printing.paper_of(visit, "report"))
    message = Message(text).with_buttons([write] if visit.may(Act.WRITE_REPORT) else [])
    return message.with_buttons(shapes)
