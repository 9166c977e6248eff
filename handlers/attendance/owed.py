"""What attendance owes and remembers, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.attendance.words import HOW
from handlers.feature import Owed, Remembered, Subject
from handlers.meetings import words
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import meetings

OWES = {
    "open": Owed(mark("opening the check-in of a meeting")),
    "close": Owed(mark("closing the check-in of a meeting"), noted=False),
    "forget": Owed(mark("deleting the names of guests"), noted=False),
    "draw": Owed(mark("the picture for the screen of a meeting"), noted=False),
    "picture": Owed(mark("the picture for the screen of a meeting"), noted=False),
    "check": Owed(mark("the request to look through an attendance list")),
}
OF_A_MEETING = {f"attendance.{name}" for name in OWES}

REMEMBERS = {
    "attendance": Remembered(
        mark("Meetings at which you were"), seen_by=mark("people of the network"),
        columns={"meeting_id": mark("about"), "presence": HOW, "since": mark("when")},
    ),
    "meeting_guest": Remembered(
        mark("Guests of meetings: yourself, or whom you put on the list"),
        seen_by=mark("those who lead the network; names are deleted two years after the meeting"),
        columns={
            "meeting_id": mark("about"), "name": mark("name"), "place": mark("institution"), "added_at": mark("when"),
        },
    ),
    "meeting_wrong_code": Remembered(
        mark("How often you sent a code that was not the meeting's"), seen_by=mark("nobody"),
        columns={"meeting_id": mark("about"), "times": mark("how often")},
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """Of a list when its meeting is."""
    those = {subject for subject in subjects if subject[0] in OF_A_MEETING}
    found = await meetings.by_ids(visit.uow, {key for _kind, key in those})
    when = {each.key: words.when(_, each) for each in found}
    return {subject: when[subject[1]] for subject in those if subject[1] in when}
