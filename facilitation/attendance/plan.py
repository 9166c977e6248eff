"""What an attendance list needs from the clock: its card opens and closes, and one day its guests are forgotten."""

from datetime import datetime, timedelta

from facilitation.attendance.checking_in import closes_at, opens_at
from storage import due_work
from storage.due_work import Planned
from storage.meetings import TAKING_PLACE, Meeting
from storage.unit_of_work import UnitOfWork

OPEN, CLOSE, FORGET = "attendance.open", "attendance.close", "attendance.forget"
OF_A_MEETING = (OPEN, CLOSE, FORGET)
GUESTS_ARE_KNOWN = timedelta(days=730)


def owed(meeting: Meeting) -> list[Planned]:
    """What the list of a meeting that is to take place still needs."""
    if meeting.state not in TAKING_PLACE:
        return []
    key, arguments = str(meeting.key), {"meeting": meeting.key}
    return [
        Planned(OPEN, key, opens_at(meeting), closes_at(meeting), arguments),
        Planned(CLOSE, key, closes_at(meeting), None, arguments),
        Planned(FORGET, key, meeting.ends_at + GUESTS_ARE_KNOWN, None, arguments),
    ]


async def changed(uow: UnitOfWork, meeting: Meeting, now: datetime) -> None:
    """The meeting is otherwise: its list is planned anew."""
    await due_work.cancel_all(uow, now, OF_A_MEETING, [str(meeting.key)])
    await due_work.plan_all(uow, owed(meeting), meeting.network_id)
