"""Meetings on days when the network rests after all: those who lead hear of it."""

from facilitation.facts import QuietTimeAdded
from handlers.meetings import words
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings, roles
from storage import network as networks
from storage.meetings import MeetingState
from storage.roles import Role

RESTING = "meetings.resting"


async def on_quiet_time_added(visit: Visit, fact: QuietTimeAdded) -> None:
    """The network rests on more days than were known when its meetings were planned."""
    network = await networks.by_id(visit.uow, fact.network_id)
    if network is None:
        return
    there = Reader(network.language, network.zone)
    planned = await meetings.of_network(visit.uow, network.key, [MeetingState.PLANNED], visit.now)
    for meeting in planned:
        if not fact.span.covers(there.local(meeting.starts_at).date()):
            continue
        for person in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
            _ = visit.reader_of(person)
            text = paragraphs(
                _("<b>A meeting is planned on a day when the network rests</b>"),
                lines(words.title(_, meeting), words.when(_, meeting)),
                _("It takes place as planned, unless you move it."),
            )
            page = Button(_("Everything about this meeting"), tap=visit.tap("m", "one", meeting.key))
            visit.tell(person, Message(text, ((page,),)), kind=RESTING, network=network, about=meeting.key)
