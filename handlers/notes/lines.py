"""One line of a note: what its author and those who arrange do with it."""

from typing import Any

from markupsafe import Markup

from facilitation.notes import arranging as rules
from facilitation.notes import noting
from facilitation.notes.order import arranged
from facilitation.notes.reasons import NoteReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.meetings import words as meetings
from handlers.message import Button, Message, columns, paragraphs
from handlers.message import lines as in_lines
from handlers.notes import door, telling, words
from handlers.visit import Visit
from storage import notes, people
from storage.meetings import Meeting
from storage.notes import LineKind, LineState, Note, NoteLine, NoteState

MOST_SIMILAR = 12


async def on_line(visit: Visit, line_id: int) -> None:
    note, line = await door.enter_line(visit, line_id)
    visit.edit(await message(visit, note, line))


async def noted(visit: Visit, note: Note, line: NoteLine, found: list[Meeting]) -> Message:
    """What was just noted down in private chat."""
    _ = visit.reader
    page = await message(visit, note, line)
    head = _("Noted down for: {meeting}", meeting=meetings.label(_, found[0]))
    others = [
        (Button(_("No, for: {meeting}", meeting=meetings.label(_, each)),
                tap=visit.tap("note", "meanthere", line.key, each.key)),)
        for each in found[1:4]
    ]  # fmt: skip
    return Message(paragraphs(head, page.text), (*others, *page.buttons), page.names)


async def message(visit: Visit, note: Note, line: NoteLine) -> Message:
    """The line, and what this person may do with it."""
    _ = visit.reader
    author = await people.by_id(visit.uow, line.author_id) if line.author_id else None
    named = author if author is not None and author.id != visit.me.id and author.name else None
    text = in_lines(
        Markup("<b>{}</b>").format(_(words.KINDS[line.kind])),
        Markup("<blockquote>{}</blockquote>").format(line.words),
        _("From: {name}", name=named.name) if named else None,
        _("Internal: only for those who work in the network.") if line.internal else None,
        _("Taken out of the note: {reason}", reason=line.reason) if line.state is LineState.OUT else None,
        _("Put together with another line.") if line.state is LineState.MERGED else None,
    )
    is_final = note.state is NoteState.FINAL
    rows = [*([] if is_final else _ways(visit, line)), *_for_the_log(visit, line)]
    back = Button(_("‹ The note"), tap=visit.tap("note", "open", note.meeting_id))
    if visit.may(Act.ARRANGE) and not is_final:
        back = Button(_("‹ Arrange the note"), tap=visit.tap("note", "arrange", note.meeting_id))
    return Message(text, (*(tuple(row) for row in rows), (back,)), frozenset({named.key} if named else ()))


def _ways(visit: Visit, line: NoteLine) -> list[list[Button]]:
    _, key = visit.reader, line.key
    arranges, mine = visit.may(Act.ARRANGE), line.author_id == visit.me.id
    if line.state is not LineState.STANDS:
        return [[Button(_("Put it back"), tap=visit.tap("note", "putback", key))]] if arranges else []
    rows = [[Button(_("Change the words…"), tap=visit.tap("note", "reword", key))]]
    if arranges or not line.internal:
        label = _("For everyone") if line.internal else _("Only for those who work in the network")
        rows.append([Button(label, tap=visit.tap("note", "internal", key, int(not line.internal)))])
    if arranges:
        other = LineKind.CONCLUSION if line.kind is LineKind.DECISION else LineKind.DECISION
        label = _("It is a decision") if other is LineKind.DECISION else _("It is a conclusion")
        rows = [
            [
                Button(_("▲ Up"), tap=visit.tap("note", "up", key)),
                Button(_("▼ Down"), tap=visit.tap("note", "down", key)),
            ],
            *rows,
            [
                Button(label, tap=visit.tap("note", "kind", key, other.value)),
                Button(_("Put together with…"), tap=visit.tap("note", "merge", key)),
            ],
        ]
    if mine:
        rows.append([Button(_("Take it back"), tap=visit.tap("note", "withdraw", key))])
    elif arranges:
        rows.append([Button(_("Take it out…"), tap=visit.tap("note", "takeout", key))])
    return rows


def _for_the_log(visit: Visit, line: NoteLine) -> list[list[Button]]:
    """Also when the note is final: what was learned may help others."""
    if line.state is not LineState.STANDS or line.author_id is None or not visit.may(Act.SHARE):
        return []
    return [[Button(visit.reader("For the network's log…"), tap=visit.tap("entry", "fromline", line.key))]]


# its author, and those who arrange


async def on_reword(visit: Visit, line_id: int) -> None:
    note, line = await door.enter_line(visit, line_id)
    noting.refuse_final(note)
    await forms.begin(visit, REWORD, {"line": noting.standing(line).key}, network_id=visit.here.key)


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    _note, line = await door.enter_line(visit, answers["line"])
    now = Markup("<blockquote>{}</blockquote>").format(line.words)
    return Message(paragraphs(_("Now it says:"), now, _("Write it anew, in one message.")))


async def _take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return noting.checked_words(typed)


async def _reworded(visit: Visit, answers: Answers) -> None:
    note, line = await door.enter_line(visit, answers["line"])
    before = words.quoted(visit.reader, line)
    noting.reword(visit.uow, note, line, answers["words"])
    await telling.reworded(visit, line, before)
    visit.edit(await message(visit, note, line))


REWORD: Form = Form("note_reword", (Step("words", _ask_words, _take_words),), _reworded)


async def on_internal(visit: Visit, line_id: int, on: int) -> None:
    """Its author may keep it inside; only those who arrange let it out. The button says what it is to be."""
    note, line = await door.enter_line(visit, line_id)
    if not on:
        visit.require(Act.ARRANGE)
    rules.mark_internal(visit.uow, note, line, internal=bool(on))
    visit.edit(await message(visit, note, line))


async def on_withdraw(visit: Visit, line_id: int) -> None:
    note, line = await door.enter_line(visit, line_id)
    noting.withdraw(visit.uow, note, noting.own(line, visit.me))
    _ = visit.reader
    back = Button(_("‹ The note"), tap=visit.tap("note", "open", note.meeting_id))
    visit.edit(Message(_("Taken back. It stands nowhere any more."), ((back,),)))


# only those who arrange


async def on_up(visit: Visit, line_id: int) -> None:
    await _move(visit, line_id, -1)


async def on_down(visit: Visit, line_id: int) -> None:
    await _move(visit, line_id, 1)


async def _move(visit: Visit, line_id: int, steps: int) -> None:
    note, line = await door.enter_arranging(visit, line_id)
    await rules.move(visit.uow, note, line, steps)
    order = [each.key for each in arranged(await notes.lines(visit.uow, note.meeting_id))]
    visit.edit(await message(visit, note, line))
    visit.answer(visit.reader("Now it is number {n}.", n=order.index(line.key) + 1))


async def on_kind(visit: Visit, line_id: int, what: str) -> None:
    note, line = await door.enter_arranging(visit, line_id)
    if what not in {kind.value for kind in LineKind}:
        raise Refused(NoteReason.GONE)
    await rules.turn_into(visit.uow, note, line, LineKind(what))
    visit.edit(await message(visit, note, line))


async def on_merge(visit: Visit, line_id: int) -> None:
    """With which other line? The numbers are those of the note."""
    note, line = await door.enter_arranging(visit, line_id)
    _ = visit.reader
    every = list(enumerate(arranged(await notes.lines(visit.uow, note.meeting_id)), 1))
    near = sorted(every, key=lambda each: (each[1].kind is not line.kind, each[0]))
    others = sorted(
        [each for each in near if each[1].key != line.key][:MOST_SIMILAR], key=lambda each: each[0]
    )
    text = paragraphs(
        words.quoted(_, line),
        _("With which one? That one goes on.") if others else _("There is no other line."),
        *(words.numbered(_, n, each, words.SHORT) for n, each in others),
    )
    numbers = [Button(str(n), tap=visit.tap("note", "mergeinto", line.key, each.key)) for n, each in others]
    back = Button(_("‹ Back"), tap=visit.tap("note", "line", line.key))
    visit.edit(Message(text, (*columns(numbers, 4), (back,))))


async def on_merge_into(visit: Visit, line_id: int, into_id: int) -> None:
    note, line = await door.enter_arranging(visit, line_id)
    into = await noting.of_note(visit.uow, note, into_id)
    rules.merge(visit.uow, note, line, into)
    visit.edit(await message(visit, note, into))


async def on_take_out(visit: Visit, line_id: int) -> None:
    note, line = await door.enter_arranging(visit, line_id)
    noting.refuse_final(note)
    await forms.begin(visit, TAKE_OUT, {"line": noting.standing(line).key}, network_id=visit.here.key)


async def _ask_reason(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("Why shall it not stand in the note? Its author will read this sentence."))


async def _take_reason(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return noting.checked_reason(typed)


async def _taken_out(visit: Visit, answers: Answers) -> None:
    note, line = await door.enter_arranging(visit, answers["line"])
    rules.take_out(visit.uow, note, line, answers["reason"])
    await telling.taken_out(visit, line)
    visit.edit(await message(visit, note, line))


TAKE_OUT: Form = Form("note_take_out", (Step("reason", _ask_reason, _take_reason),), _taken_out)


async def on_put_back(visit: Visit, line_id: int) -> None:
    note, line = await door.enter_arranging(visit, line_id)
    await rules.put_back(visit.uow, note, line)
    visit.edit(await message(visit, note, line))
