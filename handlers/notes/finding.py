"""Lines of final notes in the search: the general ones for observers too, internal ones for no one but members."""

from collections.abc import Collection

from facilitation.permissions import Act, may
from facilitation.search import Text, drop
from facilitation.search import keep as remember
from handlers.finding import Finding
from handlers.meetings import words as meeting_words
from handlers.notes import words
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings, notes
from storage.meetings import Meeting
from storage.notes import LineState, Note, NoteLine, NoteState
from storage.search import Audience, Kind
from storage.unit_of_work import UnitOfWork


async def keep(uow: UnitOfWork, note: Note, meeting: Meeting) -> None:
    """What a subgroup concluded is for its people only, so nobody finds it."""
    for line in await notes.lines(uow, note.meeting_id):
        if line.state is not LineState.STANDS or meeting.subgroup_id is not None:
            await drop(uow, Kind.NOTE, line.key)
            continue
        text = Text(
            network_id=line.network_id,
            kind=Kind.NOTE,
            subject=line.key,
            title=line.words,
            words=meeting.title,
            at=meeting.starts_at,
            audience=Audience.MEMBERS if line.internal else Audience.NETWORK,
        )
        await remember(uow, text)


async def findings(visit: Visit, _: Reader, subjects: Collection[int]) -> dict[int, Finding]:
    """Each with the meeting that it is from; while a note is put right, nothing of it is found."""
    standing = [
        each for each in await notes.lines_by_ids(visit.uow, subjects) if each.state is LineState.STANDS
    ]
    keys = {each.meeting_id for each in standing if each.meeting_id}
    known = await notes.of_all(visit.uow, keys)
    final = {key for key, note in known.items() if note.state is NoteState.FINAL}
    of = {each.key: each for each in await meetings.by_ids(visit.uow, final)}
    return {
        line.key: _finding(visit, _, line, of[line.meeting_id])
        for line in standing
        if line.meeting_id in of and _may_read(visit, line)
    }


def _may_read(visit: Visit, line: NoteLine) -> bool:
    return not line.internal or may(visit.roles_in.get(line.network_id, ()), Act.NOTE_DOWN)


def _finding(visit: Visit, _: Reader, line: NoteLine, meeting: Meeting) -> Finding:
    of = meeting_words.title(_, meeting)
    return Finding(
        title=words.quoted(_, line),
        about=_("From a note: {about}", about=f"{of} · {_.local(meeting.starts_at).year}"),
        tap=visit.tap("note", "open", meeting.key),
        link=visit.link("note", meeting.key),
    )
