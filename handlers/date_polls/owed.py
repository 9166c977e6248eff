"""What searches for a date owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.feature import Owed, Remembered, Subject
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import date_polls
from storage.date_polls import Choice

OWES = {
    "card": Owed(mark("the card of dates to choose from")),
    "found": Owed(mark("the news which date was picked")),
    "close": Owed(mark("ending the time for answers about a date")),
    "remind": Owed(mark("the reminder to answer when one can come"), instead=("close",)),
    "added": Owed(mark("the question about dates that were added")),
    "unreached": Owed(mark("the news who could not be reminded")),
    "result": Owed(mark("the result of looking for a date")),
    "picture": Owed(mark("the picture of the dates")),
    "follow": None,
    "again": Owed(mark("the card of dates to choose from")),
}
OF_A_NETWORK = ("date_polls.follow", "date_polls.again")

REMEMBERS = {
    "date_poll": Remembered(
        mark("Searches for a date that you started"), seen_by=mark("people of the network"),
        columns={"title": mark("what for"), "reason": mark("cancelled because"), "started_at": mark("when")},
    ),
    "date_answer": Remembered(
        mark("When you said you can come"), seen_by=mark("those who lead the network; the others only see numbers"),
        columns={
            "choice": {
                Choice.YES: mark("can come"), Choice.MAYBE: mark("can come if need be"),
                Choice.NO: mark("can't come"),
            },
            "answered_at": mark("when"),
        },
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """What the date is looked for."""
    ours = [subject for subject in subjects if subject[0] not in OF_A_NETWORK]
    found = {poll.key: poll for poll in await date_polls.by_ids(visit.uow, {key for _kind, key in ours})}
    return {subject: Markup("{}").format(found[subject[1]].title) for subject in ours if subject[1] in found}
