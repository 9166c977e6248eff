"""The published agenda as a paper, and the programme as held in the report. Internal items say only that they are."""

from facilitation.agenda import keeping
from facilitation.agenda.items import Timed
from handlers.agenda import words
from handlers.feature import Known, Printed
from handlers.meetings import papers
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Block, Column, Table
from storage.meetings import Meeting
from storage.network import Network


async def make(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Printed | None:
    """None until it is published."""
    found = await keeping.find(visit.uow, meeting)
    if found is None or found.agenda.published_at is None:
        return None
    known = await words.leaders(visit, found.items)
    blocks: list[Block] = [
        await papers.facts(visit, _, network, meeting),
        _programme(_, found.timed, known),
    ]
    document = papers.document(visit, _, network, meeting, _("Agenda of the meeting").unescape(), blocks)
    return Printed(document, frozenset(known) | await papers.named(visit, network))


async def report_part(visit: Visit, _: Reader, _network: Network, meeting: Meeting) -> Known:
    """What was gone through, as it was arranged last."""
    timed = await keeping.items_of(visit.uow, meeting.key)
    if not timed:
        return Known()
    known = await words.leaders(visit, [each.item for each in timed])
    return Known((_programme(_, timed, known),), frozenset(known))


def _programme(_: Reader, timed: list[Timed], known: words.Leaders) -> Table:
    columns = (
        Column(_("Hours").unescape(), 1.6, "figure"),
        Column(_("What").unescape(), 5),
        Column(_("Who leads").unescape(), 3),
    )
    return Table(columns, tuple(_row(_, each, known) for each in timed))


def _row(_: Reader, each: Timed, known: words.Leaders) -> tuple[str, ...]:
    hours = words.hours(_, each).unescape()
    if each.item.internal:
        return hours, _("internal part").unescape(), ""
    return hours, each.item.title, words.leader(each.item, known)
