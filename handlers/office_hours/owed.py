"""What office hours owe, in words, for whoever learns that it did not come about."""

from collections.abc import Collection

from markupsafe import Markup

from facilitation.office_hours.plan import CLOSE, DAY, EXTEND, HOUR, NEWS, OPEN, WEEK
from handlers.feature import Owed, Subject
from handlers.office_hours import words
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import office_hours

OF_A_SESSION = (WEEK, DAY, HOUR, OPEN, CLOSE, NEWS, "office_hours.summary", "office_hours.late")
OF_A_SERIES = (
    EXTEND,
    "office_hours.card",
    "office_hours.unheld",
    "office_hours.offer",
    "office_hours.takenover",
)

OWES = {
    "week": Owed(mark("the announcement of office hours a week ahead"), instead=("day", "hour", "open")),
    "ahead": Owed(mark("the announcement of office hours a week ahead"), instead=("day", "hour", "open")),
    "announced": None,
    "resting": None,
    "day": Owed(mark("the reminder a day before office hours"), instead=("hour", "open")),
    "hour": Owed(mark("the reminder an hour before office hours"), instead=("open",)),
    "open": Owed(mark("the post that office hours are open")),
    "close": Owed(mark("closing office hours")),
    "news": Owed(mark("the news that office hours are moved or do not take place")),
    "late": Owed(mark("the news that office hours begin later")),
    "extend": Owed(mark("planning later office hours")),
    "offer": Owed(mark("the request to hold office hours")),
    "takenover": Owed(mark("the news who holds office hours")),
    "unanswered": Owed(mark("the news that a request to hold office hours waits for its answer")),
    "held": Owed(mark("looking who holds office hours from now on")),
    "line": Owed(mark("showing how the line stands")),
    "tell": Owed(mark("the answer to a question")),
    "lines": Owed(mark("moving questions to other office hours")),
    "comeback": Owed(mark("moving questions to other office hours")),
    "withdraw": Owed(mark("taking back the questions of someone who left")),
    "shared": Owed(mark("showing how the line stands")),
    "inline": None,
    "quietly": None,
    "next": None,
    "taken": None,
    "answer": Owed(mark("the answer to a question")),
    "moved": Owed(mark("the news that a question waits for other office hours")),
    "question": Owed(mark("a question from the line, in the group")),
    "summary": Owed(mark("the summary of office hours")),
    "keeping": None,
    "card": Owed(mark("the card of office hours")),
    "unheld": Owed(mark("the question who holds office hours from now on")),
}


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """Of a session when it is, of a series its rhythm."""
    told: dict[Subject, Markup] = {}
    of_sessions = {(kind, key) for kind, key in subjects if kind in OF_A_SESSION}
    for session in await office_hours.sessions_by_ids(visit.uow, {key for _kind, key in of_sessions}):
        told |= {subject: words.hours(_, session) for subject in of_sessions if subject[1] == session.id}
    of_series = {(kind, key) for kind, key in subjects if kind in OF_A_SERIES}
    for series in await office_hours.series_by_ids(visit.uow, {key for _kind, key in of_series}):
        told |= {subject: words.rhythm(_, series) for subject in of_series if subject[1] == series.id}
    return told
