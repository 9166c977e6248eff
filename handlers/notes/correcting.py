"""Corrections of a note: whoever took part proposes other words or a missing line; those who lead decide."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from facilitation.notes import correcting as rules
from facilitation.notes import life, noting
from facilitation.permissions import Act
from handlers import forms, picker
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, paragraphs
from handlers.notes import door, telling, words
from handlers.picker import Option
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import mark
from storage import notes, people
from storage.meetings import Meeting
from storage.notes import Correction, LineKind, NoteLine

MISSING = 0
ACCEPTED = mark("Your correction stands in the note. Thank you!")
DECLINED = mark(
    "The note stays as it was in this place; thank you for reading so carefully. You had proposed:"
)


async def on_correct(visit: Visit, meeting_id: int) -> None:
    note, meeting = await door.enter(visit, meeting_id, Act.NOTE_DOWN)
    rules.refuse_unless_correcting(note)
    await forms.begin(visit, CORRECT, {"meeting": meeting.key}, network_id=visit.here.key)


async def _lines(visit: Visit, answers: Answers) -> Sequence[Option]:
    _ = visit.reader
    found = await life.lines_of(visit.uow, answers["meeting"], internal=True)
    told = [Option(line.key, f"{n}. {' '.join(line.words.split())}") for n, line in enumerate(found, 1)]
    return [Option(MISSING, _("Something is missing")), *told]


async def _ask_which(visit: Visit, _answers: Answers) -> Markup:
    return visit.reader("What shall be corrected?")


async def _ask_kind(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    rows = tuple((choice(_(label), "kind", kind.value),) for kind, label in words.KINDS.items())
    return Message(_("What is missing?"), rows)


async def _pick_kind(_visit: Visit, _answers: Answers, value: Value) -> Any:
    return LineKind.DECISION.value if value == LineKind.DECISION.value else LineKind.CONCLUSION.value


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    line = await _line(visit, answers)
    if line is None:
        return Message(_("How shall it read? Write it in a sentence or two."))
    now = Markup("<blockquote>{}</blockquote>").format(line.words)
    return Message(paragraphs(_("Now it says:"), now, _("How shall it read? Write it in a sentence or two.")))


async def _take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return noting.checked_words(typed)


async def _line(visit: Visit, answers: Answers) -> NoteLine | None:
    """The line that was picked, in the note that the form is about."""
    if answers["line"] == MISSING:
        return None
    _note, line = await noting.of_network(visit.uow, visit.here, answers["line"])
    return line


async def _proposed(visit: Visit, answers: Answers) -> None:
    note, meeting = await door.enter(visit, answers["meeting"], Act.NOTE_DOWN)
    line = await _line(visit, answers)
    kind = LineKind(answers["kind"]) if line is None else line.kind
    correction = await rules.propose(visit.uow, note, line, kind, visit.me, answers["words"], visit.now)
    await telling.proposed(visit, correction, line, meeting)
    _ = visit.reader
    again = Button(_("Correct…"), tap=visit.tap("note", "correct", meeting.key))
    visit.edit(Message(_("Thank you! Those who lead decide, and I'll tell you."), ((again,),)))


CORRECT: Form = Form(
    "note_correct",
    (
        picker.step("line", _ask_which, _lines),
        Step("kind", _ask_kind, pick=_pick_kind, when=lambda answers: answers["line"] == MISSING),
        Step("words", _ask_words, _take_words),
    ),
    _proposed,
)


# those who lead


async def on_accept(visit: Visit, correction_id: int) -> None:
    note, correction = await _enter(visit, correction_id)
    await rules.accept(visit.uow, note, correction, visit.now)
    await _decided(visit, correction, ACCEPTED)


async def on_decline(visit: Visit, correction_id: int) -> None:
    _note, correction = await _enter(visit, correction_id)
    rules.decline(visit.uow, correction)
    await _decided(visit, correction, DECLINED)


async def _enter(visit: Visit, correction_id: int) -> tuple[Any, Correction]:
    known = await notes.correction(visit.uow, correction_id)
    note = await notes.of(visit.uow, known.meeting_id) if known else None
    await visit.enter(note.network_id if note else None)
    visit.require(Act.ARRANGE)
    return await rules.of_network(visit.uow, visit.here, correction_id)


async def _decided(visit: Visit, correction: Correction, sentence: str) -> None:
    """Whoever proposed it hears; the next one that waits comes up."""
    await telling.settled(visit, visit.here, [correction], sentence)
    _note, meeting = await life.of_network(visit.uow, visit.here, correction.meeting_id)
    visit.edit(await first_waiting(visit, meeting))
    visit.answer(visit.reader("Noted. Whoever proposed it hears so."))


async def first_waiting(visit: Visit, meeting: Meeting) -> Message:
    _ = visit.reader
    back = (Button(_("‹ Arrange the note"), tap=visit.tap("note", "arrange", meeting.key)),)
    left = await notes.proposed(visit.uow, meeting.key)
    if not left:
        return Message(_("No correction waits."), (back,))
    first = left[0]
    line = await notes.line(visit.uow, first.line_id) if first.line_id else None
    author = await people.by_id(visit.uow, first.author_id) if first.author_id else None
    text = paragraphs(
        telling.correction_text(_, first, line, meeting, author.name if author else ""),
        _.plural("{n} more waits.", "{n} more wait.", len(left) - 1) if len(left) > 1 else None,
    )
    names = frozenset({author.key}) if author else frozenset()
    return Message(text, (telling.correction_ways(visit, _, first), back), names)
