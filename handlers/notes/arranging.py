"""Those who lead put a note in order and let it go: to everyone for correction, then to all as the final one."""

from facilitation import actions as agreed
from facilitation.notes import life as rules
from facilitation.notes.order import arranged
from facilitation.permissions import Act
from handlers.actions import words as action_words
from handlers.message import Button, Message, Rows, columns, paragraphs
from handlers.notes import correcting, door, telling, words
from handlers.visit import Visit
from locales.reader import mark
from storage import notes
from storage.meetings import Meeting, MeetingState
from storage.notes import LineState, Note, NoteState

PAGE = 12
LATE = mark("The note became final before anybody could decide on your correction:")


async def on_arrange(visit: Visit, meeting_id: int) -> None:
    await on_page(visit, meeting_id, 0)


async def on_page(visit: Visit, meeting_id: int, page: int) -> None:
    note, meeting = await door.enter(visit, meeting_id, Act.ARRANGE)
    visit.edit(await _overview(visit, note, meeting, page))


async def _overview(visit: Visit, note: Note, meeting: Meeting, page: int) -> Message:
    """All lines, shortened; each opens by its number."""
    _ = visit.reader
    every = await notes.lines(visit.uow, meeting.key)
    standing = arranged(every)
    page = min(max(page, 0), max(0, (len(standing) - 1) // PAGE))
    here = list(enumerate(standing, 1))[page * PAGE : (page + 1) * PAGE]
    told = [
        paragraphs(words.numbered(_, n, line, words.SHORT), None)
        if n > 1 and standing[n - 2].kind is line.kind
        else paragraphs(_(words.HEADS[line.kind]), words.numbered(_, n, line, words.SHORT))
        for n, line in here
    ]
    numbers = [Button(str(n), tap=visit.tap("note", "line", line.key)) for n, line in here]
    turns = [
        *([Button(_("‹ Previous"), tap=visit.tap("note", "arrpage", meeting.key, page - 1))] if page else []),
        *(
            [Button(_("Next ›"), tap=visit.tap("note", "arrpage", meeting.key, page + 1))]
            if len(standing) > (page + 1) * PAGE
            else []
        ),
    ]
    actions = await agreed.of_meeting(visit.uow, meeting.key)
    told_actions = [
        action_words.numbered(_, n, action, visit.now) for n, action in enumerate(actions[:PAGE], 1)
    ]
    to_actions = [
        Button(_("Action {n}", n=n), tap=visit.tap("act", "open", action.key))
        for n, action in enumerate(actions[:PAGE], 1)
    ]
    text = paragraphs(
        words.head(_, meeting, note), *told,
        paragraphs(_("<b>Actions</b>"), *told_actions) if actions else None,
        _("Nothing is noted down yet.") if not standing and not actions else None,
    )  # fmt: skip
    out = len([line for line in every if line.state in (LineState.OUT, LineState.MERGED)])
    rows = (*columns(numbers, 6), tuple(turns), *columns(to_actions, 3), *_ways(visit, note, meeting, out))
    return Message(text, tuple(row for row in rows if row))


def _ways(visit: Visit, note: Note, meeting: Meeting, out: int) -> Rows:
    _, key, rows = visit.reader, meeting.key, list[tuple[Button, ...]]()
    if note.state is NoteState.COLLECTING:
        rows.append((Button(_("Add something…"), tap=visit.tap("note", "new", key)),))
    if out:
        label = _("Taken out: {n}", n=out)
        rows.append((Button(label, tap=visit.tap("note", "out", key)),))
    if note.state is NoteState.COLLECTING and meeting.state is MeetingState.CLOSED:
        rows.append(
            (Button(_("Let everyone correct it…"), tap=visit.tap("note", "ready", key), style="primary"),)
        )
    if note.state is NoteState.CORRECTING:
        rows.append((
            Button(_("Corrections"), tap=visit.tap("note", "waiting", key)),
            Button(_("It is final"), tap=visit.tap("note", "finish", key), style="success"),
        ))  # fmt: skip
    return (*rows, (Button(_("‹ The note"), tap=visit.tap("note", "open", key)),))


async def on_out(visit: Visit, meeting_id: int) -> None:
    """What was taken out or put together can be put back."""
    _note, meeting = await door.enter(visit, meeting_id, Act.ARRANGE)
    _ = visit.reader
    every = await notes.lines(visit.uow, meeting.key)
    out = [line for line in every if line.state in (LineState.OUT, LineState.MERGED)][:PAGE]
    told = [
        words.numbered(_, n, line, words.SHORT)
        if not line.reason
        else paragraphs(words.numbered(_, n, line, words.SHORT), _("Why: {reason}", reason=line.reason))
        for n, line in enumerate(out, 1)
    ]
    numbers = [Button(str(n), tap=visit.tap("note", "line", line.key)) for n, line in enumerate(out, 1)]
    back = Button(_("‹ Arrange the note"), tap=visit.tap("note", "arrange", meeting.key))
    text = paragraphs(_("<b>Taken out of the note</b>"), *(told or [_("Nothing.")]))
    visit.edit(Message(text, (*columns(numbers, 6), (back,))))


# from those who lead to everyone


async def on_ready(visit: Visit, meeting_id: int) -> None:
    """One last look before everyone gets it."""
    _note, meeting = await door.enter(visit, meeting_id, Act.ARRANGE)
    _ = visit.reader
    counts = await words.counted(visit, _, meeting) or _("nothing yet")
    text = paragraphs(
        _("<b>Shall everyone who was invited get the note?</b>"),
        _("In it: {counts}.", counts=counts),
        _("They may correct it for three days; you decide on each correction with one tap. "
          "Then it becomes final, and its general part comes into the group."),
    )  # fmt: skip
    yes = Button(_("Yes, send it"), tap=visit.tap("note", "publish", meeting.key), style="success")
    back = Button(_("‹ Arrange the note"), tap=visit.tap("note", "arrange", meeting.key))
    visit.edit(Message(text, ((yes,), (back,))))


async def on_publish(visit: Visit, meeting_id: int) -> None:
    note, meeting = await door.enter(visit, meeting_id, Act.ARRANGE)
    await rules.publish(visit.uow, visit.here, note, meeting, visit.now)
    visit.edit(_done(visit, meeting, mark("The note is on its way. In three days it becomes final.")))


async def on_finish(visit: Visit, meeting_id: int) -> None:
    """Earlier than by itself, as long as no correction waits."""
    note, meeting = await door.enter(visit, meeting_id, Act.ARRANGE)
    await rules.finish(visit.uow, note, visit.now)
    visit.edit(_done(visit, meeting, mark("The note is final. Its general part comes into the group.")))


async def on_reopen(visit: Visit, meeting_id: int) -> None:
    note, meeting = await door.enter(visit, meeting_id, Act.ARRANGE)
    await rules.open_again(visit.uow, visit.here, note, visit.now)
    visit.edit(await _overview(visit, note, meeting, 0))


async def on_waiting(visit: Visit, meeting_id: int) -> None:
    """The corrections of which nobody has decided yet, the first of them with its buttons."""
    _note, meeting = await door.enter(visit, meeting_id, Act.ARRANGE)
    visit.edit(await correcting.first_waiting(visit, meeting))


def _done(visit: Visit, meeting: Meeting, sentence: str) -> Message:
    _ = visit.reader
    return Message(_(sentence), ((Button(_("The note"), tap=visit.tap("note", "open", meeting.key)),),))


async def finish_anyhow(visit: Visit, note: Note, meeting: Meeting) -> None:
    """Its time is over; whoever proposed a correction that nobody decided on hears so."""
    late = await rules.finish(visit.uow, note, visit.now, anyhow=True)
    await telling.settled(visit, visit.here, late, LATE)
