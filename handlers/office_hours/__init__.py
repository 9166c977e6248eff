"""Office hours: announced by a rhythm, reminded of, opened and closed by themselves, changed with a tap."""

from facilitation.facts import (
    GroupFound,
    Left,
    QuestionChanged,
    QuestionWaits,
    QuietTimeAdded,
    RoleChanged,
    SettingChanged,
    SpeechChanged,
)
from facilitation.office_hours.facts import SessionFellOut, SessionRestored
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.permissions import Act
from handlers.feature import Area, Command, Feature
from handlers.office_hours import (
    afterwards,
    altering,
    announcing,
    answering,
    asking,
    calendar,
    card,
    changing,
    clock,
    following,
    handing,
    holding,
    late,
    line,
    news,
    ordering,
    overview,
    owed,
    resting,
    rewording,
    settings,
    shared,
    single,
    writing,
)
from handlers.office_hours.remembered import REMEMBERS
from handlers.visit import Visit
from locales.reader import mark


async def on_left(visit: Visit, fact: Left) -> None:
    await holding.on_left(visit, fact)
    await afterwards.on_left(visit, fact)


FEATURE = Feature(
    name="office_hours",
    code="hours",
    area=Area.OFFICE_HOURS,
    commands=(
        Command(
            "dyzur", "office_hours",
            mark("office hours: coming dates; announce: /office_hours every other Tuesday 10:00"), overview.show,
            act=Act.SEE_OFFICE_HOURS, aliases=("dyzury", "hours"), button=mark("Office hours"),
        ),
        Command(
            "kolejka", "line", mark("the line of questions for the next office hours"), line.show, act=Act.ASK,
        ),
    ),
    taps={
        "list": overview.on_list,
        "announce": overview.on_announce,
        "series": changing.on_series,
        "session": single.on_session,
        "skip": single.on_skip,
        "restore": single.on_restore,
        "putback": single.on_put_back,
        "unable": single.on_unable,
        "alter": altering.on_alter,
        "following": following.on_following,
        "late": late.on_late,
        "beginlater": late.on_later,
        "longer": late.on_longer,
        "endnow": late.on_end_now,
        "hand": handing.on_hand,
        "askto": handing.on_ask_to,
        "accept": handing.on_accept,
        "decline": handing.on_decline,
        "change": changing.on_change,
        "end": changing.on_end,
        "ended": changing.on_ended,
        "calendar": calendar.on_session,
        "ask": asking.on_ask,
        "line": line.on_line,
        "lineof": line.on_line_of_series,
        "question": line.on_question,
        "also": line.on_also,
        "nolonger": line.on_no_longer,
        "withdraw": line.on_withdraw,
        "reword": rewording.on_reword,
        "earlier": ordering.on_earlier,
        "first": ordering.on_first,
        "later": ordering.on_later,
        "merge": ordering.on_merge,
        "mergeinto": ordering.on_merge_into,
        "takehere": answering.on_take_in_group,
        "takeaside": answering.on_take_aside,
        "aloud": answering.on_aloud,
        "answer": answering.on_answer,
        "write": writing.on_write,
        "writeto": writing.on_write_to,
        "helped": answering.on_helped,
        "nothelped": answering.on_not_helped,
        "here": answering.on_here,
        "keep": afterwards.on_keep,
        "keepall": afterwards.on_keep_all,
        "keepnone": afterwards.on_keep_none,
        "kept": afterwards.on_kept,
        "promising": afterwards.on_promising,
    },
    links={"calendar": calendar.on_series, "ask": asking.on_ask, "line": line.on_line_of_series},
    public=frozenset({"here"}),
    forms=(
        announcing.FORM, changing.FORM, altering.FORM, following.FORM, asking.FORM, rewording.FORM, answering.ANSWER,
        writing.FORM,
    ),
    due={
        "week": clock.announce,
        "announced": card.follow,
        "day": clock.remind,
        "hour": clock.remind,
        "open": clock.opens,
        "close": clock.closes,
        "news": news.tell,
        "extend": clock.extend,
        "held": holding.look_after,
        "unanswered": handing.unanswered,
        "line": line.follow,
        "tell": answering.tell,
        "lines": afterwards.move_lines,
        "comeback": afterwards.come_back,
        "withdraw": afterwards.withdraw,
        "shared": shared.follow,
    },
    hears={
        Left: on_left,
        SessionFellOut: afterwards.on_fell_out,
        SessionRestored: afterwards.on_restored,
        RoleChanged: holding.on_role_changed,
        SpeechChanged: card.show_again,
        GroupFound: card.show_again,
        SettingChanged: settings.on_changed,
        QuietTimeAdded: resting.on_quiet_time_added,
        QuestionChanged: shared.on_question_changed,
        QuestionWaits: shared.on_question_waits,
    },
    posts={
        "card": card.render,
        "ahead": card.render_ahead,
        "open": card.render_open,
        "question": answering.render,
        "summary": afterwards.render,
    },
    under={"question": answering.under_question},
    owes=owed.OWES,
    about=owed.about,
    card_line=card.line,
    calendar=calendar.entries,
    settings=settings.SECTION,
    refusals={
        OfficeHoursReason.NOT_OPEN: mark(
            "The network is not open yet. First confirm its settings: /network in the group."
        ),
        OfficeHoursReason.ANNOUNCED: mark("These office hours are announced already. /office_hours shows them."),
        OfficeHoursReason.OVER: mark("All of these dates are behind us. Please write later ones."),
        OfficeHoursReason.ENDED: mark("These office hours have ended. /office_hours shows the others."),
        OfficeHoursReason.BEGUN: mark("This date can't be changed any more. /office_hours shows the next ones."),
        OfficeHoursReason.NOT_OF_THE_TEAM: mark(
            "This person is no longer an expert or facilitator here. Please choose someone else."
        ),
        OfficeHoursReason.NOBODY_HOLDS: mark("Somebody has to hold them. Please tap whoever does first."),
        OfficeHoursReason.LENGTH_UNCLEAR: mark("I don't understand this length. Please write it like “50 minutes”."),
        OfficeHoursReason.PLACE_LONG: mark("That place has {length} characters; please keep it within {most}."),
        OfficeHoursReason.NO_DATE: mark("No date is planned just now. /office_hours shows the next ones."),
        OfficeHoursReason.NO_LINE: mark("There is no line to stand in just now. /office_hours shows the next dates."),
        OfficeHoursReason.NOT_RUNNING: mark("The office hours are not open now. Questions are taken while they are."),
        OfficeHoursReason.NOT_IN_LINE: mark("This question is no longer in this line. /line shows those that are."),
        OfficeHoursReason.LINE_FULL: mark("The line is full: {most} questions wait. Please try again later."),
        OfficeHoursReason.MANY_OF_ONE: mark(
            "You have {most} questions in line already. Take one back, or ask again when one is answered."
        ),
        OfficeHoursReason.TOPIC_LONG: mark("That topic has {length} characters; please keep it within {most}."),
        OfficeHoursReason.NOT_REACHED: mark(
            "I can't write privately to {name}. Please ask them to send me /start first, or choose someone else."
        ),
        OfficeHoursReason.FELL_OUT: mark("This date does not take place. First let it take place again."),
        OfficeHoursReason.OVERLAPS: mark("Another date of the same office hours is at that time: {date}."),
        OfficeHoursReason.PAST: mark("That moment ({date}) is already behind us. Please write a later one."),
        OfficeHoursReason.INTO_NEXT: mark("The next office hours begin then: {date}. It can't last that long."),
        OfficeHoursReason.NOT_HOLDING: mark("Only whoever holds these office hours, or a facilitator, can say that."),
        OfficeHoursReason.NOTHING_SOON: mark(
            "You hold no office hours within the next hours. To move later ones: /office_hours, then “Change…”."
        ),
        OfficeHoursReason.LATE_HOW_MUCH: mark(
            "At most {most} minutes later. To move office hours further: /office_hours, then “Change…”."
        ),
    },
    remembers=REMEMBERS,
)  # fmt: skip
