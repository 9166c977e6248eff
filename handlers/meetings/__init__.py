"""Meetings: proposed by a rhythm or planned, on one card in the group, changed with a word, begun and ended."""

from facilitation.facts import DateFound, GroupFound, QuietTimeAdded, SpeechChanged
from facilitation.meetings.facts import MeetingBegan, MeetingChanged, MeetingEnded
from facilitation.meetings.reasons import MeetingReason
from facilitation.permissions import Act
from handlers.feature import Area, Command, Feature, Remembered
from handlers.meetings import (
    altering,
    announcing,
    calendar,
    card,
    clock,
    hosting,
    one,
    overview,
    owed,
    proposed,
    resting,
    rhythm,
)
from locales.reader import mark

FEATURE = Feature(
    name="meetings",
    code="m",
    area=Area.MEETINGS,
    commands=(
        Command(
            "spotkanie", "meeting", mark("meetings: coming ones and those that were; plan: /meeting 14 January 10:00"),
            overview.show, act=Act.SEE_MEETINGS, aliases=("spotkania", "meetings"), button=mark("Meetings"),
        ),
    ),
    taps={
        "list": overview.on_list,
        "past": overview.on_past,
        "plan": overview.on_plan,
        "one": one.on_one,
        "calendar": calendar.on_calendar,
        "take": proposed.on_take,
        "decline": proposed.on_decline,
        "change": altering.on_change,
        "alter": altering.on_alter,
        "restore": altering.on_restore,
        "host": hosting.on_host,
        "rhythm": rhythm.on_rhythm,
        "setrhythm": rhythm.on_set,
        "droprhythm": rhythm.on_drop,
    },
    links={"meeting": one.on_one, "meetingics": calendar.on_calendar},
    forms=(announcing.FORM, altering.FORM, rhythm.FORM),
    due={"open": clock.opens, "close": clock.closes, "news": clock.tell, "propose": clock.propose,
         "again": clock.propose_again},
    hears={
        DateFound: proposed.on_date_found,
        MeetingChanged: card.follow,
        MeetingBegan: card.follow,
        MeetingEnded: card.follow,
        QuietTimeAdded: resting.on_quiet_time_added,
        SpeechChanged: card.show_again,
        GroupFound: card.come_back,
    },
    posts={"card": card.render},
    owes=owed.OWES,
    about=owed.about,
    card_line=card.line,
    calendar=calendar.entries,
    refusals={
        MeetingReason.NOT_OPEN: mark(
            "The network is not open yet. First confirm its settings: /network in the group."
        ),
        MeetingReason.GONE: mark("This meeting is no longer there. /meeting shows the others."),
        MeetingReason.BEGUN: mark("This meeting can't be changed any more. /meeting shows the next ones."),
        MeetingReason.NOT_CANCELLED: mark("This meeting takes place anyway. /meeting shows it."),
        MeetingReason.PAST: mark("That moment ({date}) is already behind us. Please write a later one."),
        MeetingReason.OVERLAPS: mark("Another meeting is at that time: {date}. Please write another time."),
        MeetingReason.ENDS_BEFORE: mark("The end comes before the start. Please write it like “10:00–15:00”."),
        MeetingReason.HAS_A_RHYTHM: mark(
            "A meeting has one date. Please write one, like “14 January 10:00–15:00”; /meeting also sets a rhythm."
        ),
        MeetingReason.TITLE_LONG: mark("That title has {length} characters; please keep it within {most}."),
        MeetingReason.PLACE_LONG: mark("That place has {length} characters; please keep it within {most}."),
        MeetingReason.LINK_ODD: mark("That is no link I know. Please send it like “https://example.org/room”."),
        MeetingReason.REASON_NEEDED: mark("Please write the reason in a few words: everyone reads it."),
        MeetingReason.REASON_LONG: mark("That reason has {length} characters; please keep it within {most}."),
        MeetingReason.SEATS_ODD: mark("Please write a number up to {most}, or 0 if there is room for everyone."),
        MeetingReason.NO_MEETING: mark("No meeting is planned at the moment. /meeting shows those that were."),
        MeetingReason.NO_INSTITUTION: mark(
            "You don't represent an institution here, so none can host. Whoever represents one can offer."
        ),
        MeetingReason.NO_SUCH_HOST: mark("This institution is no longer in the network. Please choose another."),
        MeetingReason.HAS_NO_DAY: mark(
            "A rhythm comes again. Please write it like “third Wednesday every 3 months 10:00–15:00”."
        ),
        MeetingReason.TOO_OFTEN: mark(
            "That is very often for a meeting: at the most every two weeks. Shorter rhythms are for office hours."
        ),
    },
    remembers={
        "host_offer": Remembered(
            mark("Your offer that your institution hosts a meeting"), seen_by=mark("people of the network"),
            columns={"institution_id": mark("institution"), "since": mark("since")},
        ),
    },
)  # fmt: skip
