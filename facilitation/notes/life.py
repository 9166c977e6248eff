"""The life of a note: arranged by those who lead, published for correction, final; and opened again."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.facts import NoteChanged, NoteFinished
from facilitation.notes.order import arranged
from facilitation.notes.reasons import NoteReason
from facilitation.refusals import Refused
from storage import due_work, meetings, notes
from storage.due_work import Planned
from storage.meetings import Meeting, MeetingState
from storage.network import Network
from storage.notes import Correction, CorrectionState, Note, NoteLine, NoteState
from storage.unit_of_work import UnitOfWork

ASK, REMIND, PUBLISH = "notes.ask", "notes.remind", "notes.publish"
CORRECT, FINAL = "notes.correct", "notes.final"
LATER = {REMIND: timedelta(days=3), PUBLISH: timedelta(days=7)}
"""When those who lead are reminded, and when the note goes for correction as it is."""
FOR_CORRECTION, ONE_DAY_MORE = timedelta(days=3), timedelta(days=1)
MAY_BE_OPENED = timedelta(days=14)


async def lines_of(uow: UnitOfWork, meeting_id: int, *, internal: bool) -> list[NoteLine]:
    """What stands in the note of a meeting, in order; without `internal`, what everyone may read."""
    found = arranged(await notes.lines(uow, meeting_id))
    return [line for line in found if internal or not line.internal]


async def of_network(uow: UnitOfWork, network: Network, meeting_id: int) -> tuple[Note, Meeting]:
    """The note of a meeting of this network, held for a change."""
    meeting = await meetings.by_id(uow, meeting_id)
    if meeting is None or meeting.network_id != network.id:
        raise Refused(NoteReason.GONE)
    return await notes.begin(uow, network.key, meeting_id), meeting


async def begin_arranging(uow: UnitOfWork, network: Network, meeting_id: int, now: datetime) -> None:
    """The meeting is over: those who lead are asked, reminded once, and at last the note goes as it is."""
    await _plan(uow, network, meeting_id, {ASK: timedelta(0), **LATER}, now)


async def _plan(
    uow: UnitOfWork, network: Network, meeting_id: int, stages: Mapping[str, timedelta], now: datetime
) -> None:
    planned = [
        Planned(
            kind,
            str(meeting_id),
            next_sensible_moment(now + after, network.zone),
            None,
            {"meeting": meeting_id},
        )
        for kind, after in stages.items()
    ]
    await due_work.plan_all(uow, planned, network.key)


async def publish(uow: UnitOfWork, network: Network, note: Note, meeting: Meeting, now: datetime) -> None:
    """Those who took part may correct it for three days."""
    if note.state is not NoteState.COLLECTING:
        raise Refused(NoteReason.IS_FINAL)
    if meeting.state is not MeetingState.CLOSED:
        raise Refused(NoteReason.NOT_OVER)
    note.state, note.published_at = NoteState.CORRECTING, now
    await due_work.cancel_all(uow, now, [ASK, REMIND, PUBLISH], [str(note.meeting_id)])
    await due_work.plan(
        uow, CORRECT, str(note.meeting_id), next_sensible_moment(now, network.zone), network_id=network.key,
        meeting=note.meeting_id,
    )  # fmt: skip
    await plan_final(uow, network, note, now + FOR_CORRECTION, again=False)
    _changed(uow, note)


async def plan_final(uow: UnitOfWork, network: Network, note: Note, at: datetime, *, again: bool) -> None:
    """`again`: those who lead have been told already that corrections wait."""
    await due_work.plan(
        uow, FINAL, str(note.meeting_id), next_sensible_moment(at, network.zone), network_id=network.key,
        meeting=note.meeting_id, again=int(again),
    )  # fmt: skip


async def finish(uow: UnitOfWork, note: Note, now: datetime, *, anyhow: bool = False) -> Sequence[Correction]:
    """The note is final. With corrections that wait only `anyhow`: they come too late, and are returned."""
    if note.state is not NoteState.CORRECTING:
        raise Refused(NoteReason.NOT_CORRECTING)
    left = await notes.proposed(uow, note.meeting_id)
    if left and not anyhow:
        raise Refused(NoteReason.CORRECTIONS, count=len(left))
    for correction in left:
        correction.state = CorrectionState.DECLINED
        uow.session.add(correction)
    note.state, note.final_at = NoteState.FINAL, now
    await due_work.cancel_all(uow, now, [CORRECT, FINAL], [str(note.meeting_id)])
    _changed(uow, note)
    uow.tell(NoteFinished(note.network_id, note.meeting_id))
    return left


async def open_again(uow: UnitOfWork, network: Network, note: Note, now: datetime) -> None:
    """Something essential is wrong: a new version is arranged."""
    if note.state is not NoteState.FINAL or note.final_at is None:
        raise Refused(NoteReason.NOT_FINAL)
    if now > note.final_at + MAY_BE_OPENED:
        raise Refused(NoteReason.TOO_LATE)
    note.state, note.version = NoteState.COLLECTING, note.version + 1
    await _plan(uow, network, note.meeting_id, LATER, now)
    _changed(uow, note)


def _changed(uow: UnitOfWork, note: Note) -> None:
    uow.session.add(note)
    uow.tell(NoteChanged(note.network_id, note.meeting_id))
