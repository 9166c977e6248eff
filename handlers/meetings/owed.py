"""What meetings owe, in words, for whoever learns that it did not come about."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.feature import Owed, Subject
from handlers.meetings import words
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import meetings

OWES = {
    "open": Owed(mark("the beginning of a meeting")),
    "close": Owed(mark("the end of a meeting")),
    "news": Owed(mark("the news what is otherwise about a meeting")),
    "told": Owed(mark("the news what is otherwise about a meeting")),
    "propose": Owed(mark("proposing the next meeting")),
    "again": Owed(mark("proposing the next meeting")),
    "proposal": Owed(mark("proposing the next meeting")),
    "resting": None,
    "card": Owed(mark("the card of a meeting")),
}
OF_A_MEETING = {f"meetings.{name}" for name in OWES if name != "propose"}


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """Of a meeting when it is."""
    those = {subject for subject in subjects if subject[0] in OF_A_MEETING}
    found = await meetings.by_ids(visit.uow, {key for _kind, key in those})
    when = {each.key: words.when(_, each) for each in found}
    return {subject: when[subject[1]] for subject in those if subject[1] in when}
