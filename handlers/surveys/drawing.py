"""What came of a survey as a picture, drawn outside any transaction."""

import asyncio
from dataclasses import dataclass

import structlog
from markupsafe import Markup

from facilitation.surveys import rounds
from handlers.due import Preparation
from handlers.message import Document, Message
from handlers.surveys import chart
from locales.reader import Reader
from papers.charts import is_tall
from papers.survey_chart import picture as drawn
from storage import network as networks
from storage import surveys

log = structlog.get_logger()


@dataclass(frozen=True)
class Drawing:
    """A picture of results, which never change once they are counted."""

    content: bytes

    def under(self, _: Reader, text: Markup) -> Message:
        """A message with it; what Telegram would shrink until nobody can read it comes as a file."""
        file = Document(_("survey.png").unescape(), self.content)
        return Message(text, document=file) if is_tall(self.content) else Message(text, picture=file)


async def draw(preparation: Preparation) -> Drawing | None:
    """In the language of its reader. None where there is nothing to draw, or it can't be drawn: words say it too."""
    work = preparation.work
    async with preparation.database.read() as uow:
        network = await networks.by_id(uow, work.network_id or 0)
        survey = await surveys.by_id(uow, work.arguments["survey"])
        if network is None or survey is None or survey.results is None:
            return None
        reader = Reader(work.arguments.get("language", network.language), network.zone)
        made = chart.chart(reader, survey, await rounds.before(uow, survey))
    try:
        return Drawing(await asyncio.to_thread(drawn, made))
    except Exception as fault:  # results in words are better than none
        log.error("a survey could not be drawn", survey=work.arguments["survey"], fault=type(fault).__name__)
        return None
