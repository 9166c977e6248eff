"""Who comes to a meeting: answered with one tap, asked and reminded in time, counted for the kitchen."""

from facilitation.facts import Left, SettingChanged, SpeechChanged
from facilitation.meetings.facts import MeetingChanged, MeetingTold
from facilitation.rsvp.reasons import RsvpReason
from handlers.feature import Feature
from handlers.rsvp import card, clock, coming, needing, news, owed, own, standing_in, who
from locales.reader import mark

FEATURE = Feature(
    name="rsvp",
    code="rsvp",
    taps={
        "yes": own.on_yes,
        "remote": own.on_remote,
        "no": own.on_no,
        "show": own.on_show,
        "itsme": own.on_its_me,
        "standin": standing_in.on_standin,
        "needs": needing.on_needs,
        "noneeds": needing.on_no_needs,
        "catering": needing.on_catering,
        "who": who.on_who,
        "file": who.on_file,
    },
    links={"rsvp": own.on_show},
    public=frozenset({"yes", "remote", "no"}),
    forms=(standing_in.FORM, needing.FORM),
    due={
        "week": clock.remind,
        "day": clock.remind,
        "hour": clock.remind,
        "seats": clock.tell_of_seats,
        "forget": needing.forget,
        "left": news.left,
    },
    hears={
        MeetingChanged: news.on_changed,
        MeetingTold: news.on_told,
        SettingChanged: news.on_setting,
        SpeechChanged: news.on_speech,
        Left: news.on_left,
    },
    meeting_card=card.on_card,
    meeting_page=card.on_page,
    meeting_coming=coming.announced,
    owes=owed.OWES,
    about=owed.about,
    settings=owed.SECTION,
    remembers=owed.REMEMBERS,
    refusals={
        RsvpReason.OVER: mark("This meeting is behind us. /meeting shows the next ones."),
        RsvpReason.OFF: mark("This meeting does not take place. /meeting shows the others."),
        RsvpReason.NOT_INVITED: mark("This meeting is for others of the network. /meeting shows yours."),
        RsvpReason.NOT_REMOTE: mark("This meeting is in person only. Do you come?"),
        RsvpReason.NOT_AN_OBSERVERS: mark("Observers come for themselves; nobody has to stand in for them."),
        RsvpReason.NOT_A_COLLEAGUE: mark(
            "This colleague can't come in your place any more. Please choose someone else, or write a name."
        ),
        RsvpReason.NAME_NEEDED: mark("Please write the name of who comes, like “Anna Nowak”."),
        RsvpReason.NAME_LONG: mark("Name and surname have {length} characters; please keep them within {most}."),
        RsvpReason.NEEDS_LONG: mark("That has {length} characters; please keep it within {most}."),
        RsvpReason.NOT_IN_THE_ROOM: mark("That is for those who come in person. First tap “I come”."),
        RsvpReason.GUARDIANS_ONLY: mark("Only the organisational guardian sees this."),
        RsvpReason.NOBODY_COMES: mark("Nobody has said yet that they come."),
        RsvpReason.NAMED_NO_LONGER: mark("This substitute is not named any more. Please tap “I come”."),
    },
)  # fmt: skip
