"""The final note as a file: the general part for everyone who may read it, the internal one for those who work in
the network. Made outside any transaction, in the network's language and zone."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from facilitation import actions as agreed
from facilitation import notes as rules
from facilitation.notes.reasons import NoteReason
from facilitation.permissions import Act, may
from facilitation.refusals import Refused
from handlers.actions import words as action_words
from handlers.due import Preparation
from handlers.meetings import words as meetings
from handlers.message import Document, Message
from handlers.notes import door
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader, mark
from papers import document as papers
from papers.as_docx import docx
from papers.as_pdf import pdf
from papers.document import Block, Bullets, Column, Facts, Heading, Notice, Table
from storage import due_work, institutions, notes, people, roles
from storage import meetings as stored_meetings
from storage import network as networks
from storage.actions import Action
from storage.due_work import DueWork
from storage.meetings import Meeting
from storage.network import Network
from storage.notes import LineKind, Note, NoteLine, NoteState
from storage.unit_of_work import UnitOfWork

PAPER = "notes.paper"
MAKING = {"pdf": pdf, "docx": docx}
HEADS = {LineKind.DECISION: mark("Decisions"), LineKind.CONCLUSION: mark("Conclusions")}


@dataclass(frozen=True)
class Made:
    """A file, and whom it names."""

    file: Document
    names: frozenset[int]


@dataclass(frozen=True)
class Written:
    """What the paper is made of."""

    network: Network
    meeting: Meeting
    note: Note
    lines: Sequence[NoteLine]
    actions: Sequence[Action]
    people: action_words.People


async def on_paper(visit: Visit, meeting_id: int, what: str) -> None:
    """As PDF or DOCX, right after this."""
    note, _meeting = await door.look(visit, meeting_id)
    if note.state is not NoteState.FINAL:
        raise Refused(NoteReason.NOT_FINAL)
    if what not in MAKING:
        raise Refused(DoorReason.OLD_BUTTON)
    key = f"{meeting_id}-{visit.me.key}-{what}"
    await due_work.plan(
        visit.uow, PAPER, key, visit.now, network_id=visit.here.key, meeting=meeting_id, person=visit.me.key,
        what=what,
    )  # fmt: skip
    visit.answer(visit.reader("The file comes in a moment."))


async def make(preparation: Preparation) -> Made | None:
    """None where there is no final note any more, or whoever asked left meanwhile."""
    what = preparation.work.arguments["what"]
    async with preparation.database.read() as uow:
        written = await _written(uow, preparation)
        if written is None:
            return None
        _ = Reader(written.network.language, written.network.zone)
        document, names = paper(_, written), frozenset(written.people)
        name = _("note-{date}.{what}", date=_.local(written.meeting.starts_at).date(), what=what)
    return Made(Document(name.unescape(), await asyncio.to_thread(MAKING[what], document)), names)


async def _written(uow: UnitOfWork, preparation: Preparation) -> Written | None:
    """What whoever asked may read, by the roles that they have now."""
    work = preparation.work
    network = await networks.by_id(uow, work.network_id or 0)
    meeting = await stored_meetings.by_id(uow, work.arguments["meeting"])
    note = await notes.of(uow, work.arguments["meeting"])
    if network is None or meeting is None or note is None or note.state is not NoteState.FINAL:
        return None
    held = await roles.grants(uow, network.key, preparation.now)
    mine = {grant.role for grant, person in held if person.key == work.arguments["person"]}
    if not may(mine, Act.SEE_MEETINGS):
        return None
    return await _of(uow, network, meeting, note, inside=may(mine, Act.NOTE_DOWN))


async def general(uow: UnitOfWork, network: Network, meeting: Meeting) -> Written | None:
    """What everyone may read of a final note."""
    note = await notes.of(uow, meeting.key)
    if note is None or note.state is not NoteState.FINAL:
        return None
    return await _of(uow, network, meeting, note, inside=False)


async def _of(uow: UnitOfWork, network: Network, meeting: Meeting, note: Note, *, inside: bool) -> Written:
    said = await rules.of_meeting(uow, meeting.key, internal=inside)
    agreed_on = await agreed.of_meeting(uow, meeting.key, internal=inside)
    owners = {each.owner_id for each in agreed_on if each.owner_id}
    known = await institutions.places_of(uow, network.key, owners) if owners else {}
    return Written(network, meeting, note, said, agreed_on, known)


async def send(visit: Visit, work: DueWork, made: Made | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    person = await people.by_id(visit.uow, work.arguments["person"])
    if network is None or person is None or made is None:
        return
    message = Message(Markup(""), names=made.names, document=made.file, silent=True)
    visit.tell(person, message, kind=PAPER, network=network, about=work.arguments["meeting"])


def paper(_: Reader, written: Written) -> papers.Document:
    """The general part first; what is internal stands at the end, below a notice."""
    note, meeting = written.note, written.meeting
    inside = [
        *_said(_, [line for line in written.lines if line.internal]),
        *_agreed(_, [each for each in written.actions if each.internal], written.people),
    ]
    notice = Notice(_plain(_("Internal part: it stays among those who work in the network")))
    blocks = (
        *_about(_, meeting, note),
        *_said(_, [line for line in written.lines if not line.internal]),
        *_agreed(_, [each for each in written.actions if not each.internal], written.people),
        *([notice, *inside] if inside else []),
    )
    return papers.Document(
        title=_plain(_("Note of conclusions")), blocks=blocks, language=_.language,
        page=_plain(_("page {page} of {pages}")), made=note.final_at or meeting.ends_at,
        above=written.network.topic, below=_plain(meetings.title(_, meeting)),
    )  # fmt: skip


def _about(_: Reader, meeting: Meeting, note: Note) -> Iterable[Block]:
    when = f"{_.full_date(meeting.starts_at)}, {_.time(meeting.starts_at)}–{_.time(meeting.ends_at)}"
    pairs = [(_plain(_("When")), when)]
    if meeting.place:
        pairs.append((_plain(_("Where")), meeting.place))
    if note.version > 1:
        pairs.append((_plain(_("Version")), str(note.version)))
    return [Facts(tuple(pairs))]


def _said(_: Reader, lines: Sequence[NoteLine]) -> Iterable[Block]:
    for kind, head in HEADS.items():
        told = tuple(line.words for line in lines if line.kind is kind)
        if told:
            yield from (Heading(_plain(_(head))), Bullets(told))


def _agreed(_: Reader, actions: Sequence[Action], known: action_words.People) -> Iterable[Block]:
    if not actions:
        return
    columns = (
        Column(_plain(_("What")), 5), Column(_plain(_("Who")), 3), Column(_plain(_("Until when")), 2),
    )  # fmt: skip
    rows = tuple(
        (each.words, _plain(action_words.named(known, each.owner_id) or Markup("–")),
         _plain(action_words.full_day(_, each.due_on)) if each.due_on else "–")
        for each in actions
    )  # fmt: skip
    yield from (Heading(_plain(_("Actions"))), Table(columns, rows))


def _plain(text: Markup) -> str:
    return text.unescape()


def labels(_: Reader) -> dict[str, str]:
    """What a note is offered as."""
    return {"pdf": _("As PDF"), "docx": _("As DOCX")}
