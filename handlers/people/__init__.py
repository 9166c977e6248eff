"""People of a network: joining, leaving, being reachable, and the list of who is in."""

from facilitation.facts import Left
from facilitation.institutions import InstitutionReason
from facilitation.permissions import Act
from handlers.feature import Command, Event, Feature, Place
from handlers.people import joining, leaving, listing
from locales.reader import mark

FEATURE = Feature(
    name="people",
    code="people",
    commands=(
        Command("dolacz", "join", mark("join the network of this group"), joining.join, joined=False),
        Command(
            "ludzie", "people", mark("who is in, and who can't be reached"), listing.show,
            place=Place.PRIVATE, act=Act.LIST_PEOPLE,
        ),
        Command("opusc", "leave", mark("leave the network"), leaving.ask, place=Place.PRIVATE),
    ),
    taps={
        "confirm": listing.on_confirm,
        "decline": listing.on_decline,
        "leave": leaving.on_leave,
        "stay": leaving.on_stay,
    },
    links={"join": joining.on_link},
    forms=(joining.FORM,),
    replies={"presence": joining.presence_known, "unreachable": leaving.unreachable},
    events={
        Event.PERSON_LEFT: leaving.on_left,
        Event.PERSON_CAME: listing.on_came,
        Event.BLOCKED: leaving.on_blocked,
        Event.UNBLOCKED: leaving.on_unblocked,
    },
    hears={Left: leaving.say_goodbye},
    refusals={
        InstitutionReason.NAME_EMPTY: mark("Please write the institution's name."),
        InstitutionReason.NAME_LONG: mark("That name is too long; please keep it within {most} characters."),
        InstitutionReason.GONE: mark("This institution is not on the list any more. Please choose again."),
        InstitutionReason.SAME: mark("That is the same institution. Please choose two different ones."),
        InstitutionReason.TAKEN: mark("“{name}” is on the list already. If both are the same, merge them."),
        InstitutionReason.EMPTY_LIST: mark("I found no institution there. Please send one a line, e.g. “Gdynia 2”."),
    },
    remembers={
        "person": mark("Who you are to the bot"),
        "membership": mark("Networks you belong to"),
    },
)  # fmt: skip
