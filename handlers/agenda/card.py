"""The published agenda: one card in the group, edited at each change, with a mark for a day at what is otherwise."""

from facilitation.agenda import keeping
from facilitation.agenda.facts import AgendaChanged
from facilitation.agenda.keeping import Arrangement
from facilitation.agenda.marks import marked
from facilitation.facts import GroupFound, Left, RoleChanged, SpeechChanged
from facilitation.meetings.facts import MeetingChanged, MeetingEnded
from handlers import posts
from handlers.agenda import parking, words
from handlers.agenda.door import arranging, head
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from storage import due_work, meetings
from storage.agenda import proposals
from storage.due_work import DueWork
from storage.meetings import TAKING_PLACE, MeetingState
from storage.network import Network
from storage.roles import Role

CARD, OFF = "agenda.card", "agenda.off"


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    _ = visit.group_reader(network)
    meeting = await meetings.by_id(visit.uow, subject)
    found = await keeping.find(visit.uow, meeting) if meeting else None
    if meeting is None or found is None or found.agenda.published_at is None:
        return None
    if meeting.state is MeetingState.CANCELLED:
        return Message(paragraphs(head(_, meeting), _("The meeting does not take place.")))
    every = marked(keeping.published(found), found.items, meeting.starts_at)
    known = await words.leaders(visit, (each.each.item for each in every if not each.each.item.internal))
    text = paragraphs(head(_, meeting), lines(*(words.marked(_, each, known) for each in every)))
    if meeting.state not in TAKING_PLACE:
        return Message(text, names=frozenset(known))
    propose = Button(_("Proposed topics"), url=visit.link("proposals", network.key))
    show = Button(_("Agenda"), url=visit.link("agenda", meeting.key))
    return Message(text, ((show, propose),), frozenset(known))


async def on_agenda_changed(visit: Visit, fact: AgendaChanged) -> None:
    """Only what is published has a card."""
    await posts.post(visit, CARD, fact.network_id, fact.meeting_id)


async def show_again(visit: Visit, fact: SpeechChanged | GroupFound) -> None:
    """The group speaks another language, lives in another zone or is another chat."""
    for meeting in await meetings.of_network(visit.uow, fact.network_id, TAKING_PLACE, visit.now):
        await posts.post(visit, CARD, fact.network_id, meeting.key)


async def settle(visit: Visit, work: DueWork) -> None:
    """A day without changes: nothing is marked any more."""
    meeting = await meetings.by_id(visit.uow, work.arguments["meeting"])
    found = await keeping.find(visit.uow, meeting) if meeting else None
    if found is not None:
        await keeping.settle(visit.uow, found, visit.now)
        await posts.refresh(visit, CARD, found.meeting.network_id, found.meeting.key)


# the meeting itself is otherwise


async def on_meeting_changed(visit: Visit, fact: MeetingChanged | MeetingEnded) -> None:
    await due_work.plan(
        visit.uow, "agenda.follow", str(fact.meeting_id), visit.now, network_id=fact.network_id,
        meeting=fact.meeting_id,
    )  # fmt: skip


async def follow(visit: Visit, work: DueWork) -> None:
    """Times follow by themselves; another length is told to those who arrange the agenda, once; and when the meeting
    is over, what was parked finds its way."""
    network = await visit.leave_for_network(work.network_id)
    meeting = await meetings.to_change(visit.uow, work.arguments["meeting"])
    found = await keeping.find(visit.uow, meeting) if meeting else None
    if found is not None:
        await keeping.follow(visit.uow, found, visit.now)
        if network is not None and found.items and found.meeting.state in TAKING_PLACE:
            await _tell_off(visit, found)
    if network is not None and meeting is not None and meeting.state is MeetingState.CLOSED:
        await parking.wrap_up(visit, meeting)


async def _tell_off(visit: Visit, found: Arrangement) -> None:
    if found.off == found.agenda.told_off:
        return
    found.agenda.told_off = found.off
    visit.uow.session.add(found.agenda)
    for person in await arranging(visit, found.meeting.network_id) if found.off else ():
        _ = visit.reader_of(person)
        text = paragraphs(
            head(_, found.meeting),
            _("The meeting has other hours now, and the agenda does not fit them."),
            words.off(_, found.off),
        )
        button = Button(_("Agenda"), tap=visit.tap("agenda", "show", found.meeting.key))
        visit.tell(person, Message(text, ((button,),)), kind=OFF, network=visit.network)


# people


async def on_left(visit: Visit, fact: Left) -> None:
    await proposals.leave(visit.uow, fact.network_id, fact.person_id)


async def on_role_changed(visit: Visit, fact: RoleChanged) -> None:
    """Whoever only observes supports nothing."""
    if fact.held and fact.role is Role.OBSERVER:
        await proposals.leave(visit.uow, fact.network_id, fact.person_id)
