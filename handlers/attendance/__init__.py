"""Attendance at meetings: people check in themselves, the guardian ticks off the others and the guests."""

from facilitation.attendance.reasons import AttendanceReason
from facilitation.meetings.facts import MeetingChanged, MeetingEnded, ReportSubmitted
from facilitation.permissions import Act
from handlers.attendance import card, code, ended, guests, here, listing, owed, paper
from handlers.due import Prepared
from handlers.feature import Area, Command, Feature, Paper, Part, Place
from locales.reader import mark

FEATURE = Feature(
    name="attendance",
    code="att",
    area=Area.MEETINGS,
    commands=(
        Command(
            "obecnosc", "here", mark("you are at the meeting: /here and the code of the screen"), here.show,
            place=Place.PRIVATE, act=Act.CHECK_IN, aliases=("jestem",),
        ),
    ),
    taps={
        "here": here.on_here,
        "nothere": here.on_not_here,
        "list": listing.on_list,
        "tick": listing.on_tick,
        "tickguest": listing.on_tick_guest,
        "standin": listing.on_stand_in,
        "guests": guests.on_guests,
        "addguest": guests.on_add,
        "dropguest": guests.on_remove,
        "code": code.on_code,
        "picture": code.on_picture,
    },
    links={code.LINK: here.on_link},
    public=frozenset({"here"}),
    forms=(here.FORM, guests.INTRODUCE, guests.ADD),
    due={"open": card.turn, "close": card.turn, "forget": card.forget, "draw": Prepared(code.draw, code.drawn)},
    hears={MeetingChanged: card.on_changed, MeetingEnded: ended.on_ended, ReportSubmitted: ended.on_report},
    papers={"attendance": Paper(mark("Attendance list"), Act.KEEP_ATTENDANCE, paper.make)},
    report={Part.ATTENDANCE: paper.report_part},
    meeting_card=card.on_card,
    meeting_page=card.on_page,
    owes=owed.OWES,
    about=owed.about,
    remembers=owed.REMEMBERS,
    refusals={
        AttendanceReason.NOT_YET: mark("Check-in opens an hour before the meeting: {date}."),
        AttendanceReason.OVER: mark("Check-in is over. Whoever keeps the list can still put you on it."),
        AttendanceReason.NOT_TAKING_PLACE: mark("This meeting does not take place, so it has no attendance list."),
        AttendanceReason.SETTLED: mark("The report is submitted, so the list can't be changed any more."),
        AttendanceReason.TOO_MANY_TRIES: mark(
            "That was {most} times another code, so I take no more of them. Please tap the button on the meeting's "
            "card in the group, or let those who lead tick you off."
        ),
        AttendanceReason.NOT_ON_LIST: mark("This name is no longer on the list. Please open the list again."),
        AttendanceReason.NAME_LENGTH: mark("Please write a name of {least} to {most} characters."),
        AttendanceReason.PLACE_LONG: mark("That has {length} characters; please keep it within {most}."),
        AttendanceReason.MANY_GUESTS: mark("The list has {most} guests already, and that is as many as fit."),
    },
)  # fmt: skip
