"""What network pictures owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.feature import Owed, Remembered, Subject
from handlers.ties import words
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import ties

OWES = {
    "card": Owed(mark("the card of a network picture")),
    "close": Owed(mark("ending the answers to a network picture")),
    "remind": Owed(mark("the reminder to answer for an institution"), instead=("close",)),
    "publish": Owed(mark("the network picture in the group")),
    "replace": Owed(mark("the network picture without an institution that stepped out")),
    "picture": Owed(mark("a network picture"), noted=False),
    "preview": Owed(mark("how an institution would be seen in the network picture")),
    "short": Owed(mark("the news that a network picture lacks answers")),
    "offer": Owed(mark("the news that a network picture lacks answers")),
    "unreached": Owed(mark("the news who could not be written to")),
    "reopened": Owed(mark("the news that answers are taken again")),
    "cancelled": Owed(mark("the news that a network picture is cancelled")),
    "follow": None,
    "again": Owed(mark("the card of a network picture")),
}
OF_A_NETWORK = ("ties.follow", "ties.again")

REMEMBERS = {
    "tie_round": Remembered(
        mark("Network pictures that you began"), seen_by=mark("nobody"), columns={"started_at": mark("when")}
    ),
    "tie_answer": Remembered(
        mark("What you answered for your institution to a network picture"),
        seen_by=mark("people of your institution; the institution's ties everyone, where it agreed"),
        columns={
            "givers": mark("numbers of the institutions"), "nobody": mark("from nobody"), "listed": mark("may be seen"),
            "hidden": mark("stepped out"), "answered_at": mark("when"),
        },
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """Which picture."""
    ours = [subject for subject in subjects if subject[0] not in OF_A_NETWORK]
    found = {each.key: each for each in await ties.by_ids(visit.uow, {key for _kind, key in ours})}
    return {subject: words.begun(_, found[subject[1]]) for subject in ours if subject[1] in found}
