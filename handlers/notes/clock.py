"""What becomes of a note by itself: those who lead are asked, everyone is, and at last it is final."""

from facilitation.facts import NoteFinished
from facilitation.meetings.facts import MeetingEnded
from facilitation.notes import life as rules
from handlers import posts
from handlers.notes import arranging, card, finding, telling, words
from handlers.visit import Visit
from storage import due_work, meetings, notes
from storage import network as networks
from storage.due_work import DueWork
from storage.meetings import Meeting
from storage.network import Network
from storage.notes import Note, NoteState

FINISHED = "notes.finished"


async def on_ended(visit: Visit, fact: MeetingEnded) -> None:
    network = await networks.by_id(visit.uow, fact.network_id)
    if network is not None:
        await rules.begin_arranging(visit.uow, network, fact.meeting_id, visit.now)


async def ask(visit: Visit, work: DueWork) -> None:
    await _remind(visit, work, telling.ARRANGE)


async def remind(visit: Visit, work: DueWork) -> None:
    await _remind(visit, work, telling.REMIND)


async def _remind(visit: Visit, work: DueWork, sentence: str) -> None:
    """Where nothing is noted down, one kind word is enough."""
    found = await _found(visit, work)
    if found is None or found[1].state is not NoteState.COLLECTING:
        return
    network, _note, meeting = found
    content = await words.content(visit, meeting, internal=True)
    if not content.is_empty:
        await telling.to_leaders(visit, network, meeting, sentence)
    elif sentence == telling.ARRANGE:
        await telling.to_leaders(visit, network, meeting, telling.EMPTY)


async def publish(visit: Visit, work: DueWork) -> None:
    """Nobody found the time: the note goes as it is. Of nothing there is no note."""
    found = await _found(visit, work)
    if found is None or found[1].state is not NoteState.COLLECTING:
        return
    network, note, meeting = found
    if not (await words.content(visit, meeting, internal=True)).is_empty:
        await rules.publish(visit.uow, network, note, meeting, visit.now)
        await telling.to_leaders(visit, network, meeting, telling.GOES)


async def correct(visit: Visit, work: DueWork) -> None:
    found = await _found(visit, work)
    if found is not None and found[1].state is NoteState.CORRECTING:
        network, note, meeting = found
        await telling.to_correct(visit, network, note, meeting)


async def final(visit: Visit, work: DueWork) -> None:
    """Three days have passed; corrections that wait get one day more."""
    found = await _found(visit, work)
    if found is None or found[1].state is not NoteState.CORRECTING:
        return
    network, note, meeting = found
    if not work.arguments["again"] and await notes.proposed(visit.uow, meeting.key):
        await telling.to_leaders(visit, network, meeting, telling.WAITING)
        await rules.plan_final(visit.uow, network, note, visit.now + rules.ONE_DAY_MORE, again=True)
        return
    await arranging.finish_anyhow(visit, note, meeting)


async def on_finished(visit: Visit, fact: NoteFinished) -> None:
    at = str(fact.meeting_id)
    await due_work.plan(
        visit.uow, FINISHED, at, visit.now, network_id=fact.network_id, meeting=fact.meeting_id
    )


async def finished(visit: Visit, work: DueWork) -> None:
    """The general part comes into the group, the whole to those who work in the network, and it can be found."""
    found = await _found(visit, work)
    if found is None or found[1].state is not NoteState.FINAL:
        return
    network, note, meeting = found
    await finding.keep(visit.uow, note, meeting)
    content = await words.content(visit, meeting, internal=True)
    if meeting.subgroup_id is None:
        await posts.post(visit, card.NOTE, network.key, meeting.key)
    if meeting.subgroup_id is not None or content.has_internal:
        await telling.inside(visit, network, note, meeting)


async def _found(visit: Visit, work: DueWork) -> tuple[Network, Note, Meeting] | None:
    network = await visit.leave_for_network(work.network_id)
    meeting = await meetings.by_id(visit.uow, work.arguments["meeting"])
    if network is None or meeting is None:
        return None
    return network, await notes.begin(visit.uow, network.key, meeting.key), meeting
