"""What reports owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.feature import Owed, Remembered, Subject
from handlers.meetings import words
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import meetings

OWES = {
    "ask": Owed(mark("the request to write a report"), instead=("third", "seventh")),
    "third": Owed(mark("the reminder of a report"), instead=("seventh",)),
    "seventh": Owed(mark("the reminder of a report")),
}
OF_A_MEETING = {f"reports.{name}" for name in OWES}

REMEMBERS = {
    "meeting_report": Remembered(
        mark("Reports of meetings that you submitted"), seen_by=mark("those who lead the network"),
        columns={
            "goals": mark("Goals"), "outcome": mark("Outcome"), "difficulties": mark("Difficulties"),
            "next_steps": mark("What next"), "remarks": mark("Remarks"), "submitted_at": mark("when"),
        },
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """Of a report when its meeting was."""
    those = {subject for subject in subjects if subject[0] in OF_A_MEETING}
    found = await meetings.by_ids(visit.uow, {key for _kind, key in those})
    when = {each.key: words.when(_, each) for each in found}
    return {subject: when[subject[1]] for subject in those if subject[1] in when}
