"""Transfers: an institution takes an entry of the log over, says how it went, and is shown as far as it agrees."""

from facilitation.adoptions.reasons import AdoptionReason
from facilitation.facts import EntryChanged, GroupFound, Left, NetworkChanged, SpeechChanged
from facilitation.permissions import Act
from handlers.adoptions import (
    asking,
    confirming,
    connecting,
    drawing,
    following,
    lesson,
    one,
    overview,
    owed,
    page,
    paper,
    taking,
    winning,
)
from handlers.due import Prepared
from handlers.feature import Area, Command, Feature, Paper, Part
from locales.reader import mark

FEATURE = Feature(
    name="adoptions",
    code="adopt",
    area=Area.KNOWLEDGE,
    commands=(
        Command(
            "wdrozenia", "transfers", mark("practices that others have taken over, and how it went there"),
            overview.show, act=Act.FIND, button=mark("Transfers"),
        ),
    ),
    taps={
        "want": taking.on_want,
        "open": one.on_open,
        "to": taking.on_to,
        "undo": taking.on_undo,
        "care": taking.on_care,
        "words": taking.on_words,
        "naming": confirming.on_naming,
        "name": confirming.on_name,
        "revoke": confirming.on_revoke,
        "meet": connecting.on_meet,
        "agree": connecting.on_agree,
        "later": asking.on_later,
        "lesson": lesson.on_lesson,
        "list": overview.on_list,
        "picture": drawing.on_picture,
    },
    links={"transfers": overview.on_link},
    forms=(taking.DROP, taking.WORDS, confirming.CONFIRM),
    due={
        "ask": asking.ask,
        "celebrate": winning.celebrate,
        "follow": following.follow,
        "again": following.again,
        "left": following.left,
        "picture": Prepared(drawing.draw, drawing.send),
    },
    hears={
        EntryChanged: following.on_entry_changed,
        NetworkChanged: following.on_network_changed,
        SpeechChanged: following.on_network_changed,
        GroupFound: following.on_group_found,
        Left: following.on_left,
    },
    posts={"win": winning.render},
    entry_page=page.add,
    entry_paper=page.on_paper,
    papers={"transfers": Paper(mark("Transfers"), Act.SEE_MEETINGS, paper.make)},
    report={Part.TRANSFERS: paper.in_report},
    owes=owed.OWES,
    about=owed.about,
    remembers=owed.REMEMBERS,
    refusals={
        AdoptionReason.OWN: mark("This is your own institution's experience; others can take it over."),
        AdoptionReason.NO_INSTITUTION: mark(
            "Institutions take practices over, and you represent none in this network. Those who lead it can help."
        ),
        AdoptionReason.GONE: mark("This is not there any more; the entry may have left the log. See /transfers"),
        AdoptionReason.NOT_YOURS: mark("Only people of the institution itself can do that."),
        AdoptionReason.NOT_CARED_FOR: mark(
            "A colleague looks after this. Open it from /transfers and tap “I'll look after it”."
        ),
        AdoptionReason.TOO_LATE: mark("It can be taken back on the first day only. Now it can be given up."),
        AdoptionReason.ONCE: mark("I asked later once already. You can answer at any time: /transfers"),
        AdoptionReason.EMPTY: mark("Please write a few words."),
        AdoptionReason.LONG: mark("That has {length} characters; please keep it within {most}."),
    },
)  # fmt: skip
