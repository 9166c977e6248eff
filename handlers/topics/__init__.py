"""Topics: a facilitator keeps the network's list, and everyone says with which of them they can help."""

from facilitation.facts import Left, RoleChanged
from facilitation.permissions import Act
from facilitation.topics import TopicReason
from handlers.feature import Area, Command, Feature, Place, Remembered
from handlers.topics import helping, keeping
from locales.reader import mark

FEATURE = Feature(
    name=keeping.NAME,
    code="topic",
    area=Area.KNOWLEDGE,
    commands=(
        Command(
            "pomagam", "canhelp", mark("what you can help others with"), helping.show,
            place=Place.PRIVATE, act=Act.ASK, aliases=("tematy",),
        ),
    ),
    taps={
        "mine": helping.on_mine, "page": helping.on_page, "turn": helping.on_turn, "done": helping.on_done,
        "add": keeping.on_add, "rename": keeping.on_rename, "remove": keeping.on_remove,
    },
    forms=(keeping.ADD, keeping.RENAME, keeping.REMOVE),
    hears={Left: helping.on_left, RoleChanged: helping.on_role_changed},
    settings=keeping.SECTION,
    greets=helping.greet,
    remembers={
        "topic_can_help": Remembered(
            mark("Topics that you can help with"), seen_by=mark("people of the network"),
            columns={"topic_id": mark("topic"), "since": mark("since")},
        ),
    },
    refusals={
        TopicReason.EMPTY: mark("I see no topic in it. Please write some like “smog, transport, seniors”."),
        TopicReason.SEVERAL: mark("These are several topics. Please write one name, without commas."),
        TopicReason.SHORT: mark("“{name}” is too short for a topic. Please write a word at least."),
        TopicReason.LONG: mark(
            "The name “{name}” is too long: {most} characters are the most. Between several topics please put commas."
        ),
        TopicReason.TOO_MANY: mark(
            "The list holds {most} topics, and {known} are there now. Please add fewer, or remove some first."
        ),
        TopicReason.ON_THE_LIST: mark("“{name}” is on the list already. Please choose another name."),
        TopicReason.GONE: mark("This topic is no longer on the list."),
        TopicReason.JOIN_FIRST: mark("Please join the network first: the button is on its card in the group."),
    },
)  # fmt: skip
