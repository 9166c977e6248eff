"""What the clock does with meetings: begins and ends them, tells what is otherwise, proposes the next one."""

from facilitation.meetings import changing, plan, proposing
from facilitation.meetings.facts import MeetingTold
from handlers.meetings import proposed, words
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from storage import meetings
from storage.due_work import DueWork
from storage.meetings import Meeting, MeetingState

TOLD = "meetings.told"


async def opens(visit: Visit, work: DueWork) -> None:
    meeting = await _meeting(visit, work)
    if meeting is not None and meeting.state is MeetingState.PLANNED:
        await changing.begin(visit.uow, meeting)


async def closes(visit: Visit, work: DueWork) -> None:
    meeting = await _meeting(visit, work)
    if meeting is not None and meeting.state in (MeetingState.PLANNED, MeetingState.OPEN):
        await changing.end(visit.uow, meeting)


async def tell(visit: Visit, work: DueWork) -> None:
    """One message in the group says what is otherwise than people had heard."""
    meeting = await _meeting(visit, work)
    network = await visit.leave_for_network(work.network_id)
    if meeting is None or network is None:
        return
    changes = plan.otherwise(meeting, network.zone)
    if not changes:
        return
    plan.tell(meeting)
    visit.uow.session.add(meeting)
    _ = visit.group_reader(network)
    text = paragraphs(words.news_heading(_, meeting, changes), words.what_changed(_, meeting, changes))
    page = Button(_("Details"), url=visit.link("meeting", meeting.key))
    visit.announce(network, Message(text, ((page,),)), kind=TOLD, not_after=work.not_after)
    visit.uow.tell(MeetingTold(network.key, meeting.key, changes))


async def propose(visit: Visit, work: DueWork) -> None:
    """In time before the next occasion of the rhythm."""
    network = await visit.leave_for_network(work.network_id)
    if network is None:
        return
    meeting = await proposing.propose_next(visit.uow, network, visit.now)
    if meeting is not None:
        await proposed.tell(visit, network, meeting)


async def propose_again(visit: Visit, work: DueWork) -> None:
    """Once more, a week later, where nobody has decided."""
    meeting = await _meeting(visit, work)
    network = await visit.leave_for_network(work.network_id)
    if network is not None and meeting is not None and meeting.state is MeetingState.PROPOSED:
        await proposed.tell(visit, network, meeting)


async def _meeting(visit: Visit, work: DueWork) -> Meeting | None:
    return await meetings.to_change(visit.uow, work.arguments["meeting"])
