"""The next meeting as the rhythm proposes it: told to those who lead, who announce it, change it, or leave it out."""

from facilitation.calendar.clashes import clash
from facilitation.facts import DateFound
from facilitation.meetings import found, planning
from facilitation.permissions import Act
from facilitation.quiet_times import rest_of
from handlers.meetings import announcing, card, door, words
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.quiet_times import why
from handlers.visit import Visit
from locales.reader import Reader
from storage import network as networks
from storage import roles
from storage.meetings import Meeting, MeetingState
from storage.network import Network
from storage.roles import Role

PROPOSAL = "meetings.proposal"
LEADING = (Role.FACILITATOR, Role.EXPERT)


async def tell(visit: Visit, network: Network, meeting: Meeting) -> None:
    """Those who lead hear what is proposed."""
    held = await roles.grants(visit.uow, network.key, visit.now)
    for person in {person.key: person for grant, person in held if grant.role in LEADING}.values():
        message = await _message(visit, network, meeting, visit.reader_of(person))
        visit.tell(person, message, kind=PROPOSAL, network=network, about=meeting.key)


async def _message(visit: Visit, network: Network, meeting: Meeting, _: Reader) -> Message:
    host = await card.host_of(visit, meeting)
    against = clash(_.local(meeting.starts_at).date(), _.language, await rest_of(visit.uow, network.key))
    turn = _("It is this institution's turn to host: {institution}.", institution=host.name) if host else None
    text = paragraphs(
        _("<b>Time to plan the next meeting</b>"),
        lines(_("Network: <b>{topic}</b>", topic=network.topic), words.when(_, meeting)),
        _("On that day: {why}. I found no better one nearby.", why=why(_, against)) if against else None,
        turn or _("No institution has offered to host yet."),
        _("Nobody but those who lead the network has heard of it."),
    )
    return Message(text, buttons(visit, _, meeting))


def buttons(visit: Visit, _: Reader, meeting: Meeting) -> Rows:
    return (
        (Button(_("Plan it"), tap=visit.tap("m", "take", meeting.key), style="success"),),
        (Button(_("Not this time"), tap=visit.tap("m", "decline", meeting.key)),),
    )


async def on_date_found(visit: Visit, fact: DateFound) -> None:
    """A date was found: those who lead can plan a meeting on it; one that is planned moves there."""
    network = await networks.by_id(visit.uow, fact.network_id)
    meeting = await found.take(visit.uow, network, fact, visit.now) if network is not None else None
    if network is None or meeting is None or meeting.state is not MeetingState.PROPOSED:
        return
    await visit.uow.session.flush()
    await tell(visit, network, meeting)


async def on_take(visit: Visit, meeting_id: int) -> None:
    """The questions begin, with what is proposed as their first answers."""
    meeting = await door.enter(visit, meeting_id, Act.PLAN_MEETINGS)
    await announcing.take_up(visit, meeting)


async def on_decline(visit: Visit, meeting_id: int) -> None:
    meeting = await door.enter(visit, meeting_id, Act.PLAN_MEETINGS)
    await planning.decline(visit.uow, meeting, visit.now)
    _ = visit.reader
    text = _("All right, this proposal is gone. /meeting plans one at any time.")
    visit.edit(Message(text))
