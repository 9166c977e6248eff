"""What the search for a date adds to the page of a meeting: the way to look for one, and what is being looked for."""

from facilitation.permissions import Act
from handlers.message import Button, Message, lines
from handlers.visit import Visit
from locales.reader import Reader
from storage import date_polls
from storage.date_polls import DatePollState
from storage.meetings import Meeting, MeetingState
from storage.network import Network

MOST = 20


async def page(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Message | None:
    """For those who may look for a date, before the meeting begins."""
    if not visit.may(Act.FIND_DATE) or meeting.state not in (MeetingState.PROPOSED, MeetingState.PLANNED):
        return None
    open_now = await date_polls.of_network(visit.uow, network.key, [DatePollState.OPEN], MOST)
    if any(poll.meeting_id == meeting.key for poll in open_now):
        return Message(lines(_("Another date is being looked for: /find_date")))
    return Message(lines(), ((Button(_("Find a date…"), tap=visit.tap("date", "for", meeting.key)),),))
