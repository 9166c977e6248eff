"""Finding a date: several are proposed, everyone says which suit, and someone who leads picks one."""

from facilitation.date_polls.reasons import DatePollReason
from facilitation.facts import DateSought, GroupFound, NetworkChanged, RoleChanged, SpeechChanged
from facilitation.permissions import Act
from handlers.date_polls import (
    answering,
    calendar,
    card,
    changing,
    clock,
    following,
    leading,
    meeting,
    overview,
    owed,
    picture,
    starting,
)
from handlers.due import Prepared
from handlers.feature import Area, Command, Feature
from locales.reader import mark

FEATURE = Feature(
    name="date_polls",
    code="date",
    area=Area.MEETINGS,
    commands=(
        Command(
            "termin", "find_date", mark("find a date that suits most: /find_date Meeting: 14 January 10:00, …"),
            overview.show, act=Act.SEE_DATES, aliases=("terminy", "dates"), button=mark("Find a date"),
        ),
    ),
    taps={
        "list": overview.on_list,
        "new": overview.on_new,
        "for": starting.for_meeting,
        "open": answering.on_open,
        "say": answering.on_say,
        "all": answering.on_all,
        "result": leading.on_result,
        "picture": leading.on_picture,
        "close": leading.on_close,
        "pick": leading.on_pick,
        "picked": leading.on_picked,
        "out": leading.on_out,
        "takeout": leading.on_take_out,
        "putback": leading.on_put_back,
        "change": changing.on_change,
    },
    links={"dates": answering.on_open},
    forms=(starting.FORM, changing.FORM),
    due={
        "close": clock.close,
        "remind": clock.remind,
        "added": clock.added,
        "result": clock.tell_result,
        "picture": Prepared(picture.draw, picture.send),
        "follow": following.follow,
        "again": following.again,
    },
    hears={
        DateSought: following.on_sought,
        NetworkChanged: following.on_people_changed,
        RoleChanged: following.on_people_changed,
        SpeechChanged: following.on_group_changed,
        GroupFound: following.on_group_changed,
    },
    posts={"card": card.render, "found": card.render_found},
    owes=owed.OWES,
    about=owed.about,
    calendar=calendar.entries,
    meeting_page=meeting.page,
    remembers=owed.REMEMBERS,
    refusals={
        DatePollReason.NOT_OPEN: mark(
            "The network is not open yet. First confirm its settings: /network in the group."
        ),
        DatePollReason.MANY: mark(
            "The network looks for {most} dates already. Please pick or cancel one of them first: /find_date"
        ),
        DatePollReason.TITLE_EMPTY: mark("Please write in a few words what the date is for."),
        DatePollReason.TITLE_LONG: mark("That has {length} characters; please keep it within {most}."),
        DatePollReason.NOT_UNDERSTOOD: mark(
            "I see no date in “{words}”. Please write it like “14 January 10:00–15:00”, several one under another."
        ),
        DatePollReason.NO_TIME: mark("“{words}”: at what time? Please write it like “14 January 10:00–15:00”."),
        DatePollReason.PAST: mark("“{words}” is already behind us. Please write a later date."),
        DatePollReason.DOUBLED: mark("{date} is there twice. Please write it once."),
        DatePollReason.TOO_MANY: mark("At most {most} dates can be proposed. Please leave some out."),
        DatePollReason.TOO_FEW: mark("There must be at least two dates to choose from."),
        DatePollReason.LENGTH_UNCLEAR: mark(
            "I don't understand this length. Please write it like “90 minutes” or “4 hours”."
        ),
        DatePollReason.DEADLINE_UNCLEAR: mark(
            "I don't see until when. Please write it like “Friday” or “14 January 12:00”."
        ),
        DatePollReason.DEADLINE_PAST: mark("That moment is already behind us. Please write a later one."),
        DatePollReason.DEADLINE_LATE: mark(
            "Answers have to be there before the first date ({date}). Please write an earlier end."
        ),
        DatePollReason.BEFORE_DEADLINE: mark(
            "{date} comes before the time for answers ends ({until}). Please write a later one, or first end it sooner."
        ),
        DatePollReason.CLOSED: mark("No more answers are taken. /find_date shows what is open."),
        DatePollReason.TAKEN_OUT: mark("This date is not proposed any more. Please look at those that are."),
        DatePollReason.OVER: mark("This date is already behind us."),
        DatePollReason.CANCELLED: mark("This search for a date was cancelled."),
        DatePollReason.REASON_LENGTH: mark("Please write a sentence of at most {most} characters."),
    },
)  # fmt: skip
