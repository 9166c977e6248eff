"""A network in its group: set-up, card, settings, invitations, and the group's own life."""

from facilitation.facts import GroupFound, Joined, Left, NetworkChanged, RoleChanged
from facilitation.network import NetworkReason
from facilitation.permissions import Act
from handlers.feature import Command, Event, Feature, Owed, Place
from handlers.network import card, group, invitations, settings, setup
from locales.reader import mark

FEATURE = Feature(
    name="network",
    code="net",
    commands=(
        Command("siec", "network", mark("the network: card, settings, switching"), settings.show,
                joined=False, needs_network=True, button=mark("The network")),
        Command(
            "zapros_siec",
            "invite_network",
            mark("a one-time link for a new network"),
            invitations.invite,
            place=Place.PRIVATE,
            act=Act.INVITE_NETWORK,
        ),
    ),
    taps={
        "setup": setup.on_setup,
        "begin": settings.on_begin,
        "language": settings.on_language,
        "zones": settings.on_zones,
        "zone": settings.on_zone,
        "topic": settings.on_topic,
        "thread": settings.on_thread,
        "back": settings.on_back,
        "switch": settings.on_switch,
        "takeover": group.on_takeover,
    },
    links={"invited": invitations.on_invited, "settings": settings.on_settings},
    public=frozenset({"setup", "begin", "language", "zones", "zone", "thread", "back", "takeover", "invited"}),
    forms=(settings.TOPIC_FORM, settings.ZONE_FORM),
    due={"uninvited": setup.leave_uninvited, "heir": group.ask_for_heir},
    replies={
        "adder": setup.adder_known,
        "heir": group.heir_known,
        "moved": group.moved,
        "shut_out": group.shut_out,
        "topic_lost": group.topic_lost,
    },
    events={
        Event.BOT_ADDED: setup.on_added,
        Event.BOT_REMOVED: group.on_removed,
        Event.BOT_LIMITED: group.on_limited,
        Event.GROUP_RENAMED: group.on_renamed,
        Event.GROUP_MOVED: group.on_moved,
    },
    hears={
        GroupFound: group.look_for_heir,
        Joined: card.refresh,
        Left: group.on_people_changed,
        NetworkChanged: card.refresh,
        RoleChanged: group.on_people_changed,
    },
    posts={"card": card.render, "orphaned": group.render_orphaned},
    owes={
        "uninvited": None,
        "heir": Owed(mark("the request to take over the network")),
        "card": Owed(mark("the network's card")),
        "orphaned": Owed(mark("the request to take over the network")),
        "facilitator": None,
        "lost": None,
        "limited": None,
        "topic_lost": Owed(mark("the news that the topic for announcements is gone")),
    },
    refusals={
        NetworkReason.TOPIC_EMPTY: mark("Please write the topic in a few words."),
        NetworkReason.TOPIC_LONG: mark("That topic has {length} characters; please keep it within {most}."),
        NetworkReason.NO_SUCH_ZONE: mark(
            "I don't know the time zone “{zone}”. Please write a large city in it, in English, e.g. Warsaw."
        ),
        NetworkReason.NOT_INVITED: mark(
            "This installation takes networks that its coordinating team has invited. "
            "Please ask the team for a link and add me with it."
        ),
        NetworkReason.INVITATION_SPENT: mark(
            "This invitation was already used or is out of date. Please ask the coordinating team for a new link."
        ),
        NetworkReason.ADMINS_ONLY: mark("This is up to an admin of the group. Please ask one of them."),
        NetworkReason.HAS_FACILITATOR: mark("The network has a facilitator already."),
    },
)  # fmt: skip
