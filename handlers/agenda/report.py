"""The agenda of a meeting as a paper, and in its report: without what is internal."""

from facilitation.agenda import keeping
from handlers.agenda import words
from handlers.feature import Known, Printed
from handlers.meetings import papers
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Column, Table
from storage.meetings import Meeting
from storage.network import Network


async def part(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    """What happened when, and who led it."""
    found = await keeping.items_of(visit.uow, meeting.key, internal=False)
    if not found:
        return Known()
    known = await words.leaders(visit, [each.item for each in found])
    columns = (
        Column(_("Hour").unescape(), 1.4),
        Column(_("Item").unescape(), 5),
        Column(_("Led by").unescape(), 3),
    )
    rows = [(words.hours(_, each), each.item.title, words.leader(each.item, known)) for each in found]
    return Known((Table(columns, tuple(rows)),), frozenset(known))


async def make(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Printed | None:
    """The agenda as it was published."""
    found = await keeping.find(visit.uow, meeting)
    known = await part(visit, _, network, meeting)
    if found is None or found.agenda.published_at is None or not known.blocks:
        return None
    blocks = [await papers.facts(visit, _, network, meeting), *known.blocks]
    document = papers.document(visit, _, network, meeting, _("Agenda of the meeting").unescape(), blocks)
    return Printed(document, known.names | await papers.named(visit, network))
