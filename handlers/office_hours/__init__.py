"""Office hours: announced by a rhythm, reminded of, opened and closed by themselves, changed with a tap."""

from facilitation.facts import GroupFound, Left, RoleChanged, SpeechChanged
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.permissions import Act
from handlers.feature import Command, Feature, Remembered
from handlers.office_hours import announcing, card, changing, clock, holding, overview, owed
from locales.reader import mark

FEATURE = Feature(
    name="office_hours",
    code="hours",
    commands=(
        Command(
            "dyzur", "office_hours",
            mark("office hours: coming dates; announce: /office_hours every other Tuesday 10:00"), overview.show,
            act=Act.SEE_OFFICE_HOURS, aliases=("dyzury", "hours"), button=mark("Office hours"),
        ),
    ),
    taps={
        "list": overview.on_list,
        "announce": overview.on_announce,
        "series": changing.on_series,
        "session": changing.on_session,
        "skip": changing.on_skip,
        "restore": changing.on_restore,
        "change": changing.on_change,
        "end": changing.on_end,
        "ended": changing.on_ended,
    },
    forms=(announcing.FORM, changing.FORM),
    due={
        "day": clock.remind,
        "hour": clock.remind,
        "open": clock.opens,
        "close": clock.closes,
        "news": clock.news,
        "extend": clock.extend,
        "held": holding.look_after,
    },
    hears={
        Left: holding.on_left,
        RoleChanged: holding.on_role_changed,
        SpeechChanged: card.show_again,
        GroupFound: card.show_again,
    },
    posts={"card": card.render, "open": card.render_open},
    owes=owed.OWES,
    about=owed.about,
    card_line=card.line,
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
        OfficeHoursReason.LENGTH_UNCLEAR: mark("I don't understand this length. Please write it like “50 minutes”."),
        OfficeHoursReason.PLACE_LONG: mark("That place has {length} characters; please keep it within {most}."),
        OfficeHoursReason.TOPIC_LONG: mark("That topic has {length} characters; please keep it within {most}."),
    },
    remembers={
        "office_hours_host": Remembered(
            mark("Office hours that you hold"), seen_by=mark("people of the network"),
            columns={"series_id": mark("about")},
        )
    },
)  # fmt: skip
