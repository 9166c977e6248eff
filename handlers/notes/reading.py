"""Reading a note in private chat: all of it for those who work in the network, the general part for observers."""

from facilitation.notes.life import MAY_BE_OPENED
from facilitation.notes.reasons import NoteReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import offers, printing
from handlers.meetings import door as meetings_door
from handlers.meetings import words as meeting_words
from handlers.message import Button, Message, columns, paragraphs
from handlers.notes import door, words
from handlers.visit import Visit
from storage import meetings, notes
from storage.meetings import Meeting, MeetingState
from storage.notes import Note, NoteState

MOST = 10


async def show(visit: Visit, _words: str) -> None:
    """`/notatka`: the notes of the last meetings, never in the group."""
    visit.step_aside()
    _ = visit.reader
    if not visit.heard.private:
        private = Button(_("Open private chat"), url=offers.private_link(visit, "note"))
        visit.reply(Message(_("I show notes in private chat."), ((private,),)))
        return
    found = [each for each in await _noted(visit) if await meetings_door.may_see(visit, each)]
    rows = [
        (Button(meeting_words.label(_, each), tap=visit.tap("note", "open", each.key)),) for each in found
    ]
    text = (
        _("<b>Notes of the meetings of {topic}</b>", topic=visit.here.topic)
        if found
        else _(
            "There is no note yet. It begins with the first conclusion of a meeting: <code>/conclusion</code>."
        )
    )
    visit.reply(Message(text, tuple(rows)))


async def _noted(visit: Visit) -> list[Meeting]:
    """The meeting under way and the last ones; for observers those with a final note."""
    under_way = await meetings.of_network(visit.uow, visit.here.key, (MeetingState.OPEN,), visit.now)
    found = [*under_way, *await meetings.ended(visit.uow, visit.here.key, MOST)]
    known = await notes.of_all(visit.uow, [each.key for each in found])
    final = {key for key, note in known.items() if note.state is NoteState.FINAL}
    readable = known.keys() if door.sees_internal(visit) else final
    return [each for each in found if each.key in readable]


async def on_open(visit: Visit, meeting_id: int) -> None:
    await on_page(visit, meeting_id, 0)


async def on_page(visit: Visit, meeting_id: int, page: int) -> None:
    note, meeting = await door.look(visit, meeting_id)
    if note.state is not NoteState.FINAL and not door.sees_internal(visit):
        raise Refused(NoteReason.NOT_READY)
    visit.edit(await message(visit, note, meeting, page))


async def message(visit: Visit, note: Note, meeting: Meeting, page: int = 0) -> Message:
    _ = visit.reader
    found = await words.content(visit, meeting, internal=door.sees_internal(visit))
    every = words.pages(visit, _, found)
    page = min(max(page, 0), len(every) - 1)
    text = paragraphs(words.head(_, meeting, note), every[page])
    mine = [
        Button(_("Mine: {n}", n=n), tap=visit.tap("note", "line", line.key))
        for n, line in enumerate(found.lines, 1)
        if line.author_id == visit.me.id and note.state is not NoteState.FINAL and door.sees_internal(visit)
    ]
    turns = [
        *([Button(_("‹ Previous"), tap=visit.tap("note", "page", meeting.key, page - 1))] if page else []),
        *(
            [Button(_("Next ›"), tap=visit.tap("note", "page", meeting.key, page + 1))]
            if page + 1 < len(every)
            else []
        ),
    ]
    rows = (*columns(mine, 4), tuple(turns), *_ways(visit, note, meeting))
    return Message(text, tuple(row for row in rows if row), frozenset(found.people))


def _ways(visit: Visit, note: Note, meeting: Meeting) -> list[tuple[Button, ...]]:
    _, key, rows = visit.reader, meeting.key, list[tuple[Button, ...]]()
    arranges = visit.may(Act.ARRANGE)
    if visit.may(Act.NOTE_DOWN) and note.state is NoteState.COLLECTING:
        rows.append((Button(_("Add something…"), tap=visit.tap("note", "new", key)),))
    if visit.may(Act.NOTE_DOWN) and note.state is NoteState.CORRECTING:
        rows.append((Button(_("Correct…"), tap=visit.tap("note", "correct", key)),))
    if arranges and note.state is not NoteState.FINAL:
        rows.append((Button(_("Arrange the note"), tap=visit.tap("note", "arrange", key)),))
    is_new = note.final_at is not None and visit.now <= note.final_at + MAY_BE_OPENED
    if arranges and note.state is NoteState.FINAL and is_new:
        rows.append((Button(_("Open it again…"), tap=visit.tap("note", "reopen", key)),))
    if note.state is NoteState.FINAL:
        name = "whole_note" if door.sees_internal(visit) else "note"
        rows.append(tuple(printing.buttons(visit, _, meeting, name, printing.paper_of(visit, name))))
    return [*rows, (Button(_("‹ The meeting"), tap=visit.tap("m", "one", key)),)]
