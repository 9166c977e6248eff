"""What several pages of the attendance list share."""

from handlers.message import Button
from handlers.visit import Visit
from storage.meetings import Meeting


def back(visit: Visit, meeting: Meeting) -> Button:
    return Button(visit.reader("‹ Attendance list"), tap=visit.tap("att", "list", meeting.key, 0))
