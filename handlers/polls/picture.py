"""What came of a poll as a picture: drawn outside any transaction, for the group or for whoever asks for it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import structlog
from markupsafe import Markup

from facilitation.permissions import Act
from handlers.due import Preparation
from handlers.message import Document, Message
from handlers.polls import chart, one
from handlers.polls.door import look
from handlers.visit import Visit
from locales.reader import Reader
from papers.charts import is_tall
from papers.vote_chart import picture as drawn
from storage import due_work, people, polls
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network
from storage.outbox import Priority
from storage.people import Person
from storage.polls import Poll
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()

PICTURE = "polls.picture"


@dataclass(frozen=True)
class Drawing:
    """A picture, and which end of the poll it shows."""

    content: bytes
    closed_at: datetime | None

    def shows(self, poll: Poll) -> bool:
        """Votes may have been taken again since."""
        return self.closed_at == poll.closed_at and chart.worth_drawing(poll)

    def under(self, _: Reader, text: Markup) -> Message:
        """A message with it; what Telegram would shrink until nobody can read it comes as a file."""
        file = Document(_("vote.png").unescape(), self.content)
        return Message(text, document=file) if is_tall(self.content) else Message(text, picture=file)


async def draw(preparation: Preparation) -> Drawing | None:
    """In the language of its reader. None where there is nothing to draw, or it can't be drawn: words say it too."""
    work = preparation.work
    async with preparation.database.read() as uow:
        network = await networks.by_id(uow, work.network_id or 0)
        poll = await polls.by_id(uow, work.arguments["poll"])
        if network is None or poll is None or not chart.worth_drawing(poll):
            return None
        options = (await polls.options(uow, [poll.key]))[poll.key]
        reader = await _reader(uow, network, work)
        made, closed_at = chart.chart(reader, poll, options), poll.closed_at
    try:
        return Drawing(await asyncio.to_thread(drawn, made), closed_at)
    except Exception as fault:  # a result in words is better than none
        log.error("a vote could not be drawn", poll=work.arguments["poll"], fault=type(fault).__name__)
        return None


async def _reader(uow: UnitOfWork, network: Network, work: DueWork) -> Reader:
    person = await people.by_id(uow, work.arguments.get("person", 0))
    language = person.language if person else None
    return Reader(language or network.language, (person.zone if person else None) or network.zone)


async def on_picture(visit: Visit, poll_id: int) -> None:
    """The same privately, for whoever may see results; it takes a moment."""
    poll, _ = await look(visit, poll_id, Act.SEE_POLLS), visit.reader
    if not chart.worth_drawing(poll):
        visit.answer(_("There is no picture of this vote."))
        visit.edit(await one.page(visit, poll))
        return
    await due_work.plan(
        visit.uow, PICTURE, f"{poll.key}-{visit.me.key}", visit.now, network_id=poll.network_id, poll=poll.key,
        person=visit.me.key,
    )  # fmt: skip
    visit.answer(_("I'm drawing it; it comes in a moment."))


async def send(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    poll = await polls.by_id(visit.uow, work.arguments["poll"])
    person = await people.by_id(visit.uow, work.arguments["person"])
    if network is not None and poll is not None and person is not None:
        _tell(visit, network, poll, person, drawing)


def _tell(visit: Visit, network: Network, poll: Poll, person: Person, drawing: Drawing | None) -> None:
    _ = visit.reader_of(person)
    message = Message(_("I could not draw this vote. Its page says in words what came of it."))
    if drawing is not None and drawing.shows(poll):
        message = drawing.under(_, _("What came of the vote: {question}", question=poll.question))
    visit.tell(person, message, kind=PICTURE, network=network, about=poll.key, priority=Priority.INTERACTIVE)
