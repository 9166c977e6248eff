"""The network's log: what someone's experience taught, for others as far as its owner consents."""

from facilitation.facts import EntryChanged, Left, QuestionWithdrawn
from facilitation.permissions import Act
from handlers.due import Prepared
from handlers.entries import (
    asking_back,
    attaching,
    browsing,
    buttons,
    caring,
    changing,
    confirming,
    deciding,
    finding,
    flagging,
    hiding,
    mine,
    one,
    owed,
    own,
    printing,
    proposing,
    queue,
    refused,
    sharing,
    storing,
    story,
    telling,
    ways,
)
from handlers.feature import Area, Command, Feature, Place
from handlers.visit import Visit
from locales.reader import mark
from storage.search import Kind


async def _on_changed(visit: Visit, fact: EntryChanged) -> None:
    """Search, care and the files on disk follow."""
    await finding.on_changed(visit, fact)
    await storing.on_changed(visit, fact)
    await caring.on_changed(visit, fact)


FEATURE = Feature(
    name="entries",
    code="entry",
    area=Area.KNOWLEDGE,
    commands=(
        Command(
            "praktyka", "practice", mark("share a practice, a recommendation or an idea; go on with a draft"),
            sharing.practice, act=Act.SHARE, aliases=("podziel", "share"), button=mark("Share something"),
        ),
        Command(
            "lekcja", "lesson", mark("share what did not work, so that others need not find out again"),
            sharing.lesson, act=Act.SHARE,
        ),
        Command(
            "baza", "practices", mark("the network's log: practices, lessons and what came of them"), browsing.show,
            act=Act.FIND, aliases=("praktyki",),
        ),
        Command(
            "sprawdzanie", "checks", mark("entries of the log that wait to be checked"), queue.show,
            place=Place.PRIVATE, act=Act.CHECK_ENTRIES, button=mark("Check entries"),
        ),
    ),
    taps=buttons.TAPS,
    links={
        "entry": one.on_open,
        "log": browsing.on_link,
        "ownentry": own.on_own,
        "myentries": mine.on_link,
        "share": sharing.on_new,
    },
    public=frozenset({"myword", "notmyword"}),
    forms=(
        sharing.BEGIN, story.FORM, changing.CHANGE, changing.CONFLICT, attaching.FORM, asking_back.ASK,
        asking_back.ANSWER, hiding.HIDE, proposing.FIELD, proposing.SEND, deciding.DECLINE, flagging.FORM,
    ),
    hears={
        EntryChanged: _on_changed,
        QuestionWithdrawn: finding.on_question_withdrawn,
        Left: own.on_left,
    },
    due={
        "index": finding.index,
        "follow": caring.follow,
        "care": caring.care,
        "decided": telling.decided,
        "flagged": flagging.ask_owner,
        "settled": flagging.settled,
        "confirm": confirming.ask,
        "owners": confirming.plan_owners,
        "paper": Prepared(printing.make, printing.made),
        "store": Prepared(storing.store, storing.stored),
    },
    begins=confirming.begin,
    entry_page=ways.add,
    matters={one.MATTER: one.as_matter},
    finds={Kind.PRACTICE: finding.findings, Kind.LESSON: finding.findings},
    refusals=refused.REFUSALS,
    remembers=owed.REMEMBERS,
    owes=owed.OWES,
    about=owed.about,
)  # fmt: skip
