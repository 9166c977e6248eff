"""What office hours owe, in words, for whoever learns that it did not come about."""

from collections.abc import Collection

from markupsafe import Markup

from facilitation.office_hours.plan import CLOSE, DAY, EXTEND, HOUR, NEWS, OPEN
from handlers.feature import Owed, Subject
from handlers.office_hours import words
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import office_hours

OF_A_SESSION = (DAY, HOUR, OPEN, CLOSE, NEWS)
OF_A_SERIES = (EXTEND, "office_hours.card", "office_hours.unheld")

OWES = {
    "day": Owed(mark("the reminder a day before office hours"), instead=("hour", "open")),
    "hour": Owed(mark("the reminder an hour before office hours"), instead=("open",)),
    "open": Owed(mark("the post that office hours are open")),
    "close": Owed(mark("closing office hours")),
    "news": Owed(mark("the news that office hours do not take place")),
    "extend": Owed(mark("planning later office hours")),
    "held": Owed(mark("looking who holds office hours from now on")),
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
