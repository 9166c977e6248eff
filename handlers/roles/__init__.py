"""Roles: who leads and who holds what, giving and ending, deputies for a time, and the log of changes."""

from facilitation.permissions import Act
from facilitation.roles.reasons import RoleReason
from handlers.feature import Command, Feature, Owed, Place, Remembered
from handlers.roles import agreement, deputies, ending, giving, log, overview
from locales.reader import mark
from storage.roles import Change

FEATURE = Feature(
    name="roles",
    code="roles",
    commands=(
        Command(
            "role", "roles", mark("who leads, who holds which role, who deputises"), overview.show,
            place=Place.PRIVATE, act=Act.SEE_ROLES, button=mark("Roles"),
        ),
        Command(
            "zastepca", "deputy", mark("name your deputy for a time"), deputies.ask,
            place=Place.PRIVATE, act=Act.NAME_DEPUTY,
        ),
        Command(
            "dziennik", "log", mark("the log of changes"), log.show,
            place=Place.PRIVATE, act=Act.READ_AUDIT,
        ),
    ),
    taps={
        "show": overview.on_show,
        "give": giving.on_give,
        "end": ending.on_end,
        "deputy": deputies.on_deputy,
        "agree": agreement.on_agree,
        "decline": agreement.on_decline,
        "withdraw": agreement.on_withdraw,
        "log": log.on_log,
    },
    forms=(giving.FORM, ending.FORM, deputies.FORM),
    due={"starts": agreement.starts, "ends": agreement.ends},
    owes={
        "starts": Owed(mark("the start of deputising")),
        "ends": Owed(mark("the end of deputising")),
        "deputy": Owed(mark("a message about deputising")),
        "given": Owed(mark("the news of a new role")),
        "ended": Owed(mark("the news that a role has ended")),
    },
    refusals={
        RoleReason.STRANGER: mark("This person can't get the role: they are not in the network, or hold it already."),
        RoleReason.HOLDS_ALREADY: mark("{name} holds this role already."),
        RoleReason.ENDED: mark("This has changed in the meantime, so nothing was done. /roles shows how things are."),
        RoleReason.LAST_FACILITATOR: mark(
            "You have become the only one who looks after the network. Send /roles and end the role from there "
            "to see what follows."
        ),
        RoleReason.NOTHING_TO_DEPUTISE: mark(
            "A deputy can be named for a role that you hold yourself, not for one in which you deputise."
        ),
        RoleReason.UNREACHABLE: mark(
            "I can't write to {name} privately, so I can't ask. They have to press Start in a chat with me first."
        ),
        RoleReason.DAY_UNCLEAR: mark(
            "I don't understand this date. Please write it like “5 December” or “next Friday”."
        ),
        RoleReason.DAY_PAST: mark("That is too early. Please write a later date."),
        RoleReason.TOO_LONG: mark("A deputy can be named for a year at most. Please write an earlier date."),
    },
    remembers={
        "role_grant": Remembered(mark("Your roles"), seen_by=mark("people of the network")),
        "audit": Remembered(
            mark("Entries in the log of changes that you caused or that concern you"),
            seen_by=mark("facilitators of the network"),
            columns={
                "change": {
                    Change.GRANTED: mark("role given"),
                    Change.ENDED: mark("role ended"),
                    Change.DEPUTY: mark("deputyship begun"),
                    Change.DEPUTY_ENDED: mark("deputyship ended"),
                    Change.JOINED: mark("someone joined"),
                    Change.LEFT: mark("someone left"),
                    Change.CONFIRMED: mark("someone was let in"),
                    Change.MERGED: mark("institutions merged"),
                    Change.SEPARATED: mark("a merge of institutions undone"),
                    Change.RENAMED: mark("an institution renamed"),
                    Change.KIND: mark("an institution's kind changed"),
                    Change.REMOVED: mark("an institution removed"),
                    Change.EXPECTED: mark("a new list of those expected"),
                    Change.NOBODY_EXPECTED: mark("the list of those expected cleared"),
                    Change.TOOK_OVER: mark("network taken over"),
                }
            },
        ),
    },
)  # fmt: skip
