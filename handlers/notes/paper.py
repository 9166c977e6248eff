"""The final note as a paper, and what it says in the report: the general part for everyone who may read it, the whole
note for those who work in the network."""

from collections.abc import Iterable, Sequence

from facilitation import actions as agreed
from facilitation import notes as rules
from handlers.actions import paper as actions
from handlers.actions.words import People
from handlers.feature import Known, Printed
from handlers.meetings import papers
from handlers.visit import Visit
from locales.reader import Reader, mark
from papers.document import Block, Bullets, Facts, Heading, Notice
from storage import notes
from storage.actions import Action
from storage.meetings import Meeting
from storage.network import Network
from storage.notes import LineKind, NoteLine, NoteState

HEADS = {LineKind.DECISION: mark("Decisions"), LineKind.CONCLUSION: mark("Conclusions")}


async def general(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Printed | None:
    """What may leave the network; None until the note is final."""
    return await _printed(visit, _, network, meeting, internal=False)


async def whole(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Printed | None:
    """The general part first; what is internal stands at the end, below a notice."""
    return await _printed(visit, _, network, meeting, internal=True)


async def _printed(
    visit: Visit, _: Reader, network: Network, meeting: Meeting, *, internal: bool
) -> Printed | None:
    note = await notes.of(visit.uow, meeting.key)
    if note is None or note.state is not NoteState.FINAL:
        return None
    lines = await rules.of_meeting(visit.uow, meeting.key, internal=internal)
    agreed_on = await agreed.of_meeting(visit.uow, meeting.key, internal=internal)
    known = await actions.owners(visit, network, agreed_on)

    def part(*, inside: bool) -> list[Block]:
        said = _said(_, [line for line in lines if line.internal is inside])
        tasks = [each for each in agreed_on if each.internal is inside]
        return [*said, *_agreed(_, tasks, known)]

    version = Facts(((_("Version").unescape(), str(note.version)),))
    notice = Notice(_("Internal part: it stays among those who work in the network").unescape())
    inside = part(inside=True)
    blocks: list[Block] = [
        await papers.facts(visit, _, network, meeting),
        *([version] if note.version > 1 else []),
        *part(inside=False),
        *([notice, *inside] if inside else []),
    ]
    document = papers.document(visit, _, network, meeting, _("Note of conclusions").unescape(), blocks)
    return Printed(document, frozenset(known) | await papers.named(visit, network))


def _said(_: Reader, lines: Sequence[NoteLine]) -> Iterable[Block]:
    for kind, head in HEADS.items():
        told = tuple(line.words for line in lines if line.kind is kind)
        if told:
            yield from (Heading(_(head).unescape()), Bullets(told))


def _agreed(_: Reader, tasks: Sequence[Action], known: People) -> Iterable[Block]:
    if tasks:
        yield from (Heading(_("Actions").unescape()), actions.table(_, tasks, known))


async def conclusions(visit: Visit, _: Reader, _network: Network, meeting: Meeting) -> Known:
    return await _of_kind(visit, meeting, LineKind.CONCLUSION)


async def decisions(visit: Visit, _: Reader, _network: Network, meeting: Meeting) -> Known:
    return await _of_kind(visit, meeting, LineKind.DECISION)


async def _of_kind(visit: Visit, meeting: Meeting, kind: LineKind) -> Known:
    """For the report, also before the note is final; never what is internal."""
    lines = await rules.of_meeting(visit.uow, meeting.key, internal=False)
    told = tuple(line.words for line in lines if line.kind is kind)
    return Known((Bullets(told),)) if told else Known()
