"""Consultations: members and observers say what they think of a recommendation or a project, then it is evaluated."""

from facilitation.consultations.reasons import ConsultationReason
from facilitation.facts import EntryChanged, GroupFound, NetworkChanged, RoleChanged, SpeechChanged
from facilitation.permissions import Act
from handlers.consultations import (
    beginning,
    card,
    clock,
    entry,
    evaluating,
    following,
    leading,
    listing,
    one,
    owed,
    remarks,
    saying,
)
from handlers.feature import Area, Command, Feature
from locales.reader import mark

FEATURE = Feature(
    name="consultations",
    code="cons",
    area=Area.KNOWLEDGE,
    commands=(
        Command(
            "konsultacje", "consultations", mark("recommendations and projects on which the network is consulted"),
            listing.show, act=Act.FIND, button=mark("Consultations"),
        ),
    ),
    taps={
        "list": listing.on_list,
        "open": one.on_open,
        "say": saying.on_say,
        "words": saying.on_words,
        "takeback": saying.on_take_back,
        "voices": remarks.on_voices,
        "begin": beginning.on_begin,
        "until": beginning.on_until,
        "close": leading.on_close,
        "closed": leading.on_closed,
        "cancel": leading.on_cancel,
        "cancelled": leading.on_cancelled,
        "evaluate": evaluating.on_evaluate,
    },
    links={"consult": one.on_open},
    forms=(saying.WORDS, beginning.BEGIN, beginning.UNTIL, evaluating.FORM),
    due={
        "close": clock.close,
        "remind": clock.remind,
        "summary": clock.tell_summary,
        "evaluate": clock.remind_to_evaluate,
        "changed": following.changed,
        "follow": following.follow,
        "again": following.again,
    },
    hears={
        EntryChanged: following.on_entry_changed,
        NetworkChanged: following.on_people_changed,
        RoleChanged: following.on_people_changed,
        SpeechChanged: following.on_group_changed,
        GroupFound: following.on_group_changed,
    },
    posts={"card": card.render},
    entry_page=entry.page,
    entry_paper=entry.on_paper,
    decisions=entry.decisions,
    owes=owed.OWES,
    about=owed.about,
    remembers=owed.REMEMBERS,
    refusals={
        ConsultationReason.OTHER_KIND: mark("Only recommendations and projects that are in the log can be consulted."),
        ConsultationReason.NOT_OPEN: mark(
            "The network is not open, or I am not in its group. Please put that right first: /network in the group."
        ),
        ConsultationReason.UNDER_WAY: mark("It is consulted already; /consultations shows how it stands."),
        ConsultationReason.EVALUATED: mark(
            "It is evaluated already. It can be consulted again when it has changed, or was to be reworked."
        ),
        ConsultationReason.NONE: mark("This consultation was cancelled. /consultations shows what is open."),
        ConsultationReason.CLOSED: mark("The time to say something is over. /consultations shows what is open."),
        ConsultationReason.STILL_OPEN: mark("People can still say something. Please close the consultation first."),
        ConsultationReason.UNCLEAR: mark(
            "I don't see until when. Please write it like “Friday” or “14 January 12:00”."
        ),
        ConsultationReason.PAST: mark("That moment is already behind us. Please write a later one."),
        ConsultationReason.LATE: mark("A consultation takes at most {most} days. Please write an earlier end."),
        ConsultationReason.WORDS_NEEDED: mark("Please write a few words; without them nobody knows what to change."),
        ConsultationReason.WORDS_LONG: mark("That has {length} characters; please keep it within {most}."),
        ConsultationReason.MEANWHILE: mark("Somebody has evaluated it meanwhile. It stands like this:"),
    },
)  # fmt: skip
