"""The agenda of a meeting: from a template, arranged, published on one card, kept to on the day; proposed topics."""

from facilitation.agenda.facts import AgendaChanged
from facilitation.agenda.reasons import AgendaReason
from facilitation.facts import GroupFound, Left, RoleChanged, SpeechChanged
from facilitation.meetings.facts import MeetingChanged, MeetingEnded
from facilitation.permissions import Act
from handlers.agenda import arranging, card, clock, editing, making, owed, paper, parking, proposing, showing
from handlers.feature import Area, Command, Feature, Paper, Part
from locales.reader import mark

FEATURE = Feature(
    name="agenda",
    code="agenda",
    area=Area.MEETINGS,
    commands=(
        Command(
            "program", "agenda", mark("the agenda of the next meeting"), showing.show, act=Act.SEE_MEETINGS,
            button=mark("Agenda"),
        ),
        Command(
            "propozycja", "propose", mark("propose a topic for a meeting: /propose How to talk about smog"),
            proposing.hear, act=Act.PROPOSE_TOPICS, aliases=("propozycje", "proposals"),
        ),
        Command(
            "parking", "parkinglot", mark("keep something for later during a meeting: /parking …"), parking.hear,
            act=Act.PROPOSE_TOPICS,
        ),
    ),
    taps={
        "show": showing.on_show,
        "make": making.on_make,
        "pause": making.on_pause,
        "standing": making.on_standing,
        "item": arranging.on_item,
        "move": arranging.on_move,
        "internal": arranging.on_internal,
        "nobody": arranging.on_nobody,
        "out": arranging.on_out,
        "shorten": arranging.on_shorten,
        "lengthen": arranging.on_lengthen,
        "undo": arranging.on_undo,
        "anew": arranging.on_anew,
        "publish": arranging.on_publish,
        "add": editing.on_add,
        "title": editing.on_title,
        "minutes": editing.on_minutes,
        "leader": editing.on_leader,
        "guest": editing.on_guest,
        "later": clock.on_later,
        "begin": clock.on_begin,
        "break": clock.on_break,
        "proposals": proposing.on_list,
        "proposal": proposing.on_open,
        "support": proposing.on_support,
        "withdraw": proposing.on_withdraw,
        "take": proposing.on_take,
        "propose": proposing.on_propose,
        "decline": proposing.on_decline,
        "parking": parking.on_list,
        "park": parking.on_park,
        "forward": parking.on_forward,
        "drop": parking.on_drop,
    },
    links={"agenda": showing.on_show, "proposals": proposing.on_link, "parking": parking.on_list},
    forms=(*editing.FORMS, proposing.PROPOSE, proposing.DECLINE, parking.FORM),
    due={"next": clock.soon, "settle": card.settle, "follow": card.follow},
    hears={
        AgendaChanged: card.on_agenda_changed,
        MeetingChanged: card.on_meeting_changed,
        MeetingEnded: card.on_meeting_changed,
        SpeechChanged: card.show_again,
        GroupFound: card.show_again,
        Left: card.on_left,
        RoleChanged: card.on_role_changed,
    },
    posts={"card": card.render},
    papers={"agenda": Paper(mark("Agenda"), Act.SEE_MEETINGS, paper.make)},
    report={Part.AGENDA: paper.report_part},
    matters={arranging.MATTER: arranging.as_matter},
    meeting_page=showing.on_page,
    owes=owed.OWES,
    remembers=owed.REMEMBERS,
    refusals={
        AgendaReason.NONE: mark("This meeting has no agenda yet. /agenda makes one."),
        AgendaReason.ITEM_GONE: mark("This item is no longer in the agenda. /agenda shows it as it is now."),
        AgendaReason.TITLE_SHORT: mark("I need a word at least. Please write it once more."),
        AgendaReason.TITLE_LONG: mark("That has {length} characters; please keep it within {most}."),
        AgendaReason.MINUTES_ODD: mark("An item takes from {least} to {most} minutes. Please write how many."),
        AgendaReason.GUEST_LONG: mark("That name is too long: {most} characters are the most."),
        AgendaReason.NO_SUCH_LEADER: mark("This person is no longer in the network. Please choose someone else."),
        AgendaReason.TOO_MANY: mark("{most} items are the most. Please take one out first."),
        AgendaReason.EMPTY: mark("The agenda is empty. Please add an item first."),
        AgendaReason.NOTHING_TO_UNDO: mark("There is nothing to undo."),
        AgendaReason.CANT_FIT: mark("That does not work out any more. Please change the length of single items."),
        AgendaReason.TOO_LONG: mark(
            "The templates are for meetings of up to {most} hours. Please begin without a template."
        ),
        AgendaReason.TOO_SHORT: mark(
            "The templates are for meetings of {least} minutes at least. Please begin without a template."
        ),
        AgendaReason.OVER: mark("This meeting is over or does not take place, so its agenda stays as it is."),
        AgendaReason.OTHERWISE: mark("Someone has changed it just now. /agenda shows the times as they are."),
        AgendaReason.NOT_RUNNING: mark("The item before has not begun yet: the agenda has this one at {date}."),
        AgendaReason.NO_BREAK: mark("No later break is long enough to give something."),
        AgendaReason.PROPOSAL_GONE: mark("It is decided about this topic already. /propose shows the others."),
        AgendaReason.NOT_YOURS: mark("Only whoever proposed this topic can do that."),
        AgendaReason.MANY_PROPOSALS: mark(
            "{most} topics of yours wait already. Please withdraw one first: /propose shows them."
        ),
        AgendaReason.NO_REASON: mark("Please write the reason in words."),
        AgendaReason.REASON_LONG: mark("That has {length} characters; please keep it within {most}."),
        AgendaReason.NO_MEETING_NOW: mark(
            "The parking lot is open while a meeting takes place. To propose a topic for the next one: /propose"
        ),
        AgendaReason.PARKED_GONE: mark("It is decided about this already."),
        AgendaReason.MANY_PARKED: mark("The parking lot is full: {most} things are the most."),
    },
)  # fmt: skip
