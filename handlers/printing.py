"""Papers of meetings: any feature's, made anew as PDF, DOCX or text whenever someone asks for one."""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from facilitation.permissions import may
from facilitation.refusals import Refused
from facilitation.text import folded
from handlers.due import Preparation, Prepared
from handlers.feature import Feature, Owed, Paper, Printed
from handlers.meetings import door, words
from handlers.message import Button, Document, Message
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader, mark
from papers.as_docx import docx
from papers.as_pdf import pdf
from papers.as_text import text
from storage import due_work, meetings, people, roles
from storage import network as networks
from storage.due_work import DueWork
from storage.meetings import Meeting
from storage.outbox import Priority

MAKE, PAPER = "printing.make", "printing.paper"
TEXT = "text"
FILES: Mapping[str, Callable[..., bytes]] = {"pdf": pdf, "docx": docx}


@dataclass(frozen=True)
class Made:
    """A paper as it is sent: words or a file, and whom it names."""

    title: str
    names: frozenset[int]
    words: str = ""
    file: Document | None = None


def buttons(visit: Visit, _: Reader, meeting: Meeting, name: str, paper: Paper) -> list[Button]:
    """One paper in each of its shapes; the first says which."""

    def button(label: str, shape: str) -> Button:
        return Button(label, tap=visit.tap("print", "as", meeting.key, name, shape))

    return [
        button(_("{paper}: PDF", paper=_(paper.label)), "pdf"),
        button(_("DOCX"), "docx"),
        button(_("Text"), TEXT),
    ]


def offered(visit: Visit) -> list[tuple[str, Paper]]:
    """The papers that this person may have here."""
    every = [each for feature in visit.registry.features for each in feature.papers.items()]
    return [(name, paper) for name, paper in every if visit.may(paper.act)]


def paper_of(visit: Visit, name: str) -> Paper:
    for feature in visit.registry.features:
        if name in feature.papers:
            return feature.papers[name]
    raise Refused(DoorReason.OLD_BUTTON)


async def on_as(visit: Visit, meeting_id: int, paper: str, shape: str) -> None:
    """It takes a moment, and comes as a message of its own."""
    meeting = await door.enter(visit, meeting_id)
    visit.require(paper_of(visit, paper).act)
    be_shape(shape)
    await due_work.plan(
        visit.uow, MAKE, f"{paper}-{shape}-{meeting.key}-{visit.me.key}", visit.now, network_id=meeting.network_id,
        meeting=meeting.key, person=visit.me.key, paper=paper, shape=shape,
    )  # fmt: skip
    visit.answer(visit.reader("I'm making it; it comes in a moment."))


def be_shape(shape: str) -> None:
    if shape not in (*FILES, TEXT):
        raise Refused(DoorReason.OLD_BUTTON)


async def make(preparation: Preparation) -> Made | None:
    """In the language of the network. None where there is nothing of it yet, or for whoever has lost the right."""
    asked = preparation.work.arguments

    async def look(visit: Visit) -> tuple[Printed, str] | None:
        meeting = await meetings.by_id(visit.uow, asked["meeting"])
        network = await networks.by_id(visit.uow, meeting.network_id) if meeting else None
        if meeting is None or network is None:
            return None
        _, paper = visit.group_reader(network), paper_of(visit, asked["paper"])
        held = await roles.grants(visit.uow, network.key, visit.now)
        if not may({grant.role for grant, person in held if person.key == asked["person"]}, paper.act):
            return None
        printed = await paper.make(visit, _, network, meeting)
        return (printed, _.local(meeting.starts_at).date().isoformat()) if printed else None

    found = await preparation.read(look)
    if found is None:
        return None
    printed, day = found
    return await shaped(printed, asked["shape"], day)


async def shaped(printed: Printed, shape: str, day: str) -> Made:
    """Outside any transaction, as it takes a moment. The file is called after its title and this day."""
    document = printed.document
    if shape == TEXT:
        return Made(document.title, printed.names, words=text(document))
    content = await asyncio.to_thread(FILES[shape], document)
    name = "-".join([*re.findall(r"\w+", folded(document.title)), f"{day}.{shape}"])
    return Made(document.title, printed.names, file=Document(name, content))


async def made(visit: Visit, work: DueWork, paper: Made | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    person = await people.by_id(visit.uow, work.arguments["person"])
    meeting = await meetings.by_id(visit.uow, work.arguments["meeting"])
    if network is None or person is None or meeting is None:
        return
    _ = visit.reader_of(person)
    message = message_of(_, paper, words.label(_, meeting))
    visit.tell(person, message, kind=PAPER, network=network, about=meeting.key, priority=Priority.INTERACTIVE)


def message_of(_: Reader, paper: Made | None, about: Markup | str) -> Message:
    """The words, or the file with its title and what it is about."""
    if paper is None:
        return Message(_("There is nothing of it yet."))
    if paper.file is None:
        return Message(Markup("{}").format(paper.words), names=paper.names)
    caption = Markup("{}\n{}").format(paper.title, about)
    return Message(caption, names=paper.names, document=paper.file)


FEATURE = Feature(
    name="printing",
    code="print",
    taps={"as": on_as},
    due={"make": Prepared(make, made)},
    owes={
        "make": Owed(mark("a paper of a meeting"), noted=False),
        "paper": Owed(mark("a paper of a meeting"), noted=False),
    },
)
