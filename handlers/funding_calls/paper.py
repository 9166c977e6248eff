"""Calls for funding in the report of a meeting: those that were open on its day."""

from facilitation import funding_calls as rules
from handlers.feature import Known
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Column, Table
from storage.meetings import Meeting
from storage.network import Network


async def report_part(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    found = await rules.open_calls(visit.uow, network.key, _.local(meeting.starts_at).date())
    if not found:
        return Known()
    columns = (Column(_("Call").unescape(), 6), Column(_("Until when").unescape(), 3))
    rows = [
        (each.title, _.days(each.deadline, each.deadline).unescape() if each.deadline else "–")
        for each in found
    ]
    return Known((Table(columns, tuple(rows)),))
