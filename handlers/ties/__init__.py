"""The network picture: which institutions have taken something useful over from which others."""

from facilitation.facts import GroupFound, NetworkChanged, RoleChanged, SpeechChanged
from facilitation.permissions import Act
from facilitation.ties.reasons import TieReason
from handlers.due import Prepared
from handlers.feature import Area, Command, Feature
from handlers.ties import (
    answering,
    card,
    clock,
    drawing,
    following,
    leading,
    one,
    overview,
    owed,
    publishing,
    settings,
    starting,
    stepping_out,
)
from locales.reader import mark

FEATURE = Feature(
    name="ties",
    code="tie",
    area=Area.KNOWLEDGE,
    commands=(
        Command(
            "powiazania", "ties", mark("the network picture: who has taken something useful over from whom"),
            overview.show, act=Act.SEE_TIES, button=mark("Network picture"),
        ),
    ),
    taps={
        "list": overview.on_list,
        "open": one.on_open,
        "new": starting.on_new,
        "days": starting.on_days,
        "begin": starting.on_begin,
        "prolong": leading.on_prolong,
        "prolonged": leading.on_prolonged,
        "cancel": leading.on_cancel,
        "cancelled": leading.on_cancelled,
        "answer": answering.on_answer,
        "take": answering.on_take,
        "nobody": answering.on_nobody,
        "done": answering.on_done,
        "listed": answering.on_listed,
        "hide": stepping_out.on_hide,
        "withdraw": stepping_out.on_withdraw,
        "picture": publishing.on_picture,
    },
    links={"ties": one.on_open},
    due={
        "close": clock.close,
        "remind": clock.remind,
        "publish": Prepared(drawing.draw, publishing.publish),
        "replace": Prepared(drawing.draw, publishing.replace),
        "picture": Prepared(drawing.draw, publishing.send),
        "follow": following.follow,
        "again": following.again,
    },
    replies={"sent": publishing.sent},
    hears={
        NetworkChanged: following.on_people_changed,
        RoleChanged: following.on_people_changed,
        SpeechChanged: following.on_group_changed,
        GroupFound: following.on_group_changed,
    },
    posts={"card": card.render},
    settings=settings.SECTION,
    owes=owed.OWES,
    about=owed.about,
    remembers=owed.REMEMBERS,
    refusals={
        TieReason.OFF: mark(
            "Network pictures are switched off in this network. A facilitator can switch them on: /network"
        ),
        TieReason.NOT_OPEN: mark("The network is not open yet. First confirm its settings: /network in the group."),
        TieReason.FEW_PLACES: mark(
            "A network picture needs at least {fewest} institutions with representatives; there are fewer so far."
        ),
        TieReason.UNDER_WAY: mark("A network picture is under way already; /ties shows how it stands."),
        TieReason.AWAY: mark("I am not in the group at the moment. Please add me again first."),
        TieReason.NO_PLACE: mark(
            "Representatives answer for their institutions, and you represent none in this network."
        ),
        TieReason.OVER: mark("The time for this is over. /ties shows how the network picture stands."),
        TieReason.NOT_SHOWN_YET: mark("There is no picture to see yet. /ties shows how it stands."),
        TieReason.NOT_LISTED: mark("Your institution is not in the picture anyway."),
        TieReason.NOT_AN_INSTITUTION: mark("This institution is not there any more. Please open the list again: /ties"),
        TieReason.FROM_WHOM_FIRST: mark("First tap from whom, or “from nobody”."),
    },
)  # fmt: skip
