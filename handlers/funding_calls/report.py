"""The funding calls that a meeting looked at, in its report: those that were open on its day."""

from facilitation import funding_calls as rules
from handlers.feature import Known
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Bullets
from storage.meetings import Meeting
from storage.network import Network


async def part(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    found = await rules.open_calls(visit.uow, network.key, rules.today(network, meeting.starts_at))
    return Known((Bullets(tuple(call.title for call in found)),)) if found else Known()
