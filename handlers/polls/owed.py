"""What polls owe and remember, in words."""

from collections.abc import Collection

from markupsafe import Markup

from handlers.feature import Owed, Remembered, Subject
from handlers.polls import objections
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import polls
from storage.polls import votes

OWES = {
    "card": Owed(mark("the card of a vote")),
    "begun": Owed(mark("beginning a vote")),
    "close": Owed(mark("ending a vote")),
    "remind": Owed(mark("the reminder to vote"), instead=("close",)),
    "result": Owed(mark("the result of a vote")),
    "picture": Owed(mark("the picture of a vote"), noted=False),
    "objection": Owed(mark("an objection in the group")),
    "objected": Owed(mark("that somebody objects")),
    "lost": Owed(mark("that a secret vote has come to nothing")),
    "glance": None,
    "forget": None,
    "burn": None,
    "voted": None,
    "complete": Owed(mark("ending a vote")),
    "unreached": Owed(mark("the news who could not be reminded")),
    "reopened": Owed(mark("the news that votes are taken again")),
    "cancelled": Owed(mark("the news that a vote is cancelled")),
    "follow": None,
    "again": Owed(mark("the card of a vote")),
    "telegrams": Owed(mark("the card of a vote"), instead=("own", "result")),
    "native": None,
    "own": Owed(mark("the card of a vote")),
    "stop": None,
    "label": None,
    "cut": Owed(mark("word that a vote was ended at Telegram")),
}
OF_A_NETWORK = ("polls.follow", "polls.again")
EVERYONE = mark("everyone of the network")

REMEMBERS = {
    "poll": Remembered(
        mark("Votes that you started"), seen_by=EVERYONE,
        columns={
            "question": mark("question"), "about": mark("what it is about"), "reason": mark("cancelled because"),
            "grounds": mark("decided because"), "started_at": mark("when"),
        },
    ),
    "poll_option": Remembered(
        mark("What you added to the list of a vote"), seen_by=EVERYONE, columns={"words": mark("words")}
    ),
    "poll_vote": Remembered(
        mark("Your open votes (secret ones can't be found by anybody)"), seen_by=EVERYONE,
        columns={"choices": mark("numbers of the answers"), "reason": mark("objection"), "cast_at": mark("when")},
    ),
    "poll_template": Remembered(
        mark("Templates of votes that you saved"), seen_by=mark("those who lead the network"),
        columns={"name": mark("name"), "draft": mark("what is asked")},
    ),
}  # fmt: skip


async def about(visit: Visit, _: Reader, subjects: Collection[Subject]) -> dict[Subject, Markup]:
    """What is put to the vote."""
    against = {key for kind, key in subjects if kind == objections.OBJECTION}
    of_vote = {vote.key: vote.poll_id for vote in await votes.by_ids(visit.uow, against)} if against else {}
    ours = {
        subject: of_vote.get(subject[1]) if subject[0] == objections.OBJECTION else subject[1]
        for subject in subjects
        if subject[0] not in OF_A_NETWORK
    }
    found = {poll.key: poll for poll in await polls.by_ids(visit.uow, {key for key in ours.values() if key})}
    return {
        subject: Markup("{}").format(found[key].question) for subject, key in ours.items() if key in found
    }
