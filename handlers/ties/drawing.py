"""The picture of a round, drawn outside any transaction; what can't be drawn is still said in words."""

import asyncio
from dataclasses import dataclass

import structlog

from facilitation.ties.picture import Picture
from facilitation.ties.standing import Standing, standing
from handlers.due import Preparation
from handlers.message import Document, Message
from handlers.ties import words
from locales.reader import Reader
from papers.charts import is_tall
from papers.oval import Node
from papers.sociogram import Sociogram
from papers.sociogram import picture as drawn
from storage import institutions, people, ties
from storage import network as networks
from storage.network import Network
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()


@dataclass(frozen=True)
class Drawing:
    """What a picture shows; no content where it could not be drawn, or there is too little to see."""

    picture: Picture
    content: bytes | None

    def file(self, _: Reader) -> Document | None:
        return Document(_("network.png").unescape(), self.content) if self.content else None

    def under(self, _: Reader, message: Message) -> Message:
        """A message with it; what Telegram would shrink until nobody can read it comes as a file."""
        file = self.file(_)
        if file is None:
            return message
        tall = is_tall(file.content)
        return Message(message.text, document=file if tall else None, picture=None if tall else file)


async def draw(preparation: Preparation) -> Drawing | None:
    """In the language of its reader. None where the round is gone."""
    work = preparation.work
    async with preparation.database.read() as uow:
        network = await networks.by_id(uow, work.network_id or 0)
        round_ = await ties.by_id(uow, work.arguments["round"])
        if network is None or round_ is None:
            return None
        stands = await standing(uow, round_, preparation.now)
        seen, reader = stands.picture, await _reader(uow, network, work.arguments.get("person", 0))
        made = await sociogram(uow, reader, network, stands) if seen.is_enough else None
    try:
        return Drawing(seen, await asyncio.to_thread(drawn, made) if made else None)
    except Exception as fault:  # words are better than nothing
        log.error(
            "a network picture could not be drawn", round=work.arguments["round"], fault=type(fault).__name__
        )
        return Drawing(seen, None)


async def sociogram(uow: UnitOfWork, _: Reader, network: Network, stands: Standing) -> Sociogram:
    """Institutions by name, so that the same ones always stand in the same place."""
    seen = stands.picture
    places = await institutions.by_ids(uow, seen.shown)
    return Sociogram(
        title=_("{topic}: what we have taken over from each other", topic=network.topic).unescape(),
        nodes=tuple(Node(key, places[key].name) for key in words.in_order(seen.shown, places)),
        ties=seen.ties,
        caption=_("An arrow leads from whoever gave something to whoever took it over.").unescape(),
        language=_.language,
    )


async def _reader(uow: UnitOfWork, network: Network, person_id: int) -> Reader:
    person = await people.by_id(uow, person_id)
    language = person.language if person else None
    return Reader(language or network.language, (person.zone if person else None) or network.zone)
