"""What final notes add to the decision log; what is internal only for those who work in the network."""

from markupsafe import Markup

from handlers import picker
from handlers.feature import Decided
from handlers.meetings import words as meeting_words
from handlers.notes import door
from handlers.visit import Visit
from locales.reader import Reader
from storage import notes
from storage.meetings import Meeting
from storage.network import Network
from storage.notes import NoteLine

LONGEST = 300


async def decisions(visit: Visit, _: Reader, network: Network) -> list[Decided]:
    found = await notes.decisions(visit.uow, network.key, internal=door.sees_internal(visit))
    return [_decided(visit, _, line, meeting) for line, meeting in found]


def _decided(visit: Visit, _: Reader, line: NoteLine, meeting: Meeting) -> Decided:
    return Decided(
        at=meeting.starts_at,
        what=Markup("{}").format(picker.cut(line.words, LONGEST)),
        outcome=_("At the meeting: {title}", title=meeting_words.title(_, meeting)),
        opens=visit.tap("note", "open", meeting.key),
    )
