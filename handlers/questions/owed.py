"""What questions owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.feature import Owed, Remembered, Subject
from handlers.questions import asked
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import questions

OWES = {
    "card": Owed(mark("a question in the group")),
    "file": Owed(mark("the file of a question")),
    "tell": Owed(mark("the answer to a question")),
    "news": Owed(mark("news of a question")),
    "quietly": None,
    "suggest": None,
    "suggestion": None,
    "follow": Owed(mark("keeping the card of a question up to date")),
    "left": None,
    "again": Owed(mark("keeping the card of a question up to date")),
    "round": Owed(mark("telling those who may help of new questions")),
    "helping": Owed(mark("a question for someone who may help")),
    "care": Owed(mark("looking after a question that waits")),
    "confirm": Owed(mark("asking whether an answer helped")),
    "waiting": Owed(mark("the reminder of a question that waits")),
}
ABOUT = ("questions.card", "questions.file", "questions.waiting")

REMEMBERS = {
    "question": Remembered(
        mark("Questions that you asked"), seen_by=mark("people of the network; your name only where you signed"),
        columns={
            "words": mark("what"), "unnamed": {True: mark("without your name"), False: mark("with your name")},
            "urgent": {True: mark("urgent"), False: mark("not urgent")}, "attached_name": mark("file"),
            "hidden_reason": mark("hidden because"), "asked_at": mark("when"),
        },
    ),
    "question_also_asking": Remembered(
        mark("Other people's questions that interest you too"), seen_by=mark("nobody, only how many they are"),
        columns={"question_id": mark("about"), "since": mark("when")},
    ),
    "question_taking": Remembered(
        mark("Questions that you said you would answer"), seen_by=mark("people of the network"),
        columns={"question_id": mark("about"), "since": mark("when")},
    ),
    "answer": Remembered(
        mark("Answers that you gave"), seen_by=mark("people of the network; a private one only whoever asked"),
        columns={
            "words": mark("what"), "outside": mark("signed"), "attached_name": mark("file"),
            "hidden_reason": mark("hidden because"), "given_at": mark("when"),
        },
    ),
    "answer_endorsement": Remembered(
        mark("Answers that you recommend"), seen_by=mark("people of the network"),
        columns={"answer_id": mark("about"), "since": mark("when")},
    ),
    "outside_request": Remembered(
        mark("Questions that you passed on to someone outside the network"), seen_by=mark("whoever asked them"),
        columns={"question_id": mark("about"), "made_at": mark("when")},
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """The question in its own words."""
    ours = [subject for subject in subjects if subject[0] in ABOUT]
    found = await questions.by_ids(visit.uow, {key for _kind, key in ours})
    return {subject: asked.quoted(_, found[subject[1]]) for subject in ours if subject[1] in found}
