"""What transfers owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.adoptions import words
from handlers.entries import door
from handlers.feature import Owed, Remembered, Subject
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import entries

OWES = {
    "ask": Owed(mark("the question how a transfer went")),
    "asked": Owed(mark("the question how a transfer went")),
    "unreached": Owed(mark("the news who could not be asked how a transfer went")),
    "celebrate": Owed(mark("the news of the first transfer")),
    "win": Owed(mark("the news of the first transfer")),
    "picture": Owed(mark("a picture of transfers"), noted=False),
    "interest": Owed(mark("the news who wants to use an entry")),
    "works": Owed(mark("the news that an entry works elsewhere")),
    "dropped": Owed(mark("the news that somebody does not go on with an entry"), noted=False),
    "meet": Owed(mark("the question whether to be put in touch")),
    "met": Owed(mark("the name of whoever wants to talk about an entry")),
    "notmet": None,
    "left": None,
    "care": Owed(mark("the question who looks after a transfer"), noted=False),
    "follow": None,
    "again": Owed(mark("the news of the first transfer")),
}
OF_ENTRIES = tuple(
    f"adoptions.{name}"
    for name in ("asked", "unreached", "interest", "works", "dropped", "meet", "met", "notmet", "care")
)
_SEEN = mark("people of your institution; whoever shared the entry; others as far as you agreed")

REMEMBERS = {
    "adoption": Remembered(
        mark("What your institution takes over and you look after"), seen_by=_SEEN,
        columns={
            "state": words.STATES, "words": mark("how it went"), "reason": mark("what was changed, or why not"),
            "named": words.NAMED, "began_at": mark("when"),
        },
    ),
    "adoption_step": Remembered(
        mark("What you said about how a transfer goes"), seen_by=mark("people of your institution"),
        columns={"state": words.STATES, "words": mark("how it went"), "said_at": mark("when")},
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """Which entry, as long as whoever looks may see it."""
    ours = [subject for subject in subjects if subject[0] in OF_ENTRIES]
    keys = {key for _kind, key in ours}
    found = await entries.seen.by_ids(visit.uow, door.sight(visit), keys) if keys else {}
    return {subject: Markup("{}").format(found[subject[1]].title) for subject in ours if subject[1] in found}
