"""Notes of conclusions in words: what was decided, concluded and agreed on, numbered in one row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from facilitation import actions as agreed
from facilitation import notes as rules
from handlers import picker
from handlers.actions import words as action_words
from handlers.meetings import words as meetings
from handlers.message import length, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import notes
from storage.actions import Action
from storage.meetings import Meeting
from storage.notes import LineKind, Note, NoteLine, NoteState

SHORT = 160
ROOM = 3000
"""Characters of a page that has buttons."""

KINDS: Mapping[LineKind, str] = {LineKind.DECISION: mark("Decision"), LineKind.CONCLUSION: mark("Conclusion")}
HEADS: Mapping[LineKind, str] = {
    LineKind.DECISION: mark("<b>Decisions</b>"),
    LineKind.CONCLUSION: mark("<b>Conclusions</b>"),
}
STATES: Mapping[NoteState, str] = {
    NoteState.COLLECTING: mark("is being collected"),
    NoteState.CORRECTING: mark("may be corrected"),
    NoteState.FINAL: mark("final"),
}


@dataclass(frozen=True)
class Content:
    """What stands in a note for one reader."""

    lines: Sequence[NoteLine]
    actions: Sequence[Action]
    people: action_words.People = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.actions

    @property
    def has_internal(self) -> bool:
        return any(line.internal for line in self.lines) or any(action.internal for action in self.actions)


async def content(visit: Visit, meeting: Meeting, *, internal: bool) -> Content:
    """What those who work in the network read, or what everyone may read."""
    said = await rules.of_meeting(visit.uow, meeting.key, internal=internal)
    agreed_on = await agreed.of_meeting(visit.uow, meeting.key, internal=internal)
    people = await action_words.people(visit, agreed_on) if agreed_on else {}
    return Content(said, agreed_on, people)


def head(_: Reader, meeting: Meeting, note: Note | None) -> Markup:
    """Of which meeting, and how far the note is."""
    state = note.state if note else NoteState.COLLECTING
    again = note is not None and note.version > 1
    return lines(
        _("<b>Note of the meeting: {title}</b>", title=meetings.title(_, meeting)),
        _("{date} · {state}", date=_.full_date(meeting.starts_at), state=_(STATES[state])),
        _("Version {n}", n=note.version) if note is not None and again else None,
    )


def pages(visit: Visit, _: Reader, found: Content) -> list[Markup]:
    """The lines in parts that fit into one message each."""
    parts: list[Markup] = []
    part = Markup("")
    for each in _paragraphs(visit, _, found):
        if part and length(part) + length(each) > ROOM:
            parts.append(part)
            part = Markup("")
        part = paragraphs(part, each)
    return [*parts, part]


def whole(visit: Visit, _: Reader, found: Content) -> Markup:
    return paragraphs(*_paragraphs(visit, _, found))


def _paragraphs(visit: Visit, _: Reader, found: Content) -> list[Markup]:
    told: list[Markup] = []
    kind = None
    for n, line in enumerate(found.lines, 1):
        head = _(HEADS[line.kind]) if line.kind is not kind else None
        kind = line.kind
        told.append(lines(head, numbered(_, n, line)))
    for number, action in enumerate(found.actions):
        head = _("<b>Actions</b>") if number == 0 else None
        told.append(lines(head, Markup("• {}").format(_action(visit, _, action, found.people))))
    return told or [_("Nothing is noted down yet.")]


def numbered(_: Reader, n: int, line: NoteLine, most: int = 0) -> Markup:
    words = picker.cut(" ".join(line.words.split()), most) if most else line.words
    text = _("{n}. {words}", n=n, words=words)
    return _("{line} <i>(internal)</i>", line=text) if line.internal else text


def _action(visit: Visit, _: Reader, action: Action, people: action_words.People) -> Markup:
    text = action_words.agreed(_, action, people, visit.now)
    return _("{line} <i>(internal)</i>", line=text) if action.internal else text


def quoted(_: Reader, line: NoteLine, most: int = SHORT) -> Markup:
    return _("“{words}”", words=picker.cut(" ".join(line.words.split()), most))


async def counted(visit: Visit, _: Reader, meeting: Meeting) -> Markup | None:
    """As in "5 wniosków, 2 decyzje, 3 zadania"; None where nothing is noted down yet."""
    found = await notes.counts(visit.uow, meeting.key)
    actions = await agreed.count_of_meeting(visit.uow, meeting.key)
    told = [
        _.plural("{n} conclusion", "{n} conclusions", n)
        if (n := found.get(LineKind.CONCLUSION, 0))
        else None,
        _.plural("{n} decision", "{n} decisions", n) if (n := found.get(LineKind.DECISION, 0)) else None,
        _.plural("{n} action", "{n} actions", actions) if actions else None,
    ]
    parts = [each for each in told if each]
    return Markup(", ").join(parts) if parts else None
