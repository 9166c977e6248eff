"""What people want kept: `/wniosek`, `/decyzja`, or the same word at the beginning of a reply to the meeting's card."""

import re
from typing import Any

from markupsafe import Markup

from facilitation.calendar.deadlines import split_deadline
from facilitation.notes import correcting
from facilitation.notes import noting as rules
from facilitation.notes.reasons import NoteReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.text import folded
from handlers import forms
from handlers.actions import stating
from handlers.forms import Answers, Form, Step, choice
from handlers.meetings import door as meetings_door
from handlers.meetings import words as meetings
from handlers.message import Button, Message, paragraphs
from handlers.notes import door, lines, telling, words
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage import notes
from storage.meetings import Meeting, MeetingState
from storage.notes import LineKind, Note, NoteLine, NoteState

NOTED = "notes.noted"
LIKED = [{"type": "emoji", "emoji": "👍"}]
_SAID = re.compile(r"(\w+)\s*([:–—-]?)\s*(.+)", re.DOTALL)
_WORDS = {
    "wniosek": LineKind.CONCLUSION, "conclusion": LineKind.CONCLUSION,
    "decyzja": LineKind.DECISION, "decision": LineKind.DECISION,
}  # fmt: skip
_ACTIONS = ("zadanie", "action", "task")


async def conclude(visit: Visit, typed: str) -> None:
    """`/wniosek`."""
    await _hear(visit, LineKind.CONCLUSION, typed)


async def decide(visit: Visit, typed: str) -> None:
    """`/decyzja`."""
    await _hear(visit, LineKind.DECISION, typed)


async def _hear(visit: Visit, kind: LineKind, typed: str) -> None:
    if not typed and visit.heard.private:
        await forms.begin(visit, NEW, {"for": kind.value, "meeting": 0}, network_id=visit.here.key)
    elif not typed:
        visit.reply(_how(visit))
    else:
        await _note_down(visit, kind, typed, await _candidates(visit))


async def under_card(visit: Visit, meeting_id: int) -> None:
    """A reply to the meeting's card; anything that does not begin with one of the words is only talk."""
    said = _SAID.match(visit.heard.words)
    if said is None or visit.heard.edited:
        return
    word, sign, rest = folded(said[1]), said[2], said[3].strip()
    kind = _WORDS.get(word)
    if kind is not None:
        meeting = await meetings_door.enter(visit, meeting_id, Act.NOTE_DOWN)
        await _note_down(visit, kind, rest, [_not_ahead(visit, meeting)])
    elif word in _ACTIONS and (sign or _names_a_day(visit, rest)):
        await meetings_door.enter(visit, meeting_id, Act.NOTE_DOWN)
        await stating.state_here(visit, rest)


def _names_a_day(visit: Visit, rest: str) -> bool:
    return split_deadline(rest, visit.now, visit.here.zone, visit.here.language).day is not None


def _not_ahead(visit: Visit, meeting: Meeting) -> Meeting:
    """A note begins a day before its meeting."""
    gone = meeting.state is MeetingState.CANCELLED
    if gone or meeting.starts_at - rules.AHEAD > visit.now or meeting.ends_at + rules.AFTERWARDS < visit.now:
        raise Refused(NoteReason.NO_MEETING)
    return meeting


async def _candidates(visit: Visit) -> list[Meeting]:
    found = await rules.meetings_to_note(visit.uow, visit.here, visit.me, visit.now)
    if not found:
        raise Refused(NoteReason.NO_MEETING)
    return found


async def _note_down(visit: Visit, kind: LineKind, typed: str, found: list[Meeting]) -> None:
    """For the likeliest meeting; where there are others, one tap puts it right. The group hears nothing but a sign."""
    note = await notes.begin(visit.uow, visit.here.key, found[0].key)
    if note.state is NoteState.CORRECTING and not visit.may(Act.ARRANGE):
        await _propose(visit, note, found[0], kind, typed)
        return
    line = await rules.note_down(visit.uow, note, kind, visit.me, typed, visit.now)
    if visit.heard.private:
        visit.edit(await lines.noted(visit, note, line, found))
        return
    _like(visit)
    if len(found) > 1:
        visit.reply(which(visit, line, found))


async def _propose(visit: Visit, note: Note, meeting: Meeting, kind: LineKind, typed: str) -> None:
    """Everyone has read the note already: what comes now is a correction, of which those who lead decide."""
    correction = await correcting.propose(visit.uow, note, None, kind, visit.me, typed, visit.now)
    await telling.proposed(visit, correction, None, meeting)
    if visit.heard.private:
        visit.edit(Message(visit.reader("Thank you! Those who lead decide, and I'll tell you.")))
    else:
        _like(visit)


def _like(visit: Visit) -> None:
    chat, message_id = visit.heard.chat_id, visit.heard.message_id
    if message_id is not None:
        visit.call("setMessageReaction", NOTED, lane=chat, chat_id=chat, message_id=message_id,
                   reaction=LIKED)  # fmt: skip


def which(visit: Visit, line: NoteLine, found: list[Meeting]) -> Message:
    """It was noted down for one of several meetings."""
    _ = visit.reader
    text = _("Noted down for: {meeting}", meeting=meetings.label(_, found[0]))
    others = [
        Button(_("No, for: {meeting}", meeting=meetings.label(_, each)),
               tap=visit.tap("note", "meanthere", line.key, each.key))
        for each in found[1:4]
    ]  # fmt: skip
    return Message(text, tuple((each,) for each in others))


async def on_meant_here(visit: Visit, line_id: int, meeting_id: int) -> None:
    """It was said of another meeting."""
    note, line = await door.enter_line(visit, line_id)
    every = await _candidates(visit)
    meant = next((each for each in every if each.key == meeting_id), None)
    if meant is None:
        raise Refused(DoorReason.OLD_BUTTON)
    await rules.belongs_to(visit.uow, note, rules.standing(line), meant)
    _ = visit.reader
    visit.edit(Message(_("Noted down for: {meeting}", meeting=meetings.label(_, meant))))


def _how(visit: Visit) -> Message:
    _ = visit.reader
    text = paragraphs(
        _("Write what shall be kept after the command: <code>/conclusion We all lack a model contract</code> "
          "or <code>/decision We meet in Gdynia next</code>."),
        _("The words may also stand in a reply to the meeting's card: “Decision: …”."),
    )  # fmt: skip
    return Message(text)


# in private chat


async def on_new(visit: Visit, meeting_id: int) -> None:
    """From the card, the page or the note of a meeting."""
    meeting = await meetings_door.enter(visit, meeting_id, Act.NOTE_DOWN)
    _not_ahead(visit, meeting)
    await forms.begin(visit, NEW, {"meeting": meeting_id}, network_id=visit.here.key)


async def _ask_kind(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    rows = tuple((choice(_(label), "kind", kind.value),) for kind, label in words.KINDS.items())
    return Message(_("What shall be kept?"), rows)


async def pick_kind(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value not in {kind.value for kind in LineKind}:
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    asked: dict[LineKind, Markup] = {
        LineKind.CONCLUSION: _("What is the conclusion? Write it in a sentence or two."),
        LineKind.DECISION: _("What was decided? Write it in a sentence or two."),
    }
    return Message(asked[_kind(answers)])


def _kind(answers: Answers) -> LineKind:
    return LineKind(answers.get("for") or answers["kind"])


async def take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return rules.checked_words(typed)


async def _done(visit: Visit, answers: Answers) -> None:
    visit.require(Act.NOTE_DOWN)
    if answers["meeting"]:
        meeting = await meetings_door.enter(visit, answers["meeting"], Act.NOTE_DOWN)
        found = [_not_ahead(visit, meeting)]
    else:
        found = await _candidates(visit)
    await _note_down(visit, _kind(answers), answers["words"], found)


NEW: Form = Form(
    "note_line",
    (
        Step("kind", _ask_kind, pick=pick_kind, when=lambda answers: "for" not in answers),
        Step("words", _ask_words, take_words),
    ),
    _done,
)
