"""The group reads what came of a vote: one message, with a picture where there is something to see."""

from collections.abc import Sequence

from handlers.message import CAPTION, Button, Message, length, paragraphs
from handlers.polls import summary
from handlers.polls.picture import Drawing
from handlers.visit import Visit
from storage import polls
from storage.due_work import DueWork
from storage.network import Network
from storage.polls import Option, Poll, PollState

RESULT = "polls.result"


async def tell(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    poll = await polls.by_id(visit.uow, work.arguments["poll"])
    if network is None or poll is None or poll.state not in (PollState.CLOSED, PollState.VOID):
        return
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    shown = drawing if drawing is not None and drawing.shows(poll) else None
    visit.announce(network, message(visit, network, poll, options, shown), kind=RESULT)


def message(
    visit: Visit, network: Network, poll: Poll, options: Sequence[Option], drawing: Drawing | None
) -> Message:
    """Under a picture there is room for a caption only, and no buttons: a link leads to the page. Words that can't be
    made short enough come before it."""
    _ = visit.group_reader(network)
    page = visit.link("poll", poll.key)
    if drawing is None:
        return Message(next(summary.said(_, poll, options)), ((Button(_("Details"), url=page),),))
    link = _('<a href="{link}">Details</a>', link=page)
    captions = [paragraphs(each, link) for each in summary.said(_, poll, options)]
    text = next((each for each in captions if length(each) <= CAPTION), captions[-1])
    return drawing.under(_, text)
