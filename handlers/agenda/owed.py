"""What agendas owe and remember, in words."""

from handlers.feature import Owed, Remembered
from locales.reader import mark

OWES = {
    "card": Owed(mark("the agenda of a meeting in the group")),
    "next": Owed(mark("the word before the next item of an agenda"), noted=False),
    "soon": Owed(mark("the word before the next item of an agenda"), noted=False),
    "settle": None,
    "follow": Owed(mark("keeping the agenda of a meeting up to date")),
    "off": Owed(mark("the news that an agenda does not fit its meeting")),
    "news": Owed(mark("what became of a proposed topic")),
    "parked": Owed(mark("the parking lot of a meeting")),
}
REMEMBERS = {
    "agenda_item": Remembered(
        mark("Items of agendas that you lead"), seen_by=mark("people of the network"),
        columns={"title": mark("title"), "minutes": mark("minutes")},
    ),
    "proposed_topic": Remembered(
        mark("Topics that you proposed for a meeting"), seen_by=mark("people of the network"),
        columns={
            "title": mark("title"), "declined_reason": mark("declined because"), "proposed_at": mark("when"),
        },
    ),
    "proposed_topic_support": Remembered(
        mark("Proposed topics that you support"), seen_by=mark("nobody, only how many they are"),
        columns={"proposal_id": mark("topic"), "since": mark("since")},
    ),
    "parked_topic": Remembered(
        mark("What you put into the parking lot of a meeting"),
        seen_by=mark("people of the network, without your name"),
        columns={"title": mark("what"), "parked_at": mark("when")},
    ),
}  # fmt: skip
