"""What surveys owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.feature import Owed, Remembered, Subject
from handlers.surveys import wording
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import surveys

OWES = {
    "card": Owed(mark("the card of a survey")),
    "begun": Owed(mark("beginning a survey")),
    "close": Owed(mark("ending a survey")),
    "count": Owed(mark("counting a survey")),
    "ready": Owed(mark("the results of a survey, for those who lead")),
    "publish": Owed(mark("the results of a survey")),
    "picture": Owed(mark("the picture of a survey"), noted=False),
    "rounds": Owed(mark("the picture of the rounds of a survey"), noted=False),
    "paper": Owed(mark("the results of a survey on paper"), noted=False),
    "texts": Owed(mark("what people wrote in a survey")),
    "remind": None,
    "burn": None,
    "glance": None,
    "forget": None,
    "lost": Owed(mark("that a survey has come to nothing")),
    "unreached": Owed(mark("the news who could not be reminded")),
    "again": Owed(mark("the card of a survey")),
    "prolonged": Owed(mark("the news that a survey takes answers longer")),
    "cancelled": Owed(mark("the news that a survey is cancelled")),
}
OF_A_NETWORK = ("surveys.again",)
EVERYONE = mark("everyone of the network")

REMEMBERS = {
    "survey": Remembered(
        mark("Surveys that you prepared or commented on (answers can't be found by anybody)"), seen_by=EVERYONE,
        columns={
            "title": mark("title"), "purpose": mark("what it is for"), "created_at": mark("when"),
            "comment": mark("comment"),
        },
    ),
    "survey_template": Remembered(
        mark("Surveys that you built"), seen_by=mark("those who lead the network"),
        columns={
            "name": mark("name"), "items": mark("questions"),
            "before": mark("questions, before the last one was deleted"),
        },
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """Which survey it is."""
    ours = {subject: subject[1] for subject in subjects if subject[0] not in OF_A_NETWORK}
    found = {survey.key: survey for survey in await surveys.by_ids(visit.uow, set(ours.values()))}
    return {subject: wording.title(_, found[key]) for subject, key in ours.items() if key in found}
