"""What consultations owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.consultations import words
from handlers.entries import door
from handlers.feature import Owed, Remembered, Subject
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import entries

OWES = {
    "card": Owed(mark("the card of a consultation")),
    "news": Owed(mark("the news of a consultation in the group")),
    "close": Owed(mark("ending a consultation")),
    "remind": Owed(mark("the reminder to say something in a consultation"), instead=("close",)),
    "summary": Owed(mark("what came of a consultation")),
    "evaluate": Owed(mark("the reminder to evaluate a consultation")),
    "begun": Owed(mark("the news that an entry is consulted")),
    "evaluated": Owed(mark("the news how an entry was evaluated")),
    "changed": None,
    "follow": None,
    "again": Owed(mark("the card of a consultation")),
}
OF_A_NETWORK = ("consultations.follow", "consultations.again")
REMEMBERS = {
    "consultation": Remembered(
        mark("Consultations that you began"), seen_by=mark("people of the network"),
        columns={"opened_at": mark("when"), "verdict": words.VERDICTS, "reasons": mark("reasons")},
    ),
    "entry_voice": Remembered(
        mark("What you said in consultations"),
        seen_by=mark("the author and those who lead; the others only see numbers"),
        columns={"stance": words.STANCES, "words": mark("words"), "said_at": mark("when")},
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """On what people are consulted."""
    ours = [subject for subject in subjects if subject[0] not in OF_A_NETWORK]
    keys = {key for _kind, key in ours}
    found = await entries.seen.by_ids(visit.uow, door.sight(visit), keys) if keys else {}
    return {subject: Markup("{}").format(found[subject[1]].title) for subject in ours if subject[1] in found}
