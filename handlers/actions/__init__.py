"""Actions: agreed on in one line, owned by someone, reminded of privately, closed with a tap."""

from facilitation.actions.reasons import ActionReason
from facilitation.facts import ActionChanged, Left, RoleChanged
from facilitation.permissions import Act
from handlers.actions import agenda, card, clock, listing, naming, one, owed, paper, stating
from handlers.feature import Area, Command, Feature, Part
from locales.reader import mark

FEATURE = Feature(
    name="actions",
    code="act",
    area=Area.MEETINGS,
    commands=(
        Command(
            "zadanie", "action", mark("agree on an action: /action Prepare … by 15 January"), stating.state,
            act=Act.NOTE_DOWN,
        ),
        Command(
            "zadania", "actions", mark("actions: yours, and all of the network"), listing.show,
            act=Act.NOTE_DOWN, button=mark("Actions"),
        ),
    ),
    taps={
        "new": stating.on_new,
        "list": listing.on_list,
        "open": one.on_open,
        "done": one.on_done,
        "reopen": one.on_reopen,
        "putoff": one.on_put_off,
        "reword": one.on_reword,
        "drop": one.on_drop,
        "internal": one.on_internal,
        "handover": naming.on_hand_over,
        "take": naming.on_take,
        "accept": naming.on_accept,
        "decline": naming.on_decline,
        "takehere": card.on_take_here,
        "duehere": card.on_due_here,
    },
    links={"action": one.on_open, "newaction": stating.on_new},
    public=frozenset({"takehere", "duehere"}),
    forms=(stating.NEW, one.PUT_OFF, one.REWORD, one.DROP, naming.HAND_OVER),
    due={"remind": clock.remind, "lacking": clock.lacking, "left": clock.left},
    hears={
        ActionChanged: clock.on_changed,
        Left: clock.on_left,
        RoleChanged: clock.on_role_changed,
    },
    posts={"card": card.render},
    agenda_item=agenda.for_agenda,
    report={Part.ACTIONS: paper.report_part},
    owes=owed.OWES,
    about=owed.about,
    remembers=owed.REMEMBERS,
    refusals={
        ActionReason.WORDS_SHORT: mark("What is to be done? Please write it in a few words, then until when."),
        ActionReason.WORDS_LONG: mark("That has {length} characters; please keep it within {most}."),
        ActionReason.ENDED: mark("This action is already done or dropped."),
        ActionReason.OPEN: mark("This action is open already."),
        ActionReason.NOT_YOURS: mark("Only whoever does it or wrote it, and those who lead, can do that."),
        ActionReason.OWNED: mark("Someone does this already."),
        ActionReason.NOT_OF_THE_NETWORK: mark("This person doesn't work in the network any more."),
        ActionReason.REASON_NEEDED: mark("Please write in a sentence why."),
        ActionReason.REASON_LONG: mark("That has {length} characters; please keep it within {most}."),
        ActionReason.NO_MEETING: mark("No meeting is planned yet. Please choose another day."),
    },
)  # fmt: skip
