"""What answers owe, in words, for whoever learns that it did not come about; and what is remembered of them."""

from collections.abc import Collection

from markupsafe import Markup

from facilitation.rsvp.reminders import DAY, HOUR, WEEK
from handlers.feature import Owed, Remembered, Section, Subject
from handlers.meetings import words as meeting_words
from handlers.rsvp import words
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import meetings

OWES = {
    "week": Owed(mark("the reminder a week before a meeting"), instead=("day", "hour")),
    "day": Owed(mark("the reminder a day before a meeting"), instead=("hour",)),
    "hour": Owed(mark("the reminder an hour before a meeting")),
    "asked": Owed(mark("the question whether someone comes to a meeting"), instead=("day",)),
    "again": Owed(mark("the question whether someone comes to a moved meeting")),
    "changed": Owed(mark("the news what is otherwise about a meeting, to someone who comes")),
    "seats": Owed(mark("seats for those on the waiting list")),
    "seat": Owed(mark("the news of a seat, to someone on the waiting list")),
    "standin": Owed(mark("a message about a substitute")),
    "left": Owed(mark("taking who left off the lists of meetings")),
    "unreached": Owed(mark("naming who can't be asked whether they come")),
    "forget": Owed(mark("deleting what people eat and need")),
}
SUBJECTS = {f"rsvp.{name}" for name in OWES if name != "left"}

SECTION = Section(
    title=mark("Reminders of meetings"),
    says=mark(
        "What do I say before each meeting, privately to those concerned? What is ticked takes place; a tap changes it."
    ),
    switches={
        WEEK: mark("a week ahead; who has not answered is asked"),
        DAY: mark("a day ahead; who has not answered is asked"),
        HOUR: mark("an hour ahead"),
    },
)

REMEMBERS = {
    "meeting_coming": Remembered(
        mark("Whether you come to a meeting"), seen_by=mark("people of the network"),
        columns={
            "answer": words.ANSWERS,
            "since": mark("since"),
            "substitute_name": mark("in your place"),
            "agreed": {True: mark("your substitute agreed"), False: mark("no substitute agreed")},
            "waits": {True: mark("on the waiting list"), False: mark("not on the waiting list")},
        },
    ),
    "meeting_needs": Remembered(
        mark("What you eat and need at a meeting; deleted 30 days after it"),
        seen_by=mark("the organisational guardian"),
        columns={"diet": mark("diet"), "access": mark("other needs")},
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """Of a meeting when it is."""
    those = {subject for subject in subjects if subject[0] in SUBJECTS}
    found = await meetings.by_ids(visit.uow, {key for _kind, key in those})
    when = {each.key: meeting_words.when(_, each) for each in found}
    return {subject: when[subject[1]] for subject in those if subject[1] in when}
