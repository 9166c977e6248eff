"""What actions owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.actions import words
from handlers.feature import Owed, Remembered, Subject
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import actions
from storage.actions import ActionState

OWES = {
    "card": Owed(mark("an action in the group")),
    "named": Owed(mark("asking someone to do an action")),
    "news": Owed(mark("news of an action")),
    "reminder": Owed(mark("the reminder of an action")),
    "handed": Owed(mark("an action that waits for somebody to do it")),
    "remind": Owed(mark("the reminder of an action")),
    "lacking": None,
    "left": Owed(mark("an action that waits for somebody to do it")),
}
ABOUT = ("actions.card", "actions.named", "actions.news", "actions.reminder", "actions.handed")

REMEMBERS = {
    "action": Remembered(
        mark("Actions that you do, or said that they are to be done"),
        seen_by=mark("people who work in the network; observers only those of a meeting's note"),
        columns={
            "words": mark("what"), "due_on": mark("until"), "reason": mark("dropped because"),
            "made_at": mark("when"), "accepted_at": mark("agreed to do it"), "ended_at": mark("ended"),
            "state": {
                ActionState.OPEN: mark("open"), ActionState.DONE: mark("done"), ActionState.DROPPED: mark("dropped"),
            },
        },
    )
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """The action in its own words."""
    ours = [subject for subject in subjects if subject[0] in ABOUT]
    found = {each.key: each for each in await actions.by_ids(visit.uow, {key for _kind, key in ours})}
    return {subject: words.quoted(_, found[subject[1]]) for subject in ours if subject[1] in found}
