"""People of a network: joining, leaving, being reachable, and the list of who is in."""

from facilitation.facts import Left
from facilitation.permissions import Act
from handlers.feature import Command, Event, Feature, Owed, Place, Remembered
from handlers.people import joining, leaving, listing
from locales.reader import mark
from storage.institutions import Standing
from storage.people import Reach

FEATURE = Feature(
    name="people",
    code="people",
    commands=(
        Command("dolacz", "join", mark("join the network of this group"), joining.join,
                place=Place.GROUP, joined=False),
        Command(
            "ludzie", "people", mark("who is in, and who can't be reached"), listing.show,
            place=Place.PRIVATE, act=Act.LIST_PEOPLE, button=mark("Who is in"),
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
    replies={"presence": joining.presence_known, "reached": leaving.reached, "unreachable": leaving.unreachable},
    events={
        Event.PERSON_LEFT: leaving.on_left,
        Event.PERSON_CAME: listing.on_came,
        Event.BLOCKED: leaving.on_blocked,
        Event.UNBLOCKED: leaving.on_unblocked,
    },
    hears={Left: leaving.say_goodbye},
    owes={
        "waiting": Owed(mark("the question whether to let someone in")),
        "declined": Owed(mark("the news of not being let in")),
        "welcome": Owed(mark("the welcome to the network")),
        "goodbye": None,
    },
    remembers={
        "person": Remembered(
            mark("Who you are to me"),
            seen_by=mark("your name by people of your networks, the rest by nobody else"),
            columns={
                "telegram_id": mark("your number in Telegram"),
                "name": mark("name"),
                "language": mark("language"),
                "telegram_language": mark("language in Telegram"),
                "zone": mark("time zone"),
                "reach": {
                    Reach.NEVER_STARTED: mark("you have not pressed Start yet"),
                    Reach.OPEN: mark("I may write to you"),
                    Reach.BLOCKED: mark("you have blocked me"),
                },
                "current_network_id": mark("network you look at"),
            },
        ),
        "membership": Remembered(
            mark("Networks you belong to"),
            seen_by=mark("people of the network"),
            columns={
                "standing": {
                    Standing.WAITING: mark("a facilitator is to confirm you"),
                    Standing.JOINED: mark("you are in"),
                    Standing.LEFT: mark("you have left"),
                },
                "joined_at": mark("in since"),
                "left_at": mark("left on"),
                "notice_version": mark("privacy notice, version"),
                "agreed_at": mark("agreed to it on"),
                "merged_from": mark("before institutions were merged"),
            },
        ),
    },
)  # fmt: skip
